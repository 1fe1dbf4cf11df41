package store

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

const pulse = "acme/survey/pulse/2026-12-01"

// asked is what a survey asks: a statement, and an open question.
func asked() []partnership.Question {
	one, five := decimal.NewFromInt(1), decimal.NewFromInt(5)
	return []partnership.Question{
		{ID: "heard", Kind: partnership.KindScale, Text: "Our side is heard", Min: &one, Max: &five, Dimension: "heard"},
		{ID: "change", Kind: partnership.KindText, Text: "What should we change?", Optional: true},
	}
}

// voters are people of two parties, with their asks.
func voters(n int) []procedure.Voter {
	var list []procedure.Voter
	for i := range n {
		list = append(list, procedure.Voter{Ask: fmt.Sprintf("ask-%d", i), Person: fmt.Sprintf("person-%d", i), Party: []string{"pot", "leaf"}[i%2]})
	}
	return list
}

// vote is what somebody answers: points, and words if there are any.
func vote(points int64, words string) procedure.Reply {
	value := partnership.NumberValue(decimal.NewFromInt(points))
	answers := []partnership.Answer{{Question: "heard", Value: value, Raw: fmt.Sprintf("1) %d", points)}}
	if words != "" {
		answers = append(answers, said("change", words))
	}
	return procedure.Reply{Answers: answers}
}

// openSurvey asks people in a new store.
func openSurvey(t *testing.T, people []procedure.Voter) *Store {
	t.Helper()
	s := newStore(t)
	for _, v := range people {
		check(t, s.PutAsk(t.Context(), Ask{
			ID: v.Ask, Slug: "acme", Workflow: pulse, Person: v.Person, Sealed: true, MessageID: v.Ask + "@mail", Questions: asked(),
		}))
	}
	return s
}

func cast(t *testing.T, s *Store, ask string, r procedure.Reply) []string {
	t.Helper()
	return must[[]string](t)(s.Cast(t.Context(), pulse, ask, r))
}

// mailIn stores the mail that an answer came in, as the intake does.
func mailIn(t *testing.T, s *Store, n int, v procedure.Voter, text string) {
	t.Helper()
	row := must[Inbound](t)(s.StoreRaw(t.Context(), Incoming{
		Account: "main", Mailbox: "INBOX", UIDValidity: 1, UID: uint32(n + 1), ReceivedAt: noon,
		MessageID: fmt.Sprintf("m%d@their", n), Raw: []byte("Subject: Re: pulse\r\n\r\n" + text),
	}))
	check(t, s.SetInboxState(t.Context(), row.ID, InboxAccepted, InboxDetail{Ask: v.Ask, Slug: "acme", Workflow: pulse, Person: v.Person, SealedBy: pulse}))
}

// A mail is deleted as soon as its ballot is in the urn: while the survey is open, too, no
// copy of the store holds it, nor what it could be guessed from.
func TestTheMailOfABallotIsDeletedWhenItIsTaken(t *testing.T) {
	t.Parallel()
	people := voters(2)
	s := openSurvey(t, people)
	row := must[Inbound](t)(s.StoreRaw(t.Context(), Incoming{
		Account: "main", Mailbox: "INBOX", UIDValidity: 1, UID: 1, ReceivedAt: noon, MessageID: "m@their", Raw: []byte("Subject: Re\r\n\r\nTHE-WORDS"),
	}))
	detail := InboxDetail{Ask: "ask-0", Workflow: pulse, SealedBy: pulse, Ballot: true}
	check(t, s.SetInboxState(t.Context(), row.ID, InboxQuarantined, detail))
	if raw := must[[]byte](t)(s.Raw(t.Context(), row.SHA256)); len(raw) == 0 {
		t.Error("what an admin may still replay is gone")
	}
	check(t, s.SetInboxState(t.Context(), row.ID, InboxAccepted, detail))
	left := must[Inbound](t)(s.Inbound(t.Context(), row.ID))
	if raw := must[[]byte](t)(s.Raw(t.Context(), left.SHA256)); len(raw) > 0 || left.BodySHA256 != "" || left.Size != 0 || left.SHA256 == row.SHA256 {
		t.Errorf("left are %q and %+v", raw, left)
	}
	for name, content := range filesOf(t, s.path) {
		if bytes.Contains(content, []byte("THE-WORDS")) || bytes.Contains(content, []byte(row.BodySHA256)) {
			t.Errorf("%s holds the words, or their sum", name)
		}
	}
}

