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
      roles = ["lead", "executive", "signatory"]
    }
  }

  party "leaf" {
    name = "Leaf Ltd"
    person "bo" {
      name  = "Bo Daly"
      email = "bo@leaf.example"
      roles = ["lead", "executive", "signatory"]
    }
  }

  goal "sales" {
    statement     = "Sell 300 pots a quarter instead of 120 by December 2027"
    owner         = person.ann
    due           = "2027-12-31"
    beneficiaries = [party.leaf, party.pot]
    kpi "pots" {
      unit      = "pots"
      baseline  = 120
      target    = 300
      source    = "the till"
      reporters = [role.lead]
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

command {
  at   = "2027-03-01 09:00"
  name = "pasue" # want RAP084 "Command that nobody can give"
}

command {
  at    = "2027-03-01 09:00"
  name  = "pause"
  input = { raeson = "holidays" } # want RAP084 "Command that nobody can give"
}

command {
  at    = "2027-03-01 25:00" # want RAP024 "Invalid date"
  name  = "record-kpi"
  input = { kpi = "pots", value = [150] } # want RAP016 "Wrong type of value"
}

command {
  at    = "2027-03-01 09:00"
  name  = "resume"
  input = "holidays" # want RAP016 "Wrong type of value"
}

command {
  at    = "2027-03-01 09:00"
  name  = "reschedule"
  input = { goal = "sales", milestone = "price-list", to = "2027-03-15", reason = "agreed on the phone" }
}

command {
  at    = "2027-03-01 09:00"
  name  = "answer-for" # want RAP085 "Rehearsed by a later version"
  input = { person = "ann" }
}

command { # want RAP013 "Required attribute missing"
  at = "2027-03-01 09:00"
}
