package store

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

const (
	quarrel = "acme/conflict/1"
	other   = "acme/conflict/2"
)

// house is a store in which something was said about two conflicts, and in a
// check-in that took a notice of the first one along.
type house struct {
	*Store
	t   *testing.T
	uid uint32
}

// word is said once under each heading; long enough for pages of their own.
func word(heading string) string { return strings.Repeat("secret of "+heading+" ", 400) }

func newHouse(t *testing.T) *house {
	h := &house{Store: newStore(t), t: t}
	for _, workflow := range []string{quarrel, other} {
		h.say(workflow, "statement", "accepted", "never-mind")
		h.mail(procedure.Letter{Key: "statement", Form: procedure.FormAsk, Opens: true, Workflow: workflow, Ask: workflow + "/lars"}, word("mail of "+workflow))
		h.receive(workflow, "reply to "+workflow, time.Time{})
	}
	told := procedure.Letter{Key: "told", Form: procedure.FormNotice, Rides: true, Until: noon.AddDate(0, 0, 14), Workflow: quarrel, Ask: "told"}
	h.mail(procedure.Letter{Key: "ask/1", Form: procedure.FormAsk, Opens: true, Workflow: round, Ask: "round/lars"}, word("ride"), told)
	h.mail(procedure.Letter{Key: "ask/2", Form: procedure.FormAsk, Opens: true, Workflow: round, Ask: "round/lars"}, word("check-in"))
	// The receipt of an answer that came when the conflict had ended is the partnership's.
	h.mail(procedure.Letter{Key: "receipt", Form: procedure.FormReceipt, Workflow: "acme", Ask: quarrel + "/lars"}, word("late receipt"))
	h.receive("", "answer to the check-in", time.Time{})
	return h
}

func (h *house) say(workflow string, questions ...string) {
	h.t.Helper()
	var answers []partnership.Answer
	for _, q := range questions {
		answers = append(answers, said(q, word(q+" of "+workflow)))
	}
	check(h.t, h.Seal(h.t.Context(), workflow+"/lars", workflow, wrote([]string{word("unread of " + workflow)}, answers...), noon))
}

// mail sends a letter with what rides along.
func (h *house) mail(l procedure.Letter, text string, also ...procedure.Letter) {
	h.t.Helper()
	for _, each := range append([]*procedure.Letter{&l}, pointers(also)...) {
		each.Slug, each.Person, each.Spec, each.Template = "acme", "lars", "digest", "t"
		r := step(*each)
		r.Procedure.Workflow = each.Workflow
		check(h.t, h.Commit(h.t.Context(), r))
	}
	m := Mail{ID: l.Workflow + l.Key, To: "lars@acme.test", Subject: text[:20], Text: text, HTML: "<p>" + text, Wire: []byte("wire " + text)}
	ask := Ask{ID: l.Ask, Slug: l.Slug, Workflow: workflowOf(l.Ask), Person: l.Person, MessageID: m.ID, Text: text, SentAt: noon, Sealed: true}
	check(h.t, h.Pack(h.t.Context(), l, m, ask, procedure.Arrival{Key: l.Key}, also, nil))
	check(h.t, h.MarkSent(h.t.Context(), l, noon))
}

func workflowOf(ask string) string { return strings.TrimSuffix(ask, "/lars") }

func pointers(list []procedure.Letter) (all []*procedure.Letter) {
	for i := range list {
		all = append(all, &list[i])
	}
	return all
}

// receive takes a mail under a workflow's seal, if any.
func (h *house) receive(sealed, heading string, until time.Time) Inbound {
	h.t.Helper()
	h.uid++
	raw := fmt.Sprintf("Message-ID: <%s@acme.test>\r\n\r\n%s", strings.ReplaceAll(heading, " ", "-"), word(heading))
	row := must[Inbound](h.t)(h.StoreRaw(h.t.Context(), Incoming{Account: "main", Mailbox: "INBOX", UID: h.uid, ReceivedAt: noon, Raw: []byte(raw)}))
	check(h.t, h.SetInboxState(h.t.Context(), row.ID, InboxAccepted, InboxDetail{Slug: "acme", Workflow: sealed, SealedBy: sealed, ForgetAt: until}))
	return row
}

func (h *house) intend(f procedure.Forget, decided time.Time) {
	h.t.Helper()
	r := Record{Slug: "acme", Forget: &f, Procedure: &ProcedureRow{Workflow: quarrel, Slug: "acme", Kind: "Conflict", State: []byte(`{}`), UpdatedAt: decided}}
	check(h.t, h.Commit(h.t.Context(), r))
}

func (h *house) forget(now time.Time) {
	h.t.Helper()
	for range 50 {
		more, err := h.Forget(h.t.Context(), now, 2)
		check(h.t, err)
		if !more {
			return
		}
	}
	h.t.Fatal("there is always more to forget")
}

// left lists the headings of which the file still has a word.
func (h *house) left(headings ...string) (found []string) {
	h.t.Helper()
	file := string(must[[]byte](h.t)(os.ReadFile(h.path)))
	if log, err := os.ReadFile(h.path + "-wal"); err == nil {
		file += string(log)
	}
	for _, heading := range headings {
		if strings.Contains(file, "secret of "+heading+" ") {
			found = append(found, heading)
		}
	}
	return found
}

var ofQuarrel = []string{
	"statement of " + quarrel, "never-mind of " + quarrel, "unread of " + quarrel, "mail of " + quarrel, "reply to " + quarrel, "ride", "late receipt",
}

