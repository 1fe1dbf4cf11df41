package rehearsal

import (
	"github.com/rapport-engine/rapport/partnership"
)

// minutesOf are those of a diligent chair, in English and in Russian: all were there, and
// nothing was to be decided.
var minutesOf = [2]string{"PRESENT: all\nNONE: all going to plan", "БЫЛИ: все\nНИЧЕГО: всё по плану"}

// meets is what a diligent person says of a meeting that they led.
func meets(q partnership.Question, russian bool) (string, bool) {
	if q.Kind != partnership.KindMinutes {
		return "", false
	}
	return pick(russian, minutesOf[1], minutesOf[0]), true
}
