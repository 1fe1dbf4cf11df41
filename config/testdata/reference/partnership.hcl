partnership "teapot-kettle" {
  playbook      = playbook.workshop
  title         = "Teapot & Kettle joint workshops"
  type          = "co-marketing"
  tags          = ["crafts", "nordics"]
  purpose       = <<-EOT
    Win tea lovers for workshops
    that neither studio could fill alone.
  EOT
  start         = "2027-01-04"
  end           = "2027-12-31"
  timezone      = "Europe/Oslo"
  language      = "en"
  calendar      = calendar.norway
  currency      = "EUR"
  budget        = 60000
  discount_rate = 8

  principles = ["Figures before feelings", "No surprises"]
  from_name  = "Lars Hauge"
  color      = "#26784a"
  max_mails  = 5

  exchange_rate "USD" {
    on   = "2027-01-01"
    rate = 0.92
  }

  exchange_rate "USD" {
    on   = "2027-04-01"
    rate = 0.9
  }

  role "host" { duties = ["Opens the workshop", "Locks up"] }

  party "teapot" {
    name          = "Teapot Pottery AS"
    legal_name    = "Teapot Pottery Aksjeselskap"
    country       = "NO"
    share         = 60
    voting_weight = 1
    people        = "potters.csv"

    person "astrid" {
      name   = "Astrid Vik"
      email  = "astrid@teapot.example"
      also   = ["astrid.vik@teapot.example"]
      roles  = ["lead", "signatory"]
      deputy = person.jonas

      absence {
        from  = "2027-07-12"
        until = "2027-07-30"
      }
    }

    person "jonas" {
      name  = "Jonas Lund"
      email = "jonas@teapot.example"
      roles = ["executive", "finance", "host"]
    }

    interest "full-kiln" { statement = "A kiln that is never half empty" }

    contributes "rooms" {
      money   = 5000
      hours   = 200
      rate    = 45
      in_kind = 8000
      what    = "The studio, its wheels and its kiln"
      goals   = [goal.full-tables]
    }

    expects "fees" {
      amount = 40000
      what   = "Fees of the workshops"
      goals  = [goal.full-tables]
    }

    obligation "glaze-course" {
      what     = "Train the hosts of the other studio in glazing"
      owner    = person.jonas
      due      = "2027-03-31"
      goal     = goal.full-tables
      evidence = "Four signed certificates"
    }
  }

  party "kettle" {
    name     = "Kettle & Co."
    share    = 40
    timezone = "Asia/Yerevan"
    language = "ru"
    calendar = calendar.armenia

    person "vera" {
      name     = "Вера Соколова"
      email    = "vera@kettle.example"
      roles    = ["lead", "signatory"]
      timezone = "Asia/Tbilisi"
      language = "ru"
      calendar = calendar.armenia
      deputy   = person.lev
    }

    person "lev" {
      name   = "Лев Орлов"
      email  = "lev@kettle.example"
      roles  = ["executive", "host"]
      deputy = person.vera
    }

    interest "regulars" { statement = "Guests who come back for tea" }

    contributes "tea" {
      in_kind = 6000
      what    = "Tea for every workshop"
    }

    expects "guests" { what = "Two hundred new regular guests" }
  }

  competing "weekends" {
    interests  = [interest.full-kiln, interest.regulars]
    statement  = "Who has the Saturdays"
    joint_goal = "Saturdays begin with tea and end with the kiln"
  }

  area "finance" {
    accountable = person.jonas
    responsible = [role.finance]
    consulted   = [person.lev]
    informed    = [role.lead]
  }
  area "marketing" {
    accountable = person.vera
    responsible = [person.astrid]
  }
  area "customer_service" {
    accountable = person.lev
    responsible = [role.host]
  }
  area "product" { not_applicable = true }

  resource "bookings" {
    title  = "The shared booking list"
    kind   = "dashboard"
    url    = "https://lists.example/bookings"
    owner  = person.astrid
    access = [role.lead, party.kettle, person.jonas]
  }

  goal "full-tables" {
    statement     = "Grow qualified workshop leads from 120 to 220 a quarter by December 2027"
    category      = "customer_growth"
    kind          = "committed"
    owner         = person.astrid
    start         = "2027-02-01"
    due           = "2027-12-31"
    weight        = 2
    serves        = [interest.full-kiln, interest.regulars]
    beneficiaries = [party.teapot, party.kettle]

    kpi "mql" {
      title       = "Qualified leads a quarter"
      unit        = "leads"
      direction   = "increase"
      baseline    = 120
      target      = 220
      curve       = "milestones"
      perspective = "strategic"
      weight      = 3
      source      = "the shared booking list"
      reporters   = [role.lead]
      critical    = true

      thresholds {
        green = 0.95
        amber = 0.75
      }
    }

    kpi "rating" {
      unit      = "stars"
      direction = "maintain_min"
      target    = 4.5
      tolerance = 0.2
      source    = "the guest book"
      reporters = [role.host]
    }

    kpi "revenue" {
      unit      = "EUR"
      baseline  = 40000
      target    = "+20%"
      source    = "both ledgers"
      reporters = [role.finance, person.vera]
    }

    milestone "price-list" {
      title      = "One price list for both studios"
      due        = "2027-03-15"
      owner      = person.jonas
      accept_by  = person.vera
      acceptance = "The same prices are on both web sites"
      planned    = 0.2
    }
    milestone "second-room" {
      title      = "The second room is open"
      due        = "2027-06-15"
      owner      = person.vera
      accept_by  = person.astrid
      planned    = 0.6
      depends_on = [milestone.price-list]
    }
    milestone "autumn-fair" {
      title     = "The autumn fair is sold out"
      due       = "2027-09-15"
      owner     = person.astrid
      accept_by = person.lev
      planned   = 0.8
    }
  }

  goal "calm-kitchen" {
    statement = "Keep the tea kitchen between 4 and 6 orders a table for the first 10 months"
    kind      = "aspirational"
    category  = "service_quality"
    owner     = person.lev
    window    = "10 months"
    serves    = [interest.regulars]

    kpi "orders" {
      unit      = "orders a table"
      direction = "range"
      low       = 4
      high      = 6
      source    = "the till"
      reporters = [person.lev]
    }

    kpi "tastings" {
      unit      = "tastings"
      direction = "cumulative"
      target    = 40
      window    = "6 months"
      source    = "the till"
      reporters = [person.lev]
    }

    kpi "licence" {
      direction = "binary"
      source    = "the town hall"
      reporters = [person.lev]
    }

    milestone "new-oven" {
      title = "The new oven is in use"
      due   = "2027-04-01"
      owner = person.lev
    }
    milestone "new-menu" {
      title = "The new menu is printed"
      due   = "2027-07-01"
      owner = person.lev
    }
    milestone "new-chairs" {
      title = "The new chairs are there"
      due   = "2027-10-01"
      owner = person.lev
    }
  }

  experiment "late-opening" {
    hypothesis = "An evening workshop a week brings 10 leads more"
    owner      = person.vera
    from       = "2027-03-01"
    until      = "2027-03-14"
    kpi        = kpi.mql
    success    = "At least 10 leads on the list from the two evenings"
  }

  check_in "fortnightly" {
    title      = { en = "Two weeks in figures", ru = "Две недели в цифрах" }
    every      = "2 weeks"
    on         = "tuesday"
    at         = "10:00"
    on_holiday = "next"
    missed     = "send_latest"
    kickoff    = true
    ask        = [role.lead]
    about      = ["kpis", "confidence", "blockers"]
    window     = "3bd"
    remind     = ["60%", "2bd"]
    questions  = question_bank.rounds

    question "spend" {
      text     = "What did the workshops cost since last time?"
      kind     = "money"
      unit     = "EUR"
      min      = 0
      max      = 100000
      optional = true
      version  = 2
    }

    question "mood" {
      text     = "How is the mood between the studios?"
      kind     = "choice"
      choices  = ["bad", "mixed", "good"]
      anchored = true
    }

    question "strain" {
      text      = "How hard is it to keep up?"
      kind      = "scale"
      reversed  = true
      dimension = "load"
    }

    question "their-strain" {
      text     = "How hard does the other studio find it?"
      kind     = "scale"
      reversed = true
      mirrors  = "strain"
    }

    question "changed" {
      text     = "What changed that the other studio should know?"
      kind     = "text"
      optional = true
      readers  = "all"
    }
  }

  meeting "steering" {
    every      = "month"
    on         = "first thursday"
    at         = "15:00"
    on_holiday = "next"
    missed     = "send_latest"
    title      = "Steering group"
    duration   = "45m"
    chair      = person.astrid
    invite     = [role.lead, role.executive]
    place      = "The back room"
    agenda     = ["Figures", "Open tasks", "Dates"]
    notice     = "7d"
    minutes    = "3d"
    decides_by = decision_rule.both
  }

  meeting "tea" {
    every    = "6 weeks"
    on       = "friday"
    at       = "09:30"
    informal = true
    invite   = [role.lead, role.member, role.host]
    hosts    = [party.teapot, party.kettle]
  }

  survey "pulse" {
    title      = { en = "How we work together", ru = "Как нам работается вместе" }
    every      = "quarter"
    on         = "first tuesday"
    at         = "10:00"
    on_holiday = "next"
    missed     = "send_latest"
    ask        = [role.lead, role.executive]
    window     = "5bd"
    remind     = ["60%"]
    anonymous  = false
    min_n      = 2
    by_party   = false
    template   = "commitment-pulse"
    questions  = question_bank.rounds

    question "pressure" {
      text      = "We feel pressed by the other studio"
      kind      = "scale"
      min       = 1
      max       = 7
      reversed  = true
      dimension = "trust"
      version   = 2
    }

    question "workshops" {
      text     = "How many workshops did you see yourself?"
      kind     = "number"
      unit     = "workshops"
      optional = true
    }

    question "change" {
      text     = "What should we change?"
      kind     = "text"
      readers  = "own"
      optional = true
    }

    question "their-pressure" {
      text    = "I think the other studio feels pressed by us"
      kind    = "scale"
      min     = 1
      max     = 7
      mirrors = "pressure"
    }

    question "keep" {
      text     = "Should we go on like this?"
      kind     = "choice"
      choices  = ["no", "with changes", "yes"]
      anchored = true
    }
  }

  survey "after-tea" {
    after     = "meeting"
    ask       = [role.lead, role.host]
    anonymous = true
    min_n     = 3
    by_party  = true
    template  = "relationship-pulse"
  }

  ideas "ahead" {
    title      = "What we do next year"
    every      = "12 months"
    on         = "first tuesday"
    at         = "10:00"
    on_holiday = "next"
    missed     = "send_latest"
    ask        = [role.lead, role.executive]
    window     = "10bd"
    remind     = ["50%"]
  }

  ideas "new-kiln" {
    date = "2027-03-01"
  }

  review "swot" {
    title      = { en = "Where we stand", ru = "Где мы стоим" }
    every      = "6 months"
    on         = "first monday"
    at         = "10:00"
    on_holiday = "next"
    missed     = "send_latest"
    method     = "swot"
    ask        = [role.lead, role.executive]
    chair      = person.vera
    window     = "5bd"
    agenda     = ["Strengths and weaknesses", "Chances and threats"]
    decides_by = decision_rule.both
  }

  review "money" {
    every   = "quarter"
    on      = "5th business day"
    at      = "11:00"
    method  = "financial"
    ask     = [role.finance, person.vera]
    readers = "all"
  }

  review "progress" {
    every    = "quarter"
    on       = "first tuesday"
    at       = "11:00"
    method   = "progress"
    ask      = [role.lead]
    duration = "75m"
    place    = "The hall"
  }

  report "monthly" {
    title      = { en = "The month at a glance", ru = "Месяц на одной странице" }
    every      = "month"
    on         = "last business day"
    at         = "14:00"
    on_holiday = "previous"
    missed     = "send_latest"
    to         = [role.lead, role.executive]
    sections   = ["goals", "milestones", "finance"]
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
      urgent = true
    }
  }

  corrective_action "quality" {
    contain = "48h"
    cause   = "7bd"
    plan    = "14bd"
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
    }
    level "mediator" {
      contact   = "mediator@resolve.example"
      alternate = "second@resolve.example"
      within    = "60d"
      respond   = "15d"
      meet      = "30d"
    }
    level "court" {
      external      = true
      within        = "90d"
      refused_after = "30d"
      describe      = "Oslo District Court"
    }
  }

  decision_rule "both" {
    quorum               = "2/3"
    majority             = "67%"
    one_per_party        = true
    notice               = "45d"
    extraordinary_notice = "15d"
    agenda_before        = "21d"
    extraordinary_agenda = "10d"
    minutes_within       = "14d"
    accepted_after       = "15d"
    veto_window          = "15d"
    consultation         = "5d"
    written_procedure    = "10d"
    cure_period          = "30d"
    extension            = "60d"
    silence_consents     = true
  }

  guard "balance" {
    when = "balance < 0.6"
    then = "value_review"
  }

  exit {
    notice     = "60d"
    continuity = "Guests keep their vouchers; each studio keeps its own lists."
    parallel   = "30d"
    trigger "no-results" { when = "kpi.mql < 120 for 2 reviews" }
    task "keys" {
      what   = "Give back the keys"
      owner  = person.lev
      within = "30d"
    }
  }

  renewal {
    before = "90d"
    window = "10bd"
  }

  agreement {
    understanding = "3bd"
    signing       = "14d"
    remind        = ["50%", "10d"]
    expires       = "45d"
  }
}
