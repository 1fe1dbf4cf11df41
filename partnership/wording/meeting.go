package wording

// Meeting is the wording of what is asked about meetings.
type Meeting struct {
	// Attend asks whether somebody comes, Point what they want to talk about.
	Attend, Point string
	// Way asks whoever leads it whether it takes place; GoOn and Cancel are the answers.
	Way, GoOn, Cancel string
	// Minutes asks what was decided, Accept whether that is written down right.
	Minutes, Accept string
	// Atmosphere asks how it was among each other at a meeting, by its name.
	Atmosphere string
}

func englishMeeting() Meeting {
	return Meeting{
		Attend: "Will you be there?",
		Point:  "What should be on the agenda?",
		Way:    "Does it take place all the same?", GoOn: "go on", Cancel: "cancel",
		Minutes:    "The minutes: who was there, what was decided, who does what until when",
		Accept:     "Are the minutes right?",
		Atmosphere: "How was it among each other at %s, from 1, stiff, to 5, warm?",
	}
}

func russianMeeting() Meeting {
	return Meeting{
		Attend: "Вы будете?",
		Point:  "Что внести в повестку?",
		Way:    "Проводим встречу?", GoOn: "проводим", Cancel: "отменить",
		Minutes:    "Протокол: кто был, что решили, кто, что и к какому сроку делает",
		Accept:     "В протоколе всё верно?",
		Atmosphere: "Какой была атмосфера на встрече %s: от 1 — натянутая до 5 — тёплая?",
	}
}
