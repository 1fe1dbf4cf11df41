partnership "tea" {
  title    = "Tea together"
  purpose  = "Sell tea and pots together."
  start    = "2027-01-01"
  end      = "2027-12-31"
  timezone = "Europe/Oslo"

  party "pot" {
    name = "Pot AS"
    person "ann" {
      name  = "Ann Vik"
      email = "ann@pot.example"
      roles = ["lead"]
    }
  }

  party "leaf" {
    name = "Leaf Ltd"
    person "bo" {
      name  = "Bo Daly"
      email = "bo@leaf.example"
      roles = ["lead"]
    }
  }

  goal "sales" {
    statement = "Sell 300 pots a quarter instead of 120 by December 2027"
    due       = "2027-12-31"
    kpi "pots" {
      unit     = "pots"
      baseline = 120
      target   = 300
    }
  }

  survey "pulse" {
    every     = "quarter"
    at        = "10:00"
    ask       = [role.lead]
    template  = "relationship-pulse"
    questions = question_bank.ours # want RAP021 "Name used twice"

    question "heard" { # want RAP021 "Name used twice"
      text = "Are you heard?"
      kind = "scale"
    }
    question "they" {
      text    = "What would they say?"
      kind    = "scale"
      mirrors = "nothing" # want RAP065 "Question does not fit its kind"
    }
  }

  check_in "weekly" {
    every = "week"
    on    = "tuesday"
    at    = "10:00"
    ask   = [role.lead]
    about = ["kpis"]
  }
}

question_bank "ours" {
  question "valued" { text = "What do you value?" }
}
