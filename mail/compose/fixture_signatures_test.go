package compose

import (
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/agreement"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// polar is another partnership of the fixture's people.
const polar = "polar-trade"

func polarSpec() partnership.Spec {
	spec := termed(fixtureSpec(), "")
	spec.Slug, spec.Title = polar, "Polar <trade> post"
	spec.Start, spec.End = cadence.Date{Year: 2027, Month: time.March, Day: 1}, cadence.Date{Year: 2029, Month: time.February, Day: 28}
	return spec
}

// fixtureSpecs finds the specs that mails about other specs are about.
func fixtureSpecs(digest string) (partnership.Spec, error) {
	switch digest {
	case polar:
		return polarSpec(), nil
	case "reported", "reported-2", "reported-3":
		spec := reportedSpec(fixtureSpec(), "")
		spec.Slug, spec.Title = digest, "Polar <trade> "+digest
		return spec, nil
	case "raised":
		return raised(fixtureSpec(), ""), nil
	default:
		return inForce(digest)
	}
}

// welcomedIn is one mail that welcomes to two partnerships, or the receipt for the answer to it.
func welcomedIn(form procedure.Form) func(reader, other string) procedure.Letter {
	return func(reader, other string) procedure.Letter {
		right, wrong := true, false
		part := func(c lifecycle.Welcome) procedure.Letter {
			l := welcoming(form, c)(reader, other)
			if form == procedure.FormReceipt {
				raw := map[bool]string{true: "yes", false: "no, that is Hans' part"}[*c.Right]
				l.Problems, l.Open, l.Complete, l.Divided = nil, nil, true, "mail"
				l.Understood = []partnership.Answer{{Question: asking.QuestionDuties, Value: partnership.BoolValue(*c.Right), Raw: raw}}
			}
			return l
		}
		here, there := part(lifecycle.Welcome{Right: &right}), part(lifecycle.Welcome{Right: &wrong, Lead: "lead"})
		there.Slug, there.Spec, there.Workflow = polar, polar, polar
		there.Ask = procedure.AskID(polar, "welcome", reader)
		return kinds.Together(kinds.All()).JoinAcross([]procedure.Letter{there, here})
	}
}

// signatureFixtures are the mails in which signatures in several partnerships stand.
func signatureFixtures() []fixture {
	elsewhere := func(l procedure.Letter) procedure.Letter {
		l.Slug, l.Spec, l.Workflow = polar, polar, polar+"/agreement/1"
		l.Ask = procedure.AskID(l.Workflow, agreement.StageSigning, l.Person)
		return l
	}
	both := func(form procedure.Form, template procedure.Template, change func(*agreement.Content, *procedure.Letter)) func(reader, deputy string) procedure.Letter {
		return func(reader, deputy string) procedure.Letter {
			l := aboutTerms(form, template, change)(reader, deputy)
			return kinds.Together(kinds.All()).JoinAcross([]procedure.Letter{l, elsewhere(l)})
		}
	}
	plain := func(*agreement.Content, *procedure.Letter) {}
	half := func(c *agreement.Content, l *procedure.Letter) {
		c.Signed, c.Unsigned = []string{"lars"}, []string{"anna"}
		if l.Person == "lars" {
			c.Signed, c.Unsigned = []string{"anna"}, []string{"lars"}
		}
	}
	told := func(o procedure.Outcome, why string) func(*agreement.Content, *procedure.Letter) {
		return func(c *agreement.Content, l *procedure.Letter) {
			c.Outcome, c.Why, c.Signed, c.Unsigned, c.Mine = o, why, []string{"lars", "anna"}, nil, true
			l.Divided = "mail"
			if o != procedure.OutcomeSigned {
				c.Signed, c.Unsigned = []string{"lars"}, []string{"anna"}
			}
			if o == procedure.OutcomeDeclined {
				c.Reason = procedure.Words{By: "anna", Text: "our share is <too> small"}
			}
		}
	}
	owes := func(c *agreement.Content, l *procedure.Letter) {
		half(c, l)
		l.Questions = aboutTerms(procedure.FormAsk, agreement.TemplateSignature, plain)(l.Person, "").Questions
	}
	return []fixture{
		{name: "news-of-several", letter: func(reader, _ string) procedure.Letter {
			here, there := summary(reader), summary(reader)
			there.Slug, there.Spec, there.Workflow = polar, polar, polar+"/check-in/monthly/2026-12-01"
			here.Rides, there.Rides = true, true
			return kinds.Together(kinds.All()).JoinAcross([]procedure.Letter{there, here})
		}, standing: func(st *standing.Standing) {
			other := fixtureStanding()
			other.Goals = other.Goals[:1]
			st.Elsewhere = map[string]standing.Standing{"fjordmail-lumen": fixtureStanding(), polar: other}
		}},
		{name: "welcomes", letter: welcomedIn(procedure.FormAsk), spec: member},
		{name: "welcomes-reminder", letter: welcomedIn(procedure.FormReminder), spec: member},
		{name: "welcomes-receipt", letter: welcomedIn(procedure.FormReceipt), spec: member},
		{name: "signatures", letter: both(procedure.FormAsk, agreement.TemplateSignature, plain), spec: termed},
		{name: "signatures-changes", spec: raised, letter: func(reader, deputy string) procedure.Letter {
			l := aboutTerms(procedure.FormAsk, agreement.TemplateSignature, amending(half))(reader, deputy)
			l.Spec = "raised"
			other := elsewhere(aboutTerms(procedure.FormAsk, agreement.TemplateSignature, plain)(reader, deputy))
			return kinds.Together(kinds.All()).JoinAcross([]procedure.Letter{l, other})
		}},
		{name: "signatures-reminder", letter: both(procedure.FormReminder, agreement.TemplateSignature, half), spec: termed},
		{name: "signatures-late", letter: both(procedure.FormNotice, agreement.TemplateLate, owes), spec: termed},
		{name: "signatures-in-force", letter: both(procedure.FormNotice, agreement.TemplateInForce, told(procedure.OutcomeSigned, "")), spec: termed},
		{name: "signatures-declined", letter: both(procedure.FormNotice, agreement.TemplateUnsigned, told(procedure.OutcomeDeclined, "")), spec: termed},
		{name: "signatures-void", letter: both(procedure.FormNotice, agreement.TemplateVoid, told(procedure.OutcomeWithdrawn, procedure.VoidEnded)), spec: termed},
		{name: "signatures-receipt", spec: termed, letter: func(reader, deputy string) procedure.Letter {
			signed := aboutTerms(procedure.FormReceipt, procedure.TemplateReceipt, func(_ *agreement.Content, l *procedure.Letter) {
				l.Understood, l.Complete, l.Divided = []partnership.Answer{{Question: agreement.QuestionConsent, Value: partnership.BoolValue(true), Raw: "SIGN"}}, true, "mail"
			})(reader, deputy)
			explained := elsewhere(aboutTerms(procedure.FormReceipt, procedure.TemplateReceipt, func(_ *agreement.Content, l *procedure.Letter) {
				l.Explained, l.Divided = []procedure.Explanation{{Why: "sign-signed", Item: "SIGN"}}, "mail"
			})(reader, deputy))
			return kinds.Together(kinds.All()).JoinAcross([]procedure.Letter{explained, signed})
		}},
	}
}
