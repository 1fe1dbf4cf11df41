# Five parties, two languages, three years: safe water for two towns.
# Try it: rapport rehearse examples/clean-water --until 2027-03-31

partnership "clean-water" {
  title    = "Clean Water / Чистая вода"
  type     = "consortium"
  tags     = ["public", "water"]
  purpose  = "Bring safe water to 42,000 households of two towns, and leave the towns able to keep it so."
  start    = "2026-04-01"
  end      = "2029-03-31"
  timezone = "Asia/Bishkek"
  language = "en"
  calendar = calendar.kyrgyzstan
  currency = "USD"
  budget   = 3500000

  principles = [
    "Equity, transparency, mutual benefit for each partner / Равенство, открытость, взаимная выгода каждого",
    "The towns own what is built / Построенное принадлежит городам",
    "Value is judged against the agreed shares, contributions in kind included / Выгоды сверяем с согласованными долями, включая вклад натурой",
    "A party in default has no veto in its own case / Нарушившая сторона не имеет вето в собственном деле",
  ]

  role "lead" { duties = ["Speaks for its party in the executive group / Представляет сторону в исполнительной группе"] }
  role "executive" { duties = ["Votes in the assembly / Голосует на собрании"] }
  role "field" { duties = ["Works on a package and answers the survey after it / Работает на участке и отвечает на опрос"] }

  # ---- who -------------------------------------------------------------------

  party "ngo_lead" {
    name          = "Spring of Life"
    legal_name    = "Public foundation Spring of Life"
    country       = "KG"
    share         = 30
    voting_weight = 1

    person "nadia" {
      name   = "Nadia Karimova"
      email  = "nadia.karimova@spring.example"
      roles  = ["executive", "signatory"]
      deputy = person.john
    }
    person "john" {
      name   = "John Merrick"
      email  = "john.merrick@spring.example"
      roles  = ["lead"] # coordinator of the consortium
      deputy = person.asel
    }
    person "asel" {
      name   = "Asel Temirova"
      email  = "asel.temirova@spring.example"
      roles  = ["finance"]
      deputy = person.john
    }
    dynamic "person" {
      for_each = local.field.ngo_lead
      iterator = p
      labels   = [p.value.id]
      content {
        name     = p.value.name
        email    = "${p.value.id}@spring.example"
        roles    = ["field"]
        language = p.value.language
      }
    }

    interest "model" { statement = "Prove a model that other towns can repeat" }

    contributes "coordination" {
      what  = "Coordination, training and the baseline survey"
      money = 350000
      hours = 9000
      rate  = 15
    }
    expects "reach" {
      what   = "Value of safe water to the households, as agreed for this party"
      amount = 810000
    }
    obligation "baseline" {
      what     = "Train the interviewers of the baseline survey"
      owner    = person.john
      due      = "2026-06-30"
      goal     = goal.households
      evidence = "The list of trained interviewers"
    }
  }

  party "ministry" {
    name       = "Ministry of Water"
    legal_name = "Ministry of Water Resources"
    country    = "KG"
    share      = 15

    person "almaz" {
      name   = "Almaz Beishenov"
      email  = "almaz.beishenov@water-ministry.example"
      roles  = ["executive", "signatory"]
      deputy = person.dinara
    }
    person "dinara" {
      name   = "Dinara Saparova"
      email  = "dinara.saparova@water-ministry.example"
      roles  = ["lead"]
      deputy = person.nurlan
    }
    person "nurlan" {
      name   = "Nurlan Akmatov"
      email  = "nurlan.akmatov@water-ministry.example"
      roles  = ["finance"]
      deputy = person.dinara
    }
    dynamic "person" {
      for_each = local.field.ministry
      iterator = p
      labels   = [p.value.id]
      content {
        name     = p.value.name
        email    = "${p.value.id}@water-ministry.example"
        roles    = ["field"]
        language = p.value.language
      }
    }

    interest "tariffs" { statement = "A tariff that pays for the network without a subsidy" }

    contributes "reform" {
      what    = "Experts of the ministry and the use of its laboratory"
      in_kind = 300000
      hours   = 4000
      rate    = 12
    }
    expects "subsidy" {
      what   = "Subsidies that are no longer needed"
      amount = 405000
    }
    obligation "tariff-draft" {
      what     = "Publish the draft of the tariff reform"
      owner    = person.dinara
      due      = "2027-09-30"
      goal     = goal.losses
      evidence = "The draft is on the ministry's site"
    }
  }

  party "town_a" {
    name       = "Город Ак-Суу"
    legal_name = "Мэрия города Ак-Суу"
    country    = "KG"
    share      = 25
    language   = "ru"

    person "temir" {
      name   = "Темир Осмонов"
      email  = "osmonov@ak-suu.example"
      roles  = ["executive", "signatory"]
      deputy = person.rahat
    }
    person "rahat" {
      name   = "Рахат Жумабаева"
      email  = "zhumabaeva@ak-suu.example"
      roles  = ["lead"]
      deputy = person.igor
    }
    person "igor" {
      name   = "Игорь Панченко"
      email  = "panchenko@ak-suu.example"
      roles  = ["finance"] # водоканал
      deputy = person.rahat
    }
    dynamic "person" {
      for_each = local.field.town_a
      iterator = p
      labels   = [p.value.id]
      content {
        name     = p.value.name
        email    = "${p.value.id}@ak-suu.example"
        roles    = ["field"]
        language = p.value.language
      }
    }

    interest "pumps" { statement = "Надёжные насосы: вода без перебоев зимой и летом" }

    contributes "town" {
      what    = "Земля под насосную станцию, транспорт и бригада водоканала"
      in_kind = 420000
      hours   = 8000
      rate    = 8
    }
    expects "water" {
      what   = "Безопасная вода для домохозяйств города"
      amount = 675000
    }
    obligation "land" {
      what     = "Выделить участок под насосную станцию"
      owner    = person.temir
      due      = "2026-08-28"
      goal     = goal.households
      evidence = "Постановление мэрии"
    }
  }

  party "town_b" {
    name       = "Город Кара-Балта"
    legal_name = "Мэрия города Кара-Балта"
    country    = "KG"
    share      = 20
    language   = "ru"

    person "emil" {
      name   = "Эмиль Абдраев"
      email  = "abdraev@kara-balta.example"
      roles  = ["executive", "signatory"]
      deputy = person.lyudmila
    }
    person "lyudmila" {
      name   = "Людмила Савченко"
      email  = "savchenko@kara-balta.example"
      roles  = ["lead"]
      deputy = person.azat
    }
    person "azat" {
      name   = "Азат Турдубаев"
      email  = "turdubaev@kara-balta.example"
      roles  = ["finance"]
      deputy = person.lyudmila
    }
    dynamic "person" {
      for_each = local.field.town_b
      iterator = p
      labels   = [p.value.id]
      content {
        name     = p.value.name
        email    = "${p.value.id}@kara-balta.example"
        roles    = ["field"]
        language = p.value.language
      }
    }

    interest "network" { statement = "Новая сеть вместо труб, которые текут с прошлого века" }

    contributes "town" {
      what    = "Земля, техника и люди на прокладку сети"
      in_kind = 360000
      hours   = 7000
      rate    = 8
    }
    expects "water" {
      what   = "Безопасная вода и меньшие потери в сети"
      amount = 540000
    }
    obligation "permits" {
      what     = "Выдать разрешения на прокладку сети"
      owner    = person.emil
      due      = "2027-03-31"
      goal     = goal.losses
      evidence = "Все разрешения в общей папке"
    }
  }

  party "foundation" {
    name       = "Léman Foundation"
    legal_name = "Fondation Léman"
    country    = "CH"
    share      = 10
    timezone   = "Europe/Zurich"
    calendar   = calendar.geneva

    person "sophie" {
      name   = "Sophie Laurent"
      email  = "sophie.laurent@leman.example"
      roles  = ["executive", "signatory"]
      deputy = person.marc
    }
    person "marc" {
      name   = "Marc Dubois"
      email  = "marc.dubois@leman.example"
      roles  = ["lead"]
      deputy = person.yuki
    }
    person "yuki" {
      name   = "Yuki Tanaka"
      email  = "yuki.tanaka@leman.example"
      roles  = ["finance"]
      deputy = person.marc
    }
    dynamic "person" {
      for_each = local.field.foundation
      iterator = p
      labels   = [p.value.id]
      content {
        name     = p.value.name
        email    = "${p.value.id}@leman.example"
        roles    = ["field"]
        language = p.value.language
      }
    }

    interest "impact" { statement = "Results that are measured and last after the grant" }

    contributes "grant" {
      what  = "The grant, paid by package"
      money = 1800000
    }
    expects "lessons" {
      what   = "Published lessons and measured results"
      amount = 270000
    }
    obligation "first-tranche" {
      what     = "Pay the first tranche"
      owner    = person.yuki
      due      = "2026-05-15"
      goal     = goal.households
      evidence = "The bank's confirmation in the shared folder"
    }
  }

  competing "speed-or-upkeep" {
    interests  = [interest.impact, interest.tariffs]
    statement  = "Build quickly, or build only what the tariff can keep"
    joint_goal = "No package starts before its upkeep is in the tariff model"
  }

  # ---- who answers for what --------------------------------------------------

  area "finance" {
    accountable = person.asel
    responsible = [person.yuki, person.nurlan]
    consulted   = [person.igor, person.azat]
    informed    = [role.lead]
  }

  area "product" {
    accountable = person.john
    responsible = [person.rahat, person.lyudmila]
    consulted   = [person.dinara]
    informed    = [role.executive]
  }

  area "marketing" { not_applicable = true }

  area "customer_service" {
    accountable = person.rahat
    responsible = [person.igor, person.azat]
    informed    = [person.john]
  }

  area "regulation" {
    accountable = person.dinara
    responsible = [person.nurlan]
    consulted   = [person.temir, person.emil]
    informed    = [role.lead]
  }

  area "training" {
    accountable = person.lyudmila
    responsible = [person.rahat]
    consulted   = [person.john]
    informed    = [person.marc]
  }

  resource "shared-folder" {
    title = "Plans, permits and minutes / Планы, разрешения, протоколы"
    kind  = "folder"
    url   = "https://files.example/clean-water"
    owner = person.john
  }

  resource "sensors" {
    title  = "Pressure and losses by district / Давление и потери по районам"
    kind   = "dashboard"
    url    = "https://dashboard.example/clean-water"
    owner  = person.igor
    access = [role.lead, role.finance, party.town_a, party.town_b]
  }

  # ---- what we want ----------------------------------------------------------

  goal "households" {
    statement     = "Bring safe water to 42,000 households instead of 18,000 by 31 March 2029 / Довести безопасную воду до 42 000 домохозяйств вместо 18 000 к 31 марта 2029 года"
    category      = "social"
    kind          = "committed"
    owner         = person.john
    due           = "2029-03-31"
    weight        = 0.4
    serves        = [interest.model, interest.pumps, interest.network, interest.impact]
    beneficiaries = [party.ngo_lead, party.ministry, party.town_a, party.town_b, party.foundation]

    kpi "households" {
      title       = "Households with safe water / Домохозяйства с безопасной водой"
      unit        = "households / домохозяйств"
      baseline    = 18000
      target      = 42000
      perspective = "strategic"
      source      = "registers of both water utilities"
      reporters   = [person.rahat]
      critical    = true
    }

    milestone "baseline-survey" {
      title      = "Baseline survey / Базовое обследование"
      due        = "2026-09-30"
      owner      = person.john
      accept_by  = person.marc
      acceptance = "Data of 1,200 households are in the shared folder, with the method"
    }

    milestone "town-a-pumps" {
      title      = "Pumps of Ak-Suu / Насосы Ак-Суу"
      due        = "2027-03-31"
      owner      = person.rahat
      accept_by  = person.john
      acceptance = "Три насоса проработали 72 часа под нагрузкой"
      depends_on = [milestone.baseline-survey]
    }

    milestone "handover" {
      title      = "Handover acts / Акты передачи"
      due        = "2029-01-31"
      owner      = person.john
      accept_by  = person.temir
      acceptance = "Both towns have signed for every asset"
      depends_on = [milestone.town-a-pumps, milestone.town-b-network]
    }
  }

  goal "losses" {
    statement = "Cut non-revenue water from 38 to 25 % by 31 March 2029 / Сократить потери воды с 38 до 25 % к 31 марта 2029 года"
    category  = "financial"
    owner     = person.dinara
    due       = "2029-03-31"
    weight    = 0.25
    serves    = [interest.tariffs, interest.network, interest.impact]

    kpi "nrw" {
      title       = "Non-revenue water / Потери воды"
      unit        = "%"
      direction   = "decrease"
      baseline    = 38
      target      = 25
      perspective = "financial"
      source      = "meters at the source and at the household"
      reporters   = [person.lyudmila]
    }

    milestone "town-b-network" {
      title      = "Network of Kara-Balta / Сеть Кара-Балты"
      due        = "2027-12-31"
      owner      = person.lyudmila
      accept_by  = person.john
      acceptance = "Опрессовка пройдена, потери нового участка ниже 10 %"
    }

    milestone "tariff-reform" {
      title      = "Tariff reform passed / Тарифная реформа принята"
      due        = "2028-06-30"
      owner      = person.dinara
      accept_by  = person.sophie
      acceptance = "The reform is in force and covers the cost of upkeep"
    }
  }

  goal "repairs" {
    statement = "Cut the time to repair from 96 to 36 hours by 31 March 2029 / Сократить время ремонта с 96 до 36 часов к 31 марта 2029 года"
    category  = "service_quality"
    owner     = person.rahat
    due       = "2029-03-31"
    weight    = 0.2
    serves    = [interest.pumps, interest.network, interest.model]

    kpi "repair" {
      title       = "Time to repair / Время ремонта"
      unit        = "h"
      direction   = "decrease"
      baseline    = 96
      target      = 36
      perspective = "operational"
      source      = "journals of the dispatchers"
      reporters   = [person.lyudmila]
    }

    milestone "dispatch" {
      title      = "One dispatch desk for both towns / Единая диспетчерская"
      due        = "2027-06-30"
      owner      = person.rahat
      accept_by  = person.lyudmila
      acceptance = "Один номер принимает аварии обоих городов круглые сутки"
    }
  }

  goal "operators" {
    statement = "Train 60 operators instead of 12 by 31 March 2029 / Подготовить 60 операторов вместо 12 к 31 марта 2029 года"
    category  = "capability"
    kind      = "aspirational"
    owner     = person.lyudmila
    due       = "2029-03-31"
    weight    = 0.15
    serves    = [interest.model, interest.tariffs]

    kpi "operators" {
      title       = "Trained operators / Обученные операторы"
      unit        = "people / чел."
      baseline    = 12
      target      = 60
      perspective = "relationship"
      source      = "examination records"
      reporters   = [person.john]
    }

    milestone "training-centre" {
      title      = "Training centre open / Учебный центр открыт"
      due        = "2027-02-26"
      owner      = person.lyudmila
      accept_by  = person.dinara
      acceptance = "The first group of twelve has passed"
    }
  }

  # ---- how often we talk -----------------------------------------------------

  check_in "monthly" {
    every     = "month"
    on        = "first tuesday"
    at        = "14:00"
    ask       = [role.lead]
    about     = ["kpis", "confidence", "blockers"]
    window    = "5bd"
    remind    = ["60%"]
    questions = question_bank.monthly
  }

  meeting "assembly" {
    title      = "General assembly / Общее собрание"
    every      = "6 months"
    on         = "last thursday"
    at         = "14:00"
    duration   = "3h"
    chair      = person.nadia
    invite     = [role.executive, role.lead]
    agenda     = ["Goals / Цели", "Milestones / Этапы", "Money and contributions / Деньги и вклад", "Decisions / Решения"]
    notice     = "45d"
    minutes    = "14d"
    decides_by = decision_rule.assembly
  }

  meeting "executive-group" {
    title    = "Executive group / Исполнительная группа"
    every    = "month"
    on       = "third wednesday"
    at       = "14:00"
    duration = "90m"
    chair    = person.john
    invite   = [role.lead, role.finance]
    notice   = "7d"
    minutes  = "5bd"
  }

  meeting "tea" {
    title    = "Tea at the works / Чай на объекте"
    every    = "6 months"
    on       = "second friday"
    at       = "12:00"
    duration = "2h"
    informal = true
    invite   = [role.lead, role.field]
    hosts    = [party.town_a, party.town_b, party.ngo_lead]
  }

  review "progress" {
    every      = "6 months"
    on         = "second wednesday"
    at         = "14:00"
    method     = "progress"
    ask        = [role.lead, role.finance]
    chair      = person.john
    window     = "10bd"
    decides_by = decision_rule.assembly
  }

  review "finance" {
    every  = "quarter"
    on     = "10th business day"
    at     = "14:00"
    method = "financial"
    ask    = [role.finance]
    chair  = person.asel
    window = "5bd"
    agenda = ["Money spent by package", "Staff hours, land and transport", "Value of each party against its agreed share"]
  }

  review "swot" {
    every  = "year"
    on     = "third tuesday"
    at     = "14:00"
    method = "swot"
    ask    = [role.lead, role.executive]
    chair  = person.nadia
    window = "10bd"
  }

  # Figures of a party with few answers stay hidden, and so does the next smallest, because the total
  # would give them away.
  survey "field" {
    after     = "milestone"
    ask       = [role.field, role.lead]
    window    = "10bd"
    remind    = ["60%"]
    anonymous = true
    min_n     = 5
    by_party  = true
    questions = question_bank.field
  }

  report "quarterly" {
    every    = "quarter"
    on       = "last business day"
    at       = "14:00"
    to       = [role.lead, role.executive, role.finance]
    sections = ["goals", "milestones", "actions", "finance", "health", "decisions"]
  }

  # ---- how we decide, and what happens when we do not ------------------------

  decision_rule "assembly" {
    quorum               = "2/3"
    majority             = "2/3"
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

  escalation "check_in" {
    step "leads" {
      after  = "1bd"
      notify = [role.lead]
    }
    step "executives" {
      after  = "15bd"
      notify = [role.executive]
    }
  }

  conflict {
    follow_up   = ["30d", "60d", "90d"]
    cooling_off = "3d"

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
    level "mediator" {
      contact   = "water@mediation-geneva.example"
      alternate = "desk@mediation-bishkek.example"
      within    = "60d"
    }
    level "arbitration" {
      external = true
      within   = "180d"
      describe = "Arbitration in Bishkek; the engine records dates only"
    }
  }

  guard "equity" {
    when = "balance < 0.5"
    then = "value_review"
  }

  guard "silence" {
    when = "days_silent > 45"
    then = "conflict"
  }

  exit {
    notice     = "90d"
    continuity = "Assets go to the towns, data are returned, the operators' contracts are kept for 12 months, lessons are published."
    parallel   = "90d"

    trigger "no-reform" { when = "milestone.tariff-reform = missed and kpi.nrw > 33" }

    task "assets" {
      what   = "Hand every asset over to its town"
      owner  = person.john
      within = "60d"
    }
    task "data" {
      what   = "Return the data to whoever gave them"
      owner  = person.asel
      within = "30d"
    }
    task "operators" {
      what   = "Сохранить договоры с операторами на 12 месяцев"
      owner  = person.rahat
      within = "30d"
    }
    task "lessons" {
      what   = "Publish the lessons, good and bad"
      owner  = person.marc
      within = "90d"
    }
  }
}
