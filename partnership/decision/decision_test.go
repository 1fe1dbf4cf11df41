package decision_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/decision"
)

func share(s string) *decimal.Decimal {
	d := decimal.RequireFromString(s)
	return &d
}

func voters(weights ...int64) []decision.Voter {
	var list []decision.Voter
	for i, w := range weights {
		list = append(list, decision.Voter{Party: string(rune('a' + i)), Weight: decimal.NewFromInt(w)})
	}
	return list
}

func parties(weights []int64) (list []string) {
	for i := range weights {
		list = append(list, string(rune('a'+i)))
	}
	return list
}

// votes reads "a+ b- c0": for, against, abstained; who is not named is silent.
func votes(s string) map[string]decision.Vote {
	list := map[string]decision.Vote{}
	for _, one := range strings.Fields(s) {
		list[one[:1]] = map[string]decision.Vote{"+": decision.For, "-": decision.Against, "0": decision.Abstain}[one[1:]]
	}
	return list
}

func TestVotesAreCountedUnderTheRule(t *testing.T) {
	t.Parallel()
	twoThirds := partnership.DecisionRule{Quorum: share("0.6667"), Majority: share("0.6667")}
	steering := partnership.DecisionRule{OnePerParty: true, Majority: share("1")}
	silent := partnership.DecisionRule{SilenceConsents: true}
	for _, tt := range []struct {
		name    string
		rule    partnership.DecisionRule
		weights []int64
		votes   string
		want    decision.Result
	}{
		{"all for it", twoThirds, []int64{1, 1, 1}, "a+ b+ c+", decision.Carried},
		{"two of three are two thirds, however the share is rounded", twoThirds, []int64{1, 1, 1}, "a+ b+ c-", decision.Carried},
		{"two of three are there, one of them against it", twoThirds, []int64{1, 1, 1}, "a+ b-", decision.Rejected},
		{"one of three is no quorum", twoThirds, []int64{1, 1, 1}, "a+", decision.NoQuorum},
		{"who abstains is there", twoThirds, []int64{1, 1, 1}, "a+ b0", decision.Carried},
		{"who abstains is on neither side", twoThirds, []int64{1, 1, 1, 1, 1}, "a+ b+ c- d0 e0", decision.Carried},
		{"all abstain", twoThirds, []int64{1, 1, 1}, "a0 b0 c0", decision.Rejected},
		{"weights count, not heads", twoThirds, []int64{3, 1, 1}, "a- b+ c+", decision.Rejected},
		{"weights count for the quorum, too", twoThirds, []int64{1, 1, 7}, "a+ b+", decision.NoQuorum},
		{"one party is missing where each has to be there", steering, []int64{1, 1, 1}, "a+ b+", decision.NoQuorum},
		{"all have to agree", steering, []int64{1, 1, 1}, "a+ b+ c-", decision.Rejected},
		{"all who vote agree", steering, []int64{1, 1, 1}, "a+ b+ c0", decision.Carried},
		{"without a majority more have to be for it than against", partnership.DecisionRule{}, []int64{1, 1}, "a+ b-", decision.Rejected},
		{"without a quorum one is enough", partnership.DecisionRule{}, []int64{1, 1}, "a+", decision.Carried},
		{"nobody votes", partnership.DecisionRule{}, []int64{1, 1}, "", decision.NoQuorum},
		{"silence is consent where the rule says so", silent, []int64{1, 1}, "a+", decision.Carried},
		{"silence of all, too", silent, []int64{1, 1}, "", decision.Carried},
		{"an objection stands", silent, []int64{1, 1}, "a+ b-", decision.Rejected},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := decision.Count(tt.rule, voters(tt.weights...), votes(tt.votes), parties(tt.weights)...)
			if got.Result != tt.want {
				t.Errorf("%s: %+v", tt.votes, got)
			}
		})
	}
}

