package config

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
)

// bankDecl is a set of questions that check-ins and surveys share.
type bankDecl struct {
	header
	Questions []*questionDecl
}

func (b *bankDecl) schema() schema {
	return schema{
		doc:    "Questions that several check-ins and surveys ask in the same words: questions = question_bank.pulse.",
		blocks: []nested{labelled("question", "a key", &b.Questions)},
	}
}

func (b *bankDecl) check(r *reports) {
	r.duplicates(headers(b.Questions), " in this question bank")
	for _, q := range b.Questions {
		q.check(r)
	}
	if len(b.Questions) == 0 && !b.mayLack("question") {
		r.report(codeNothingAsked, b.named(), "The question bank %q holds no question. Add a question block.", b.name)
	}
}

func (l *loader) checkBanks() {
	l.duplicates(headers(l.doc.Banks), "")
	for _, b := range l.doc.Banks {
		b.check(l.reports)
	}
}

func (l *loader) unusedBanks(scopes []*scope) {
	used := map[string]bool{}
	for _, s := range scopes {
		for _, c := range s.root.CheckIns {
			used[c.Bank.value.name] = true
		}
		for _, v := range s.root.Surveys {
			used[v.Bank.value.name] = true
		}
	}
	for _, b := range l.doc.Banks {
		if !used[b.name] && !l.partial && len(scopes) > 0 {
			l.report(codeUnused, b.named(), "Nothing refers to the question bank %q, so nobody is asked its questions. Write questions = question_bank.%s where it is meant, or remove it.", b.name, b.name)
		}
	}
}

// asked are the questions of a check-in or a survey: those of a bank first,
// then its own.
type asked struct {
	Bank      field[ref]
	Questions []*questionDecl
}

func (a *asked) attribute() attribute {
	return attribute{
		name: "questions", value: reference(&a.Bank, "question_bank"),
		doc: "A bank whose questions are asked before the ones that stand here.",
	}
}

func (a *asked) any() bool { return a.Bank.set || len(a.Questions) > 0 }

func (a *asked) check(s *scope, in *header, where string) {
	s.resolve(a.Bank, in)
	s.duplicates(headers(a.Questions), " in this "+where)
	banked := byName(a.banked(s))
	for _, q := range a.Questions {
		q.check(s.reports)
		if banked[q.name] != nil {
			s.report(codeDuplicate, q.named(), "%s has a question %q already, and its questions are asked here too. Give this one another name.", a.Bank.value, q.name)
		}
	}
}

// checkKPIs reports keys that an answer line could not tell from a figure's.
func (a *asked) checkKPIs(s *scope, in *header) {
	for _, q := range a.Questions {
		if k := s.kpis[q.name]; k != nil {
			s.report(codeReserved, q.named(), "%q is a KPI too, at %s, so an answer line could mean either. Choose another name.", q.name, position(k.nameAt))
		}
	}
	for _, q := range a.banked(s) {
		if k := s.kpis[q.name]; k != nil {
			s.report(codeReserved, in.at(a.Bank.at), "%s has a question %q, which is a KPI too, at %s, so an answer line could mean either. Choose another name for one of them.", a.Bank.value, q.name, position(k.nameAt))
		}
	}
}

// banked gives the questions of the bank that is named.
func (a *asked) banked(s *scope) []*questionDecl {
	if bank := s.banks[a.Bank.value.name]; bank != nil {
		return bank.Questions
	}
	return nil
}

// all gives the questions in the order in which they are asked.
func (a *asked) all(s *scope) []*questionDecl {
	return slices.Concat(a.banked(s), a.Questions)
}

func (a *asked) compile(s *scope) []partnership.Question {
	var questions []partnership.Question
	for _, q := range a.all(s) {
		questions = append(questions, q.compile(s))
	}
	return questions
}