// The mailbox is to keep no copy of a ballot, whatever its state, and is said to have one
// until that is known to be gone. The store keeps what an admin may still have taken, and
// not beyond the close.
func TestAMailWithABallotIsDoomedFromTheFirst(t *testing.T) {
	t.Parallel()
	people := voters(2)
	s, uid := openSurvey(t, people), uint32(0)
	arrive := func(state InboxState, ballot bool) Inbound {
		uid++
		row := must[Inbound](t)(s.StoreRaw(t.Context(), Incoming{
			Account: "main", Mailbox: "INBOX", UIDValidity: 1, UID: uid, ReceivedAt: noon, Raw: fmt.Appendf(nil, "\r\n\r\nTHE-WORDS %d", uid),
		}))
		settleMail(t, s, row.ID, state, ballot)
		return row
	}
	expect := func(when string, uids ...uint32) {
		t.Helper()
		var got []uint32
		for _, row := range must[[]Inbound](t)(s.Doomed(t.Context(), "main")) {
			got = append(got, row.UID)
		}
		if !slices.Equal(got, uids) {
			t.Errorf("%s: %v are doomed, want %v", when, got, uids)
		}
	}
	words := func(row Inbound) bool {
		now := must[Inbound](t)(s.Inbound(t.Context(), row.ID))
		return bytes.Contains(must[[]byte](t)(s.Raw(t.Context(), now.SHA256)), []byte("THE-WORDS"))
	}
	taken, held, stray := arrive(InboxAccepted, true), arrive(InboxQuarantined, true), arrive(InboxQuarantined, false)
	dismissed := arrive(InboxQuarantined, true)
	expect("at first", 1, 2, 4)
	for range 2 {
		check(t, s.Erased(t.Context(), "main", "INBOX", 1, 1))
		expect("with one gone", 2, 4)
	}
	settleMail(t, s, dismissed.ID, InboxDismissed, false) // it is a ballot all the same
	settleMail(t, s, stray.ID, InboxAccepted, true)       // as turns out only now
	expect("with one more known", 2, 3, 4)
	if words(taken) || !words(held) || words(stray) || words(dismissed) {
		t.Errorf("kept are %t, %t, %t, %t", words(taken), words(held), words(stray), words(dismissed))
	}
	must[opinion.Wave](t)(s.Count(t.Context(), pulse, publish(people, 5)))
	late, refused := arrive(InboxAccepted, true), arrive(InboxQuarantined, true)
	expect("after the close", 2, 3, 4, 5, 6)
	if words(held) || words(late) || words(refused) {
		t.Errorf("after the close kept are %t, %t, %t", words(held), words(late), words(refused))
	}
	for name, content := range filesOf(t, s.path) {
		if bytes.Contains(content, []byte("THE-WORDS")) {
			t.Errorf("%s holds the words", name)
		}
	}
	if other := must[[]Inbound](t)(s.Doomed(t.Context(), "other")); len(other) > 0 {
		t.Errorf("in another mailbox %v are doomed", other)
	}
}

// settleMail records what became of a mail of the survey.
func settleMail(t *testing.T, s *Store, id string, state InboxState, ballot bool) {
	t.Helper()
	d := InboxDetail{Slug: "acme", Ballot: ballot}
	if ballot {
		d.SealedBy = pulse
	}
	check(t, s.SetInboxState(t.Context(), id, state, d))
}

func publish(people []procedure.Voter, floor int) procedure.Publish {
	return procedure.Publish{
		Slug: "acme", Survey: "pulse", Date: "2026-12-01", Asked: len(people), Voters: people,
		Rule: opinion.Rule{Floor: floor, Parties: []string{"pot", "leaf"}},
	}
}

func TestALaterBallotTakesThePlaceOfTheEarlierOne(t *testing.T) {
	t.Parallel()
	people := voters(3)
	s := openSurvey(t, people)
	diff(t, []string{"heard", "change"}, cast(t, s, "ask-0", vote(1, "less mail")))
	diff(t, []string{"change", "heard"}, cast(t, s, "ask-0", vote(5, ""))) // the words stand
	cast(t, s, "ask-1", vote(3, ""))
	w := must[opinion.Wave](t)(s.Count(t.Context(), pulse, publish(people, 2)))
	if total := w.Results[0].Total; w.Asked != 3 || w.Answered != 2 || total.Mean.String() != "4" {
		t.Errorf("5 and 3 of three people come to %+v", w)
	}
	diff(t, []opinion.Remark{{Question: "change", Text: "less mail"}}, must[[]opinion.Remark](t)(s.Remarks(t.Context(), pulse)))
}

