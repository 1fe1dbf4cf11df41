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

  check_in "weekly" {
    every = "week"
    on    = "tuesday"
    at    = "10:00"
    ask   = [role.lead]
    about = ["kpis"]
    question "taste" {
      text    = "How does the new tea taste?"
      kind    = "choice"
      choices = ["good"] # want RAP065 "Question does not fit its kind"
    }
    question "shop" { # want RAP065 "Question does not fit its kind"
      text = "Which shop sold most?"
      kind = "choice"
    }
    question "mood" {
      text = "How is the mood?"
      kind = "scale"
      min  = 5 # want RAP065 "Question does not fit its kind"
      unit = "points" # want RAP065 "Question does not fit its kind"
    }
    question "news" {
      text    = "What is new?"
      choices = ["much", "little"] # want RAP065 "Question does not fit its kind"
      max     = 3 # want RAP065 "Question does not fit its kind"
    }
    question "secret" {
      text    = "Who can keep a secret?"
      kind    = "yes_no"
      readers = "own" # want RAP065 "Question does not fit its kind"
    }
  }
}
