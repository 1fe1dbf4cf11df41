package answer

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
)

// aside reports whether a clause beside an answer makes a statement of its own,
// in words that we do not know: what it weakens is its own matter then, unless it
// sets a condition or an exception, or contrasts.
func (p *part) aside() bool { return p.is(markStrange) && !p.is(markHard|markBut|markFirm) }

// isHard reports whether a phrase is a condition, an exception or a contrast,
// which no explanation makes harmless.
func isHard(i talk.Item) bool {
	switch i.Sense {
	case talk.But, talk.Without, talk.Clueless, talk.Wish, talk.Unwanted:
		return true
	case talk.Limit:
		first, _, _ := strings.Cut(i.Text, " ")
		return hardWords[first] || hardWords[i.Text]
	default:
		return false
	}
}

var hardWords = setOf("personally|board|boss|council|committee|management|headquarters|given|granted|granting|upon|so|insofar|if and when|with|under|supposing|suppose|against|no|at|by|all|but|short|leaving|give|if|once|unless|until|till|when|whenever|provided|providing|as|assuming|subject|in|depending|depends|dependent|conditional|conditionally|conditions|condition|after|before|on|only|however|though|although|nevertheless|nonetheless|except|apart|aside|besides|excluding|other|save|bar|barring|minus|less|exception|exceptions|not|wait|hold|hang|stop|postpone|suspend|instead|rather|either|or|neither|one|further|pending|contingent|could|should|would|may|might|🤔|😐|😕|🤞|😬|🟡|🟠|🔴|⚠|🆘",
	"лично|решает|решит|решать|решают|последнее|пока|в|взамен|под|с|лишь|если|когда|как|после|при|лишь|только|кроме|за|исключая|исключение|помимо|минус|однако|хотя|хоть|зато|правда|тем|впрочем|все|частично|отчасти|местами|не|с|условие|условия|условии|до|зависит|смотря|посмотрим|поглядим|там|бы|лучше|прошу|просим|просьба|вместо|либо|или|прежде|иначе|сначала|сперва|один|одно|есть|вряд|отдельно|по|разве|погодите|подождите|постойте|отложим|отложить|минутку|исключительно|едва")
