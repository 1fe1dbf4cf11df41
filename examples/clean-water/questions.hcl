# One text serves readers of two languages, so each question stands in both.

question_bank "monthly" {
  question "changed" {
    text     = "What changed since last time that the others should know? / Что изменилось, о чём другим важно знать?"
    kind     = "text"
    readers  = "all"
    optional = true
  }
}

# After each package of works.
question_bank "field" {
  question "water" {
    text      = "The water in our package is safe and comes all day / Вода на нашем участке безопасна и есть весь день"
    kind      = "scale"
    dimension = "results"
  }
  question "heard" {
    text      = "Our side is heard / Нас слышат"
    kind      = "scale"
    dimension = "heard"
  }
  question "valued" {
    text      = "Our contribution is valued / Наш вклад ценят"
    kind      = "scale"
    dimension = "valued"
  }
  question "early" {
    text      = "I can raise a problem early without harm / Я могу рано сказать о проблеме без последствий"
    kind      = "scale"
    dimension = "trust"
  }
  question "fair" {
    text      = "Benefits are shared fairly / Выгоды распределены справедливо"
    kind      = "scale"
    dimension = "fairness"
  }
  question "waiting" {
    text      = "We waited for others longer than agreed / Мы ждали других дольше, чем договорились"
    kind      = "scale"
    reversed  = true
    dimension = "responsiveness"
  }
  question "strengths" {
    text     = "What went well? / Что получилось хорошо?"
    kind     = "text"
    optional = true
  }
  question "weaknesses" {
    text     = "What should we do differently in the next package? / Что в следующий раз сделать иначе?"
    kind     = "text"
    optional = true
  }
}
