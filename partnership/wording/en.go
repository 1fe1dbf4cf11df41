package wording

// English is for everybody who has no language of their own here.
func English() Language {
	return Language{
		Code: "en", DecimalSign: ".", GroupSeparator: ",", PercentSign: "%",
		Weekdays:     [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
		Months:       [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
		MomentFormat: "%s %d %s %02d:%02d, %s", DateFormat: "%d %s %d",
		And: " and ",
		Yes: "yes", No: "no", Nothing: "nothing", Unknown: "don't know", Same: "same as last time",
		Questions: Questions{
			Confidence: "How sure are you that we will hit the due dates, from 0 to 10?",
			Blockers:   "Is anything in the way? Who could help?",
			Since:      "%s since the last time",
			Yours:      "Did you send the mail that reached us on %s?",
		},
	}
}
