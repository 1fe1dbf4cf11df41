package answer

import "github.com/rapport-engine/rapport/mail/understand/internal/prose"

// thankful finds the words that thank.
var thankful = prose.AnyOf(`^(?:many |big |much )?thank`, `^thx`, `спасибо`, `благодар`, `^cheers`, `^sorry`, `^извин`, `^прост`, `^прошу прощ`)

// greets finds the words that greet.
var greets = prose.Lazily(`^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|morning|привет\p{L}*|здравствуй(?:те)?|добр\p{L}+(?: \p{L}+)?|слушаю)`)

var (
	// followWords draw a conclusion.
	followWords = setOf("so|therefore|thus|hence|as a result|in short|long story short|so it is|так что|короче|в общем|словом|одним словом|итого|поэтому|значит|следовательно")

	// setsAgainst set something against what was said.
	setsAgainst = setOf("however|though|although|nevertheless|nonetheless|whereas|однако|хотя|зато|правда|впрочем|тем не менее")

	// evenWords begin what only adds to what was said.
	evenWords = setOf("even|including|also|just|as|like|даже|включая|также|тоже|как")

	// scopeWords begin what an answer is confined to.
	scopeWords = setOf("for|on|as|regarding|concerning|in|with|about|from|по|на|для|с|со|насчет|что|касательно|в|за|о")

	// hereWords place what is said at the writer's.
	hereWords = setOf("here|our end|my end|у нас|у меня|дела")

	// oursWords say that only the writer's part is meant.
	oursWords = setOf("by us|by me|our side|my side|from our side|our end|my end|с нашей стороны|с моей стороны|со своей стороны|нами|мной|от нас|от меня")

	// conditionWordsOfTalk are conditions and exceptions, which even a no may
	// depend on.
	conditionWordsOfTalk = setOf("if|unless|until|till|once|except|except for|except that|apart from|other than|only|provided|providing|as long as|so long as|as soon as|on condition|subject to|depends|depending",
		"пока|если|если только|кроме|пока не|только|лишь|при условии|разве что|за исключением|до|зависит|иначе|как только|когда")

	// readyWords are of a state, whose day may lie ahead.
	readyWords = setOf("ready|готов|готова|готово|готовы|available|done|complete")

	// existence are the words that say that there is what is named.
	existence = setOf("у нас|у меня|there is|there are|we have|i have|have|has|got|exist|есть|имеются|имеется|имеем|имею|возникли|возникло|вижу|видим|see")
)
