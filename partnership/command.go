package partnership

import (
	"slices"
	"strings"
)

// CommandName names something that a person may write in any reply. It is the
// same in every language, and is written into histories: never change one.
type CommandName string

// The commands that a reply can carry (procedures 0.6).
const (
	CommandStatus    CommandName = "STATUS"
	CommandGoals     CommandName = "GOALS"
	CommandResources CommandName = "RESOURCES"
	CommandHelp      CommandName = "HELP"
	CommandAway      CommandName = "AWAY"
	CommandBack      CommandName = "BACK"
	CommandDelegate  CommandName = "DELEGATE"
	CommandStop      CommandName = "STOP"
	CommandStart     CommandName = "START"
	CommandQuestion  CommandName = "QUESTION"
	CommandBlocker   CommandName = "BLOCKER"
	CommandWaiting   CommandName = "WAITING"
	CommandIdea      CommandName = "IDEA"
	CommandDispute   CommandName = "DISPUTE"
	CommandVote      CommandName = "VOTE"
	CommandConflict  CommandName = "CONFLICT"
	CommandNotice    CommandName = "NOTICE"
	CommandNotQuite  CommandName = "NOT QUITE"

	// These answer a mail about one thing.
	CommandDone     CommandName = "DONE"
	CommandExtend   CommandName = "EXTEND"
	CommandSign     CommandName = "SIGN"
	CommandDecline  CommandName = "DECLINE"
	CommandWithdraw CommandName = "WITHDRAW"
	CommandGo       CommandName = "GO"
	CommandWait     CommandName = "WAIT"
	CommandUp       CommandName = "UP"
	CommandProposal CommandName = "PROPOSAL"
	CommandAgreed   CommandName = "AGREED"
	CommandDecision CommandName = "DECISION"
	CommandAction   CommandName = "ACTION"
	CommandMove     CommandName = "MOVE"
	CommandObject   CommandName = "OBJECT"
	CommandCancel   CommandName = "CANCEL"
	CommandVeto     CommandName = "VETO"
	CommandFor      CommandName = "FOR"
	CommandAgainst  CommandName = "AGAINST"
	CommandAbstain  CommandName = "ABSTAIN"
)

// Command is a command found in a reply, with what followed it: a text, a name,
// or the day as an RFC 3339 full-date where it could be read.
type Command struct {
	Name     CommandName `json:"name"`
	Argument string      `json:"argument"`
}

// Except stands before the numbers of those things that a command is not about, where one
// mail asks of several: "SIGN except 4, 17".
const Except = "except "

// CommandForm says how a command is written and what becomes of it. Reading,
// guessing what a misspelt one meant, the mail that lists them and the reference
// all go by it.
type CommandForm struct {
	Name    CommandName
	English CommandWords
	Russian CommandWords
	Takes   CommandArgument
	Fate    CommandFate
	// Alone says that it counts only as the one command of a mail, and Bare that the mail
	// may say nothing else either: no condition, no question.
	Alone, Bare bool
}

// CommandWords are how a command is written in one language.
type CommandWords struct {
	Word string // in capitals; one or two words
	// Rest shows what follows it: " until 14 May", ": text"; empty for nothing.
	Rest string
	// Also are other words that people use for it.
	Also []string
}

// Usage is the command as a person would type it.
func (w CommandWords) Usage() string { return w.Word + w.Rest }

// In is how the command is written in a language, by its code.
func (f CommandForm) In(language string) CommandWords {
	if language == "ru" {
		return f.Russian
	}
	return f.English
}

// CommandArgument says what stands behind a command.
type CommandArgument int

// What can stand behind a command.
const (
	TakesNothing CommandArgument = iota
	TakesWords                   // some words of the same line
	TakesText                    // after a colon, the rest of the paragraph
)

// CommandFate says what becomes of a command.
type CommandFate int

// The fates.
const (
	FateAnswered CommandFate = iota // a mail answers it at once
	FateDone                        // it is carried out
	FateItem                        // it counts only in a mail about the thing that it speaks of
)

