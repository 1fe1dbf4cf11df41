package meeting_test

import (
	"testing"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/meeting"
)

// paused is a meeting of the 7th of January to which people are invited, called off for a pause.
func paused(t *testing.T) *play {
	t.Helper()
	p := call(t, meets(), "2026-12-20").comes(true, "tom")
	p.Order(procedure.Order{Kind: procedure.OrderPause})
	return p.wants(meeting.TemplateCancelled, "lars", "sofie", "tom")
}

func TestAPauseCallsAMeetingOffAndAfterItPeopleAreInvitedAgainWithTheSameEntry(t *testing.T) {
	t.Parallel()
	p := paused(t)
	called := p.state().Sequence
	p.Stand("2027-01-04 10:00").Order(procedure.Order{Kind: procedure.OrderResume})
	p.wants(meeting.TemplateChanged, "lars", "sofie", "tom")
	if m := p.state(); m.Sequence <= called || m.Off || m.Changed.Cause != meeting.Resumed {
		t.Errorf("the entry has the number %d after %d, and %+v", m.Sequence, called, m.Changed)
	}
	p.comes(true, "lars", "tom").untilHeld().wants(meeting.TemplateWanted, "lars")
}

func TestAMeetingThatIsTooCloseAfterAPauseStaysCalledOff(t *testing.T) {
	t.Parallel()
	for _, at := range []string{"2027-01-07 08:00", "2027-01-09 10:00"} {
		p := paused(t)
		p.Stand(at).Order(procedure.Order{Kind: procedure.OrderResume})
		p.wants(meeting.TemplateChanged).wants(meeting.TemplateCancelled, "lars", "sofie", "tom").ends(procedure.OutcomeCancelled)
	}
}

func TestTheEndInAPauseTellsNobodyASecondTimeThatAMeetingIsOff(t *testing.T) {
	t.Parallel()
	p := paused(t)
	p.Order(procedure.Order{Kind: procedure.OrderWithdraw})
	p.wants(meeting.TemplateCancelled, "lars", "sofie", "tom").ends(procedure.OutcomeWithdrawn)
}

func TestAMeetingMovedInAPauseIsInvitedToOnceAfterIt(t *testing.T) {
	t.Parallel()
	p := paused(t)
	p.command("lars", "MOVE", "2027-01-12 10:00")
	p.wants(meeting.TemplateChanged)
	p.Stand("2027-01-04 10:00").Order(procedure.Order{Kind: procedure.OrderResume})
	p.wants(meeting.TemplateChanged, "lars", "sofie", "tom")
}
