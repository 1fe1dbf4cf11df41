package understand

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// structureCase is a mail and what of it its sender wrote; see testdata.
type structureCase struct {
	name, mail string
	want       map[string]string // by the heading that it stands under
}

// TestStructure reads replies in the shapes of many mail programs. Each file was
// written before anybody saw how it does.
func TestStructure(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("testdata", "structure_*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			cases := readStructure(t, file)
			right := 0
			for _, c := range cases {
				if faults := c.check(); len(faults) == 0 {
					right++
				} else {
					t.Errorf("%s:\n%s", c.name, strings.Join(faults, "\n"))
				}
			}
			t.Logf("%s: %d of %d right", filepath.Base(file), right, len(cases))
		})
	}
}

// check lists what was read otherwise than wanted.
func (c structureCase) check() []string {
	var faults []string
	if _, known := c.want["known"]; !known {
		faults = c.checkWith(Context{Questions: checkIn, Locale: "en"})
	}
	for _, f := range c.checkWith(Context{Questions: checkIn, Locale: "en", Sent: sentCheckIn, SentHTML: sentCheckInHTML}) {
		faults = append(faults, "with our mail known: "+f)
	}
	return faults
}

func (c structureCase) checkWith(known Context) []string {
	u := Understand(Read([]byte(c.mail)), known)
	var faults []string
	expect := func(what, got string, ok bool) {
		if !ok {
			faults = append(faults, what+": "+got)
		}
	}
	fold := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	if want, asked := c.want["text"]; asked {
		expect("text", u.Text, fold(u.Text) == fold(want))
	}
	if want, asked := c.want["has"]; asked {
		for line := range strings.SplitSeq(want, "\n") {
			expect("text", u.Text, strings.Contains(u.Text, line))
		}
	}
	if want, asked := c.want["answers"]; asked {
		got := summary(Understanding{Answers: u.Answers})
		expect("answers", got, got == want)
	}
	if want, asked := c.want["cut"]; asked {
		expect("left out", u.LeftOut, strings.Contains(fold(u.LeftOut), fold(want)))
	}
	if want, asked := c.want["class"]; asked {
		expect("class", string(u.Class), string(u.Class) == want)
	}
	if want, asked := c.want["problem"]; asked {
		got := strings.Join(u.Problems, "\n")
		expect("problems", got, strings.Contains(got, want))
	}
	_, forward := c.want["forward"]
	expect("forward", map[bool]string{true: "yes", false: "no"}[u.Forward], u.Forward == forward)
	return faults
}

// readStructure reads a file of cases, in which %SENT% and %PAGE% stand for our
// mail; one with the heading "known" needs us to know it. A case is "=== name", header fields and a blank line
// where the case has some, the body, and "--- heading" above what is wanted.
func readStructure(t *testing.T, file string) []structureCase {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var cases []structureCase
	for _, block := range strings.Split("\n"+string(raw), "\n=== ")[1:] {
		name, rest, _ := strings.Cut(block, "\n")
		c := structureCase{name: name, want: map[string]string{}}
		sections := strings.Split("\n"+rest, "\n--- ")
		sections[0] = strings.NewReplacer("%SENT%", sentCheckIn, "%PAGE%", sentCheckInHTML).Replace(sections[0])
		c.mail = "From: Lars Hauge <lars@fjordmail.example>\nTo: bot@ops.example\n" + withHeader(strings.TrimPrefix(sections[0], "\n"))
		for _, s := range sections[1:] {
			heading, text, _ := strings.Cut(s, "\n")
			c.want[heading] = strings.TrimSpace(text)
		}
		cases = append(cases, c)
	}
	return cases
}

// withHeader completes the header of a case, which may have fields of its own.
func withHeader(text string) string {
	own := ""
	for {
		line, rest, _ := strings.Cut(text, "\n")
		name, _, _ := strings.Cut(line, ": ")
		if name != "Content-Type" && name != "Subject" && name != "Auto-Submitted" && name != "Content-Transfer-Encoding" {
			break
		}
		own, text = own+line+"\n", rest
	}
	if own == "" {
		return "Subject: Re: Check-in\n\n" + text
	}
	if !strings.Contains(own, "Subject: ") {
		own += "Subject: Re: Check-in\n"
	}
	return own + text // the blank line is the case's own
}
