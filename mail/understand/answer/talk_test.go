package answer

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// TestTalk reads what people say to a question. In testdata/talk a line "Q kind
// text [choices]" asks, and each line below is a reply behind what it says: a
// value with _ for spaces, P and A with the days of a promise and an absence, or a
// stroke for nothing. It is written on Wednesday 11 March 2026.
func TestTalk(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("testdata", "talk", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files of talk: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			readTalk(t, file)
		})
	}
}

func readTalk(t *testing.T, file string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var q partnership.Question
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		want, text, _ := strings.Cut(lines.Text(), " ")
		switch want {
		case "":
		case "Q":
			q = questionIn(text)
		default:
			if got := saidTo(q, text); got != want {
				t.Errorf("%s\n\t%s\n\tgot %s, want %s", q.Text, text, got, want)
			}
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

func questionIn(line string) partnership.Question {
	kind, text, _ := strings.Cut(line, " ")
	text, choices, found := strings.Cut(text, " [")
	q := partnership.Question{ID: "q", Kind: partnership.QuestionKind(kind), Text: text}
	if found {
		q.Choices = strings.Split(strings.TrimSuffix(choices, "]"), "|")
	}
	return q
}

// saidTo writes what a reply says as the files of talk do.
func saidTo(q partnership.Question, text string) string {
	r := Read(text, Context{Questions: []partnership.Question{q}, Locale: "en", Today: cadence.Date{Year: 2026, Month: 3, Day: 11}})
	var b strings.Builder
	for _, a := range r.Answers {
		b.WriteString(strings.ReplaceAll(a.Value.String(), " ", "_"))
	}
	day := func(d cadence.Date) {
		if !d.IsZero() {
			b.WriteString(d.String()[len("2026-"):])
		}
	}
	if r.Promise != nil {
		b.WriteString("P")
		day(r.Promise.Until)
	}
	if r.Away != nil {
		b.WriteString("A")
		day(*r.Away)
	}
	if b.Len() == 0 {
		return "-"
	}
	return b.String()
}
