# Goals in English that fail letters of SMART.
partnership "tea" {
  title    = "Tea together"
  purpose  = "Sell tea and pots together to customers that neither reaches alone."
  start    = "2027-01-01"
  end      = "2027-12-31"
  timezone = "Europe/Oslo"
  currency = "EUR"

  party "leaf" {
    name = "Leaf Ltd"
    person "bo" {
      name   = "Bo Daly"
      email  = "bo@leaf.example"
      roles  = ["lead"]
      deputy = person.mia
    }
    person "mia" {
      name  = "Mia Lynch"
      email = "mia@leaf.example"
      roles = ["executive", "signatory"]
    }
    interest "new-logos" {
      statement = "Customers who buy tea only"
    }
    contributes "campaign" {
      money = 20000
      goals = [goal.pots-sold, goal.better-sales, goal.courses, goal.stalls]
    }
    expects "sales" {
      amount = 90000
    }
  }

  party "pot" {
    name = "Pot AS"
    person "ann" {
      name   = "Ann Vik"
      email  = "ann@pot.example"
      roles  = ["lead"]
      deputy = person.ole
    }
    person "ole" {
      name  = "Ole Moe"
      email = "ole@pot.example"
      roles = ["executive", "signatory"]
    }
    interest "adoption" {
      statement = "Pots in daily use"
    }
    expects "sales" {
      amount = 90000
    }
  }

  area "finance" {
    accountable = person.mia
    responsible = [person.mia]
  }
  area "product" {
    accountable = person.ole
    responsible = [person.ann]
  }
  area "marketing" {
    accountable = person.ann
    responsible = [person.bo]
  }
  area "customer_service" {
    not_applicable = true
  }

  goal "pots-sold" {
    statement = "Grow pots sold with tea from 120 to 220 a quarter by 31 December 2027" # want RAP102 "SMART M: statement and KPI differ"
    owner     = person.ann
    due       = "2027-12-31"
    serves    = [interest.new-logos, interest.adoption]
    kpi "pots" {
      title     = "Pots sold with tea"
      unit      = "pots"
      baseline  = 120
      target    = 200
      source    = "the till"
      reporters = [role.lead]
    }
    milestone "tasting" {
      title = "First tasting held"
      due   = "2027-03-31"
    }
  }

  goal "better-sales" {
    statement = "Improve our joint sales considerably" # want RAP100 "SMART S: goal not specific"
    owner     = person.ann
    due       = "2027-12-31"
    serves    = [interest.new-logos]
    kpi "sales" {
      title     = "Joint sales"
      unit      = "EUR"
      baseline  = 480000
      target    = 576000
      source    = "both ledgers"
      reporters = [role.lead]
    }
    milestone "price-list" {
      title = "One price list"
      due   = "2027-03-31"
    }
  }

  goal "courses" { # want RAP101 "SMART S: goal without owner" RAP125 "SMART R: goal serves no interest"
    statement = "Fill 12 tea courses by 31 August 2027 with 8 guests each"
    start     = "2027-03-01"
    due       = "2027-08-31"
    kpi "guests" {
      unit      = "guests"
      baseline  = 24
      target    = 96 # want RAP120 "SMART A: change hardly achievable"
      source    = "the guest book"
      reporters = [role.lead]
    }
    milestone "rooms" {
      title = "Rooms are rented"
      due   = "2027-02-15" # want RAP131 "SMART T: milestone outside its goal"
    }
  }

  goal "returns" { # want RAP121 "SMART A: nothing contributed" RAP130 "SMART T: long goal without milestone"
    statement = "Keep returned pots at 3 % or less until 31 December 2027"
    owner     = person.bo
    due       = "2027-12-31"
    serves    = [interest.adoption]
    kpi "returned" {
      unit      = "%"
      direction = "maintain_max"
      target    = 3
      source    = "the till"
      reporters = [role.lead]
    }
  }

  goal "stalls" { # want RAP130 "SMART T: long goal without milestone"
    statement = "Reduce waiting" # want RAP100 "SMART S: goal not specific"
    owner     = person.bo
    due       = "2027-12-31"
    serves    = [interest.adoption]
    kpi "waiting" {
      title     = "Waiting time at the stall"
      unit      = "min"
      baseline  = 12
      target    = 8
      source    = "two samples a week"
      reporters = [role.lead]
    }
  }

  check_in "fortnightly" {
    every = "2 weeks"
    on    = "tuesday"
    at    = "10:00"
    ask   = [role.lead]
    about = ["kpis", "confidence", "blockers"]
    question "changed" {
      text = "What changed since last time that the other side should know?"
      kind = "text"
    }
  }

  meeting "coffee" {
    every    = "6 weeks"
    on       = "friday"
    at       = "16:00"
    informal = true
    invite   = [role.lead, role.executive]
  }

  survey "pulse" {
    every    = "quarter"
    on       = "first tuesday"
    at       = "10:00"
    ask      = [role.lead, role.executive]
    template = "relationship-pulse"
  }

  review "progress" {
    every  = "quarter"
    on     = "last thursday"
    at     = "10:00"
    method = "progress"
    ask    = [role.lead]
  }
  review "swot" {
    every  = "6 months"
    on     = "first monday"
    at     = "10:00"
    method = "swot"
    ask    = [role.lead]
  }
  review "finance" {
    every  = "quarter"
    on     = "5th business day"
    at     = "10:00"
    method = "financial"
    ask    = [role.executive]
  }

  escalation "milestone" {
    step "owner" {
      after  = "2bd"
      notify = [role.owner]
    }
    step "leads" {
      after  = "5bd"
      notify = [role.lead]
    }
    step "executives" {
      after  = "10bd"
      notify = [role.executive]
    }
  }

  conflict {
    level "direct" {
      who    = "parties"
      within = "10bd"
    }
    level "leads" {
      who    = [role.lead]
      within = "10bd"
    }
    level "executives" {
      who    = [role.executive]
      within = "45d"
    }
  }

  exit {
    continuity = "Customers keep their prices until the end of the year."
    trigger "no-results" {
      when = "kpi.pots < 100 for 2 reviews"
    }
  }
}