func TestASurveyIsCountedOnce(t *testing.T) {
	t.Parallel()
	people := voters(2)
	s := openSurvey(t, people)
	cast(t, s, "ask-0", vote(1, ""))
	first := must[opinion.Wave](t)(s.Count(t.Context(), pulse, publish(people, 0)))
	if late := cast(t, s, "ask-1", vote(5, "too late")); late != nil {
		t.Errorf("after the count %v were taken", late)
	}
	diff(t, first, must[opinion.Wave](t)(s.Count(t.Context(), pulse, publish(people, 0))))
	if _, err := os.Stat(s.ballotKey(pulse)); !os.IsNotExist(err) {
		t.Errorf("the key is still there: %v", err)
	}
	diff(t, []opinion.Wave{first}, must[[]opinion.Wave](t)(s.Waves(t.Context(), pulse, 9)))
	if none := must[[]opinion.Wave](t)(s.Waves(t.Context(), pulse, 0)); len(none) > 0 {
		t.Errorf("of no rounds there are %+v", none)
	}
}

func TestBelowTheFloorNothingIsLeft(t *testing.T) {
	t.Parallel()
	people := voters(4)
	s := openSurvey(t, people)
	for _, v := range people {
		cast(t, s, v.Ask, vote(2, "words of "+v.Person))
	}
	w := must[opinion.Wave](t)(s.Count(t.Context(), pulse, publish(people, 5)))
	if remarks := must[[]opinion.Remark](t)(s.Remarks(t.Context(), pulse)); w.Published() || len(remarks) > 0 {
		t.Errorf("four answers where five are needed: %+v, %v", w, remarks)
	}
	if dump := dumpOf(t, s); strings.Contains(dump, "words of") {
		t.Errorf("what was written is kept:\n%s", dump)
	}
}

// While a survey is open, whoever has a copy of the store reads nothing of it: neither
// what was said nor how much.
func TestACopyOfTheStoreOpensNoBallot(t *testing.T) {
	t.Parallel()
	people := voters(2)
	s := openSurvey(t, people)
	cast(t, s, "ask-0", vote(1, "THE-WORDS "+strings.Repeat("long ", 200)))
	cast(t, s, "ask-1", vote(5, ""))
	for name, content := range filesOf(t, s.path) {
		if bytes.Contains(content, []byte("THE-WORDS")) {
			t.Errorf("%s holds the words", name)
		}
	}
	sizes := must[[]int](t)(all(t.Context(), s.read, scanValue[int], `SELECT length(box) FROM ballots`))
	if len(sizes) != 2 || sizes[0] != sizes[1] {
		t.Errorf("much and little are %v bytes long", sizes)
	}
	// One ballot does not open in another's place, and none with another key.
	execRaw(t, s.write, `UPDATE ballots SET box = (SELECT box FROM ballots WHERE ask_id = 'ask-0') WHERE ask_id = 'ask-1'`)
	w := must[opinion.Wave](t)(s.Count(t.Context(), pulse, publish(people, 0)))
	if w.Answered != 1 {
		t.Errorf("%d ballots were counted, want the one that stood in its place", w.Answered)
	}
}

func TestALostKeyLosesTheAnswersAndNotTheSurvey(t *testing.T) {
	t.Parallel()
	people := voters(2)
	s := openSurvey(t, people)
	cast(t, s, "ask-0", vote(1, ""))
	check(t, os.RemoveAll(s.ballotKeys()))
	cast(t, s, "ask-1", vote(5, "")) // with a new one
	if w := must[opinion.Wave](t)(s.Count(t.Context(), pulse, publish(people, 0))); w.Answered != 1 {
		t.Errorf("%d answers could be read, want 1", w.Answered)
	}
}

// The curious admin has the store and all its files after the close, and knows who has
// answered and when. The same people answer in two stores at the same times, with what
// they say exchanged among them: nothing in the two stores differs but what was drawn by
// lot, so nothing in them depends on who said what.
func TestAfterTheCloseNothingTellsWhoSaidWhat(t *testing.T) {
	t.Parallel()
	people := voters(12)
	said := []procedure.Reply{
		vote(5, ""), vote(4, "FIRST"), vote(5, ""), vote(1, "SECOND, and that is a long story: "+strings.Repeat("words ", 2000)),
		vote(5, ""), vote(2, ""), vote(3, ""), vote(1, ""), vote(2, "THIRD"), vote(4, ""), vote(5, ""), vote(4, ""),
	}
	// Exchanged within each party, of which the results are published.
	exchanged := slices.Clone(said)
	for i := range said {
		exchanged[i] = said[(i+2)%len(said)]
	}
	play := func(replies []procedure.Reply) *Store {
		s := openSurvey(t, people)
		for i, v := range people {
			mailIn(t, s, i, v, fmt.Sprintf("%v", replies[i]))
			cast(t, s, v.Ask, replies[i])
		}
		must[opinion.Wave](t)(s.Count(t.Context(), pulse, publish(people, 5)))
		return s
	}
	one, other := play(said), play(exchanged)
	if d := cmp.Diff(dumpOf(t, one), dumpOf(t, other)); d != "" {
		t.Errorf("the stores differ:\n%s", d)
	}
	for name, content := range filesOf(t, one.path) {
		if strings.Contains(name, "ballot-keys") {
			t.Errorf("%s is left", name)
		}
		if n := bytes.Count(content, []byte("FIRST")); n > 1 { // the remark itself
			t.Errorf("%s holds what was written %d times", name, n)
		}
	}
	if remarks := must[[]opinion.Remark](t)(one.Remarks(t.Context(), pulse)); len(remarks) != 3 {
		t.Errorf("%d remarks, want 3", len(remarks))
	}
}

