package config

import (
	"slices"
	"strings"
	"sync"
)

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
	// Rule names the rule of good partnerships that the finding comes from, such
	// as "SMART-M"; empty for findings about the language itself.
	Rule string
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
	codeExclusive     Code = "RAP035"
	codeFewValues     Code = "RAP036"
	codeURL           Code = "RAP037"
	codeShare         Code = "RAP038"
	codeCondition     Code = "RAP039"
)

// Parties, people and terms.
const (
	codeParties       Code = "RAP040"
	codeNoPeople      Code = "RAP041"
	codePeopleFile    Code = "RAP042"
	codeTwoParties    Code = "RAP043"
	codeSharedAddress Code = "RAP044"
	codeDeputy        Code = "RAP045"
	codeEndsEarly     Code = "RAP046"
	codeWrongParty    Code = "RAP047"
	codeNoCurrency    Code = "RAP048"
	codeOwnerRole     Code = "RAP049"
	codeExchangeRate  Code = "RAP058"
)

// Goals and KPIs.
const (
	codeOutsideTerm   Code = "RAP050"
	codeNoKPI         Code = "RAP051"
	codeNoChange      Code = "RAP052"
	codePercentOfZero Code = "RAP053"
	codeDirection     Code = "RAP054"
	codeUnfit         Code = "RAP055"
	codeThresholds    Code = "RAP056"
	codeCycle         Code = "RAP057"
)

// Rounds, questions and ladders.
const (
	codeNobody       Code = "RAP060"
	codeNothingAsked Code = "RAP061"
	codeLongWindow   Code = "RAP062"
	codeLateReminder Code = "RAP063"
	codeReserved     Code = "RAP064"
	codeQuestion     Code = "RAP065"
	codeFewAnswers   Code = "RAP066"
	codeNoSteps      Code = "RAP067"
	codeReaders      Code = "RAP068"
	codeNoMeeting    Code = "RAP069"
)

// Engine and personas.
const (
	codePlainSecret     Code = "RAP070"
	codeEnvironment     Code = "RAP071"
	codeUnencrypted     Code = "RAP072"
	codeSetting         Code = "RAP073"
	codeNobodysRole     Code = "RAP080"
	codeUnasked         Code = "RAP081"
	codeContradiction   Code = "RAP082"
	codeUnknownTemplate Code = "RAP083"
	codeUnknownCommand  Code = "RAP084"
	codeAhead           Code = "RAP085"
)

// What this version keeps and does not carry out.
const codeNotCarriedOut Code = "RAP090"

// Codes explains every code, in order.
func Codes() []CodeDoc { return slices.Clone(catalogue().list) }

// doc finds the explanation of a code.
func (c Code) doc() CodeDoc {
	if d, known := catalogue().byCode[c]; known {
		return d
	}
	return CodeDoc{Code: c, Severity: Error, Title: "Unexplained finding"}
}

// explanations is the catalogue in order and by code.
type explanations struct {
	list   []CodeDoc
	byCode map[Code]CodeDoc
}

// catalogue is built once, because every finding asks for its code.
var catalogue = sync.OnceValue(func() explanations {
	all := explanations{byCode: map[Code]CodeDoc{}}
	for _, group := range [][]CodeDoc{
		fileCodes, structureCodes, valueCodes, peopleCodes, goalCodes, roundCodes, engineCodes, versionCodes, wordsCodes, lintExplanations, evaluationCodes,
	} {
		all.list = append(all.list, group...)
	}
	slices.SortFunc(all.list, func(a, b CodeDoc) int { return strings.Compare(string(a.Code), string(b.Code)) })
	for _, d := range all.list {
		all.byCode[d.Code] = d
	}
	return all
})
