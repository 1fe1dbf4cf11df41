package trim

import (
	"strings"
	"unicode"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// monthWords are the names of months as mail programs write them: whole,
// inflected and abbreviated. "*" stands for up to four more letters.
const monthWords = `january jan february feb march mar april apr may june jun july jul august aug september sept sep october oct november nov december dec
январ* янв феврал* февр фев март* мар апрел* апр май мая июн* июл* август* авг сентябр* сент сен октябр* окт ноябр* нояб ноя декабр* дек
січ* січня лют* лютого бер берез* квіт* квітня трав* травня черв* червня лип липня липень серп* серпня верес* вересня жовт* жовтня лист листопад* груд* грудня
студз* сакав* красав* чэрв* ліп* жнів* верас* кастр* лістап* снеж* януари февруари юни юли септември октомври ноември декември
јануар* фебруар* марта априла маја јуна јула августа септемб* октоб* новемб* децемб* januar* februar* mart marta aprila maja avgust* septemb* oktob* novemb* decemb*
siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenog* prosinca
januar jänner februar märz mrz mär mai juni juli oktober okt dezember dez
janvier janv février fevrier févr fevr fév fev mars avril avr juin juillet juil août aout septembre octobre novembre décembre déc
enero ene febrero marzo abril abr mayo junio julio agosto ago septiembre setiembre octubre noviembre diciembre dic
janeiro fevereiro março maio junho julho setembro set outubro out novembro dezembro
gennaio gen febbraio aprile maggio mag giugno giu luglio lug settembre ottobre ott dicembre
januari februari maart mrt mei augustus augusti maj marts desember des
tammik* helmik* maalisk* huhtik* toukok* kesäk* heinäk* elok* syysk* lokak* marrask* jouluk*
tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta
styczn* sty lutego lut marca marzec kwietnia kwi czerwca cze lipca lip sierpnia sie września wrz października paź listopada lis grudnia gru
ledna led února úno března bře dubna dub května kvě června čvn července čvc srpna srp září zář října říj listopadu prosince pro
januára februára apríla mája júna júla augusta októbra novembra decembra
január február március márc április ápr május máj június jún július júl augusztus szeptember szept október
ocak oca şubat şub nisan nis mayıs haziran haz temmuz tem ağustos ağu eylül eyl ekim eki kasım kas aralık ara
ianuarie ian februarie martie iunie iun iulie iul septembrie octombrie noiembrie noi decembrie
ιαν* φεβ* μαρ* μάρ* απρ* μαι μαΐ* μάι* ιουν* ιούν* ιουλ* ιούλ* αυγ* αύγ* σεπ* οκτ* νοε* νοέ* δεκ*
sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio saus vas bal geg birž liep rugp rugs spal lapkr gruod
janvāris februāris aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris jaanuar* veebruar* märts aprill juuni juuli oktoober detsember jaan veebr dets
janúar febrúar mars apríl maí júní júlí ágúst nóvember nóv desember
ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר
يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
thg tháng ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.`

// weekdayWords are the names of days, likewise.
const weekdayWords = `monday mon tuesday tues tue wednesday wed thursday thurs thu friday fri saturday sat sunday sun
понедельник пн вторник вт сред* ср четверг чт пятниц* пт суббот* сб воскресенье вс вск понеділок вівторок серед* четвер пʼятниц* п'ятниц* неділ* нд понеделник пон вто сря чет пет съб нед
montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sonnabend sa sonntag so
lundi lun mardi mar mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim
lunes martes miércoles mié jueves jue viernes vie sábado sáb sab domingo dom segunda segunda-feira seg terça terça-feira ter quarta quarta-feira qua quinta quinta-feira qui sexta sexta-feira sex
lunedì martedì mercoledì giovedì gio venerdì sabato domenica
maandag ma dinsdag woensdag wo donderdag vrijdag vr zaterdag za zondag zo
mandag man tirsdag tir onsdag ons torsdag tor fredag fre lørdag lør søndag søn måndag mån tisdag tis tors lördag lör söndag sön
maanantai tiistai ti keskiviikko ke torstai to perjantai pe lauantai la sunnuntai su maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina
poniedziałek pon wtorek wt środa śr czwartek czw piątek pt sobota niedziela niedz po út úterý st středa čt čtvrtek pá pátek so ne neděle
hétfő h kedd k szerda sze csütörtök cs péntek p szombat szo vasárnap v
pazartesi pzt salı sal çarşamba çar perşembe per cuma cum cumartesi cmt pazar paz
luni marți mar miercuri mie joi vineri vin sâmbătă duminică
δευτέρα δευ τρίτη τρι τετάρτη τετ πέμπτη πεμ παρασκευή παρ σάββατο σαβ κυριακή κυρ
pirmadienis pr antradienis an trečiadienis tr ketvirtadienis kt penktadienis pn šeštadienis št sekmadienis sk
שני שלישי רביעי חמישי שישי שבת ראשון יום الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد thứ th hai ba tư năm sáu bảy nhật`

// glueWords stand between the parts of an attribution, whatever the language.
const glueWords = `on at the in of by from via am pm a.m p.m um uhr le la à a de du el las los em às as il giorno alle ore op om het heeft volgende den dag kl klo dne dnia dniu dňa w o v z użytkownik odesílatel
в во о от г года р року год ч пользователь від на користувач στις ο η χρήστης π.μ μ.μ în vào lúc ngày tarihinde saatinde şunu ezt dátummal időpont m d h gmt utc cet cest mez mesz msk est edt pst pdt bst eet eest мск
the pada pukul kuupäev kell dana u na на в около 在 于 於 오전 오후 님이 님 に на í kell`

var (
	months   = stemsOf(monthWords)
	weekdays = stemsOf(weekdayWords)
	glue     = stemsOf(glueWords)
)

// stems holds words, and beginnings of words that take endings.
type stems struct {
	whole     map[string]bool
	beginning map[string]bool
}

// maxEnding is how many letters an ending has.
const maxEnding = 4

func stemsOf(words string) stems {
	s := stems{whole: map[string]bool{}, beginning: map[string]bool{}}
	for _, w := range strings.Fields(words) {
		if stem, open := strings.CutSuffix(w, "*"); open {
			s.beginning[prose.Fold(stem)] = true
		} else {
			s.whole[prose.Fold(w)] = true
		}
	}
	return s
}

// has reports whether a folded word is one of the stems with an ending.
func (s stems) has(word string) bool {
	if s.whole[word] {
		return true
	}
	letters := []rune(word)
	for cut := len(letters); cut >= 2 && cut >= len(letters)-maxEnding; cut-- {
		if s.beginning[string(letters[:cut])] {
			return true
		}
	}
	return false
}

// bareWord folds a word and takes off the signs around it.
func bareWord(w string) string {
	return strings.TrimFunc(prose.Fold(w), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
