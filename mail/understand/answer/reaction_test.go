package answer

import "testing"

func TestReactions(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"👍 Tom Baker reacted to your message:\n\n________________________________\nFrom: Rapport <bot@eng.test>\nSubject: New date\n\nDo you accept the new date?": "👍",
		"Lars reacted via Gmail\n\n👍\n\nOn Thu, 3 Sep 2026 Rapport wrote:\n> Do you accept the new date?":                                                          "👍",
		"👎 reacted via Gmail": "👎",
		"👍🏽 Марат Юсупов отреагировал на ваше сообщение:\n> Согласуете план?": "👍",
		"Liked “Do you accept the new date?”":            "👍",
		"Disliked “Do you accept the new date?”":         "👎",
		"Priya disliked your message":                    "👎",
		"Понравилось: «Принимаете ли вы новый срок?»":    "👍",
		"Не понравилось: «Принимаете ли вы новый срок?»": "👎",
		"Laughed at “Do you accept the new date?”":       "😂",

		"We reacted to your message with a new plan":          "",
		"I liked the plan, but not the date":                  "",
		"👍 accepted":                                          "",
		"Questioned by the auditors, we moved the date":       "",
		"Понравилось всё, кроме срока":                        "",
		"The customer reacted badly. 👎":                       "",
		"Liked it":                                            "",
		"1) 130\n2) 7\n\nLars reacted to your message\n👍 👍 👍": "",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			if got, _ := reactionIn(text); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
