# What every partnership of the channel has in common. The fleet adds what differs.

# How Vektor works with anybody: its own people, the ladder, the end.
playbook "channel" {
  type     = "reseller"
  tags     = ["channel"]
  currency = "RUB"
  calendar = calendar.vektor

  principles = ["Figures are compared before we meet", "A remark goes to the person first", "An answer within a business day"]

  party "vektor" {
    name       = "Вектор Софт"
    legal_name = "ООО «Вектор Софт»"
    country    = "RU"
    timezone   = "Europe/Moscow"
    language   = "ru"

    person "head" {
      name   = "Павел Громов"
      email  = "gromov@vektor.example"
      roles  = ["executive", "signatory"]
      deputy = person.channel
    }
    person "product" {
      name  = "Олег Ким"
      email = "kim@vektor.example"
      roles = ["member"]
    }
    person "ledger" {
      name  = "Вера Юдина"
      email = "yudina@vektor.example"
      roles = ["finance"]
    }

    interest "region" { statement = "A region with a service network, without an office of our own" }

    contributes "training" {
      what  = "Training and certification"
      hours = 80
      rate  = 2500
    }
  }

  area "finance" {
    accountable = person.ledger
    responsible = [person.accountant]
  }
  area "product" {
    accountable = person.product
    responsible = [person.channel]
  }
  area "marketing" {
    accountable = person.channel
    responsible = [person.manager]
  }
  area "customer_service" {
    accountable = person.manager
    responsible = [role.lead]
  }

  resource "deal-register" {
    kind  = "project_tool"
    url   = "https://crm.example/deals"
    owner = person.channel
  }

  escalation "milestone" {
    warn = ["14d", "3d"]
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
      repeat = 2
    }
  }

  conflict {
    follow_up = ["30d", "60d", "90d"]
    level "direct" {
      who    = "parties"
      within = "10bd"
    }
    level "leads" {
      who    = [role.lead]
      within = "10bd"
    }
    level "executives" {
      who     = [role.executive]
      within  = "45d"
      respond = "15d"
      meet    = "30d"
    }
    level "claim" {
      external = true
      within   = "30d"
    }
  }

  guard "silence" {
    when = "days_silent > 45"
    then = "notify"
  }

  exit {
    notice = "90d"
    trigger "below-plan" { when = "pace.sales < 70% for 2 quarters" }
    task "customers" {
      what   = "Tell every customer who serves them from now on"
      owner  = person.manager
      within = "30d"
    }
  }
}

# What is asked of a dealer and how often. 14:00 at the dealer's is within Vektor's hours in Moscow
# from London to Singapore.
playbook "dealer" {
  playbook = playbook.channel

  party "dealer" {
    calendar = calendar.office

    contributes "time" {
      what  = "Time of the engineers"
      hours = 400
      rate  = 2000
    }
    expects "margin" { what = "A margin of 25 % and the income from deployments" }
  }

  party "vektor" {
    expects "margin" { what = "A margin of 30 %" }
  }

  goal "sales" {
    category = "financial"
    owner    = person.manager
    weight   = 0.6
    serves   = [interest.region, interest.services]

    kpi "sales" {
      source    = "the dealer's ledger, compared with the deal register"
      reporters = [person.accountant]
      critical  = true
    }
    milestone "second-engineer" {
      owner     = person.manager
      accept_by = person.product
    }
  }

  goal "deals" {
    category = "customer_growth"
    kind     = "aspirational" # some would have to double it
    owner    = person.channel
    weight   = 0.4
    serves   = [interest.region]

    kpi "deals" {
      unit      = "%"
      target    = 85
      source    = "the deal register"
      reporters = [person.manager]
    }
    milestone "deal-rules" {
      owner     = person.channel
      accept_by = person.manager
    }
  }

  check_in "monthly" {
    every  = "month"
    on     = "first tuesday"
    at     = "14:00"
    ask    = [person.manager, person.accountant]
    about  = ["kpis", "confidence", "blockers"]
    window = "3bd"
    remind = ["60%"]
  }

  meeting "visit" {
    every    = "year"
    on       = "second thursday"
    at       = "14:00"
    duration = "3h"
    informal = true
    invite   = [role.lead, role.member]
    hosts    = [party.dealer, party.vektor]
  }

  review "progress" {
    every  = "quarter"
    on     = "third wednesday"
    at     = "14:00"
    method = "progress"
    ask    = [role.lead]
    chair  = person.channel
  }

  review "finance" {
    every  = "6 months"
    on     = "8th business day"
    at     = "14:00"
    method = "financial"
    ask    = [role.finance]
    chair  = person.ledger
  }

  review "swot" {
    every  = "year"
    on     = "third tuesday"
    at     = "14:00"
    method = "swot"
    ask    = [role.lead]
    chair  = person.channel
  }

  survey "pulse" {
    every     = "6 months"
    on        = "last wednesday"
    at        = "14:00"
    ask       = [role.lead, role.finance, role.executive]
    anonymous = false
  }

  report "quarterly" {
    every    = "quarter"
    on       = "last business day"
    at       = "14:00"
    to       = [role.lead, role.executive]
    sections = ["goals", "milestones", "actions"]
  }
}
