package blame
import ("testing";"os";"bufio";"encoding/json";"path/filepath")
func TestCorpus(t *testing.T) {
	files, _ := filepath.Glob("../../mail/understand/testdata/heard/*.jsonl")
	seen := map[string]bool{}
	n, f := 0, 0
	for _, file := range files {
		fh, _ := os.Open(file)
		sc := bufio.NewScanner(fh); sc.Buffer(nil, 1<<22)
		for sc.Scan() {
			var c struct{ Text string `json:"text"` }
			json.Unmarshal(sc.Bytes(), &c)
			if seen[c.Text] { continue }; seen[c.Text] = true
			n++
			for _, x := range Find(c.Text, "en") { f++; t.Logf("%s [%s]", x.Sort, x.Said) }
		}
	}
	t.Log(n, f)
}
