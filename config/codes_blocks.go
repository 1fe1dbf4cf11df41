package config

var peopleCodes = []CodeDoc{
	{
		Code: codeParties, Severity: Error, Title: "Fewer than two parties", Rule: "PARTY",
		Meaning: "A partnership is between two parties at least.",
		Remedy:  "Add a party block for each organisation.",
	},
	{
		Code: codeNoPeople, Severity: Error, Title: "Party without people",
		Meaning: "A party has no person, so no mail can reach it.",
		Remedy:  "Add a person block to the party, or name a file of people.",
	},
	{
		Code: codePeopleFile, Severity: Error, Title: "File of people cannot be used",
		Meaning: "The table of people that a party names is not there, is no UTF-8 text, or is not laid out as one: a header line with the columns name and email, and id, roles, language, timezone and deputy as needed, then a line for each person. Columns are parted by commas, semicolons or tabs and stand in any order.",
		Remedy:  "Mend the line that the finding names. Spreadsheets write the format as CSV UTF-8.",
	},
	{
		Code: codeTwoParties, Severity: Error, Title: "Person in two parties", Rule: "CHAN",
		Meaning: "One name stands in two parties. Names of people are unique in the partnership, and nobody acts for two parties.",
		Remedy:  "Keep the person in one party, or rename one of two different people.",
	},
	{
		Code: codeSharedAddress, Severity: Error, Title: "Address used for two people", Rule: "CHAN",
		Meaning: "Answers are told apart by who sent them, so an address belongs to one person. Upper and lower case make no difference.",
		Remedy:  "Give each person their own address.",
	},
	{
		Code: codeDeputy, Severity: Error, Title: "Deputy cannot stand in",
		Meaning: "A deputy answers in the place of an absent person, so it has to be another person of the same party.",
		Remedy:  "Name another person of the party.",
	},
	{
		Code: codeEndsEarly, Severity: Error, Title: "Ends before it begins",
		Meaning: "The last day of a term, a goal or an absence is not later than its first. An absence may be of one day.",
		Remedy:  "Mend one of the two days.",
	},
	{
		Code: codeWrongParty, Severity: Error, Title: "Person of the wrong party",
		Meaning: "An obligation is kept by somebody of the party that has it, and a milestone is accepted by somebody of another party than the one that delivers it.",
		Remedy:  "Name a person of the party that the finding asks for.",
	},
	{
		Code: codeNoCurrency, Severity: Error, Title: "Amount without currency",
		Meaning: "Amounts of money are declared, but the partnership does not say in which currency.",
		Remedy:  "Add the attribute `currency` to the partnership.",
	},
	{
		Code: codeExchangeRate, Severity: Error, Title: "Exchange rate out of place",
		Meaning: "An exchange rate says what another currency is worth in the partnership's own from a day on. Its own currency is always worth 1, and of one day there is one rate.",
		Remedy:  "Remove the block, or mend its currency or its day.",
	},
	{
		Code: codeOwnerRole, Severity: Error, Title: "Role owner out of place",
		Meaning: "`role.owner` stands for whoever owns the thing that is late. It means something only where the steps of an escalation say whom to notify, and nobody can hold it.",
		Remedy:  "Name a person or another role.",
	},
}

