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

  check_in "monthly" {
    every  = "month"
    on     = "15th"
    at     = "10:00"
    ask    = [role.lead]
    about  = ["kpis"]
    window = "60%" # want RAP025 "Invalid duration"
  }

  check_in "weekly" {
    every = "week"
    on    = "tuesday"
    at    = "10:00"
    ask   = [role.lead]
    window = "2 weeks" # want RAP025 "Invalid duration"
    remind = ["60%", "100%", "soon"] # want RAP025 "Invalid duration" RAP025 "Invalid duration"
    about = ["kpis"]
  }
}

engine {
  mail {
    keep {
      mails = "10bd" # want RAP025 "Invalid duration"
    }
  }
}
