question_bank "rounds" {
  question "heard" { text = "Are you heard?" }
  question "pots" { text = "How are the pots?" }
}

question_bank "rounds" { # want RAP021 "Name used twice"
  question "heard" { text = "Are you heard?" }
  question "heard" { text = "Are you heard now?" } # want RAP021 "Name used twice"
}

question_bank "empty" { # want RAP061 "Nothing asked" RAP034 "Declared but not used"
}

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
    interest "kiln" { statement = "A full kiln" }
  }

  party "leaf" {
    name = "Leaf Ltd"
    person "bo" {
      name  = "Bo Daly"
      email = "bo@leaf.example"
      roles = ["lead"]
    }
    interest "kiln" { statement = "A full kiln too" } # want RAP021 "Name used twice"
  }

  goal "sales" {
    statement = "Sell 300 pots a quarter instead of 120 by December 2027"
    due       = "2027-12-31"
    milestone "shop" {
      title = "The shop is open"
      due   = "2027-06-30"
    }
    kpi "pots" {
      unit     = "pots"
      baseline = 120
      target   = 300
    }
  }

  goal "second" {
    statement = "Sell 40 pots a quarter in the second shop by December 2027"
    due       = "2027-12-31"
    kpi "second" {
      unit     = "pots"
      baseline = 0
      target   = 40
    }
    milestone "shop" { # want RAP021 "Name used twice"
      title = "The second shop is open"
      due   = "2027-08-31"
    }
  }
  exit {
    task "keys" { what = "Give back the keys" }
    task "keys" { what = "Give back the cards" } # want RAP021 "Name used twice"
  }

  check_in "weekly" {
    every = "week"
    on    = "tuesday"
    at    = "10:00"
    ask   = [role.lead]
    about = ["kpis"]
    questions = question_bank.rounds # want RAP064 "Name taken in answers"
    question "heard" { text = "Do they hear you?" } # want RAP021 "Name used twice"
  }
}
