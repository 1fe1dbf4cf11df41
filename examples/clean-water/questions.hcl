# Each question is asked in the words of its reader.

question_bank "monthly" {
  question "changed" {
    text = {
      en = "What changed since last time that the others should know?"
      ru = "Что изменилось, о чём другим важно знать?"
    }
    kind     = "text"
    readers  = "all"
    optional = true
  }
}

# After each package of works.
question_bank "field" {
  question "water" {
    text = {
      en = "The water in our package is safe and comes all day"
      ru = "Вода на нашем участке безопасна и есть весь день"
    }
    kind      = "scale"
    dimension = "results"
  }
  question "heard" {
    text      = { en = "Our side is heard", ru = "Нас слышат" }
    kind      = "scale"
    dimension = "heard"
  }
  question "valued" {
    text      = { en = "Our contribution is valued", ru = "Наш вклад ценят" }
    kind      = "scale"
    dimension = "valued"
  }
  question "early" {
    text      = { en = "I can raise a problem early without harm", ru = "Я могу рано сказать о проблеме без последствий" }
    kind      = "scale"
    dimension = "trust"
  }
  question "fair" {
    text      = { en = "Benefits are shared fairly", ru = "Выгоды распределены справедливо" }
    kind      = "scale"
    dimension = "fairness"
  }
  question "waiting" {
    text      = { en = "We waited for others longer than agreed", ru = "Мы ждали других дольше, чем договорились" }
    kind      = "scale"
    reversed  = true
    dimension = "responsiveness"
  }
  question "strengths" {
    text     = { en = "What went well?", ru = "Что получилось хорошо?" }
    kind     = "text"
    optional = true
  }
  question "weaknesses" {
    text     = { en = "What should we do differently in the next package?", ru = "Что в следующий раз сделать иначе?" }
    kind     = "text"
    optional = true
  }
}
