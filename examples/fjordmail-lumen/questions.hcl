# Questions that come back in every round. Raise the version when a wording changes its meaning.

question_bank "check-in" {
  question "changed" {
    text     = "What changed since last time that the other side should know?"
    kind     = "text"
    readers  = "all"
    optional = true
  }
}

# Asked after the questions of the template "relationship-pulse".
question_bank "pulse" {
  question "lead-handling" {
    text      = "Leads are shared as we agreed"
    kind      = "scale"
    dimension = "fairness"
  }
  question "recommend" {
    text = "How likely are you to recommend working with this partner?"
    kind = "nps"
  }
  question "one-change" {
    text     = "Which one thing should we change?"
    kind     = "text"
    optional = true
  }
}
