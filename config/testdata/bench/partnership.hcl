partnership "fjordmail-lumen" {
  title      = "Fjordmail × Lumen co-marketing"
  purpose    = "Win mid-market retailers in the Nordics who need mail automation with analytics."
  start      = "2026-12-01"
  end        = "2027-11-30"
  timezone   = "Europe/Oslo"
  calendar   = calendar.norway
  currency   = "EUR"
  principles = ["Shared figures before opinions", "No surprise announcements"]
  party "fjordmail" {
    name  = "Fjordmail AS"
    share = 50
    person "lars" {
      name     = "Lars Hauge"
      email    = "lars@fjordmail.example"
      roles    = ["lead", "signatory"]
      language = "en"
      timezone = "Europe/Oslo"
      deputy   = person.sofie
    }
    person "sofie" {
      name  = "Sofie Berg"
      email = "sofie@fjordmail.example"
      roles = ["member"]
    }
    person "ingrid" {
      name  = "Ingrid Moe"
      email = "ingrid@fjordmail.example"
      roles = ["executive"]
    }
    interest "new-logos" { statement = "New mid-market customers" }
    contributes "campaign" {
      money = 40000
      hours = 300
      rate  = 60
    }
    expects "pipeline" { amount = 150000 }
  }
  party "lumen" {
    name     = "Lumen Ltd"
    share    = 50
    timezone = "Europe/Dublin"
    person "conor" {
      name  = "Conor Walsh"
      email = "conor@lumen.example"
      roles = ["lead", "signatory"]
    }
    person "tom" {
      name  = "Tom Daly"
      email = "tom@lumen.example"
      roles = ["finance"]
    }
    person "aoife" {
      name  = "Aoife Byrne"
      email = "aoife@lumen.example"
      roles = ["executive"]
    }
    interest "adoption" { statement = "Product adoption in retail" }
    contributes "content" {
      money = 40000
      hours = 300
      rate  = 60
    }
    expects "pipeline" { amount = 150000 }
  }
  area "marketing" {
    accountable = person.sofie
    responsible = [person.conor]
    informed    = [person.tom]
  }
  area "finance" { accountable = person.tom }
  area "product" { not_applicable = true }
  area "customer_service" { accountable = person.lars }
  goal "qualified-leads" {
    statement = "Grow joint marketing-qualified leads from 120 to 300 a quarter by 30 November 2027"
    category  = "customer_growth"
    owner     = person.sofie
    due       = "2027-11-30"
    weight    = 0.6
    serves    = [interest.new-logos, interest.adoption]
    kpi "mql" {
      unit      = "leads"
      baseline  = 120
      target    = 300 # or "+150%"
      source    = "both CRMs"
      reporters = [person.sofie, person.tom]
      critical  = true
    }
    milestone "attribution-rules" {
      title     = "Attribution rules signed"
      due       = "2027-02-15"
      owner     = person.tom
      accept_by = person.sofie
      planned   = 0.1
    }
  }
  check_in "fortnightly" {
    every  = "2 weeks"
    on     = "tuesday"
    at     = "10:00"
    ask    = [role.lead]
    about  = ["kpis", "confidence", "blockers"]
    window = "2bd"
    remind = ["60%"]
    question "changed" {
      text = "What changed since last time that the other side should know?"
      kind = "text"
    }
  }
  meeting "steering" {
    every    = "month"
    on       = "first thursday"
    at       = "15:00"
    duration = "45m"
    chair    = person.lars
    invite   = [role.lead]
  }
  review "swot" {
    every  = "6 months"
    on     = "first monday"
    at     = "09:00"
    method = "swot"
    ask    = [role.lead]
    chair  = person.lars
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
      who    = [role.executive]
      within = "45d"
    }
    level "mediator" {
      contact = "mediator@resolve.example"
      within  = "60d"
    }
  }
  guard "balance" {
    when = "balance < 0.6"
    then = "value_review"
  }
}
