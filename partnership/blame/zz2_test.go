package blame
import "testing"
func TestWeak(t *testing.T) {
	for n, tb := range map[string]*table{"en":english(), "ru":russian()} {
		for _, p := range tb.patterns {
			c := 0
			for _, it := range p.items { if it.set != nil && !it.optional && !it.set.any { c++ } ; if it.mark == '$' || it.mark=='^' { c++ } }
			if c < 2 && len(p.items) > 1 { t.Logf("%s %d %s", n, p.line, p.example) }
		}
	}
}
