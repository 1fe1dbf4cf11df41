# Two software makers run one marketing campaign for a year and share what it brings.
# Try it: rapport rehearse examples/fjordmail-lumen --until 2026-12-31

partnership "fjordmail-lumen" {
  title    = "Fjordmail × Lumen co-marketing"
  type     = "co-marketing"
  tags     = ["nordics", "retail"]
  purpose  = "Win mid-market retailers in the Nordics who need mail automation with analytics."
  start    = "2026-01-01"
  end      = "2026-12-31"
  timezone = "Europe/Oslo"
  language = "en"
  calendar = calendar.norway
  currency = "EUR"
  budget   = 80000

  # Whoever leads a side and hosts every second meeting reads an invitation, an agenda and
  # the minutes in one week, beside what is due.
  max_mails = 6

  principles = [
    "Shared figures before opinions",
    "No surprise announcements",
    "Leads are answered within 24 hours",
  ]

  role "lead" { duties = ["Runs the partnership day to day", "Answers the check-ins", "Brings conflicts to the table early"] }
  role "marketing" { duties = ["Plans and runs the joint campaigns"] }
  role "content" { duties = ["Writes the case studies", "Hosts the webinars"] }
  role "revops" { duties = ["Routes leads to whoever has the account", "Keeps the attribution ledger"] }

  # ---- who -------------------------------------------------------------------

  party "fjordmail" {
    name       = "Fjordmail AS"
    legal_name = "Fjordmail AS"
    country    = "NO"
    share      = 50

    person "ingrid" {
      name   = "Ingrid Moe"
      email  = "ingrid.moe@fjordmail.example"
      roles  = ["executive", "signatory"]
      deputy = person.lars
    }

    person "lars" {
      name   = "Lars Hauge"
      email  = "lars.hauge@fjordmail.example"
      roles  = ["lead"]
      deputy = person.sofie

      absence {
        from  = "2026-07-06"
        until = "2026-07-24"
      }
    }

    person "sofie" {
      name   = "Sofie Berg"
      email  = "sofie.berg@fjordmail.example"
      roles  = ["marketing"]
      deputy = person.lars
    }

    person "nils" {
      name   = "Nils Aas"
      email  = "nils.aas@fjordmail.example"
      roles  = ["finance"]
      deputy = person.sofie
    }

    interest "new-logos" { statement = "Win retailers who have never bought from Fjordmail" }

    contributes "campaign" {
      what  = "Campaign budget and the time of the marketing team"
      money = 40000
      hours = 300
      rate  = 60
    }

    expects "pipeline" {
      what   = "New subscriptions of mid-market retailers"
      amount = 150000
    }

    obligation "brand-kit" {
      what     = "Hand over the brand kit and the list of accounts that are not to be mailed"
      owner    = person.sofie
      due      = "2026-01-30"
      goal     = goal.qualified-leads
      evidence = "Both are in the shared folder"
    }
  }

  party "lumen" {
    name       = "Lumen Ltd"
    legal_name = "Lumen Analytics Limited"
    country    = "IE"
    share      = 50
    timezone   = "Europe/Dublin"
    calendar   = calendar.ireland

    person "aoife" {
      name   = "Aoife Byrne"
      email  = "aoife.byrne@lumen.example"
      roles  = ["executive", "signatory"]
      deputy = person.conor
    }

    person "conor" {
      name   = "Conor Walsh"
      email  = "conor.walsh@lumen.example"
      roles  = ["lead"]
      deputy = person.mia
    }

    person "mia" {
      name   = "Mia Lynch"
      email  = "mia.lynch@lumen.example"
      roles  = ["content"]
      deputy = person.tom
    }

    person "tom" {
      name   = "Tom Daly"
      email  = "tom.daly@lumen.example"
      roles  = ["revops", "finance"]
      deputy = person.mia
    }

    interest "adoption" { statement = "Have Lumen's analytics used every week by the retailers who buy it" }

    contributes "content" {
      what  = "Campaign budget, webinars and case studies"
      money = 40000
      hours = 300
      rate  = 60
    }

    expects "pipeline" {
      what   = "Subscriptions of retailers who come through the campaign"
      amount = 150000
    }

    obligation "speakers" {
      what     = "Name the speakers of the first webinar"
      owner    = person.mia
      due      = "2026-02-27"
      goal     = goal.webinar-quality
      evidence = "The programme in the shared folder names them"
    }
  }

  competing "lead-owner" {
    interests  = [interest.new-logos, interest.adoption]
    statement  = "Who owns the lead first"
    joint_goal = "24 h response by whoever has the account"
  }

  # ---- who answers for what --------------------------------------------------

  area "finance" {
    accountable = person.nils
    responsible = [person.tom]
    informed    = [role.lead]
  }

  area "product" { not_applicable = true }

  area "marketing" {
    accountable = person.sofie
    responsible = [person.mia]
    consulted   = [person.conor]
    informed    = [person.nils]
  }

  area "content" {
    accountable = person.mia
    responsible = [person.sofie]
    informed    = [role.lead]
  }

  area "lead_routing" {
    accountable = person.tom
    responsible = [role.lead]
    informed    = [person.sofie]
  }

  area "customer_service" {
    accountable = person.lars
    responsible = [person.conor]
    informed    = [role.executive]
  }

  resource "shared-folder" {
    title = "Campaign material and the attribution ledger"
    kind  = "folder"
    url   = "https://drive.example/fjordmail-lumen"
    owner = person.sofie
  }

  resource "lead-board" {
    title  = "Leads of both CRMs on one page"
    kind   = "dashboard"
    url    = "https://dashboard.example/fjordmail-lumen"
    owner  = person.tom
    access = [role.lead, role.marketing, role.finance]
  }

  # ---- what we want ----------------------------------------------------------

  goal "qualified-leads" {
    # More than double in a year: `rapport validate` warns that this is steep, and both sides mean it.
    statement     = "Grow joint marketing-qualified leads from 120 to 300 a quarter by 31 December 2026"
    category      = "customer_growth"
    kind          = "committed"
    owner         = person.sofie
    due           = "2026-12-31"
    weight        = 0.5
    serves        = [interest.new-logos, interest.adoption]
    beneficiaries = [party.fjordmail, party.lumen]

    kpi "mql" {
      title       = "Joint MQLs a quarter"
      unit        = "leads"
      baseline    = 120
      target      = 300
      perspective = "strategic"
      source      = "both CRMs"
      reporters   = [person.sofie, person.tom]
      critical    = true
    }

    milestone "attribution-rules" {
      title      = "Attribution rules signed"
      due        = "2026-02-15"
      owner      = person.tom
      accept_by  = person.sofie
      acceptance = "One page says when a lead is sourced and when it is influenced, and both leads have signed it"
      planned    = 0.05
    }

    milestone "case-studies" {
      title      = "Three case studies published"
      due        = "2026-06-30"
      owner      = person.mia
      accept_by  = person.sofie
      acceptance = "Three customers have agreed to their story, and it is on both web sites"
      planned    = 0.45
    }

    milestone "campaign-2" {
      title      = "Campaign 2 live"
      due        = "2026-09-30"
      owner      = person.sofie
      accept_by  = person.conor
      acceptance = "The first mail of the second campaign has gone to both lists"
      planned    = 0.7
      depends_on = [milestone.attribution-rules, milestone.case-studies]
    }
  }

  goal "lead-cost" {
    statement = "Bring the cost of a qualified lead down from 85 to 60 EUR by 31 December 2026"
    category  = "financial"
    owner     = person.nils
    due       = "2026-12-31"
    weight    = 0.3
    serves    = [interest.new-logos, interest.adoption]

    kpi "cost" {
      title       = "Cost per MQL"
      unit        = "EUR"
      direction   = "decrease"
      baseline    = 85
      target      = 60
      perspective = "financial"
      source      = "campaign ledger"
      reporters   = [person.nils]
    }

    milestone "renewal-brief" {
      title      = "Renewal brief"
      due        = "2026-11-30"
      owner      = person.lars
      accept_by  = person.conor
      acceptance = "Two pages: what a lead has cost, what it has brought each side, whether we go on"
      depends_on = [milestone.campaign-2]
    }
  }

  goal "webinar-quality" {
    statement = "Keep the rating of every joint webinar at 4.3 of 5 or better through 2026"
    category  = "service_quality"
    owner     = person.mia
    due       = "2026-12-31"
    weight    = 0.2
    serves    = [interest.adoption, interest.new-logos]

    kpi "rating" {
      title       = "Webinar rating"
      unit        = "points"
      direction   = "maintain_min"
      target      = 4.3
      tolerance   = 0.5
      perspective = "operational"
      source      = "the form after each webinar"
      reporters   = [person.mia]
    }

    milestone "webinar-1" {
      title      = "Webinar 1 with at least 400 registrants"
      due        = "2026-03-31"
      owner      = person.mia
      accept_by  = person.lars
      acceptance = "The registration list has 400 names or more"
    }
  }

  # ---- how often we talk -----------------------------------------------------

  check_in "fortnightly" {
    every     = "2 weeks"
    on        = "tuesday"
    at        = "10:00"
    ask       = [role.lead, person.sofie, person.tom, person.nils, person.mia]
    about     = ["kpis", "confidence", "blockers"]
    window    = "2bd"
    remind    = ["60%"]
    questions = question_bank.check-in
  }

  meeting "monthly" {
    title    = "Monthly 45 minutes"
    every    = "month"
    on       = "first thursday"
    at       = "15:00"
    duration = "45m"
    chair    = person.lars
    invite   = [role.lead, role.marketing, role.content, role.revops]
    place    = "https://meet.example/fjordmail-lumen"
    agenda   = ["Goals reminder", "Late and coming milestones", "Problems", "New commitments"]
    notice   = "7d"
    minutes  = "2bd"
  }

  meeting "coffee" {
    title    = "Coffee without an agenda"
    every    = "6 weeks"
    on       = "friday"
    at       = "10:30"
    duration = "30m"
    informal = true
    invite   = [role.lead, role.marketing, role.content, role.revops]
    hosts    = [party.fjordmail, party.lumen]
  }

  review "business" {
    every  = "quarter"
    on     = "third thursday"
    at     = "14:00"
    method = "progress"
    ask    = [role.lead, role.marketing, role.revops]
    chair  = person.conor
    window = "5bd"
    agenda = [
      "Goals reminder, 2 minutes",
      "Last commitments, 10 minutes",
      "Achievements, 8 minutes",
      "KPIs and forecast, 15 minutes",
      "Disputed figures, 5 minutes",
      "Problems and risks, 10 minutes",
      "Value and balance, 10 minutes",
      "Open question, 5 minutes",
      "New commitments, 10 minutes",
    ]
  }

  review "finance" {
    every  = "quarter"
    on     = "5th business day"
    at     = "10:00"
    method = "financial"
    ask    = [role.finance]
    chair  = person.nils
  }

  review "swot" {
    every  = "6 months"
    on     = "first monday"
    at     = "10:00"
    method = "swot"
    ask    = [role.lead, role.marketing, role.content, role.revops]
    chair  = person.lars
  }

  survey "pulse" {
    every     = "quarter"
    on        = "last wednesday"
    at        = "10:00"
    ask       = [role.executive, role.lead, role.marketing, role.content, role.revops, role.finance]
    window    = "5bd"
    remind    = ["60%"]
    anonymous = true
    min_n     = 5
    template  = "relationship-pulse"
    questions = question_bank.pulse
  }

  report "monthly" {
    every    = "month"
    on       = "last business day"
    at       = "14:00"
    to       = [role.lead, role.executive, role.finance]
    sections = ["goals", "milestones", "actions", "finance", "health", "decisions"]
  }

  # ---- what happens when it does not go well ---------------------------------

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

  escalation "check_in" {
    step "leads" {
      after  = "1bd"
      notify = [role.lead]
    }
    step "executives" {
      after  = "20bd"
      notify = [role.executive]
    }
  }

  conflict {
    follow_up   = ["30d", "60d", "90d"]
    cooling_off = "2d"

    level "direct" {
      who    = "parties"
      within = "10bd"
    }
    level "leads" {
      who    = [role.lead]
      within = "10bd"
      meet   = "5bd"
    }
    level "executives" {
      who     = [role.executive]
      within  = "45d"
      respond = "15d"
      meet    = "30d"
    }
    level "mediator" {
      contact   = "desk@mediation-oslo.example"
      alternate = "intake@mediation-dublin.example"
      within    = "60d"
    }
  }

  guard "balance" {
    when = "balance < 0.6"
    then = "value_review"
  }

  guard "answers" {
    when = "response_rate < 0.8"
    then = "notify"
  }

  exit {
    notice     = "60d"
    continuity = "Lead data is split by owner; brand assets are withdrawn within 30 days."

    trigger "two-red-reviews" { when = "health = red for 2 reviews" }

    task "split-leads" {
      what   = "Split the lead data by owner and delete what is the other side's"
      owner  = person.tom
      within = "30d"
    }
    task "withdraw-brand" {
      what   = "Withdraw the other side's brand assets"
      owner  = person.sofie
      within = "30d"
    }
  }
}