var ofOthers = []string{
	"accepted of " + quarrel, "statement of " + other, "unread of " + other, "mail of " + other, "reply to " + other, "check-in", "answer to the check-in",
}

func TestWhatIsForgottenIsNotInTheFileAnyMore(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	end := noon.AddDate(0, 0, 180)
	h.intend(procedure.Forget{At: end, Keep: []procedure.Writing{{Ask: quarrel + "/lars", Question: "accepted"}}}, noon)
	h.forget(end.Add(-time.Second))
	diff(t, ofQuarrel, h.left(ofQuarrel...))
	before := states(t, h.Store)
	for range 2 {
		h.forget(end)
	}
	diff(t, []string(nil), h.left(ofQuarrel...))
	diff(t, ofOthers, h.left(ofOthers...))
	kept := must[map[string]procedure.Sealed](t)(h.Unseal(t.Context(), []string{quarrel + "/lars"}))
	diff(t, map[string]procedure.Sealed{quarrel + "/lars": {Answers: []partnership.Answer{said("accepted", word("accepted of "+quarrel))}}}, kept)
	// Nothing is sent or taken twice.
	diff(t, before, states(t, h.Store))
	due, _, err := h.DueLetters(t.Context(), end.AddDate(1, 0, 0), 100)
	check(t, err)
	if len(due) > 0 {
		t.Errorf("would go out again: %+v", due)
	}
	again := h.receive(quarrel, "reply to "+quarrel, time.Time{})
	if _, twin, err := h.FindTwin(t.Context(), again); err != nil || !twin {
		t.Errorf("the same mail, seen again, has a twin: %t, %v", twin, err)
	}
	diff(t, []string(nil), h.left("reply to "+quarrel))
	check(t, h.Sound(t.Context()))
}

func TestALaterStepMovesTheEnd(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	end := noon.AddDate(0, 0, 180)
	first := procedure.Forget{At: end}
	h.intend(first, noon)
	h.intend(procedure.Forget{At: end.AddDate(0, 1, 0)}, noon.Add(time.Hour)) // it was reopened, and has ended again
	h.intend(first, noon)                                                     // a worker that was cut off repeats its step
	h.forget(end)
	diff(t, ofQuarrel, h.left(ofQuarrel...))
	h.intend(procedure.Forget{}, noon.Add(2*time.Hour)) // it goes on
	h.forget(end.AddDate(1, 0, 0))
	diff(t, ofQuarrel, h.left(ofQuarrel...))
	h.intend(first, noon.Add(3*time.Hour))
	h.forget(end)
	diff(t, []string(nil), h.left(ofQuarrel...))
}

func TestWhoWritesAfterwardsIsForgottenInTheirTime(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.intend(procedure.Forget{At: noon}, noon)
	h.forget(noon)
	diff(t, []string(nil), h.left(ofQuarrel...))
	late := noon.AddDate(0, 0, 1)
	h.now = func() time.Time { return late }
	h.receive(quarrel, "after", time.Time{})
	check(t, h.Seal(t.Context(), quarrel+"/lars", quarrel, wrote(nil, said("more", word("more"))), late))
	h.forget(late.Add(procedure.SealedFor - time.Hour))
	diff(t, []string{"after", "more"}, h.left("after", "more"))
	h.forget(late.Add(procedure.SealedFor + 24*time.Hour))
	diff(t, []string(nil), h.left("after", "more"))
}

func TestAMailWithAnEndOfItsOwnGoesThen(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for i := range 5 {
		h.receive("acme", fmt.Sprint("raised ", i), noon.AddDate(0, 0, i))
	}
	row := h.receive("acme", "raised 1", noon.AddDate(0, 0, 9)) // the same bytes once more, to be kept longer
	h.forget(noon.AddDate(0, 0, 3))
	diff(t, []string{"raised 1", "raised 4"}, h.left("raised 0", "raised 1", "raised 2", "raised 3", "raised 4"))
	h.forget(noon.AddDate(0, 0, 9))
	diff(t, []string(nil), h.left("raised 1", "raised 4"))
	if kept := must[Inbound](t)(h.Inbound(t.Context(), row.ID)); kept.SealedBy != "acme" {
		t.Errorf("the seal is off: %+v", kept)
	}
	diff(t, ofQuarrel, h.left(ofQuarrel...))
}

func TestAMailThatIsOnItsWayIsForgottenWhenItHasArrived(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	l := letter("late", func(l *procedure.Letter) { l.Workflow, l.Ask = quarrel, quarrel+"/lars" })
	r := step(l)
	r.Procedure.Workflow = quarrel
	check(t, h.Commit(t.Context(), r))
	m := Mail{ID: "late@eng.test", To: "lars@acme.test", Text: word("late"), Wire: []byte(word("late"))}
	check(t, h.Pack(t.Context(), l, m, Ask{ID: l.Ask, Slug: "acme", Workflow: quarrel, MessageID: m.ID, Text: m.Text}, procedure.Arrival{Key: l.Key}, nil, nil))
	h.intend(procedure.Forget{At: noon}, noon)
	h.forget(noon)
	due, _, err := h.DueLetters(t.Context(), noon.AddDate(1, 0, 0), 10)
	check(t, err)
	if len(due) != 1 || string(due[0].Mail.Wire) != word("late") {
		t.Fatalf("what the server may have taken goes out again as it was: %+v", due)
	}
	check(t, h.MarkSent(t.Context(), l, noon))
	h.forget(noon.AddDate(0, 0, 2))
	diff(t, []string(nil), h.left("late"))
}
