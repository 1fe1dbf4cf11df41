# Little beside goals: no review, no feedback, no way out, no money.
partnership "tea" { # want RAP153 "Methods missing" RAP165 "End not agreed" RAP168 "No money planned"
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
      hours = 200
    }
    expects "sales" {
      amount = 90000
    }
  }

  party "pot" { # want RAP169 "No benefit planned"
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

  check_in "fortnightly" { # want RAP155 "No open question"
    every = "2 weeks"
    on    = "tuesday"
    at    = "10:00"
    ask   = [role.lead]
    about = ["kpis", "confidence", "blockers"]
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

}
