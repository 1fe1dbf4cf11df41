question_bank "rounds" {
  question "heard" {
    text      = "Our side is heard"
    kind      = "scale"
    min       = 1
    max       = 7
    dimension = "communication"
    version   = 2
  }

  question "unheard" {
    text     = "We are told too late"
    kind     = "scale"
    reversed = true
  }

  question "visits" {
    text = "How often did you visit the other studio?"
    kind = "number"
    unit = "visits"
  }

  question "channel" {
    text    = "How do you reach the other studio best?"
    kind    = "choice"
    choices = ["mail", "phone", "over tea"]
  }

  question "they-heard" {
    text    = "I think the other studio would say that it is heard"
    kind    = "scale"
    min     = 1
    max     = 7
    mirrors = "heard"
  }

  question "plans" {
    text     = "How far are we with joint plans?"
    kind     = "choice"
    choices  = ["nothing yet", "on one side", "agreed by both"]
    anchored = true
  }

  question "learned" {
    text     = "What did you learn from the other studio?"
    kind     = "text"
    readers  = "all"
    optional = true
  }
}
