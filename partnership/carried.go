package partnership

import "slices"

// Feature is something that a spec declares and this version does not carry out
// to the full. It is kept, checked and shown all the same.
type Feature struct {
	// Block is the kind of block, or the attribute, that declares it: "meeting".
	Block string
	Count int
	Paths []Path // of the declarations, in the order of the spec
	// Missing says in one clause what is not done yet.
	Missing string
}

// NotCarriedOut lists what the spec declares beyond what this version does, in
// the order in which the language lists its blocks. Check-ins, goals with
// their grades, figures, milestones, obligations and experiments with their escalation,
// meetings, surveys, reviews, scorecards, votes, consent before anything runs, the way out, corrective actions, resources, competing
// interests, guards, people with their deputies and absences, and calendars are carried
// out. What a guard is to begin is offered to the leads in words
// as long as no procedure begins it; of that speaks the note about the procedure.
func (s Spec) NotCarriedOut() []Feature {
	var f features
	f.parties(s)
	return f.list
}

// features collects what is found, without what is not declared.
type features struct{ list []Feature }

func (f *features) add(block, missing string, paths []Path) {
	if len(paths) > 0 {
		f.list = append(f.list, Feature{Block: block, Count: len(paths), Paths: paths, Missing: missing})
	}
}

// blocks gives the paths of blocks of one kind inside another one.
func blocks[T any](in Path, kind string, list []T, id func(T) string) []Path {
	var paths []Path
	for _, one := range list {
		paths = append(paths, in.Block(kind, id(one)))
	}
	return paths
}

// attribute gives the path of an attribute that is set.
func attribute(in Path, name string, set bool) []Path {
	if !set {
		return nil
	}
	return []Path{in.Attribute(name)}
}

func (f *features) parties(s Spec) {
	var shares, contributes, expects []Path
	for _, p := range s.Parties {
		in := Path("").Block("party", p.ID)
		shares = append(shares, attribute(in, "share", p.Share != nil)...)
		contributes = append(contributes, blocks(in, "contributes", p.Contributes, func(c Contribution) string { return c.ID })...)
		expects = append(expects, blocks(in, "expects", p.Expects, func(b Benefit) string { return b.ID })...)
	}
	if !s.asksForMoney() {
		const unasked = `nobody is asked for the figures that it would be held against; declare a review with method = "financial"`
		f.add("budget", unasked, attribute("", "budget", s.Budget != nil && !s.Budget.IsZero()))
		f.add("discount_rate", unasked, attribute("", "discount_rate", s.DiscountRate != nil))
		f.add("share", unasked, shares)
		f.add("contributes", unasked, contributes)
		f.add("expects", unasked, expects)
	}
}

// asksForMoney reports whether a review asks people what was put in and gained.
func (s Spec) asksForMoney() bool {
	return slices.ContainsFunc(s.Reviews, func(r Review) bool { return r.Method == ReviewFinancial && len(r.Ask) > 0 })
}
