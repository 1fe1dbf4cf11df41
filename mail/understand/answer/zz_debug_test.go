package answer

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

func TestZZ(t *testing.T) {
	f, err := os.Open("/tmp/h1/dbg.txt")
	if err != nil {
		t.Skip()
	}
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var c struct {
			ID        string
			Questions []partnership.Question
			Text      string
			Today     cadence.Date
		}
		if json.Unmarshal(sc.Bytes(), &c) != nil {
			continue
		}
		r := Read(c.Text, Context{Questions: c.Questions, Locale: "en", Today: c.Today})
		fmt.Printf("== %s %q\n   -> %s promise %v away %v\n", c.ID, c.Text, strings.ReplaceAll(summary(r), "\n", " ; "), r.Promise, r.Away)
		b := newBook(Context{Questions: c.Questions, Locale: "en", Today: c.Today})
		for _, q := range c.Questions {
			_, why := readAnswer(q, c.Text, b.Context)
			fmt.Printf("   Q %s %s %q whole why=%d\n", q.ID, q.Kind, q.Text, why)
			if q.Kind == partnership.KindYesNo {
				qq := questionFor(q.Text)
				for _, s := range qq.sentences(c.Text) {
					for _, p := range s {
						fmt.Printf("      part votes=%v marks=%b senses=%v\n", p.votes, p.marks, p.senses)
					}
				}
				for _, cl := range saidClauses(c.Text) {
					fmt.Printf("      clause %q:", cl.text)
					for _, it := range qq.items(cl.text) {
						fmt.Printf(" [%s=%d]", it.Text, it.Sense)
					}
					fmt.Println()
				}
			}
		}
		_ = talk.Yes
		for _, s := range b.slipsOf(c.Text) {
			fmt.Printf("      slip %q q=%d label=%v", s.text, s.question, s.label)
			if s.question >= 0 {
				_, why := b.readDealt(s.question, s.text)
				fmt.Printf(" why=%d", why)
			}
			fmt.Println()
		}
	}
}
