package answer
import ("testing";"github.com/rapport-engine/rapport/partnership")
func TestZZ(t *testing.T){
 qs:=[]partnership.Question{{ID:"beds",Kind:"number",Text:"Beds occupied today"},{ID:"staff",Kind:"number",Text:"Nurses on sick leave"},{ID:"drug",Kind:"yes_no",Text:"Any shortage of drugs?"},{ID:"visit",Kind:"date",Text:"When is the next joint ward round?"}}
 b:=newBook(Context{Questions:qs,Locale:"en"})
 for _,s:=range []string{"beds 39 nurses 7 shortage yes insulin visit fri"}{
  for _,sl:=range b.slipsOf(s){ t.Logf("%+v",sl) }
 }
}
