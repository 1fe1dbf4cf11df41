package config

var fileCodes = []CodeDoc{
	{
		codeSyntax, Error, "Invalid syntax",
		"The file is not valid HCL or JSON at this place, so nothing behind it could be understood.",
		"Mend the place that the finding points at. `rapport fmt` shows how a file is laid out once it parses.",
	},
	{
		codeNotText, Error, "File is not UTF-8 text",
		"The file holds bytes that are not UTF-8. Names and questions would reach people garbled.",
		"Save the file as UTF-8 in your editor.",
	},
	{
		codeTooLarge, Error, "File or directory too large",
		"A file of more than 4 MiB, or a directory of more than 256 MiB, is refused before it is read: a partnership takes a few kilobytes, so it is most likely not what was meant.",
		"Split the file, or name the directory that holds the specs only.",
	},
	{
		codeTooDeep, Error, "Nested too deeply",
		"Brackets, braces or operators are nested more than 100 levels deep. The language needs fewer than ten; deeper nesting would only exhaust the reader.",
		"Flatten the expression or the blocks.",
	},
	{
		codeUnreadable, Error, "File cannot be read",
		"The file system refused the file or directory, or the name belongs to something that is not a regular file.",
		"Check that the file exists, that you may read it, and that a link does not lead nowhere.",
	},
	{
		codeNoPartnership, Error, "No partnership declared",
		"None of the files below the directory holds a `partnership` block. Hidden files and directories are not read.",
		"Write a partnership block, or name the right directory.",
	},
	{
		codeTooMany, Error, "Too many findings",
		"There are more findings than anybody would read, so the rest is only counted.",
		"Mend the first ones; the others often follow from them.",
	},
}

var structureCodes = []CodeDoc{
	{
		codeUnknownBlock, Error, "Unknown block",
		"A block stands where the language has no block of that name. It would be ignored, and nobody would carry out what it says.",
		"Mend the name, or move the block to where it belongs.",
	},
	{
		codeUnknownAttribute, Error, "Unknown attribute",
		"An attribute stands in a block that has none of that name. It would be ignored, and nobody would carry out what it says.",
		"Mend the name, or move the attribute to where it belongs.",
	},
	{
		codeLater, Error, "Not available in this version",
		"The name or expression belongs to the language, but this version of Rapport does not carry it out. It is refused rather than ignored, so that nobody relies on work that is not done.",
		"Remove it for now, or run a version that knows it.",
	},
	{
		codeMissingAttribute, Error, "Required attribute missing",
		"A block lacks an attribute without which it means nothing.",
		"Add the attribute; the finding says what it is for.",
	},
	{
		codeUnknownReference, Error, "Unknown reference",
		"A reference such as `person.lars` names something that no block declares in this partnership. Calendars are looked up in all files, everything else in the partnership itself.",
		"Mend the name, or declare what it refers to.",
	},
	{
		codeReferenceKind, Error, "Wrong kind of reference",
		"A reference names a thing of another kind than the attribute takes, such as a party where a person is wanted.",
		"Refer to a thing of one of the kinds that the finding names.",
	},
	{
		codeType, Error, "Wrong type of value",
		"The value has another type than the attribute takes. Values are not converted: a number in quotes is more often a slip than a wish.",
		"Write text in quotes, numbers and references without, and lists in brackets.",
	},
	{
		codeLabels, Error, "Wrong number of block names",
		"Some blocks take one name behind their kind, such as `goal \"leads\"`; others take none, such as `absence`.",
		"Add the missing name, or remove the one too many.",
	},
	{
		codeRepeatedBlock, Error, "Block given twice",
		"A block that may stand once stands twice, so it is not clear which one counts.",
		"Keep one of the two.",
	},
	{
		codeRepeatedAttr, Error, "Attribute given twice",
		"An attribute stands twice in one block, so it is not clear which value counts.",
		"Keep one of the two.",
	},
}