// Commands lists all commands in the order in which people are told of them.
func Commands() []CommandForm {
	nothing := func(n CommandName, en, ru string, f CommandFate) CommandForm {
		return CommandForm{Name: n, English: CommandWords{Word: en}, Russian: CommandWords{Word: ru}, Fate: f}
	}
	words := func(n CommandName, en, enRest, ru, ruRest string, f CommandFate) CommandForm {
		return CommandForm{
			Name: n, Takes: TakesWords, Fate: f,
			English: CommandWords{Word: en, Rest: enRest}, Russian: CommandWords{Word: ru, Rest: ruRest},
		}
	}
	text := func(n CommandName, en, ru string, f CommandFate) CommandForm {
		return CommandForm{
			Name: n, Takes: TakesText, Fate: f,
			English: CommandWords{Word: en, Rest: ": text"}, Russian: CommandWords{Word: ru, Rest: ": текст"},
		}
	}
	also := func(f CommandForm, en, ru []string) CommandForm {
		f.English.Also, f.Russian.Also = en, ru
		return f
	}
	alone := func(f CommandForm) CommandForm { f.Alone = true; return f }
	bare := func(f CommandForm) CommandForm { f.Bare = true; return f }
	return []CommandForm{
		also(nothing(CommandStatus, "STATUS", "СТАТУС", FateAnswered), nil, []string{"СОСТОЯНИЕ"}),
		nothing(CommandGoals, "GOALS", "ЦЕЛИ", FateAnswered),
		nothing(CommandResources, "RESOURCES", "РЕСУРСЫ", FateAnswered),
		also(nothing(CommandHelp, "HELP", "ПОМОЩЬ", FateAnswered), nil, []string{"СПРАВКА", "ПОМОГИТЕ"}),
		words(CommandAway, "AWAY", " until 14 May", "МЕНЯ НЕТ", " до 14 мая", FateDone),
		nothing(CommandBack, "BACK", "Я ЗДЕСЬ", FateDone),
		words(CommandDelegate, "DELEGATE", " name", "ПОРУЧАЮ", " имя", FateDone),
		nothing(CommandStop, "STOP", "СТОП", FateDone),
		nothing(CommandStart, "START", "ВОЗОБНОВИТЬ", FateDone),
		text(CommandQuestion, "QUESTION", "ВОПРОС", FateDone),
		text(CommandBlocker, "BLOCKER", "ПОМЕХА", FateDone),
		text(CommandWaiting, "WAITING", "ЖДУ", FateDone),
		text(CommandIdea, "IDEA", "ИДЕЯ", FateDone),
		text(CommandNotQuite, "NOT QUITE", "НЕ СОВСЕМ", FateDone),
		words(CommandDispute, "DISPUTE", " figure value", "ОСПАРИВАЮ", " показатель значение", FateDone),
		{
			Name: CommandVote, Takes: TakesText, Fate: FateDone,
			English: CommandWords{Word: "VOTE", Rest: " rule: text"}, Russian: CommandWords{Word: "ГОЛОСОВАНИЕ", Rest: " правило: текст"},
		},
		also(text(CommandConflict, "CONFLICT", "РАЗНОГЛАСИЕ", FateDone), nil, []string{"КОНФЛИКТ"}),
		also(alone(text(CommandNotice, "NOTICE", "ВЫХОЖУ", FateDone)), nil, []string{"УВЕДОМЛЯЮ"}),

		words(CommandDone, "DONE", "", "ГОТОВО", "", FateItem),
		words(CommandExtend, "EXTEND", " 5d", "ПРОДЛИТЬ", " на 5 дней", FateItem),
		bare(alone(nothing(CommandSign, "SIGN", "ПОДПИСЫВАЮ", FateItem))),
		alone(text(CommandDecline, "DECLINE", "НЕ ПОДПИСЫВАЮ", FateItem)),
		alone(nothing(CommandWithdraw, "WITHDRAW", "СНИМАЮ", FateItem)),
		nothing(CommandGo, "GO", "НАЧАТЬ", FateItem),
		words(CommandWait, "WAIT", " 3d", "ПОДОЖДАТЬ", " 3 дня", FateItem),
		nothing(CommandUp, "UP", "ВЫШЕ", FateItem),
		text(CommandProposal, "PROPOSAL", "ПРЕДЛАГАЮ", FateItem),
		text(CommandAgreed, "AGREED", "ДОГОВОРИЛИСЬ", FateItem),
		text(CommandDecision, "DECISION", "РЕШЕНИЕ", FateItem),
		text(CommandAction, "ACTION", "ПОРУЧЕНИЕ", FateItem),
		words(CommandMove, "MOVE", " to 14 May 15:00", "ПЕРЕНЕСТИ", " на 14 мая 15:00", FateItem),
		words(CommandCancel, "CANCEL", "", "ОТМЕНИТЬ", "", FateItem),
		text(CommandObject, "OBJECT", "ВОЗРАЖАЮ", FateItem),
		text(CommandVeto, "VETO", "ВЕТО", FateItem),
		nothing(CommandFor, "FOR", "ЗА", FateItem),
		nothing(CommandAgainst, "AGAINST", "ПРОТИВ", FateItem),
		also(nothing(CommandAbstain, "ABSTAIN", "ВОЗДЕРЖАЛСЯ", FateItem), nil, []string{"ВОЗДЕРЖАЛАСЬ"}),
	}
}

// Form finds how a command is written.
func (n CommandName) Form() CommandForm {
	all := Commands()
	i := slices.IndexFunc(all, func(f CommandForm) bool { return f.Name == n })
	if i < 0 {
		return CommandForm{Name: n, Fate: FateItem}
	}
	return all[i]
}

// OfItem reports whether the command counts only in a mail about the thing that it
// speaks of.
func (c Command) OfItem() bool { return c.Name.Form().Fate == FateItem }

// Writes reports whether the command carries words that belong to the matter that
// the mail is about: a proposal, what was agreed, what is not quite right.
func (c Command) Writes() bool { return c.Name.Writes() && strings.TrimSpace(c.Argument) != "" }

// Writes reports whether what stands behind the command are such words.
func (n CommandName) Writes() bool {
	switch n {
	case CommandProposal, CommandAgreed, CommandNotQuite:
		return true
	default:
		return false
	}
}

// Measures reports whether what follows the command says how long or until when,
// and nothing else.
func (c Command) Measures() bool { return c.Name == CommandWait || c.Name == CommandExtend }

// Owed reports whether the command becomes an item that somebody else answers or
// takes up.
func (n CommandName) Owed() bool {
	return n == CommandQuestion || n == CommandBlocker || n == CommandWaiting || n == CommandIdea
}

// OfWriter reports whether the command says something of whoever writes it, whatever the mail
// is about: that they are away, or want no more mail.
func (n CommandName) OfWriter() bool {
	switch n {
	case CommandAway, CommandBack, CommandStop, CommandStart:
		return true
	default:
		return false
	}
}

// Secret reports whether what follows the command is for nobody's eyes for now: no answer
// that stands beside it may hold a word of it.
func (n CommandName) Secret() bool { return n == CommandConflict || n == CommandNotice }