// Silence is consent only after a reminder (procedures 0.3).
func TestSilenceIsNoConsentWithoutAReminder(t *testing.T) {
	t.Parallel()
	rule := partnership.DecisionRule{SilenceConsents: true}
	if got := decision.Count(rule, voters(1, 1), nil, "c"); got.Result != decision.NoQuorum || len(got.Consenting) > 0 {
		t.Errorf("%+v", got)
	}
	got := decision.Count(rule, voters(1, 1), votes("a+"), "b")
	if diff := cmp.Diff([]string{"b"}, got.Consenting); diff != "" || len(got.Silent) > 0 {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestVotingWeightsAreThoseOfTheSpec(t *testing.T) {
	t.Parallel()
	s := partnership.Spec{Parties: []partnership.Party{{ID: "a"}, {ID: "b", VotingWeight: share("2.5")}}}
	var got []string
	for _, v := range decision.Voters(s) {
		got = append(got, v.Party+" "+v.Weight.String())
	}
	if diff := cmp.Diff([]string{"a 1", "b 2.5"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestCountingKeepsItsPromises(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "parties")
		all := make([]decision.Voter, n)
		given := map[string]decision.Vote{}
		for i := range all {
			all[i] = decision.Voter{Party: string(rune('a' + i)), Weight: decimal.New(rapid.Int64Range(1, 50).Draw(t, "weight"), -1)}
			given[all[i].Party] = rapid.SampledFrom([]decision.Vote{decision.For, decision.Against, decision.Abstain, decision.Silent}).Draw(t, "vote")
		}
		var rule partnership.DecisionRule
		rule.OnePerParty, rule.SilenceConsents = rapid.Bool().Draw(t, "each"), rapid.Bool().Draw(t, "silence")
		if rapid.Bool().Draw(t, "quorum") {
			rule.Quorum = share(rapid.SampledFrom([]string{"0.5", "0.6667", "1"}).Draw(t, "share"))
		}
		if rapid.Bool().Draw(t, "majority") {
			rule.Majority = share(rapid.SampledFrom([]string{"0.5", "0.75", "1"}).Draw(t, "share"))
		}
		reminded := rapid.SliceOf(rapid.SampledFrom([]string{"a", "b", "c"})).Draw(t, "reminded")
		got := decision.Count(rule, all, given, reminded...)
		if n := len(got.For) + len(got.Against) + len(got.Abstained) + len(got.Silent); n != len(all) {
			t.Fatalf("%d of %d parties are counted", n, len(all))
		}
		if got.Result == decision.Carried && (!got.Quorum.Reached || !got.Yes.IsPositive()) {
			t.Fatalf("carried as %+v", got)
		}
		// The order of the parties changes nothing, and one more vote for it never harms it.
		turned := slices.Clone(all)
		slices.Reverse(turned)
		if again := decision.Count(rule, turned, given, reminded...); again.Result != got.Result {
			t.Fatalf("%s and turned round %s", got.Result, again.Result)
		}
		who := rapid.SampledFrom(all).Draw(t, "who")
		given[who.Party] = decision.For
		if more := decision.Count(rule, all, given, reminded...); got.Result == decision.Carried && more.Result != decision.Carried {
			t.Fatalf("%s for it make %s of %s", who.Party, more.Result, got.Result)
		}
	})
}

func TestVotesAreReadInBothLanguages(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"for": "for", "FOR": "for", "For.": "for", "I'm for it": "for", "we vote for": "for", "in favour": "for", "Yes": "for", "yes!": "for", "Approved": "for", "I support this": "for", "agreed": "for", "no objections": "for", "No objection from us": "for", "Our vote is for": "for", "for the proposal": "for",
		"за": "for", "ЗА": "for", "За.": "for", "Мы за": "for", "голосую за": "for", "Голосуем: за": "for", "да": "for", "поддерживаем": "for", "Согласны": "for", "возражений нет": "for", "с нашей стороны возражений нет": "for", "не возражаем": "for", "полностью за": "for",
		"for, good work": "for: good work", "За. Хорошо подготовлено": "for: Хорошо подготовлено", "yes, go ahead": "for: go ahead", "for because it saves time": "for: it saves time",
		"against": "against", "against: too dear": "against: too dear", "We are against": "against", "no": "against", "No, too early": "against: too early", "I oppose": "against", "we do not agree": "against", "cannot support this": "against",
		"против": "against", "Мы против: дорого": "against: дорого", "нет": "against", "не согласны, потому что рано": "against: рано", "возражаю": "against", "не поддерживаем": "against",
		"abstain": "abstain", "I abstain": "abstain", "Abstained, not our field": "abstain: not our field", "воздержался": "abstain", "Воздержусь": "abstain", "воздерживаемся: не наша тема": "abstain: не наша тема",
		"VETO: it touches our tariff": "veto: it touches our tariff", "вето: затрагивает наш тариф": "veto: затрагивает наш тариф",
		"veto": "unreasoned", "Вето.": "unreasoned", "veto: -": "unreasoned",
		"for, if the board agrees": "conditional", "yes but not before May": "conditional", "за, если бюджет утвердят": "conditional", "for once the price is fixed": "conditional", "against, unless the price falls": "conditional", "за, но с оговоркой": "conditional", "против, если не снизят цену": "conditional", "за при условии софинансирования": "conditional",
		"for, except point 2": "divided", "for, only the first part": "divided", "за, кроме второго пункта": "divided", "частично за": "unclear",
		"": "unclear", "ok": "unclear", "hm": "unclear", "for the record, we met on Monday": "unclear", "за отчёт спасибо": "unclear", "for? or against?": "unclear", "for. No, against": "unclear", "our board is for it": "unclear", "no idea": "unclear", "no time to read it": "unclear", "нет времени": "unclear", "да уж": "unclear", "forward it to Tom": "unclear", "5": "unclear", "против кого?": "unclear", "I was for it last year": "unclear", "Azat is against": "unclear",
		"за? не уверен": "unclear", "yes and no": "unclear",
	} {
		b, why := decision.ReadVote(text)
		got := string(why)
		if why == decision.Read {
			got = b.Value().String()
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

func TestABallotSurvivesBeingKept(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		b := decision.Ballot{Vote: rapid.SampledFrom([]decision.Vote{decision.For, decision.Against, decision.Abstain}).Draw(t, "vote"), Why: rapid.StringMatching(`[a-z :]{0,12}[a-z]`).Draw(t, "why")}
		if rapid.Bool().Draw(t, "veto") {
			b.Vote, b.Veto = decision.Against, true
		}
		if got := decision.ReadValue(b.Value().String()); got != b {
			t.Fatalf("%+v comes back as %+v", b, got)
		}
	})
	if got := decision.ReadValue("something"); got != (decision.Ballot{}) {
		t.Errorf("something else is %+v", got)
	}
}

func FuzzReadVote(f *testing.F) {
	for _, s := range []string{"for", "против: дорого", "veto: x", "за, если", "abstain"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		b, why := decision.ReadVote(text)
		if why != decision.Read && b != (decision.Ballot{}) {
			t.Errorf("%q is no vote (%s) and is %+v", text, why, b)
		}
		if why == decision.Read && b.Vote == decision.Silent {
			t.Errorf("%q is read as silence", text)
		}
	})
}
