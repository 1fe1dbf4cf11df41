package lifecycle

import (
	"fmt"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Alarm is a letter to somebody about trouble.
type Alarm struct {
	Key    string `json:"key"`
	Person string `json:"person"`
}

// alarm writes about trouble, and remembers to whom: they hear when it is over. Of
// tells it from other trouble of the same kind.
func (p *Partnership) alarm(out *procedure.Out, alarms *[]Alarm, l procedure.Letter, of ...string) {
	l.Key = strings.Join(append(append([]string{l.Key}, of...), p.cause()), "/")
	*alarms = append(*alarms, Alarm{Key: l.Key, Person: l.Person})
	p.write(out, l)
}

// cause stands for what was heard last: several things may happen within a second,
// and each has letters of its own.
func (p *Partnership) cause() string {
	return procedure.AskID(p.Declared.Slug, "cause", p.Seen.Latest())[:6]
}

// quiet takes back what of some alarms nobody has read.
func quiet(out *procedure.Out, alarms []Alarm) {
	var keys []string
	for _, a := range alarms {
		keys = append(keys, a.Key)
	}
	recall(out, keys)
}

func recall(out *procedure.Out, keys []string) {
	if len(keys) > 0 {
		out.Add(procedure.Recall{Keys: keys})
	}
}

// allClear tells whoever was alarmed that it is over, if the alarm has gone out.
func (p *Partnership) allClear(a Alarm, phrases procedure.Template, of string, now time.Time) procedure.Letter {
	l := p.notice(procedure.TemplateAllClear, a.Person, now)
	l.Key, l.Phrases, l.Follows = fmt.Sprintf("%s/%s/%s/%d/%s", phrases, of, a.Person, now.Unix(), p.cause()), phrases, a.Key
	return l
}
