package blame
import ("testing";"os";"strings")
func TestZZ(t *testing.T) {
	for _, text := range strings.Split(os.Getenv("SAY"),"|") {
		for _, s := range sentences(text) {
			tb := tableFor(s.language("en"))
			m := matcher{table: tb, sentence: s}
			t.Log(s.tokens)
			for i := range s.tokens {
				for _, p := range tb.patterns { if h, ok := m.try(p, i); ok { t.Log("pattern", p.line, p.example, p.family.sort, h.from, h.to, m.spared(h)) } }
				for n, l := range tb.leave { for _, p := range l { if _, ok := m.try(p, i); ok { t.Log("leave", n, p.line, p.example) } } }
			}
		}
	}
}
