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

  conflict {
    level "direct" {
      who    = "parties"
      within = "10bd"
    }
    level "mediator" {
      contact = "desk@mediation.example"
      within  = "20bd"
    }
  }
}

persona "ann" {
  reply "chek-in" { # want RAP083 "Reply to a mail nobody gets"
    texts = ["1: 130"]
  }
  reply "milestone-acceptence" { # want RAP083 "Reply to a mail nobody gets"
    texts = ["yes"]
  }
  reply "reminder" { # want RAP083 "Reply to a mail nobody gets"
    texts = ["1: 130"]
  }
  reply "receipt" { # want RAP083 "Reply to a mail nobody gets"
    texts = ["Thanks!"]
  }
  reply "gazette" { # want RAP083 "Reply to a mail nobody gets"
    texts = ["Thanks!"]
  }
}

persona "bo" {
  after = "2h"
  reply "check-in" {
    texts = ["", "1: 130"]
    after = "soon" # want RAP025 "Invalid duration"
  }
  write {
    at   = "2027-02-03" # want RAP024 "Invalid date"
    text = "HELP"
  }
  write {
    at   = "1999-02-03 10:00" # want RAP024 "Invalid date"
    text = "" # want RAP022 "Text empty or too long"
  }
}

persona "mediator" {
  after = "2d"
}

persona "direct" { # want RAP080 "Persona of nobody"
  reply "check-in" {
    texts = [] # want RAP032 "Empty list"
  }
}
