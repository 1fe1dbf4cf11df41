package rehearsal

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

const (
	templateTrigger procedure.Template = "exit-trigger"
	templateLessons procedure.Template = "lessons"
)

// lookingBack is what a diligent person says was learned, in English and in Russian, by
// question. The others they leave out.
var lookingBack = map[string][2]string{
	"keep":   {"The regular call.", "Регулярный созвон."},
	"change": {"Agree on how we count before we begin.", "До начала договориться, как считаем."},
}

// parting is what a diligent person says at the end, if they are asked about it: nobody who
// is agreeable ends what can go on.
func parting(l procedure.Letter, q partnership.Question, russian bool) (string, bool) {
	if l.Template == templateTrigger && q.Kind == partnership.KindYesNo {
		return pick(russian, "нет", "no"), true
	}
	words, ok := lookingBack[q.ID]
	if !ok || l.Template != templateLessons {
		return "", false
	}
	return pick(russian, words[1], words[0]), true
}
