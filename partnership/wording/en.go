package wording

// English is for everybody who has no language of their own here.
func English() Language {
	return Language{
		Code: "en", Script: "Latin", DecimalSign: ".", GroupSeparator: ",", PercentSign: "%",
		Weekdays:     [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
		Months:       [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
		MomentFormat: "%s %d %s %02d:%02d, %s", DateFormat: "%d %s %d",
		And: " and ", InLanguage: map[string]string{"ru": "in Russian"},
		Yes: "yes", No: "no", Done: "done", Nothing: "nothing", Unknown: "don't know", Same: "same as last time",
		Questions: Questions{
			Confidence: "How sure are you that we will hit the due dates, from 0 to 10?",
			Blockers:   "Is anything in the way? Who could help?",
			Since:      "%s since the last time",
			Changed:    "What has changed since the last time?",
			Done:       "Is \"%s\" done?",
			When:       "If not: by which day?",
			Evidence:   "What shows it?",
			Plan:       "What is in the way, and what do you do about it?",
			Task:       "%s (by %s)",
			WillYou:    "Will you do it?",
			ByWhen:     "By which day?",
			NotOurs:    "If not: why?",
			TakeUp:     "Will your side take it up?",
			YourAnswer: "What is your answer?",
			Helps:      "Does this answer help you?",
			Seen:       "What did you see?",
			Verdict:    "What becomes of it: keep, change or stop?",
			Accept:     "Do you accept it?",
			Missing:    "If not: what is missing?",
			Agree:      "Do you agree to the new day?",
			WhyNot:     "If not: why?",
			TakesOver:  "Does %s take over from %s?",
			HasLeft:    "Has %s left?",
			Yours:      "Did you send the mail that reached us on %s?",
			YoursFrom:  "Did you send the mail that reached us on %s from %s?",
		},
	}
}
