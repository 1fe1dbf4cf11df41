# Every block and every attribute of the language, each at least once.

calendar "norway" {
  workdays = ["mon", "tue", "wed", "thu"]
  hours    = "08:00-16:00"
  holidays = ["2027-05-17", "2027-12-24"]
}

question_bank "shared" {
  question "heard" {
    text      = "Our side is \"heard\", $${always} and %%{ 100 }"
    kind      = "scale"
    min       = 1
    max       = 7
    version   = 2
    reversed  = true
    dimension = "trust"
  }
  question "recommend" {
    text = "Would you recommend us?"
    kind = "nps"
  }
}

partnership "whole" {
  title         = "Всё вместе & everything"
  type          = "co-marketing"
  tags          = ["tea", "nordics"]
  purpose       = "First line.\nSecond line with a \\ and a tab\tin it."
  start         = "2027-01-01"
  end           = "2028-12-31"
  timezone      = "Europe/Oslo"
  language      = "en"
  calendar      = calendar.norway
  currency      = "EUR"
  budget        = 30000000
  discount_rate = 9.5
  principles    = ["No surprises", "Figures first"]
  from_name     = "Ann Vik"
  color         = "#26784a"
  max_mails     = 6

  exchange_rate "USD" {
    on   = "2027-01-01"
    rate = 0.92
  }

  exchange_rate "USD" {
    on   = "2027-04-01"
    rate = 0.9
  }

  role "marketing" { duties = ["Plans the campaigns", "Answers for leads"] }

  party "pot" {
    name          = "Pot AS"
    legal_name    = "Pot Aksjeselskap"
    country       = "NO"
    share         = 60.5
    voting_weight = 2
    timezone      = "Europe/Oslo"
    language      = "en"
    calendar      = calendar.norway

    person "ann" {
      name     = "Ann Vik"
      email    = "ann@pot.example"
      also     = ["a@pot.example"]
      roles    = ["signatory", "lead"]
      language = "en"
      timezone = "Europe/Oslo"
      calendar = calendar.norway
      deputy   = person.cat
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
      roles = ["executive", "marketing", "finance"]
    }
    interest "reach" { statement = "More shops" }
    contributes "work" {
      money   = 40000
      hours   = 300
      rate    = 60.5
      in_kind = 5000
      what    = "Pots and time"
      goals   = [goal.sales]
    }
    expects "margin" {
      amount = 150000
      what   = "Margin on pots"
      goals  = [goal.sales]
    }
    obligation "train" {
      what     = "Train the shops"
      owner    = person.cat
      due      = "2027-03-31"
      goal     = goal.sales
      evidence = "A list with signatures"
    }
  }

  party "leaf" {
    name     = "Leaf Ltd"
    share    = 39.5
    timezone = "Europe/Dublin"
    language = "ru"
    person "bo" {
      name  = "Бо Дейли"
      email = "bo@leaf.example"
      roles = ["lead", "signatory", "executive"]
    }
    interest "2nd-brand" { statement = "A second brand" }
    expects "brand" { what = "A known brand" }
  }

  competing "who-first" {
    interests  = [interest["2nd-brand"], interest.reach]
    statement  = "Whose name stands first"
    joint_goal = "Both names on every box"
  }

  area "marketing" {
    accountable = person.cat
    responsible = [role.lead]
    consulted   = [person.bo]
    informed    = [person.ann]
  }
  area "product" { not_applicable = true }

  resource "folder" {
    title  = "The folder"
    kind   = "folder"
    url    = "https://drive.example/tea"
    owner  = person.cat
    access = [party.leaf, role.lead, person.cat]
  }

  goal "sales" {
    statement     = "Sell 144 pots a quarter instead of 120 by December 2028"
    category      = "financial"
    kind          = "aspirational"
    owner         = person.ann
    start         = "2027-02-01"
    window        = "12 months"
    weight        = 0.6
    serves        = [interest.reach, interest["2nd-brand"]]
    beneficiaries = [party.pot]

    kpi "pots" {
      title       = "Pots sold"
      unit        = "pots"
      direction   = "cumulative"
      baseline    = 120
      target      = "+20%"
      window      = "12 months"
      curve       = "milestones"
      perspective = "financial"
      source      = "both tills"
      reporters   = [person.cat, role.lead]
      critical    = true
      weight      = 2
      thresholds {
        green = 0.9
        amber = 0.7
      }
    }
    kpi "warmth" {
      unit      = "°C"
      direction = "range"
      low       = -4.5
      high      = 6
      tolerance = 0.5
      source    = "both tills"
      reporters = [role.lead]
    }
    kpi "rating" {
      unit      = "points"
      direction = "maintain_min"
      target    = 4.3
      tolerance = 0.5
      source    = "both tills"
      reporters = [role.lead]
    }
    kpi "claims" {
      unit      = "claims"
      direction = "decrease"
      baseline  = 12
      target    = 0
      source    = "both tills"
      reporters = [role.lead]
    }
    kpi "listed" {
      direction = "binary"
      source    = "both tills"
      reporters = [role.lead]
    }

    milestone "shelf" {
      title      = "Shelf in ten shops"
      due        = "2027-06-30"
      owner      = person.ann
      accept_by  = person.bo
      acceptance = "Ten photographs"
      planned    = 0.1
    }
    milestone "window" {
      title      = "Shop window"
      due        = "2027-09-30"
      planned    = 0.5
      depends_on = [milestone.shelf]
    }
  }

  experiment "trial" {
    hypothesis = "Samples sell pots"
    owner      = person.cat
    from       = "2027-03-01"
    until      = "2027-03-14"
    kpi        = kpi.pots
    success    = "Ten more pots"
  }

  check_in "weekly" {
    title      = { en = "The week \"in figures\"", ru = "Неделя в цифрах" }
    every      = "week"
    on         = "tuesday"
    at         = "10:00"
    on_holiday = "previous"
    missed     = "skip"
    kickoff    = true
    ask        = [role.lead, person.cat]
    about      = ["blockers", "kpis", "confidence"]
    window     = "2bd"
    remind     = []
    questions  = question_bank.shared
    question "cost" {
      text     = "What did it cost?"
      kind     = "money"
      unit     = "EUR"
      min      = 0
      optional = true
    }
    question "changed" {
      text    = "What changed?"
      kind    = "text"
      readers = "all"
    }
    question "taste" {
      text     = "How does it taste?"
      kind     = "choice"
      choices  = ["bad", "good"]
      anchored = true
    }
    question "thirst" {
      text = "We are thirsty"
      kind = "scale"
    }
    question "their-thirst" {
      text    = "The other side would say that it is thirsty"
      kind    = "scale"
      mirrors = "thirst"
    }
  }

  meeting "assembly" {
    title      = "Assembly"
    every      = "6 months"
    on         = "last business day"
    at         = "15:00"
    duration   = "45m"
    chair      = person.ann
    invite     = [role.lead]
    place      = "Oslo"
    agenda     = ["Figures", "Ideas"]
    notice     = "21d"
    minutes    = "14d"
    decides_by = decision_rule.assembly
  }
  meeting "coffee" {
    every    = "month"
    on       = "last friday"
    at       = "09:30"
    invite   = [role.lead]
    informal = true
    hosts    = [party.pot, party.leaf]
  }

  survey "pulse" {
    title     = { en = "How we work together", ru = "Как нам работается вместе" }
    every     = "quarter"
    on        = "first tuesday"
    at        = "10:00"
    ask       = [role.lead, person.cat]
    window    = "5bd"
    remind    = ["1bd", "60%"]
    anonymous = true
    min_n     = 3
    by_party  = true
    template  = "commitment-pulse"
    questions = question_bank.shared
    question "open" {
      text    = "What should change?"
      kind    = "text"
      readers = "all"
    }
    question "spent" {
      text     = "How much time went into it?"
      kind     = "number"
      unit     = "hours"
      min      = 0
      max      = 80
      optional = true
      version  = 3
    }
    question "side" {
      text     = "How much do both sides gain?"
      kind     = "choice"
      choices  = ["nothing", "some", "a lot"]
      anchored = true
    }
    question "they" {
      text    = "I think the other side would say that effort is mutual"
      kind    = "scale"
      mirrors = "mutual"
    }
  }
  survey "shelf" {
    after    = "milestone"
    ask      = [role.lead]
    template = "net-promoter"
  }

  ideas "ahead" {
    title  = "What next"
    every  = "12 months"
    on     = "first monday"
    at     = "09:00"
    ask    = [role.lead]
    window = "10bd"
    remind = ["50%"]
  }
  ideas "relaunch" {
    date = "2027-09-01"
  }

  review "money" {
    title      = { en = "Money of the quarter", ru = "Деньги квартала" }
    every      = "quarter"
    on         = "5th business day"
    at         = "09:00"
    method     = "financial"
    ask        = [role.finance]
    chair      = person.cat
    window     = "5bd"
    agenda     = ["Costs", "Value"]
    decides_by = decision_rule.assembly
    readers    = "all"
  }

  review "together" {
    every    = "quarter"
    on       = "6th business day"
    at       = "09:00"
    method   = "progress"
    ask      = [role.finance]
    window   = "5bd"
    duration = "75m"
    place    = "The hall"
  }

  report "monthly" {
    title    = "The month"
    every    = "month"
    on       = "15th"
    at       = "16:00"
    to       = [role.lead]
    sections = ["finance", "goals"]
  }

  escalation "milestone" {
    warn = ["3d", "14d"]
    step "owner" {
      after  = "2bd"
      notify = [role.owner]
    }
    step "leads" {
      after  = "5bd"
      notify = [role.owner, role.lead]
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
    follow_up   = ["60d", "30d"]
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
      contact   = "m@x.example"
      alternate = "n@x.example"
      within    = "60d"
      respond   = "15d"
      meet      = "30d"
    }
    level "court" {
      external      = true
      within        = "90d"
      refused_after = "30d"
      describe      = "The court of Oslo"
    }
  }

  decision_rule "assembly" {
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
    continuity = "Each side keeps its own."
    parallel   = "30d"
    trigger "no-results" { when = "kpi.pots < 120 for 2 reviews" }
    task "hand-over" {
      what   = "Hand the keys over"
      owner  = person.ann
      within = "30d"
    }
  }

  renewal {
    before = "60d"
    window = "5bd"
  }

  agreement {
    understanding = "3bd"
    signing       = "14d"
    remind        = ["50%", "10d"]
    expires       = "45d"
  }
}
