package revision

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
)

// Why a change is material: domain 4.3 wants all parties to sign again when
// goals, targets, shares, the term, the ladder or signatories change. Each
// class of the table takes one of these as its reason.
const (
	forTerm        = "how long the partnership lasts and how it ends is agreed by all parties"
	forGoals       = "what the parties want together is agreed by all of them"
	forTargets     = "what is measured, and against which target, is agreed by all parties"
	forShares      = "what each party gives, gets and decides is agreed by all of them"
	forLadder      = "how delays and conflicts climb is agreed by all parties"
	forSignatories = "who is bound, and who signs for it, concerns all parties"
)

// Why a change is not: people hear of it, nobody signs.
const (
	asWording  = "it describes and binds nobody"
	asPeople   = "a party chooses its people itself"
	asWork     = "it arranges the work and leaves what was agreed"
	asRhythm   = "how often the parties talk leaves what they agreed"
	asDelivery = "it changes when and in which language mails arrive"
	asProposal = "a guard only proposes; people decide"
	asConsent  = "it says how consent is given and leaves what was agreed"
	asForm     = "the program writes the same content in another form"
)

// class judges some attributes of one kind of block.
type class struct {
	// block is the kinds of blocks from the partnership inwards, parted by
	// slashes; the partnership itself is empty.
	block string
	// names are the attributes, parted by spaces. "*" is the block itself that
	// comes or goes; the kind of an inner block is their order.
	names    string
	material bool
	why      string
	// only, if set, says of which changes that holds; the others are a matter of
	// people.
	only func(c Change, old, new partnership.Spec) bool
}

// classes is the whole rule of materiality: every attribute of the language is
// in it once.
func classes() []class {
	return []class{
		{block: "", names: "start end", material: true, why: forTerm},
		{block: "", names: "purpose", material: true, why: forGoals},
		{block: "", names: "currency budget discount_rate", material: true, why: forShares},
		{block: "", names: "slug", material: true, why: forSignatories},
		{block: "", names: "title type tags principles", why: asWording},
		{block: "", names: "timezone language calendar from_name color max_mails", why: asDelivery},
		{block: "", names: "schema", why: asForm},
		{block: "calendar", names: "* workdays hours holidays", why: asDelivery},
		{block: "exchange_rate", names: "* on rate", why: asWork},
		{block: "role", names: "* duties", why: asWork},

		{block: "party", names: "* legal_name", material: true, why: forSignatories},
		{block: "party", names: "share voting_weight", material: true, why: forShares},
		{block: "party", names: "name country", why: asWording},
		{block: "party", names: "timezone language calendar", why: asDelivery},
		{block: "party/person", names: "* email also", material: true, why: forSignatories, only: ofSignatory},
		{block: "party/person", names: "roles", material: true, why: forSignatories, only: makesSignatory},
		{block: "party/person", names: "name deputy", why: asPeople},
		{block: "party/person", names: "language timezone calendar", why: asDelivery},
		{block: "party/person/absence", names: "* from until", why: asPeople},
		{block: "party/interest", names: "* statement", why: asWording},
		{block: "party/contributes", names: "* money hours rate in_kind what goals", material: true, why: forShares},
		{block: "party/expects", names: "* amount what goals", material: true, why: forShares},
		{block: "party/obligation", names: "* what due goal evidence", material: true, why: forShares},
		{block: "party/obligation", names: "owner", why: asPeople},

		{block: "competing", names: "* joint_goal", material: true, why: forGoals},
		{block: "competing", names: "interests statement", why: asWording},
		{block: "area", names: "* accountable responsible consulted informed not_applicable", why: asWork},
		{block: "resource", names: "* title kind url owner access", why: asWork},

		{block: "goal", names: "* statement kind start due weight beneficiaries", material: true, why: forGoals},
		{block: "goal", names: "category serves", why: asWording},
		{block: "goal", names: "owner", why: asPeople},
		{block: "goal/kpi", names: "* unit direction baseline target low high tolerance window curve source critical weight", material: true, why: forTargets},
		{block: "goal/kpi", names: "title perspective", why: asWording},
		{block: "goal/kpi", names: "reporters", why: asPeople},
		{block: "goal/kpi/thresholds", names: "* green amber", material: true, why: forTargets},
		{block: "goal/milestone", names: "* due acceptance planned depends_on", material: true, why: forGoals},
		{block: "goal/milestone", names: "accept_by", material: true, why: forGoals, only: comesOrGoes},
		{block: "goal/milestone", names: "title", why: asWording},
		{block: "goal/milestone", names: "owner", why: asPeople},
		{block: "experiment", names: "* hypothesis owner from until kpi success", why: asWork},

		{block: "check_in", names: "* title every on at on_holiday missed kickoff ask about window remind question", why: asRhythm},
		{block: "check_in/question", names: "* text kind unit min max choices optional version reversed dimension mirrors anchored readers", why: asRhythm},
		{block: "meeting", names: "* title every on at on_holiday missed duration chair invite place informal hosts agenda notice minutes decides_by", why: asRhythm},
		{block: "survey", names: "* title every on at on_holiday missed after ask window remind anonymous min_n by_party template question", why: asRhythm},
		{block: "survey/question", names: "* text kind unit min max choices optional version reversed dimension mirrors anchored readers", why: asRhythm},
		{block: "ideas", names: "* title every on at on_holiday missed date ask window remind", why: asRhythm},
		{block: "review", names: "* title every on at on_holiday missed method duration place ask chair window agenda decides_by readers", why: asRhythm},
		{block: "report", names: "* title every on at on_holiday missed to sections", why: asRhythm},

		{block: "escalation", names: "* step", material: true, why: forLadder},
		{block: "escalation", names: "warn", why: asRhythm},
		{block: "escalation/step", names: "* after", material: true, why: forLadder},
		{block: "escalation/step", names: "notify", why: asPeople},
		{block: "escalation/step", names: "repeat urgent", why: asRhythm},
		{block: "corrective_action", names: "* contain cause plan", material: true, why: forLadder},
		{block: "conflict", names: "* follow_up cooling_off level", material: true, why: forLadder},
		{block: "conflict/level", names: "* who contact alternate external within respond meet refused_after describe", material: true, why: forLadder},
		{block: "decision_rule", names: "* quorum majority one_per_party veto_window consultation written_procedure cure_period extension silence_consents", material: true, why: forShares},
		{block: "decision_rule", names: "notice extraordinary_notice agenda_before extraordinary_agenda minutes_within accepted_after", why: asRhythm},
		{block: "guard", names: "* when then", why: asProposal},

		{block: "exit", names: "* notice continuity parallel", material: true, why: forTerm},
		{block: "exit/trigger", names: "* when", material: true, why: forTerm},
		{block: "exit/task", names: "* what within", material: true, why: forTerm},
		{block: "exit/task", names: "owner", why: asPeople},

		{block: "agreement", names: "* understanding signing remind expires signed_on reference", why: asConsent},
		{block: "renewal", names: "* before window", why: asRhythm},
	}
}