var valueCodes = []CodeDoc{
	{
		codeName, Error, "Invalid name",
		"Names of blocks become parts of workflow IDs, commands and answer lines. They are made of lower-case letters a to z, digits and single hyphens (underscores too, except in a partnership's slug), and have at most 60 characters.",
		"Choose a name of that form; titles may say the rest.",
	},
	{
		codeDuplicate, Error, "Name used twice",
		"Two blocks of one kind have the same name, so references and answers could mean either. Partnerships, calendars and personas are unique in the directory, everything else in the partnership, questions in their check-in.",
		"Give one of the two another name.",
	},
	{
		codeText, Error, "Text empty or too long",
		"The text is blank, longer than a mail can show, or holds control characters.",
		"Write a text within the limit that the finding gives.",
	},
	{
		codeChoice, Error, "Value not allowed",
		"The attribute takes one of a few values, and this is none of them.",
		"Use one of the values that the finding lists.",
	},
	{
		codeDate, Error, "Invalid date",
		"Dates are written as year, month and day in quotes, such as `\"2026-12-01\"`, and have to exist.",
		"Write an existing day between the years 2000 and 2199.",
	},
	{
		codeDuration, Error, "Invalid duration",
		"Durations are a whole number and a unit: `\"2bd\"` business days, `\"3d\"` days, `\"36h\"` hours, `\"45m\"` minutes, and for reminders `\"60%\"` of the window.",
		"Write the duration in one of these forms.",
	},
	{
		codeNumber, Error, "Number out of range",
		"The number is outside of what the attribute can mean, such as a weight of 0.",
		"Write a number within the bounds that the finding gives.",
	},
	{
		codeZone, Error, "Unknown time zone",
		"Time zones are names of the IANA time zone database. Offsets such as `UTC+3` are not zones: they do not know when clocks change.",
		"Write region and city, such as `\"Europe/Oslo\"`.",
	},
	{
		codeLanguage, Error, "No mail templates for language",
		"Mails are whole texts in one language, and there are none in this one.",
		"Use one of the languages that the finding lists.",
	},
	{
		codeAddress, Error, "Invalid mail address",
		"The text is not a mail address that can be written to.",
		"Write it as name@domain, without a display name and without spaces.",
	},
	{
		codeRule, Error, "Invalid recurrence",
		"`every`, `on` and `at` together do not make a rhythm.",
		"Write for instance `every = \"2 weeks\"`, `on = \"tuesday\"`, `at = \"10:00\"`, or `every = \"month\"`, `on = \"last business day\"`.",
	},
	{
		codeHours, Error, "Invalid hours",
		"Hours are a stretch of one day, such as `\"08:00-17:00\"`.",
		"Write two times of day with a hyphen, the earlier one first.",
	},
	{
		codeEmptyList, Error, "Empty list",
		"The list has to name at least one value.",
		"Name a value, or remove the attribute so that its default holds.",
	},
	{
		codeRepeatedValue, Warning, "Value repeated",
		"A value stands in the list twice. It counts once.",
		"Remove one of the two.",
	},
	{
		codeUnused, Info, "Calendar not used",
		"No partnership, party or person refers to the calendar, so its hours and holidays hold for nobody.",
		"Refer to it, such as `calendar = calendar.norway`, or remove it.",
	},
}

var peopleCodes = []CodeDoc{
	{
		codeParties, Error, "Fewer than two parties",
		"A partnership is between two parties at least.",
		"Add a party block for each organisation.",
	},
	{
		codeNoPeople, Error, "Party without people",
		"A party has no person, so no mail can reach it.",
		"Add a person block to the party.",
	},
	{
		codeNoLead, Warning, "Party without a lead",
		"Nobody of the party has the role `lead`, so questions to the leads pass it by.",
		"Give one person of the party the role.",
	},
	{
		codeTwoParties, Error, "Person in two parties",
		"One name stands in two parties. Names of people are unique in the partnership, and nobody acts for two parties.",
		"Keep the person in one party, or rename one of two different people.",
	},
	{
		codeSharedAddress, Error, "Address used for two people",
		"Answers are told apart by who sent them, so an address belongs to one person. Upper and lower case make no difference.",
		"Give each person their own address.",
	},
	{
		codeDeputy, Error, "Deputy cannot stand in",
		"A deputy answers in the place of an absent person, so it has to be another person of the same party.",
		"Name another person of the party.",
	},
	{
		codeEndsEarly, Error, "Ends before it begins",
		"The last day of a term, a goal or an absence is not later than its first. An absence may be of one day.",
		"Mend one of the two days.",
	},
}

