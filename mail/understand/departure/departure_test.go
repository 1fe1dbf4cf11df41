package departure

import "testing"

const own = "lars.berg@north.example"

func (d *Departure) short() string {
	switch {
	case d == nil:
		return "-"
	case d.Moved:
		return "moved to " + d.Address
	default:
		return "left: " + d.Name + " <" + d.Address + ">"
	}
}

func TestWhatAMailboxSaysOfSomebodyWhoHasLeft(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Lars Berg no longer works here. Please write to anna.moe@north.example.":                                   "left:  <anna.moe@north.example>",
		"I have left North. For anything about marketing, please contact Anna Moe (anna.moe@north.example).":        "left: Anna Moe <anna.moe@north.example>",
		"Lars has left the company. Please contact Anna Moe at anna.moe@north.example or call the office.":          "left: Anna Moe <anna.moe@north.example>",
		"Thank you for your message. I am no longer with North Ltd.":                                                "left:  <>",
		"I no longer work at North. Your new contact is my colleague Anna Moe <anna.moe@north.example>.":            "left: Anna Moe <anna.moe@north.example>",
		"This mailbox is no longer monitored. Please direct your mail to partners@north.example":                    "left:  <partners@north.example>",
		"lars.berg@north.example: User does not work here anymore, write to anna.moe@north.example instead":         "left:  <anna.moe@north.example>",
		"I've retired! Anna Moe takes over from me: anna.moe@north.example":                                         "left: Anna Moe <anna.moe@north.example>",
		"Ларс Берг больше не работает в компании. По всем вопросам обращайтесь к Анне Мо: anna.moe@north.example":   "left: Анне Мо <anna.moe@north.example>",
		"Здравствуйте! Я больше не работаю в «Севере». Пишите Анне Мо, anna.moe@north.example.":                     "left: Анне Мо <anna.moe@north.example>",
		"Сотрудник уволился. Пишите на anna.moe@north.example":                                                      "left:  <anna.moe@north.example>",
		"Этот адрес больше не используется, пишите на partners@north.example":                                       "left:  <partners@north.example>",
		"Вітаю! Ларс більше не працює в компанії, звертайтесь до anna.moe@north.example":                            "left:  <anna.moe@north.example>",
		"Herr Berg ist nicht mehr bei Nord tätig. Bitte wenden Sie sich an Frau Anna Moe (anna.moe@north.example).": "left: Anna Moe <anna.moe@north.example>",
		"Ich arbeite nicht mehr bei Nord. Nachfolgerin ist Anna Moe, anna.moe@north.example":                        "left: Anna Moe <anna.moe@north.example>",
		"Lars Berg a quitté l'entreprise. Merci de contacter Anna Moe : anna.moe@north.example":                     "left: Anna Moe <anna.moe@north.example>",
		"Je ne travaille plus chez Nord. Veuillez écrire à anna.moe@north.example":                                  "left:  <anna.moe@north.example>",
		"Lars ya no trabaja en Norte. Por favor, escriba a anna.moe@north.example":                                  "left:  <anna.moe@north.example>",
		"Lars non lavora più in azienda, si prega di scrivere a anna.moe@north.example":                             "left:  <anna.moe@north.example>",
		"O Lars não trabalha mais na empresa. Entre em contato com anna.moe@north.example":                          "left:  <anna.moe@north.example>",
		"Lars werkt niet meer bij Noord. Neem contact op met anna.moe@north.example":                                "left:  <anna.moe@north.example>",
		"Lars nie pracuje już w firmie. Proszę pisać na anna.moe@north.example":                                     "left:  <anna.moe@north.example>",
		"Lars arbetar inte längre hos oss. Kontakta anna.moe@north.example":                                         "left:  <anna.moe@north.example>",
		"My email address has changed. My new address is lars@northgroup.example":                                   "moved to lars@northgroup.example",
		"Мой новый адрес: lars@northgroup.example, старый скоро отключат":                                           "moved to lars@northgroup.example",
		// Nobody has left.
		"I am out of the office until 7 January. In urgent cases please write to anna.moe@north.example":                  "-",
		"I am on parental leave until June. Please contact Anna Moe (anna.moe@north.example), who takes over until then.": "-",
		"Я в отпуске до 7 января, по срочным вопросам пишите Анне: anna.moe@north.example":                                "-",
		"Ich bin bis 7. Januar nicht im Büro. Bitte wenden Sie sich an anna.moe@north.example":                            "-",
		"Thanks for your mail, I will answer as soon as I can.":                                                           "-",
		"We have received your message. The ticket is no longer open.":                                                    "-",
		"550 5.1.1 User unknown":                       "-",
		"552 5.2.2 Mailbox full":                       "-",
		"Today I have left early. I am back tomorrow.": "-",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			if got := Announced(text, own).short(); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestAPersonsOwnLastWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Friday is my last day, Anna takes over.":                                                           "left: Anna <>",
		"Hi, just so you know: my last day here is 15 January. Anna Moe will take over from me.":            "left: Anna Moe <>",
		"Tomorrow is my last day at North. I'm handing everything over to Anna Moe.":                        "left: Anna Moe <>",
		"I'm leaving the company at the end of the month. My successor is Anna Moe, anna.moe@north.example": "left: Anna Moe <anna.moe@north.example>",
		"I am moving to another job next week":                                                              "left:  <>",
		"I've resigned, please write to partners@north.example from Monday":                                 "left:  <partners@north.example>",
		"Пятница — мой последний рабочий день, дела примет Анна.":                                           "left: Анна <>",
		"Увольняюсь, вместо меня будет Анна Мо":                                                             "left: Анна Мо <>",
		"Я ухожу из компании, все дела передаю Анне Мо (anna.moe@north.example)":                            "left: Анне Мо <anna.moe@north.example>",
		"Сегодня у меня последний рабочий день, дальше пишите Анне":                                         "left: Анне <>",
		"Перехожу в другой отдел, с понедельника пишите на partners@north.example":                          "left:  <partners@north.example>",
		"Mein letzter Tag ist Freitag, Anna Moe übernimmt.":                                                 "left: Anna Moe <>",
		"Vendredi est mon dernier jour, Anna Moe prend la suite":                                            "left: Anna Moe <>",
		"Please note my new email address: lars@northgroup.example":                                         "moved to lars@northgroup.example",
		// Of others, of holidays, of something else.
		"Anna has left the company, so the number is late.":               "-",
		"Friday is my last day before the holidays, so I answer now: 130": "-",
		"Пятница — мой последний рабочий день перед отпуском":             "-",
		"I'm leaving for the airport, the figure is 130":                  "-",
		"The last day of the campaign was 3 March":                        "-",
		"Наша подрядчица уволилась, поэтому задержка":                     "-",
		"1) 130\n2) 7\n3) nothing":                                        "-",
		"Last working day of the month: 130":                              "-",
		"I left my notes at home, the number follows tomorrow":            "-",
		"Ларс больше не работает с этим клиентом":                         "-",
		"Today is my last day of leave, back tomorrow":                    "-",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			if got := Spoken(text, own).short(); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// TestNothingIsMissedForSpeed holds the stems beside the phrases.
func TestNothingIsMissedForSpeed(t *testing.T) {
	t.Parallel()
	for _, phrase := range []string{
		"Friday is my last day", "I am leaving the company", "I'm moving to a new role", "I have quit my job", "I've left the company", "I'm retiring",
		"I don't work here any more", "I am changing jobs", "You can now reach me at x@y.example", "У меня новая почта: x@y.example", "Выхожу на пенсию",
		"Я уже не работаю", "Ma nouvelle adresse : x@y.example", "Mijn laatste dag", "Min siste dag er fredag",
	} {
		if Spoken(phrase) == nil {
			t.Errorf("%q says nothing", phrase)
		}
	}
}
