package config

// Code names a kind of finding for ever: it is never reused and never changes
// its meaning, so that people can look it up and tools can match it.
type Code string

// CodeDoc explains a code; docs/codes has a page for each.
type CodeDoc struct {
	Code     Code
	Severity Severity
	Title    string // the summary of every finding with this code
	Meaning  string // what was found and why it matters
	Remedy   string // what to do
}

// Files and syntax.
const (
	codeSyntax        Code = "RAP001"
	codeNotText       Code = "RAP002"
	codeTooLarge      Code = "RAP003"
	codeTooDeep       Code = "RAP004"
	codeUnreadable    Code = "RAP005"
	codeNoPartnership Code = "RAP006"
	codeTooMany       Code = "RAP007"
)

// Blocks, attributes and references.
const (
	codeUnknownBlock     Code = "RAP010"
	codeUnknownAttribute Code = "RAP011"
	codeLater            Code = "RAP012"
	codeMissingAttribute Code = "RAP013"
	codeUnknownReference Code = "RAP014"
	codeReferenceKind    Code = "RAP015"
	codeType             Code = "RAP016"
	codeLabels           Code = "RAP017"
	codeRepeatedBlock    Code = "RAP018"
	codeRepeatedAttr     Code = "RAP019"
)

// Values.
const (
	codeName          Code = "RAP020"
	codeDuplicate     Code = "RAP021"
	codeText          Code = "RAP022"
	codeChoice        Code = "RAP023"
	codeDate          Code = "RAP024"
	codeDuration      Code = "RAP025"
	codeNumber        Code = "RAP026"
	codeZone          Code = "RAP027"
	codeLanguage      Code = "RAP028"
	codeAddress       Code = "RAP029"
	codeRule          Code = "RAP030"
	codeHours         Code = "RAP031"
	codeEmptyList     Code = "RAP032"
	codeRepeatedValue Code = "RAP033"
	codeUnused        Code = "RAP034"
)

// Parties, people and terms.
const (
	codeParties       Code = "RAP040"
	codeNoPeople      Code = "RAP041"
	codeNoLead        Code = "RAP042"
	codeTwoParties    Code = "RAP043"
	codeSharedAddress Code = "RAP044"
	codeDeputy        Code = "RAP045"
	codeEndsEarly     Code = "RAP046"
)

// Goals and KPIs.
const (
	codeOutsideTerm   Code = "RAP050"
	codeNoKPI         Code = "RAP051"
	codeNoChange      Code = "RAP052"
	codePercentOfZero Code = "RAP053"
	codeDirection     Code = "RAP054"
)

// Check-ins and questions.
const (
	codeNobody       Code = "RAP060"
	codeNothingAsked Code = "RAP061"
	codeLongWindow   Code = "RAP062"
	codeLateReminder Code = "RAP063"
	codeReserved     Code = "RAP064"
	codeQuestion     Code = "RAP065"
)

// Engine and personas.
const (
	codePlainSecret   Code = "RAP070"
	codeEnvironment   Code = "RAP071"
	codeUnencrypted   Code = "RAP072"
	codeSetting       Code = "RAP073"
	codeNobodysRole   Code = "RAP080"
	codeUnasked       Code = "RAP081"
	codeContradiction Code = "RAP082"
)

// Codes explains every code, in order.
func Codes() []CodeDoc {
	var all []CodeDoc
	for _, group := range [][]CodeDoc{fileCodes, structureCodes, valueCodes, peopleCodes, goalCodes, checkInCodes, engineCodes} {
		all = append(all, group...)
	}
	return all
}

// doc finds the explanation of a code.
func (c Code) doc() CodeDoc {
	for _, d := range Codes() {
		if d.Code == c {
			return d
		}
	}
	return CodeDoc{Code: c, Severity: Error, Title: "Unexplained finding"}
}
