# A party that cannot sign, and one whose lead must not fall ill.
partnership "tea" {
  title    = "Tea together"
  purpose  = "Sell tea and pots together to customers that neither reaches alone."
  start    = "2027-01-01"
  end      = "2027-12-31"
  timezone = "Europe/Oslo"
  currency = "EUR"

  party "leaf" {
    name = "Leaf Ltd"
    person "bo" { # want RAP146 "Lead without deputy"
      name   = "Bo Daly"
      email  = "bo@leaf.example"
      roles  = ["lead"]
    }
    person "mia" {
      name  = "Mia Lynch"
      email = "mia@leaf" # want RAP147 "Address without a domain ending"
      roles = ["executive", "signatory"]
    }
    interest "new-logos" {
      statement = "Customers who buy tea only"
    }
    contributes "campaign" {
      money = 20000
    }
    expects "sales" {
      amount = 90000
    }
  }

  party "pot" { # want RAP145 "Party lacks a necessary role"
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
      roles = ["executive"]
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
    statement = "Grow pots sold with tea from 120 to 200 a quarter by 31 December 2027"
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