var goalCodes = []CodeDoc{
	{
		codeOutsideTerm, Error, "Date outside the term",
		"A goal starts or is due on a day on which the partnership does not exist.",
		"Choose a day within the term, or change the term.",
	},
	{
		codeNoKPI, Error, "Goal without KPI",
		"Nothing measures the goal (the M of SMART), so nobody could tell whether it is reached.",
		"Add a kpi block with a unit, a baseline and a target.",
	},
	{
		codeNoChange, Error, "Target equals baseline",
		"The figure is meant to move, but its target is where it stands already, so progress has no meaning.",
		"Set another target, or keep the figure with the direction `maintain_min` or `maintain_max`.",
	},
	{
		codePercentOfZero, Error, "Percentage of a zero baseline",
		"A target such as `\"+20%\"` is a change of the baseline, and any percentage of 0 is 0.",
		"Write the target as a number.",
	},
	{
		codeDirection, Error, "Direction contradicts target",
		"The declared direction and the way from baseline to target are opposed.",
		"Mend the direction, the baseline or the target.",
	},
}

var checkInCodes = []CodeDoc{
	{
		codeNobody, Error, "Nobody to ask",
		"The people and roles of a check-in come to nobody, so its mails would go nowhere.",
		"Name a person, or give somebody the role.",
	},
	{
		codeNothingAsked, Error, "Check-in asks nothing",
		"A check-in has neither topics nor questions, so its mail would be empty.",
		"Write `about = [\"kpis\"]` with KPIs to ask about, or add a question block.",
	},
	{
		codeLongWindow, Warning, "Window longer than the rhythm",
		"The next round begins before the window of the last one has closed. Answers count until the next round only.",
		"Shorten the window, or ask less often.",
	},
	{
		codeLateReminder, Error, "Reminder after the window",
		"A reminder would be sent when answers no longer count as in time.",
		"Choose a time inside the window, such as `\"60%\"`.",
	},
	{
		codeReserved, Error, "Name taken in answers",
		"Answer lines begin with the name of a KPI or a question. This name is a KPI, a topic or a command already, so an answer could be misread.",
		"Choose another name.",
	},
	{
		codeQuestion, Error, "Question does not fit its kind",
		"An attribute of the question and its kind do not go together, such as choices for a number, or bounds that leave no answer.",
		"Remove the attribute, or change the kind.",
	},
}

var engineCodes = []CodeDoc{
	{
		codePlainSecret, Error, "Secret written in the file",
		"Passwords and keys in a file end up in repositories and backups.",
		"Put the secret into an environment variable and name it: `env(\"RAPPORT_SMTP_PASSWORD\")`.",
	},
	{
		codeEnvironment, Error, "Environment not available here",
		"`env` is known only for secrets and the store's url in the engine block. A spec has to mean the same on every machine.",
		"Write the value itself.",
	},
	{
		codeUnencrypted, Error, "Unencrypted connection",
		"Without TLS, passwords and mail could be read on the way. Only a server on the same machine may go without.",
		"Set tls to `\"starttls\"` or `\"implicit\"`.",
	},
	{
		codeSetting, Error, "Invalid engine setting",
		"A host, an address or a URL does not have the form that a connection needs, or a name stands without its password.",
		"Write the setting as the finding shows.",
	},
	{
		codeNobodysRole, Warning, "Persona of nobody",
		"A persona has the name of no person, so the rehearsal never uses it.",
		"Mend the name, or remove the persona.",
	},
	{
		codeUnasked, Warning, "Answer to nothing asked",
		"A persona's answer has the name of no KPI, question or topic, so the rehearsal never uses it.",
		"Mend the name, or remove the answer.",
	},
	{
		codeContradiction, Warning, "Silent persona with answers",
		"A persona that is silent never answers, so its delay and its answers mean nothing.",
		"Remove `silent`, or remove the rest.",
	},
}
