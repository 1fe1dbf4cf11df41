package lifecycle

import (
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// TemplateUnclear is the mail to a person's lead when we could make nothing of what
// the person has answered, twice. A third question by the engine would be one too
// many: people understand each other.
const TemplateUnclear procedure.Template = "answer-unclear"

// unclear tells the lead what somebody has answered that could not be understood.
func (p *Partnership) unclear(out *procedure.Out, f procedure.Fact, now time.Time) {
	if f.Unclear == nil {
		return
	}
	p.record(out, now, procedure.EntryReply, f.Of+" has answered twice, and it could not be understood", f.Of, f.Unclear.Reply)
	lead, ok := p.Declared.LeadOf(f.Of)
	if !ok {
		return
	}
	l := p.notice(TemplateUnclear, lead.ID, now).With(*f.Unclear)
	l.Key = fmt.Sprintf("%s/%s/%s", TemplateUnclear, lead.ID, f.Unclear.Reply)
	p.write(out, l)
}
