package answer

import "testing"

func TestWhereTheAnswersStandIsNoAnswer(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Please see my answers in red below.": true, "My comments are in blue": true, "Answers in line": true, "See answers below, in green.": true,
		"Ответы ниже синим": true, "Ответил в тексте письма": true, "Мои ответы выделил красным.": true, "Meine Antworten unten in rot": true,
		"Here are our figures:": true, "Вот наши цифры:": true, "Here is the blocker: the lawyers": false, "Вот так": false,
		"green": false, "In the red": false, "below": false, "below 7": false, "красным": false, "ниже": false, "Ответ: ниже плана": false, "The answer is green": false,
		"Answers are late": false,
	} {
		if got := isPointer(text); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}

func TestARowOfHeadingsIsNoAnswer(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Question | Answer": true, "№ | Вопрос | Ответ": true, "| KPI | Value |": true, "Показатель | План | Факт": true,
		"Plan | 7": false, "yes | no": false, "status": false, "- | -": false, "👍 | 👍": false,
	} {
		if got := isHeading(text); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
