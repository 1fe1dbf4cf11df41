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
  question "fair" {
    text      = "Экономия распределена справедливо"
    kind      = "scale"
    dimension = "fairness"
  }
  question "yard" {
    text      = "На складе и в диспетчерской нам помогают, а не мешают"
    kind      = "scale"
    dimension = "responsiveness"
  }
  question "blame" {
    text      = "При срыве сначала ищут виноватого"
    kind      = "scale"
    reversed  = true
    dimension = "trust"
  }
  question "recommend" {
    text = "Насколько вероятно, что вы порекомендуете работать с этим партнёром?"
    kind = "nps"
  }
  question "one-change" {
    text     = "Что одно стоит изменить в совместной работе?"
    kind     = "text"
    optional = true
  }
}
