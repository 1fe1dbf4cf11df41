package answer

// chatOpenings begin the sentences that people put around what they report:
// about the mail itself, the weather, each other. What follows is open.
var chatOpenings = []string{
	// greetings and addresses
	`(?:(?:hi|hiya|hello|hey|dear|greetings|hola|howdy|salut|ciao|good\s+(?:morning|afternoon|evening|day))\b|(?:morning|afternoon|evening)(?:\s*[,!.]|\s+(?:from|all|everyone|there|team)\b))`,
	`(?:\p{L}+,\s+)?(?:прив(?:ет|етик|етствую)|салют|здравствуй|добр(?:ый|ое|ого)\s|доброго\s|вечер\s+добрый|день\s+добрый|утро\s+доброе|коллеги|уважаем|ещ[её]\s+раз\s+здравствуй|всем\s+(?:привет|добр|здравств))`,
	// wishes and farewells
	`(?:have|enjoy|see\s+you|see\s+ya|talk\s+(?:soon|to\s+you)|speak\s+(?:soon|to\s+you)|bye|ciao|cheers|take\s+care|all\s+the\s+best|best\s+(?:regards|wishes|from|to)|kind\s+regards|regards|yours|hugs|love\s+from|cu\b|ttyl|good\s+night|good\s+luck|stay\s+(?:safe|well|healthy|tuned)|keep\s+(?:well|up)|looking\s+forward|look\s+forward|happy\s+(?:to\s+(?:help|chat|discuss|explain|talk)|easter|new|holidays|monday|friday)|merry|congrat|well\s+done|say\s+(?:hi|hello)|give\s+my|my\s+(?:regards|best|love)|greetings|saludos|um\s+abra)\b`,
	`(?:хорош(?:его|их|ей)|приятн(?:ого|ых)|удачн(?:ого|ой)|всего\s+(?:доброго|хорошего|наилучшего)|спокойной|до\s+(?:связи|встречи|свидания|скорого|завтра|понедельника)|увидимся|созвонимся|услышимся|пока\s*[,!.]|пока\s+(?-i:\p{Lu})|обнимаю|целую|удачи|берегите|с\s+(?:наступающ|праздник|уважением|наилучш|теплом|приветом)|привет\s+(?:из|(?-i:\p{Lu}))|передавай|(?-i:\p{Lu})\p{L}+\s+привет|солнца|мира|здоровья|поздравляю|счастливо|будьте\s+здоровы|ждём\s+вас|кофе)`,
	`night\s*[.!]*$`,
	// thanks and excuses
	`(?:(?:many|big|huge)\s+)?(?:thanks|thank\s+you|thx|ta\b|cheers\s+for|much\s+appreciated|appreciate)`,
	`(?:sorry|apologies|apologise|i\s+(?:apologise|apologize)|my\s+apologies|pardon|forgive|excuse)\b`,
	`(?:ой,?\s+)?(?:(?:большое|огромное|ещ[её]\s+раз)\s+)?(?:спасибо|благодар|спс)`,
	`(?:ой,?\s+)?(?:извин|прости|прошу\s+прощени|пардон|сорри|виноват)`,
	// about each other, the day, the mail
	`(?:i\s+)?(?:hope|hoping|trust)\b`,
	`(?:how\s+(?:are|is|was|were|have|did|'?s)|hows|what\s+a\b|fancy\b|did\s+you\s+(?:see|have|get|enjoy)|remember\b)`,
	`(?:it\s+(?:was|is|'?s)\s+)?(?:so\s+|really\s+|very\s+)?(?:nice|great|good|lovely|wonderful|pleasure|a\s+pleasure)\s+(?:to\s+)?(?:see|meet|talk|hear|chat|speak|catch)`,
	`(?:надеюсь|надеемся|рад[аы]?\s|как\s+(?:дела|ты|вы|сам|поживает|жизнь|прошл|съездил|отпуск|(?-i:\p{Lu})\p{L}+\s+прошл)|приятно\s+было|было\s+(?:приятно|здорово)|помните|помнишь|слышал)`,
	`(?:lol|haha|phew|wow|uff|oops|ugh|argh|gosh|blimey|damn|oh\s+(?:my|dear|no)|well\s+well|no\s+rush|fyi|btw|by\s+the\s+way|anyway|ours\s+was|mad\s+week|busy\s+week|crazy|what\s+a)\b`,
	`(?:уф|ух|ого|блин|ура|ха|хех|ой(?:$|[^\p{L}])|ах(?:$|[^\p{L}])|эх|ничего\s+себе|вот\s+это|ну\s+и|неделя\s+(?:дурдом|сумасшедш)|месяц\s+выдался|короче\s*[.!]|кстати)`,
	`(?:just\s+)?(?:a\s+)?(?:quick|short|brief)\s+(?:one|update|note|answer|reply|mail|email|line|message)`,
	`(?:further\s+to|in\s+(?:reply|response|answer)\s+to|with\s+reference|referring|re\s+your|regarding\s+your|as\s+(?:requested|promised|asked|agreed)|as\s+per\s+your|please\s+(?:find|see|note|excuse|forgive)|find\s+(?:below|attached)|(?:here|below|attached)\s+(?:is|are|comes?|you)|here\s+(?:goes|we\s+go)|my\s+(?:numbers|figures|answers)|the\s+(?:numbers|figures)\s+(?:below|are|for)|we\s+confirm|i\s+(?:am\s+|'?m\s+)?(?:writing|replying|answering|sending|typing)|writing\s+(?:from|this)|sent\s+(?:from|via|on)|typed\s+on|from\s+my\s+(?:phone|iphone|mobile)|we\s+remain|i\s+remain|do\s+not\s+hesitate|don'?t\s+hesitate|feel\s+free|if\s+(?:you\s+(?:have|need|want|would)|anything|something)|ping\s+me|let\s+me\s+know|call\s+me|give\s+me\s+a|shout|any\s+questions|questions\?|totally\s+forgot|i\s+(?:nearly|almost|totally|completely)?\s*forgot|got\s+your|saw\s+your|received\s+your|as\s+always|as\s+usual|that'?s\s+(?:it|all)|that\s+is\s+(?:it|all)|nothing\s+else|all\s+well|it'?s\s+(?-i:\p{Lu})\p{L}+\s+(?:from|here)|this\s+is\s+(?-i:\p{Lu})\p{L}+\s+(?:from|here)|(?-i:\p{Lu})\p{L}+\s+here\b)`,
	`(?:в\s+ответ\s+на|на\s+ваш|согласно\s+ваш|по\s+вашему|как\s+(?:договаривались|просили|обещал|всегда|обычно)|направля|высыла|присыла[юе]|отправля|отвеча[юе]м?\b|подтвержда|докладыва|сообща[юе]м?\b|вот\s+(?:наши|мои|цифры|данные|ответы)|ниже|цифры\s|коротко|пишу\s|отправлено\s|готовы\s+ответить|остаюсь|если\s+(?:что|нужн|будут|есть|возник)|пишите|звоните|дайте\s+знать|обращайтесь|будут\s+вопросы|всегда\s+(?:рад|готов)|совсем\s+забыл|чуть\s+не\s+забыл|забыл|получил|увидел|на\s+этом\s+вс[её]|это\s+вс[её]|вс[её]\s*[.!]|у\s+(?:нас|меня)\s+вс[её]\s+(?:хорошо|нормально|отлично|ок)|это\s+(?-i:\p{Lu})\p{L}+\s+(?:с|из|от)\s)`,
}
