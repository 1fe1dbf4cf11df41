package standing

import "slices"

// Said is how goals stand with the words of the spec said otherwise, such as in another
// language.
func (s Standing) Said(say func(text string) string) Standing {
	s.Goals = slices.Clone(s.Goals)
	for i := range s.Goals {
		g := &s.Goals[i]
		g.Statement, g.KPIs = say(g.Statement), slices.Clone(g.KPIs)
		for j := range g.KPIs {
			k := &g.KPIs[j].KPI
			k.Title, k.Unit, k.Source = say(k.Title), say(k.Unit), say(k.Source)
		}
	}
	s.Owed = slices.Clone(s.Owed)
	for i := range s.Owed {
		s.Owed[i].What = say(s.Owed[i].What)
	}
	return s
}
