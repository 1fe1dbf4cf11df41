partnership "tea" {
  principles = ["Figures first", "No surprises"]
  currency   = "EUR"
  calendar   = calendar.norway
  timezone   = "Europe/Oslo"
  end        = "2027-12-31"
  start      = "2027-01-01"
  purpose    = "Sell tea and pots together."
  title      = "Tea together"

  check_in "weekly" {
    every   = "1 week"
    on      = "Tue"
    at      = "10:00"
    kickoff = true
    ask     = [person["cat"], person.bo, role.lead]
    about   = ["blockers", "kpis", "confidence"]
    window  = "2bd"
    remind  = ["20%", "1bd"]
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

  goal "sales" {
    statement     = "Sell 144 pots a quarter instead of 120 by December 2027"
    category      = "financial"
    start         = "2027-01-01"
    owner         = person.ann
    due           = "2027-12-31"
    weight        = 6e-1
    beneficiaries = [party.pot, party.leaf]
    kpi "cups" {
      unit      = "cups"
      direction = "maintain_min"
      target    = 40.5
      tolerance = 0.5
      source    = "the till"
      reporters = [person.cat]
    }
    kpi "pots" {
      unit      = "pots"
      baseline  = 120
      target    = 144.0
      source    = "both tills"
      reporters = [role.lead]
      critical  = true
    }
  }

  party "leaf" {
    name     = "Leaf Ltd"
    timezone = "Europe/Dublin"
    calendar = calendar.ireland
    person "bo" {
      name     = "Бо Дейли"
      email    = "bo@leaf.example"
      roles    = ["executive", "lead", "signatory"]
      language = "ru"
    }
  }

  party "pot" {
    name = "Pot AS"
    person "cat" {
      name  = "Cat Moe"
      email = "cat@pot.example"
    }
    person "ann" {
      name   = "Ann Vik"
      email  = "ann@pot.example"
      roles  = ["signatory", "executive", "lead"]
      deputy = person.cat
      absence {
        from  = "2027-04-01"
        until = "2027-04-05"
      }
      absence {
        from  = "2027-07-01"
        until = "2027-07-20"
      }
    }
  }
}

calendar "ireland" {
  holidays = ["2027-03-17"]
}

calendar "norway" {
  workdays = ["friday", "thu", "wed", "tue", "mon"]
  hours    = "08:00-17:00"
  holidays = ["2027-01-01", "2027-05-17"]
}
