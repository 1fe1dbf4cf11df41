package config

var fileCodes = []CodeDoc{
	{
		Code: codeSyntax, Severity: Error, Title: "Invalid syntax",
		Meaning: "The file is not valid HCL or JSON at this place, so nothing behind it could be understood.",
		Remedy:  "Mend the place that the finding points at. `rapport fmt` shows how a file is laid out once it parses.",
	},
	{
		Code: codeNotText, Severity: Error, Title: "File is not UTF-8 text",
		Meaning: "The file holds bytes that are not UTF-8. Names and questions would reach people garbled.",
		Remedy:  "Save the file as UTF-8 in your editor.",
	},
	{
		Code: codeTooLarge, Severity: Error, Title: "File or directory too large",
		Meaning: "A file of more than 4 MiB, or a directory of more than 256 MiB, is refused before it is read: a partnership takes a few kilobytes, so it is most likely not what was meant.",
		Remedy:  "Split the file, or name the directory that holds the specs only.",
	},
	{
		Code: codeTooDeep, Severity: Error, Title: "Nested too deeply",
		Meaning: "Brackets, braces or operators are nested more than 100 levels deep. The language needs fewer than ten; deeper nesting would only exhaust the reader.",
		Remedy:  "Flatten the expression or the blocks.",
	},
	{
		Code: codeUnreadable, Severity: Error, Title: "File cannot be read",
		Meaning: "The file system refused the file or directory, or the name belongs to something that is not a regular file.",
		Remedy:  "Check that the file exists, that you may read it, and that a link does not lead nowhere.",
	},
	{
		Code: codeNoPartnership, Severity: Error, Title: "No partnership declared",
		Meaning: "None of the files below the directory holds a `partnership` block. Hidden files and directories are not read.",
		Remedy:  "Write a partnership block, or name the right directory.",
	},
	{
		Code: codeTooMany, Severity: Error, Title: "Too many findings",
		Meaning: "There are more findings than anybody would read, so the rest is only counted.",
		Remedy:  "Mend the first ones; the others often follow from them.",
	},
}

var structureCodes = []CodeDoc{
	{
		Code: codeUnknownBlock, Severity: Error, Title: "Unknown block",
		Meaning: "A block stands where the language has no block of that name. It would be ignored, and nobody would carry out what it says.",
		Remedy:  "Mend the name, or move the block to where it belongs.",
	},
	{
		Code: codeUnknownAttribute, Severity: Error, Title: "Unknown attribute",
		Meaning: "An attribute stands in a block that has none of that name. It would be ignored, and nobody would carry out what it says.",
		Remedy:  "Mend the name, or move the attribute to where it belongs.",
	},
	{
		Code: codeLater, Severity: Error, Title: "Not available in this version",
		Meaning: "The name or expression belongs to the language, but this version of Rapport does not carry it out. It is refused rather than ignored, so that nobody relies on work that is not done.",
		Remedy:  "Remove it for now, or run a version that knows it.",
	},
	{
		Code: codeMissingAttribute, Severity: Error, Title: "Required attribute missing",
		Meaning: "A block lacks an attribute without which it means nothing.",
		Remedy:  "Add the attribute; the finding says what it is for.",
	},
	{
		Code: codeUnknownReference, Severity: Error, Title: "Unknown reference",
		Meaning: "A reference such as `person.lars` names something that no block declares in this partnership. Calendars are looked up in all files, everything else in the partnership itself.",
		Remedy:  "Mend the name, or declare what it refers to.",
	},
	{
		Code: codeReferenceKind, Severity: Error, Title: "Wrong kind of reference",
		Meaning: "A reference names a thing of another kind than the attribute takes, such as a party where a person is wanted.",
		Remedy:  "Refer to a thing of one of the kinds that the finding names.",
	},
	{
		Code: codeType, Severity: Error, Title: "Wrong type of value",
		Meaning: "The value has another type than the attribute takes. Values are not converted: a number in quotes is more often a slip than a wish.",
		Remedy:  "Write text in quotes, numbers and references without, and lists in brackets.",
	},
	{
		Code: codeLabels, Severity: Error, Title: "Wrong number of block names",
		Meaning: "Some blocks take one name behind their kind, such as `goal \"leads\"`; others take none, such as `absence`.",
		Remedy:  "Add the missing name, or remove the one too many.",
	},
	{
		Code: codeRepeatedBlock, Severity: Error, Title: "Block given twice",
		Meaning: "A block that may stand once stands twice, so it is not clear which one counts.",
		Remedy:  "Keep one of the two.",
	},
	{
		Code: codeRepeatedAttr, Severity: Error, Title: "Attribute given twice",
		Meaning: "An attribute stands twice in one block, so it is not clear which value counts.",
		Remedy:  "Keep one of the two.",
	},
}