var goalCodes = []CodeDoc{
	{
		Code: codeOutsideTerm, Severity: Error, Title: "Date outside the term", Rule: "SMART-T",
		Meaning: "A goal starts or is due on a day on which the partnership does not exist.",
		Remedy:  "Choose a day within the term, or change the term.",
	},
	{
		Code: codeNoKPI, Severity: Error, Title: "Goal without KPI", Rule: "SMART-M",
		Meaning: "Nothing measures the goal (the M of SMART), so nobody could tell whether it is reached.",
		Remedy:  "Add a kpi block with a unit, a baseline and a target.",
	},
	{
		Code: codeNoChange, Severity: Error, Title: "Target equals baseline", Rule: "SMART-M",
		Meaning: "The figure is meant to move, but its target is where it stands already, so progress has no meaning.",
		Remedy:  "Set another target, or keep the figure with the direction `maintain_min` or `maintain_max`.",
	},
	{
		Code: codePercentOfZero, Severity: Error, Title: "Percentage of a zero baseline", Rule: "SMART-M",
		Meaning: "A target such as `\"+20%\"` is a change of the baseline, and any percentage of 0 is 0.",
		Remedy:  "Write the target as a number.",
	},
	{
		Code: codeDirection, Severity: Error, Title: "Direction contradicts target",
		Meaning: "The declared direction and the way from baseline to target are opposed.",
		Remedy:  "Mend the direction, the baseline or the target.",
	},
	{
		Code: codeUnfit, Severity: Error, Title: "Attribute does not fit the figure",
		Meaning: "What a figure needs depends on its direction: a range has `low` and `high`, a yes or no has neither baseline nor target, only a sum has a window. A curve through milestones needs milestones that plan a share of the goal.",
		Remedy:  "Remove the attribute, change the direction, or add what is missing.",
	},
	{
		Code: codeThresholds, Severity: Error, Title: "Thresholds out of order",
		Meaning: "The pace that counts as green has to be above the one that counts as amber.",
		Remedy:  "Raise `green` or lower `amber`.",
	},
	{
		Code: codeCycle, Severity: Error, Title: "Milestones wait for each other",
		Meaning: "Following `depends_on` from milestone to milestone leads back to the first one, so none of them could ever begin.",
		Remedy:  "Remove one of the dependencies.",
	},
}

var roundCodes = []CodeDoc{
	{
		Code: codeNobody, Severity: Error, Title: "Nobody to ask",
		Meaning: "The people and roles that are named come to nobody, so mails would go nowhere.",
		Remedy:  "Name a person, or give somebody the role.",
	},
	{
		Code: codeNothingAsked, Severity: Error, Title: "Nothing asked",
		Meaning: "A check-in has neither topics nor questions, or a survey neither template nor questions, so its mail would be empty.",
		Remedy:  "Write `about = [\"kpis\"]` with KPIs to ask about, or add a question block.",
	},
	{
		Code: codeLongWindow, Severity: Warning, Title: "Window longer than the rhythm",
		Meaning: "The next round begins before the window of the last one has closed. Answers count until the next round only.",
		Remedy:  "Shorten the window, or ask less often.",
	},
	{
		Code: codeLateReminder, Severity: Error, Title: "Reminder after the window",
		Meaning: "A reminder would be sent when answers no longer count as in time.",
		Remedy:  "Choose a time inside the window, such as `\"60%\"`.",
	},
	{
		Code: codeReserved, Severity: Error, Title: "Name taken in answers",
		Meaning: "Answer lines begin with the name of a KPI or a question. This name is a KPI, a topic or a command already, so an answer could be misread.",
		Remedy:  "Choose another name.",
	},
	{
		Code: codeQuestion, Severity: Error, Title: "Question does not fit its kind",
		Meaning: "An attribute of the question and its kind do not go together, such as choices for a number, or bounds that leave no answer.",
		Remedy:  "Remove the attribute, or change the kind.",
	},
	{
		Code: codeFewAnswers, Severity: Error, Title: "Anonymous answers too few", Rule: "SURV",
		Meaning: "Figures of fewer than three answers show who said what, so an anonymous survey does not publish them.",
		Remedy:  "Set `min_n` to 3 or more, or `anonymous = false`.",
	},
	{
		Code: codeNoSteps, Severity: Error, Title: "Ladder without steps", Rule: "ESC",
		Meaning: "An escalation or the settlement of conflicts says nothing of what is done, so whatever is late or disputed would stay so.",
		Remedy:  "Add a step or a level.",
	},
	{
		Code: codeReaders, Severity: Error, Title: "Readers of nothing",
		Meaning: "`readers` in a review says who reads the amounts of money that people are asked for, and only a financial review asks for any. What is written in the others is for everybody who takes part.",
		Remedy:  "Remove `readers`, or write `method = \"financial\"`.",
	},
	{
		Code: codeNoMeeting, Severity: Error, Title: "Nobody meets for this review",
		Meaning: "`duration` makes a review of progress a meeting, and `place` says where it is. The other methods begin with questions on their day, so there is nothing yet to meet about; and without `duration` nobody meets.",
		Remedy:  "Add `duration`, remove `place`, or declare a `meeting` some days later.",
	},
}

