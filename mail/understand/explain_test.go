package understand

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

func TestExplain(t *testing.T) {
	t.Parallel()
	questions := []partnership.Question{
		{ID: "when", Kind: partnership.KindDate, Text: "When will it be done?"},
		{ID: "trust", Kind: partnership.KindScale, Text: "I can raise a problem early"},
		{ID: "signed", Kind: partnership.KindYesNo, Text: "Is the contract signed?"},
		{ID: "health", Kind: partnership.KindChoice, Text: "How does it stand?", Choices: []string{"on track", "at risk", "off track"}},
		{ID: "changed", Kind: partnership.KindText, Text: "What changed since last time?"},
		{ID: "mql", Kind: partnership.KindNumber, Text: "Leads", Unit: "leads"},
	}
	text := "1) 1 Dec\n2) не знаю\n3) да\n4) зелёный\n5) Tom left\n6) 1 200,50\nSTATUS"
	u := Text(text, Context{Questions: questions, Locale: "ru", Today: cadence.Date{Year: 2026, Month: 11, Day: 23}})
	got, err := json.MarshalIndent(Explain(u), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	want := `{
 "format_version": 1,
 "class": "reply",
 "text": "1) 1 Dec\n2) не знаю\n3) да\n4) зелёный\n5) Tom left\n6) 1 200,50\nSTATUS",
 "answers": [
  {
   "question": "when",
   "value": "2026-12-01",
   "unit": "",
   "raw": "1 Dec"
  },
  {
   "question": "trust",
   "value": null,
   "unit": "",
   "raw": "не знаю"
  },
  {
   "question": "signed",
   "value": true,
   "unit": "",
   "raw": "да"
  },
  {
   "question": "health",
   "value": "on track",
   "unit": "",
   "raw": "зелёный"
  },
  {
   "question": "changed",
   "value": "Tom left",
   "unit": "",
   "raw": "Tom left"
  },
  {
   "question": "mql",
   "value": 1200.5,
   "unit": "leads",
   "raw": "1 200,50"
  }
 ],
 "commands": [
  {
   "name": "STATUS",
   "argument": ""
  }
 ],
 "open": [],
 "problems": []
}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestExplainHasNoNulls(t *testing.T) {
	t.Parallel()
	for _, class := range []Class{ClassReply, ClassAutoReply, ClassBounce} {
		got, err := json.Marshal(Explain(Understand(Message{Class: class}, Context{})))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(got), "null") {
			t.Errorf("%s: %s", class, got)
		}
	}
}

// TestExplainShowsWhatProceduresSee of mail that no person wrote.
func TestExplainShowsWhatProceduresSee(t *testing.T) {
	t.Parallel()
	bounce := mailOf("From: MAILER-DAEMON@kettle.example", "Subject: Undelivered Mail Returned to Sender", "MIME-Version: 1.0",
		"Content-Type: multipart/report; report-type=delivery-status; boundary=b", "",
		"--b", "Content-Type: text/plain", "", "The mail could not be delivered.",
		"--b", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; kettle.example", "",
		"Final-Recipient: rfc822; vera@kettle.example", "Action: failed", "Status: 5.1.1", "Diagnostic-Code: smtp; 550 5.1.1 no such user", "",
		"--b", "Content-Type: message/rfc822", "", "From: bot@ops.example", "Message-ID: <m1@ops.example>", "", "text", "--b--")
	e := Explain(Understand(Read(bounce), Context{}))
	want := &ExplainedBounce{
		Recipient: "vera@kettle.example", Kind: "hard", Reason: "userunknown", Status: "5.1.1", ReplyCode: "550", Original: "m1@ops.example",
	}
	if diff := cmp.Diff(want, e.Bounce); diff != "" {
		t.Errorf("bounce (-want +got)\n%s", diff)
	}
	away := mailOf("Date: Mon, 23 Nov 2026 10:15:02 +0300", "Auto-Submitted: auto-replied", "", "Away until 7 December.")
	if e := Explain(Understand(Read(away), Context{})); e.Away != "2026-12-07" || e.Bounce != nil {
		t.Errorf("an absence is explained as %+v", e)
	}
}

func TestReadQuestions(t *testing.T) {
	t.Parallel()
	got, err := ReadQuestions([]byte(`[{"id": "mql", "kind": "number", "text": "Leads", "unit": "leads", "min": 0, "max": 10.5}, {"id": "c", "kind": "choice", "choices": ["a", "b"]}]`))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].ID != "mql" || got[0].Max.String() != "10.5" || got[1].Choices[1] != "b" {
		t.Errorf("got %+v", got)
	}
	faults := []struct{ name, input, want string }{
		{"no JSON", `mql`, "read questions: want an array of questions: invalid character 'm' looking for beginning of value"},
		{"object", `{"id": "mql"}`, "read questions: want an array of questions: json: cannot unmarshal object into Go value of type []partnership.Question"},
		{"unknown field", `[{"id": "mql", "knd": "number"}]`, `read questions: want an array of questions: json: unknown field "knd"`},
		{"more behind", `[] []`, "read questions: text after the array"},
		{"unknown kind", `[{"id": "mql", "kind": "int"}]`, `read questions: question 1 ("mql"): unknown kind "int", want one of number, money, scale, confidence, nps, yes_no, choice, date, text`},
		{
			"all faults", `[{"kind": "text"}, {"id": "a", "kind": "choice"}, {"id": "a", "kind": "text"}, {"id": "b", "kind": "scale", "min": 5, "max": 1}]`,
			`read questions: question 1 (""): the id is missing; question 2 ("a"): a choice needs choices; question 3 ("a"): the id is used twice; question 4 ("b"): min 5 is above max 1`,
		},
	}
	for _, c := range faults {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if _, err := ReadQuestions([]byte(c.input)); err == nil || err.Error() != c.want {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}
