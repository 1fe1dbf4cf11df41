package cli

// words are what rapport init says, in one language.
type words struct {
	language, kind, title, zone, start string
	party                              [3]string // the first, the second, and any other
	lead, address, deputy              string    // each with a name in it
	needed                             string
	next                               string // with the directory and a day
	choices                            map[string]string
}

// wordsOf are the words of a language; English for any other.
func wordsOf(language string) words {
	if language == "ru" {
		return russianWords
	}
	return englishWords
}

var englishWords = words{
	language: "Language of the files and mails",
	kind:     "Kind of partnership",
	title:    "Title of the partnership",
	zone:     "Time zone of all times",
	start:    "First day",
	party:    [3]string{"Name of the first party, such as Teapot Pottery AS", "Name of the second party", "Name of the next party"},
	lead:     "Who leads for %s, first and last name",
	address:  "Mail address of %s",
	deputy:   "Who stands in while %s is away (Enter: nobody yet)",
	needed:   "An answer is needed here.",
	choices: map[string]string{
		"en": "English", "ru": "русский",
		"co-marketing": "win customers together",
		"reseller":     "one sells what the other makes",
		"joint-rnd":    "research and develop together",
		"supply":       "one delivers what the other needs",
		"ngo":          "a project for the public good",
	},
	next: `
What to do next:
  1. Open the files; what is marked "change" is an example.
  2. rapport validate %[1]s
     checks them and says what could be better. Notes name what this version
     of the program does not carry out yet; they need no answer.
  3. rapport rehearse %[1]s --until %[2]s
     plays the first weeks on a virtual clock and prints every mail.
  4. rapport up %[1]s
     runs everything here. No mail leaves this machine.
`,
}

var russianWords = words{
	language: "Язык файлов и писем",
	kind:     "Вид партнёрства",
	title:    "Название партнёрства",
	zone:     "Часовой пояс",
	start:    "Первый день",
	party:    [3]string{"Название первой стороны, например ООО «Вектор Софт»", "Название второй стороны", "Название следующей стороны"},
	lead:     "Кто руководит со стороны %s, имя и фамилия",
	address:  "Почтовый адрес: %s",
	deputy:   "Кто заменяет, пока нет: %s (Enter — пока никто)",
	needed:   "Здесь нужен ответ.",
	choices: map[string]string{
		"en": "English", "ru": "русский",
		"co-marketing": "вместе привлекать клиентов",
		"reseller":     "один продаёт то, что делает другой",
		"joint-rnd":    "вместе исследовать и разрабатывать",
		"supply":       "один поставляет то, что нужно другому",
		"ngo":          "проект для общей пользы",
	},
	next: `
Что дальше:
  1. Откройте файлы; пометка «измените» стоит у примеров.
  2. rapport validate %[1]s
     проверит их и подскажет, что можно сделать лучше. «Note» говорит, чего эта
     версия программы ещё не исполняет; делать с этим ничего не нужно.
  3. rapport rehearse %[1]s --until %[2]s
     проиграет первые недели на виртуальных часах и покажет каждое письмо.
  4. rapport up %[1]s
     запустит всё здесь. Ни одно письмо не покинет эту машину.
`,
}
