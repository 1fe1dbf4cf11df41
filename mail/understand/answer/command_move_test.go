package answer

import (
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

func TestADayAndATimeAreReadBehindMove(t *testing.T) {
	t.Parallel()
	today := cadence.Date{Year: 2027, Month: 5, Day: 6} // a Thursday
	for line, want := range map[string]string{
		"MOVE to 14 May 15:00": "2027-05-14 15:00", "MOVE to 14 May 15.00": "2027-05-14 15:00", "MOVE to 14 May at 3 pm": "2027-05-14 15:00", "MOVE to 14 May 3pm": "2027-05-14 15:00",
		"MOVE to 2027-05-14 09:30": "2027-05-14 09:30", "MOVE to Friday 10:00": "2027-05-07 10:00", "MOVE to tomorrow at 9": "to tomorrow at 9", "MOVE to 14 May": "2027-05-14",
		"MOVE to 14.05. 15:00": "2027-05-14 15:00", "MOVE to 14.05": "2027-05-14", "MOVE: 14 May 2027, 15:00": "2027-05-14 15:00", "MOVE to Mon 17 May, 8:15": "2027-05-17 08:15", "MOVE to 14 May noon": "2027-05-14 12:00",
		"ПЕРЕНЕСТИ на 14 мая 15:00": "2027-05-14 15:00", "ПЕРЕНЕСТИ на 14 мая в 15.00": "2027-05-14 15:00", "ПЕРЕНЕСТИ на пятницу, 10:00": "2027-05-07 10:00", "ПЕРЕНЕСТИ на 14.05 в 15:00": "2027-05-14 15:00",
		"ПЕРЕНЕСТИ на 14 мая на 15 часов": "2027-05-14 15:00", "ПЕРЕНЕСТИ на 14 мая в 3 часа дня": "2027-05-14 15:00", "ПЕРЕНЕСТИ на завтра в 9:00": "2027-05-07 09:00",
		"MOVE to next week": "to next week", "MOVE": "", "MOVE to 5/6 15:00": "to 5/6 15:00", "MOVE to 14 May 25:00": "to 14 May 25:00", "MOVE to 1 May 2027 10:00": "to 1 May 2027 10:00",
	} {
		r := Read(line, Context{Today: today, Item: []partnership.CommandName{partnership.CommandMove}, Unasked: true})
		if len(r.Commands) != 1 || r.Commands[0].Name != partnership.CommandMove || r.Commands[0].Argument != want {
			t.Errorf("%q is read as %+v, want %q", line, r.Commands, want)
		}
	}
}
