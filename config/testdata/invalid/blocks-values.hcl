partnership "tea" {
  title    = "Tea together"
  purpose  = "Sell tea and pots together."
  start    = "2027-01-01"
  end      = "2027-12-31"
  timezone = "Europe/Oslo"
  currency = "EUR"
  budget   = -5 # want RAP026 "Number out of range"

  party "pot" {
    name = "Pot AS"
    person "ann" {
      name  = "Ann Vik"
      email = "ann@pot.example"
      roles = ["lead"]
    }
    share         = 120 # want RAP026 "Number out of range"
    voting_weight = 0 # want RAP026 "Number out of range"
    country       = "UK" # want RAP023 "Value not allowed"
    language      = "english!" # want RAP023 "Value not allowed"
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
    milestone "shop" {
      title   = "The shop is open"
      due     = "2028-06-30" # want RAP050 "Date outside the term"
      planned = 60 # want RAP026 "Number out of range"
    }
    kpi "pots" {
      unit     = "pots"
      baseline = 120
      target   = 300
    }
  }

  goal "second" {
    statement = "Sell 40 pots a quarter in the second shop by December 2027"
    window    = "a year" # want RAP025 "Invalid duration"
    kpi "second" {
      unit     = "pots"
      baseline = 0
      target   = 40
    }
  }
  goal "third" {
    statement = "Sell 40 pots a quarter in the third shop within two years"
    window    = "2 years" # want RAP050 "Date outside the term"
    kpi "third" {
      unit     = "pots"
      baseline = 0
      target   = 40
    }
  }
  experiment "discount" {
    hypothesis = "Ten percent off sells ten pots more"
    from       = "2027-04-14"
    until      = "2027-04-01" # want RAP046 "Ends before it begins"
    success    = "Ten pots more"
  }
  escalation "action" {
    warn = ["50%"] # want RAP025 "Invalid duration"
    step "lead" {
      after  = "2bd"
      notify = [role.finance] # want RAP060 "Nobody to ask"
      repeat = 99 # want RAP026 "Number out of range"
    }
  }
  conflict {
    level "all" {
      who    = "everybody" # want RAP023 "Value not allowed"
      within = "10bd"
    }
  }
  guard "noise" {
    when = "balance < 0.6"
    then = "panic" # want RAP023 "Value not allowed"
  }

  check_in "weekly" {
    every = "week"
    on    = "tuesday"
    at    = "10:00"
    ask   = [role.lead]
    about = ["kpis"]
  }
}
