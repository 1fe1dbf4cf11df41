# Вопросы, которые повторяются из раза в раз. Если меняется смысл вопроса, поднимите version.

question_bank "check-in" {
  question "changed" {
    text     = "Что изменилось, о чём партнёру важно знать?"
    kind     = "text"
    readers  = "all"
    optional = true
  }
}

question_bank "pulse" {
  question "early" {
    text      = "Я могу рано сказать о проблеме без последствий"
    kind      = "scale"
    dimension = "trust"
  }
  question "heard" {
    text      = "Нас слышат"
    kind      = "scale"
    dimension = "heard"
  }
  question "valued" {
    text      = "Наш вклад ценят"
    kind      = "scale"
    dimension = "valued"
  }
  question "mutual" {
    text      = "Усилия обоюдны"
    kind      = "scale"
    dimension = "commitment"
  }
  question "decisions" {
    text      = "Решения принимаются вовремя"
    kind      = "scale"
    dimension = "responsiveness"
  }
  question "shared-fairly" {
    text      = "Выгоды распределены справедливо"
    kind      = "scale"
    dimension = "fairness"
  }
  question "surprises" {
    text      = "О важном мы узнаём последними"
    kind      = "scale"
    reversed  = true
    dimension = "communication"
  }
  question "invest" {
    text      = "Мы готовы вкладываться в улучшение"
    kind      = "scale"
    dimension = "commitment"
  }
  question "recommend" {
    text = "Насколько вероятно, что вы порекомендуете работать с этим партнёром?"
    kind = "nps"
  }
  question "strengths" {
    text     = "Что в нашей работе получается лучше всего?"
    kind     = "text"
    optional = true
  }
  question "one-change" {
    text     = "Что одно стоит изменить?"
    kind     = "text"
    optional = true
  }
}
