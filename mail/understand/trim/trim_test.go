package trim

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type trimCase struct {
	ID       string `json:"id"`
	Input    string `json:"input"`
	Expected string `json:"expected"`
}

func TestTrimCorpora(t *testing.T) {
	t.Parallel()
	corpora := []struct {
		file  string
		exact int
	}{
		{"crisp_text.jsonl", 46},
		{"discourse_trimmer_text.jsonl", 30},
		{"ru_client_formats.jsonl", 30},
	}
	for _, corpus := range corpora {
		t.Run(corpus.file, func(t *testing.T) {
			t.Parallel()
			cases := readCorpus(t, corpus.file)
			exact, leak, lost := 0, 0, 0
			for _, c := range cases {
				got, want := foldSpace(Text(c.Input)), foldSpace(c.Expected)
				switch {
				case got == want:
					exact++
				case strings.Contains(got, want):
					leak++
					t.Logf("%s: longer than expected:\n got %q\nwant %q", c.ID, got, want)
				default:
					lost++
					t.Errorf("%s: text lost:\n got %q\nwant %q", c.ID, got, want)
				}
			}
			t.Logf("%s: %d exact, %d longer, %d lost of %d", corpus.file, exact, leak, lost, len(cases))
			if exact < corpus.exact {
				t.Errorf("%d exact, want at least %d", exact, corpus.exact)
			}
		})
	}
}

// readCorpus reads a file of cases, or skips the test where there is none.
func readCorpus(t *testing.T, name string) []trimCase {
	t.Helper()
	dir := os.Getenv("RAPPORT_CORPORA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "..", "shared", "corpora")
	}
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		t.Skipf("no corpus: %v", err)
	}
	defer f.Close()
	var cases []trimCase
	scan := bufio.NewScanner(f)
	scan.Buffer(nil, 1<<20)
	for scan.Scan() {
		var c trimCase
		if err := json.Unmarshal(scan.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		cases = append(cases, c)
	}
	if err := scan.Err(); err != nil {
		t.Fatal(err)
	}
	return cases
}

func foldSpace(s string) string { return strings.Join(strings.Fields(s), " ") }