// classOf finds the class of an attribute, or of a block for the name "*".
func classOf(table []class, block, name string) (class, bool) {
	for _, c := range table {
		if c.block == block && slices.Contains(strings.Fields(c.names), name) {
			return c, true
		}
	}
	return class{}, false
}

// judge fills in whether a change is material, and why. What the table does not
// know counts as material: better one signature too many.
func (c *Change) judge(table []class, old, new partnership.Spec) {
	block, name := kinds(c.Path.Parent()), kinds(c.Path[len(c.Path.Parent()):])
	if c.Block != nil {
		block, name = kinds(c.Path), "*"
	}
	found, ok := classOf(table, block, name)
	switch {
	case !ok:
		c.Material, c.Why = true, forGoals
	case found.only != nil && !found.only(*c, old, new):
		c.Material, c.Why = false, asPeople
	default:
		c.Material, c.Why = found.material, found.why
	}
}

// kinds is a path without the names of its blocks.
func kinds(path partnership.Path) string {
	segments := strings.Split(strings.TrimPrefix(string(path), "/"), "/")
	for i, s := range segments {
		segments[i], _, _ = strings.Cut(s, ".")
	}
	return strings.Join(segments, "/")
}

// ofSignatory holds for a person who signs, before or after.
func ofSignatory(c Change, old, new partnership.Spec) bool {
	return signs(old, personOf(c.Path)) || signs(new, personOf(c.Path))
}

// makesSignatory holds when a person begins or ceases to sign.
func makesSignatory(c Change, old, new partnership.Spec) bool {
	return signs(old, personOf(c.Path)) != signs(new, personOf(c.Path))
}

// comesOrGoes holds when an attribute was or becomes absent: that somebody has
// to accept is agreed, who it is belongs to the party.
func comesOrGoes(c Change, _, _ partnership.Spec) bool { return c.Action != Changed }

// personOf finds the person whom a path passes.
func personOf(path partnership.Path) string {
	for _, s := range path.Segments() {
		if id, ok := strings.CutPrefix(s, "person."); ok {
			return id
		}
	}
	return ""
}

func signs(spec partnership.Spec, id string) bool {
	person, ok := spec.Person(id)
	return ok && slices.Contains(person.Roles, partnership.RoleSignatory)
}