// A copy of the store that was made before the close stays closed once the key is gone.
// With the key in hand it does not, which is why the key belongs into no backup.
func TestAnOldCopyOfTheStoreStaysClosed(t *testing.T) {
	t.Parallel()
	people := voters(6)
	s := openSurvey(t, people)
	for _, v := range people {
		cast(t, s, v.Ask, vote(3, "THE-WORDS"))
	}
	for name, tt := range map[string]struct {
		withKey bool
		want    int
	}{"closed.db": {false, 0}, "stolen.db": {true, 6}} {
		copied := filepath.Join(t.TempDir(), name)
		execRaw(t, s.write, `VACUUM INTO '`+copied+`'`)
		if tt.withKey {
			check(t, os.CopyFS(copied+".ballot-keys", os.DirFS(s.ballotKeys())))
		}
		old := openTest(t, copied)
		if w := must[opinion.Wave](t)(old.Count(t.Context(), pulse, publish(people, 0))); w.Answered != tt.want {
			t.Errorf("%s: %d old ballots could be read, want %d", name, w.Answered, tt.want)
		}
	}
	must[opinion.Wave](t)(s.Count(t.Context(), pulse, publish(people, 5)))
	if left := must[[]fs.DirEntry](t)(os.ReadDir(s.ballotKeys())); len(left) > 0 {
		t.Errorf("keys are left: %v", left)
	}
}

func TestTwoHundredAnswersArePublishedInTime(t *testing.T) {
	t.Parallel()
	people := voters(200)
	s := openSurvey(t, people)
	for i, v := range people {
		cast(t, s, v.Ask, vote(int64(1+i%5), fmt.Sprint("remark ", i)))
	}
	begun := time.Now()
	w := must[opinion.Wave](t)(s.Count(t.Context(), pulse, publish(people, 5)))
	took := time.Since(begun)
	t.Logf("publishing %d answers takes %s", w.Answered, took)
	if took > 2*time.Second || w.Answered != 200 {
		t.Errorf("%d answers took %s, want 200 in 2 s", w.Answered, took)
	}
}

func TestANamedSurveyIsCountedFromItsSealedAnswers(t *testing.T) {
	t.Parallel()
	people := voters(2)
	s := openSurvey(t, people)
	check(t, s.Seal(t.Context(), "ask-0", pulse, vote(4, "more visits"), noon))
	p := publish(people, 0)
	p.Named = true
	if w := must[opinion.Wave](t)(s.Count(t.Context(), pulse, p)); w.Answered != 1 || w.Results[0].Total.Mean.String() != "4" {
		t.Errorf("one answer comes to %+v", w)
	}
	diff(t, []opinion.Remark{{Question: "change", Text: "more visits"}}, must[[]opinion.Remark](t)(s.Remarks(t.Context(), pulse)))
}

// dumpOf is all that stands in the store but lots, in the order of the keys.
func dumpOf(t *testing.T, s *Store) string {
	t.Helper()
	var b strings.Builder
	for _, table := range must[[]string](t)(all(t.Context(), s.read, scanValue[string], `SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)) {
		if table == "goose_db_version" {
			continue
		}
		columns := must[[]string](t)(all(t.Context(), s.read, scanValue[string], `SELECT name FROM pragma_table_info('`+table+`') WHERE name <> 'lot'`))
		lines := must[[]string](t)(all(t.Context(), s.read, scanValue[string], `SELECT concat_ws('|', `+strings.Join(columns, ", ")+`) FROM `+table))
		if table == "remarks" { // the order of the lots
			slices.Sort(lines)
		}
		fmt.Fprintf(&b, "%s\n%s\n", table, strings.Join(lines, "\n"))
	}
	return b.String()
}

// filesOf are the files of a store: the file itself, its log, and whatever lies beside it.
func filesOf(t *testing.T, path string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	check(t, fs.WalkDir(os.DirFS(filepath.Dir(path)), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(filepath.Join(filepath.Dir(path), name))
		files[name] = content
		return err
	}))
	return files
}
