package wording

// Ideas is the wording of what is asked in a round in which goals are found together.
type Ideas struct {
	// First and More ask for what the parties could want together, Expect for what one
	// expects of the other.
	First, More, Expect string
	// Firsts asks which three proposals come first.
	Firsts string
	// Proposal stands for a proposal whose words are not at hand, with its number.
	Proposal string
	// Accept, Later and No are the answers to whether a proposal becomes a goal.
	Accept, Later, No string
}

func englishIdeas() Ideas {
	return Ideas{
		First:    "What should we reach together? One proposal: what changes, from which figure to which, by when",
		More:     "Another proposal",
		Expect:   "Apart from that: what do you expect of the other side?",
		Firsts:   "Your first three, the most important first",
		Proposal: "Proposal %d",
		Accept:   "accept", Later: "later", No: "no",
	}
}

func russianIdeas() Ideas {
	return Ideas{
		First:    "Чего нам стоит добиться вместе? Одно предложение: что изменится, с какой цифры до какой, к какому сроку",
		More:     "Ещё одно предложение",
		Expect:   "Отдельно от этого: чего вы ждёте от другой стороны?",
		Firsts:   "Ваши первые три, самое важное — первым",
		Proposal: "Предложение %d",
		Accept:   "принять", Later: "позже", No: "нет",
	}
}