var engineCodes = []CodeDoc{
	{
		Code: codePlainSecret, Severity: Error, Title: "Secret written in the file",
		Meaning: "Passwords and keys in a file end up in repositories and backups.",
		Remedy:  "Put the secret into an environment variable and name it: `env(\"RAPPORT_SMTP_PASSWORD\")`.",
	},
	{
		Code: codeEnvironment, Severity: Error, Title: "Environment not available here",
		Meaning: "`env` is known only for secrets and the store's url in the engine block. A spec has to mean the same on every machine.",
		Remedy:  "Write the value itself.",
	},
	{
		Code: codeUnencrypted, Severity: Error, Title: "Unencrypted connection",
		Meaning: "Without TLS, passwords and mail could be read on the way. Only a server on the same machine may go without.",
		Remedy:  "Set tls to `\"starttls\"` or `\"implicit\"`.",
	},
	{
		Code: codeSetting, Severity: Error, Title: "Invalid engine setting",
		Meaning: "A host, an address or a URL does not have the form that a connection needs, or a name stands without its password.",
		Remedy:  "Write the setting as the finding shows.",
	},
	{
		Code: codeNobodysRole, Severity: Warning, Title: "Persona of nobody",
		Meaning: "A persona has the name of no person, so the rehearsal never uses it.",
		Remedy:  "Mend the name, or remove the persona.",
	},
	{
		Code: codeUnasked, Severity: Warning, Title: "Answer to nothing asked",
		Meaning: "A persona's answer has the name of no KPI, question or topic, so the rehearsal never uses it.",
		Remedy:  "Mend the name, or remove the answer.",
	},
	{
		Code: codeContradiction, Severity: Warning, Title: "Silent persona with answers",
		Meaning: "A persona that is silent never answers, so its delay, its answers and its replies mean nothing.",
		Remedy:  "Remove `silent`, or remove the rest.",
	},
	{
		Code: codeUnknownTemplate, Severity: Error, Title: "Reply to a mail nobody gets",
		Meaning: "A persona's reply names a template of which there are no mails that ask something, so it would never be written.",
		Remedy:  "Mend the name. What answers a reminder is the next text for the mail that it reminds of.",
	},
	{
		Code: codeUnknownCommand, Severity: Error, Title: "Command that nobody can give",
		Meaning: "An admin has no command of this name, or the command takes nothing of the name that stands in its input.",
		Remedy:  "Mend the name, or remove what is not taken.",
	},
	{
		Code: codeAhead, Severity: Info, Title: "Rehearsed by a later version",
		Meaning: "A persona replies to mails, or an admin gives a command, that have their names already and that this version does not send or carry out yet. The rehearsal goes on without.",
		Remedy:  "Nothing has to be changed. Do not rely on what the finding names until a version carries it out.",
	},
}

var versionCodes = []CodeDoc{
	{
		Code: codeNotCarriedOut, Severity: Info, Title: "Declared, not carried out yet",
		Meaning: "The block is read, checked, kept in the spec and shown in plans, but this version does not carry out all that it promises. The finding says what is missing.",
		Remedy:  "Nothing has to be changed. Do not rely on what the finding names until a version carries it out.",
	},
}
