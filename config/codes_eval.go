package config

// Expressions, variables, playbooks and fleets.
const (
	codeUnknownName     Code = "RAP200"
	codeUnknownFunction Code = "RAP201"
	codeEvaluation      Code = "RAP202"
	codeTooMuch         Code = "RAP203"
	codeLocalCycle      Code = "RAP204"
	codeVariable        Code = "RAP205"
	codeNoValue         Code = "RAP206"
	codeUnknownVariable Code = "RAP207"
	codeVariableType    Code = "RAP208"
	codeRefusedValue    Code = "RAP209"
	codePlaybookCycle   Code = "RAP210"
	codePlaybookUnused  Code = "RAP211"
	codeForEach         Code = "RAP212"
	codeFleetSlug       Code = "RAP213"
	codeDynamic         Code = "RAP214"
)

var evaluationCodes = []CodeDoc{
	{
		Code: codeUnknownName, Severity: Error, Title: "Unknown name in an expression",
		Meaning: "An expression uses a variable, a local value, a column or another name that has no value at this place. `each` is known inside a fleet, an iterator inside its dynamic block, and references have no value at all.",
		Remedy:  "Mend the name; the finding lists what there is.",
	},
	{
		Code: codeUnknownFunction, Severity: Error, Title: "Unknown function",
		Meaning: "An expression calls a function that the language does not have. Functions that would give another result tomorrow or on another machine, such as timestamp and uuid, are left out for good.",
		Remedy:  "Mend the name. The guide on reuse lists all functions.",
	},
	{
		Code: codeEvaluation, Severity: Error, Title: "Expression cannot be evaluated",
		Meaning: "An expression has no value: a function refuses its arguments, a file cannot be read, types do not fit, or a key is not there.",
		Remedy:  "Mend what the finding says. `try` gives a second choice where a value may be missing.",
	},
	{
		Code: codeTooMuch, Severity: Error, Title: "Expression or value too large",
		Meaning: "An expression makes a text, a number or a collection beyond all use, or all expressions of the directory together would take too long. The limits keep a slip from filling the memory.",
		Remedy:  "Make it smaller: look for loops inside of loops, and for texts that grow with each step.",
	},
	{
		Code: codeLocalCycle, Severity: Error, Title: "Local values depend on each other",
		Meaning: "A local value needs itself, in one or several steps, so that none of them can ever be known.",
		Remedy:  "Break the circle that the finding shows.",
	},
	{
		Code: codeVariable, Severity: Error, Title: "Variable cannot be declared so",
		Meaning: "A variable's type, its default or its validation is not sound.",
		Remedy:  "Mend the declaration. Types are string, number, bool, any, list(...), set(...), map(...), tuple([...]) and object({...}).",
	},
	{
		Code: codeNoValue, Severity: Error, Title: "Variable has no value",
		Meaning: "A variable without a default was given no value, so nobody knows what the directory declares.",
		Remedy:  "Give it one with -var or -var-file, or add a default.",
	},
	{
		Code: codeUnknownVariable, Severity: Error, Title: "Value for an unknown variable",
		Meaning: "A value was given to a variable that the directory does not declare, or in a form that cannot be read.",
		Remedy:  "Mend the name, or declare the variable.",
	},
	{
		Code: codeVariableType, Severity: Error, Title: "Value has the wrong type",
		Meaning: "A value was given that the variable's type does not allow.",
		Remedy:  "Give a value of the type that the variable declares.",
	},
	{
		Code: codeRefusedValue, Severity: Error, Title: "Value refused by its variable",
		Meaning: "The variable declares a condition that its values have to meet, and this one does not.",
		Remedy:  "Give another value; the variable's own message says what is allowed.",
	},
	{
		Code: codePlaybookCycle, Severity: Error, Title: "Playbooks build on each other",
		Meaning: "A playbook takes itself, in one or several steps, so there is no lowest one to begin with.",
		Remedy:  "Break the circle that the finding shows.",
	},
	{
		Code: codePlaybookUnused, Severity: Info, Title: "Playbook not used",
		Meaning: "No partnership, fleet or other playbook takes this playbook. Its structure has been checked, but nobody runs it.",
		Remedy:  "Write playbook = playbook.NAME where it is meant, or remove it.",
	},
	{
		Code: codeForEach, Severity: Error, Title: "Nothing to repeat for",
		Meaning: "A for_each has to be a list, a set, a map or an object: a fleet has a partnership and a dynamic block a block for each of its elements.",
		Remedy:  "Give a collection. csvdecode(file(\"dealers.csv\")) makes one of a table.",
	},
	{
		Code: codeFleetSlug, Severity: Error, Title: "Slug of a fleet is not usable",
		Meaning: "Each member of a fleet needs a slug of its own, made of lower-case letters, digits and hyphens, because workflow IDs are made of it.",
		Remedy:  "Write slug = each.value.COLUMN with a column that has such names, each once.",
	},
	{
		Code: codeDynamic, Severity: Error, Title: "Dynamic block cannot be read",
		Meaning: "A dynamic block needs for_each and one content block; labels has to hold a name for each block that takes one.",
		Remedy:  "Mend the block as the finding says.",
	},
}
