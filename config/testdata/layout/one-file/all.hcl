calendar "norway" {
  workdays = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "08:00-17:00"
  holidays = ["2027-05-17", "2027-01-01"]
}

calendar "ireland" {
  holidays = ["2027-03-17"]
}

partnership "tea" {
  title      = "Tea together"
  purpose    = "Sell tea and pots together."
  start      = "2027-01-01"
  end        = "2027-12-31"
  timezone   = "Europe/Oslo"
  calendar   = calendar.norway
  currency   = "EUR"
  principles = ["Figures first", "No surprises"]

  party "pot" {
    name = "Pot AS"
    person "ann" {
      name   = "Ann Vik"
      email  = "ann@pot.example"
      roles  = ["lead", "executive", "signatory"]
      deputy = person.cat
      absence {
        from  = "2027-07-01"
        until = "2027-07-20"
      }
      absence {
        from  = "2027-04-01"
        until = "2027-04-05"
      }
    }
    person "cat" {
      name  = "Cat Moe"
      email = "cat@pot.example"
    }
  }

  party "leaf" {
    name     = "Leaf Ltd"
    timezone = "Europe/Dublin"
    calendar = calendar.ireland
    person "bo" {
      name     = "Бо Дейли"
      email    = "bo@leaf.example"
      roles    = ["lead", "executive", "signatory"]
      language = "ru"
    }
  }

  goal "sales" {
    statement     = "Sell 144 pots a quarter instead of 120 by December 2027"
    category      = "financial"
    owner         = person.ann
    due           = "2027-12-31"
    weight        = 0.6
    beneficiaries = [party.leaf, party.pot]
    kpi "pots" {
      unit      = "pots"
      baseline  = 120
      target    = "+20%"
      source    = "both tills"
      reporters = [role.lead]
      critical  = true
    }
    kpi "cups" {
      unit      = "cups"
      direction = "maintain_min"
      target    = 40.5
      tolerance = 0.5
      source    = "the till"
      reporters = [person.cat]
    }
  }

  goal "speed" {
    statement = "Answer within 8 hours instead of 30 by June 2027"
    owner     = person.bo
    start     = "2027-02-01"
    due       = "2027-06-30"
    kpi "hours" {
      unit      = "hours"
      baseline  = 30
      target    = 8
      source    = "the shared inbox"
      reporters = [role.lead]
    }
  }

  check_in "weekly" {
    every   = "week"
    on      = "tuesday"
    at      = "10:00"
    kickoff = true
    ask     = [role.lead, person.cat]
    about   = ["kpis", "confidence", "blockers"]
    window  = "2bd"
    remind  = ["1bd", "20%"]
    question "taste" {
      text    = "How does the tea taste?"
      kind    = "choice"
      choices = ["good", "better"]
    }
    question "mood" {
      text     = "How is the mood?"
      kind     = "scale"
      optional = true
    }
  }
}
