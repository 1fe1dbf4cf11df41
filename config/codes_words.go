package config

// Texts in several languages.
const (
	codeStrangeLanguage Code = "RAP095"
	codeNoOwnText       Code = "RAP096"
	codeTwoTranslations Code = "RAP097"
	codeUntranslated    Code = "RAP098"
)

var wordsCodes = []CodeDoc{
	{
		Code: codeStrangeLanguage, Severity: Error, Title: "Text in a language without mails",
		Meaning: "A text that stands in several languages names one in which no mails are written, so nobody would ever read it there.",
		Remedy:  "Name languages by their letters, without a region: `{ en = \"...\", ru = \"...\" }`. The finding lists those that there are.",
	},
	{
		Code: codeNoOwnText, Severity: Error, Title: "Text missing in the partnership's language",
		Meaning: "A text stands in other languages only. Whoever has none of them reads the partnership's own language, which is `language` of the partnership, or English.",
		Remedy:  "Add the text in that language, or set `language`.",
	},
	{
		Code: codeTwoTranslations, Severity: Error, Title: "One text, two translations",
		Meaning: "The same text stands in two places and is translated in two ways. A mail that shows it could not tell which is meant, because texts are found by their words.",
		Remedy:  "Translate it in one way, or make the two texts differ in the partnership's language too: \"Leads\" and \"leads\" do.",
	},
	{
		Code: codeUntranslated, Severity: Info, Title: "Texts missing in a reader's language", Rule: "LANG",
		Meaning: "Somebody reads mails in another language than the partnership's, and some texts of the partnership are not there in it. Their mails show those texts as they are, among words of their own language.",
		Remedy:  "Write such texts by language: `title = { en = \"...\", ru = \"...\" }`. A name that is the same everywhere is written twice.",
	},
}