var valueCodes = []CodeDoc{
	{
		Code: codeName, Severity: Error, Title: "Invalid name",
		Meaning: "Names of blocks become parts of workflow IDs, commands and answer lines. They are made of lower-case letters a to z, digits and single hyphens (underscores too, except in a partnership's slug), and have at most 60 characters.",
		Remedy:  "Choose a name of that form; titles may say the rest.",
	},
	{
		Code: codeDuplicate, Severity: Error, Title: "Name used twice",
		Meaning: "Two blocks of one kind have the same name, so references and answers could mean either. Partnerships, calendars and personas are unique in the directory, everything else in the partnership, questions in their check-in.",
		Remedy:  "Give one of the two another name.",
	},
	{
		Code: codeText, Severity: Error, Title: "Text empty or too long",
		Meaning: "The text is blank, longer than a mail can show, or holds control characters.",
		Remedy:  "Write a text within the limit that the finding gives.",
	},
	{
		Code: codeChoice, Severity: Error, Title: "Value not allowed",
		Meaning: "The attribute takes one of a few values, and this is none of them.",
		Remedy:  "Use one of the values that the finding lists.",
	},
	{
		Code: codeDate, Severity: Error, Title: "Invalid date",
		Meaning: "Dates are written as year, month and day in quotes, such as `\"2026-12-01\"`, and have to exist.",
		Remedy:  "Write an existing day between the years 2000 and 2199.",
	},
	{
		Code: codeDuration, Severity: Error, Title: "Invalid duration",
		Meaning: "Durations are a whole number and a unit: `\"2bd\"` business days, `\"3d\"` days, `\"36h\"` hours, `\"45m\"` minutes, and for reminders `\"60%\"` of the window.",
		Remedy:  "Write the duration in one of these forms.",
	},
	{
		Code: codeNumber, Severity: Error, Title: "Number out of range",
		Meaning: "The number is outside of what the attribute can mean, such as a weight of 0.",
		Remedy:  "Write a number within the bounds that the finding gives.",
	},
	{
		Code: codeZone, Severity: Error, Title: "Unknown time zone",
		Meaning: "Time zones are names of the IANA time zone database. Offsets such as `UTC+3` are not zones: they do not know when clocks change.",
		Remedy:  "Write region and city, such as `\"Europe/Oslo\"`.",
	},
	{
		Code: codeLanguage, Severity: Warning, Title: "No mail templates for language", Rule: "LANG",
		Meaning: "Mails are whole texts in one language, and there are none in this one. The next language that has some is used: the party's, the partnership's or English.",
		Remedy:  "Use one of the languages that the finding lists, or accept the other one.",
	},
	{
		Code: codeAddress, Severity: Error, Title: "Invalid mail address",
		Meaning: "The text is not a mail address that can be written to.",
		Remedy:  "Write it as name@domain, without a display name and without spaces.",
	},
	{
		Code: codeRule, Severity: Error, Title: "Invalid recurrence",
		Meaning: "`every`, `on` and `at` together do not make a rhythm.",
		Remedy:  "Write for instance `every = \"2 weeks\"`, `on = \"tuesday\"`, `at = \"10:00\"`, or `every = \"month\"`, `on = \"last business day\"`.",
	},
	{
		Code: codeHours, Severity: Error, Title: "Invalid hours",
		Meaning: "Hours are a stretch of one day, such as `\"08:00-17:00\"`.",
		Remedy:  "Write two times of day with a hyphen, the earlier one first.",
	},
	{
		Code: codeEmptyList, Severity: Error, Title: "Empty list",
		Meaning: "The list has to name at least one value.",
		Remedy:  "Name a value, or remove the attribute so that its default holds.",
	},
	{
		Code: codeRepeatedValue, Severity: Warning, Title: "Value repeated",
		Meaning: "A value stands in the list twice. It counts once.",
		Remedy:  "Remove one of the two.",
	},
	{
		Code: codeUnused, Severity: Info, Title: "Declared but not used",
		Meaning: "Nothing refers to a calendar or a question bank, so it has no effect.",
		Remedy:  "Refer to it, such as `calendar = calendar.norway`, or remove it.",
	},
	{
		Code: codeExclusive, Severity: Error, Title: "Attributes exclude each other",
		Meaning: "Two attributes of a block say different things about the same matter, such as the day on which a goal is due and the time it takes.",
		Remedy:  "Keep the one that is meant.",
	},
	{
		Code: codeFewValues, Severity: Error, Title: "Too few values",
		Meaning: "The list makes sense only with more values, such as the interests that compete with each other.",
		Remedy:  "Add what is missing.",
	},
	{
		Code: codeURL, Severity: Error, Title: "Invalid web address",
		Meaning: "The address of a resource is opened from mails by people, so it begins with `https://` or `http://` and names a host.",
		Remedy:  "Copy the address from the browser.",
	},
	{
		Code: codeShare, Severity: Error, Title: "Invalid share of votes",
		Meaning: "A quorum or a majority is a part of the votes: a fraction such as `\"2/3\"`, a percentage such as `\"67%\"`, or a number from 0 to 1.",
		Remedy:  "Write the share in one of these forms.",
	},
	{
		Code: codeCondition, Severity: Error, Title: "Invalid condition",
		Meaning: "The text of a condition cannot be understood at the place that the finding points at.",
		Remedy:  "Write a condition such as `\"kpi.mql < 120 for 2 reviews\"` or `\"balance < 0.6\"`.",
	},
}
