# Five parties, two languages, three years: safe water for two towns.
# Try it: rapport rehearse examples/clean-water --until 2027-03-31

partnership "clean-water" {
  title = { en = "Clean Water", ru = "Чистая вода" }
  type  = "consortium"
  tags  = ["public", "water"]
  purpose = {
    en = "Bring safe water to 42,000 households of two towns, and leave the towns able to keep it so."
    ru = "Дать безопасную воду 42 000 домохозяйств двух городов и сделать так, чтобы города могли поддерживать это сами."
  }
  start    = "2026-04-01"
  end      = "2029-03-31"
  timezone = "Asia/Bishkek"
  language = "en"
  calendar = calendar.kyrgyzstan
  currency = "USD"
  budget   = 3500000

  principles = [
    { en = "Equity, transparency, mutual benefit for each partner", ru = "Равенство, открытость, взаимная выгода каждого" },
    { en = "The towns own what is built", ru = "Построенное принадлежит городам" },
    { en = "Value is judged against the agreed shares, contributions in kind included", ru = "Выгоды сверяем с согласованными долями, включая вклад натурой" },
    { en = "A party in default has no veto in its own case", ru = "Нарушившая сторона не имеет вето в собственном деле" },
  ]

  role "lead" { duties = [{ en = "Speaks for its party in the executive group", ru = "Представляет сторону в исполнительной группе" }] }
  role "executive" { duties = [{ en = "Votes in the assembly", ru = "Голосует на собрании" }] }
  role "field" { duties = [{ en = "Works on a package and answers the survey after it", ru = "Работает на участке и отвечает на опрос" }] }

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

    interest "model" { statement = { en = "Prove a model that other towns can repeat", ru = "Доказать, что модель работает и её могут повторить другие города" } }

    contributes "coordination" {
      what  = { en = "Coordination, training and the baseline survey", ru = "Координация, обучение и базовое обследование" }
      money = 350000
      hours = 9000
      rate  = 15
    }
    expects "reach" {
      what = {
        en = "Value of safe water to the households, as agreed for this party"
        ru = "Ценность безопасной воды для домохозяйств, в согласованной для этой стороны доле"
      }
      amount = 810000
    }
    obligation "baseline" {
      what     = { en = "Train the interviewers of the baseline survey", ru = "Обучить интервьюеров базового обследования" }
      owner    = person.john
      due      = "2026-06-30"
      goal     = goal.households
      evidence = { en = "The list of trained interviewers", ru = "Список обученных интервьюеров" }
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

    interest "tariffs" { statement = { en = "A tariff that pays for the network without a subsidy", ru = "Тариф, при котором сеть окупается без дотаций" } }

    contributes "reform" {
      what = {
        en = "Experts of the ministry and the use of its laboratory"
        ru = "Специалисты министерства и его лаборатория"
      }
      in_kind = 300000
      hours   = 4000
      rate    = 12
    }
    expects "subsidy" {
      what   = { en = "Subsidies that are no longer needed", ru = "Дотации, которые больше не нужны" }
      amount = 405000
    }
    obligation "tariff-draft" {
      what     = { en = "Publish the draft of the tariff reform", ru = "Опубликовать проект тарифной реформы" }
      owner    = person.dinara
      due      = "2027-09-30"
      goal     = goal.losses
      evidence = { en = "The draft is on the ministry's site", ru = "Проект стоит на сайте министерства" }
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

    interest "pumps" { statement = { en = "Reliable pumps: water without breaks, winter and summer", ru = "Надёжные насосы: вода без перебоев зимой и летом" } }

    contributes "town" {
      what = {
        en = "Land for the pumping station, transport and a crew of the water utility"
        ru = "Земля под насосную станцию, транспорт и бригада водоканала"
      }
      in_kind = 420000
      hours   = 8000
      rate    = 8
    }
    expects "water" {
      what   = { en = "Safe water for the households of the town", ru = "Безопасная вода для домохозяйств города" }
      amount = 675000
    }
    obligation "land" {
      what     = { en = "Allot the plot for the pumping station", ru = "Выделить участок под насосную станцию" }
      owner    = person.temir
      due      = "2026-08-28"
      goal     = goal.households
      evidence = { en = "A decree of the mayor's office", ru = "Постановление мэрии" }
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

    interest "network" { statement = { en = "A new network instead of pipes that have leaked since the last century", ru = "Новая сеть вместо труб, которые текут с прошлого века" } }

    contributes "town" {
      what    = { en = "Land, machines and people to lay the network", ru = "Земля, техника и люди на прокладку сети" }
      in_kind = 360000
      hours   = 7000
      rate    = 8
    }
    expects "water" {
      what   = { en = "Safe water, and less of it lost in the network", ru = "Безопасная вода и меньшие потери в сети" }
      amount = 540000
    }
    obligation "permits" {
      what     = { en = "Issue the permits to lay the network", ru = "Выдать разрешения на прокладку сети" }
      owner    = person.emil
      due      = "2027-03-31"
      goal     = goal.losses
      evidence = { en = "All permits are in the shared folder", ru = "Все разрешения в общей папке" }
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

    interest "impact" { statement = { en = "Results that are measured and last after the grant", ru = "Измеримые результаты, которые останутся и после гранта" } }

    contributes "grant" {
      what  = { en = "The grant, paid by package", ru = "Грант, который выплачивается по участкам" }
      money = 1800000
    }
    expects "lessons" {
      what   = { en = "Published lessons and measured results", ru = "Опубликованные уроки и измеренные результаты" }
      amount = 270000
    }
    obligation "first-tranche" {
      what     = { en = "Pay the first tranche", ru = "Перечислить первый транш" }
      owner    = person.yuki
      due      = "2026-05-15"
      goal     = goal.households
      evidence = { en = "The bank's confirmation in the shared folder", ru = "Подтверждение банка в общей папке" }
    }
  }

  competing "speed-or-upkeep" {
    interests = [interest.impact, interest.tariffs]
    statement = {
      en = "Build quickly, or build only what the tariff can keep"
      ru = "Строить быстро или строить только то, что потом окупит тариф"
    }
    joint_goal = {
      en = "No package starts before its upkeep is in the tariff model"
      ru = "Ни один участок не начинают, пока его содержание не заложено в тариф"
    }
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
    title = { en = "Plans, permits and minutes", ru = "Планы, разрешения, протоколы" }
    kind  = "folder"
    url   = "https://files.example/clean-water"
    owner = person.john
  }

  resource "sensors" {
    title  = { en = "Pressure and losses by district", ru = "Давление и потери по районам" }
    kind   = "dashboard"
    url    = "https://dashboard.example/clean-water"
    owner  = person.igor
    access = [role.lead, role.finance, party.town_a, party.town_b]
  }

  # ---- what we want ----------------------------------------------------------

  goal "households" {
    statement = {
      en = "Bring safe water to 42,000 households instead of 18,000 by 31 March 2029"
      ru = "Довести безопасную воду до 42 000 домохозяйств вместо 18 000 к 31 марта 2029 года"
    }
    category      = "social"
    kind          = "committed"
    owner         = person.john
    due           = "2029-03-31"
    weight        = 0.4
    serves        = [interest.model, interest.pumps, interest.network, interest.impact]
    beneficiaries = [party.ngo_lead, party.ministry, party.town_a, party.town_b, party.foundation]

    kpi "households" {
      title       = { en = "Households with safe water", ru = "Домохозяйства с безопасной водой" }
      unit        = { en = "households", ru = "домохозяйств" }
      baseline    = 18000
      target      = 42000
      perspective = "strategic"
      source      = { en = "registers of both water utilities", ru = "реестры обоих водоканалов" }
      reporters   = [person.rahat]
      critical    = true
    }

    milestone "baseline-survey" {
      title     = { en = "Baseline survey", ru = "Базовое обследование" }
      due       = "2026-09-30"
      owner     = person.john
      accept_by = person.marc
      acceptance = {
        en = "Data of 1,200 households are in the shared folder, with the method"
        ru = "Данные 1200 домохозяйств и методика лежат в общей папке"
      }
    }

    milestone "town-a-pumps" {
      title     = { en = "Pumps of Ak-Suu", ru = "Насосы Ак-Суу" }
      due       = "2027-03-31"
      owner     = person.rahat
      accept_by = person.john
      acceptance = {
        en = "Three pumps have run for 72 hours under load"
        ru = "Три насоса проработали 72 часа под нагрузкой"
      }
      depends_on = [milestone.baseline-survey]
    }

    milestone "handover" {
      title      = { en = "Handover acts", ru = "Акты передачи" }
      due        = "2029-01-31"
      owner      = person.john
      accept_by  = person.temir
      acceptance = { en = "Both towns have signed for every asset", ru = "Оба города подписали акты по каждому объекту" }
      depends_on = [milestone.town-a-pumps, milestone.town-b-network]
    }
  }

  goal "losses" {
    statement = {
      en = "Cut non-revenue water from 38 to 25 % by 31 March 2029"
      ru = "Сократить потери воды с 38 до 25 % к 31 марта 2029 года"
    }
    category = "financial"
    owner    = person.dinara
    due      = "2029-03-31"
    weight   = 0.25
    serves   = [interest.tariffs, interest.network, interest.impact]

    kpi "nrw" {
      title       = { en = "Non-revenue water", ru = "Потери воды" }
      unit        = { en = "%", ru = "%" }
      direction   = "decrease"
      baseline    = 38
      target      = 25
      perspective = "financial"
      source      = { en = "meters at the source and at the household", ru = "счётчики на источнике и у потребителей" }
      reporters   = [person.lyudmila]
    }

    milestone "town-b-network" {
      title     = { en = "Network of Kara-Balta", ru = "Сеть Кара-Балты" }
      due       = "2027-12-31"
      owner     = person.lyudmila
      accept_by = person.john
      acceptance = {
        en = "The pressure test is passed, and the new section loses less than 10 %"
        ru = "Опрессовка пройдена, потери нового участка ниже 10 %"
      }
    }

    milestone "tariff-reform" {
      title     = { en = "Tariff reform passed", ru = "Тарифная реформа принята" }
      due       = "2028-06-30"
      owner     = person.dinara
      accept_by = person.sophie
      acceptance = {
        en = "The reform is in force and covers the cost of upkeep"
        ru = "Реформа вступила в силу и покрывает расходы на содержание"
      }
    }
  }

  goal "repairs" {
    statement = {
      en = "Cut the time to repair from 96 to 36 hours by 31 March 2029"
      ru = "Сократить время ремонта с 96 до 36 часов к 31 марта 2029 года"
    }
    category = "service_quality"
    owner    = person.rahat
    due      = "2029-03-31"
    weight   = 0.2
    serves   = [interest.pumps, interest.network, interest.model]

    kpi "repair" {
      title       = { en = "Time to repair", ru = "Время ремонта" }
      unit        = { en = "hours", ru = "ч" }
      direction   = "decrease"
      baseline    = 96
      target      = 36
      perspective = "operational"
      source      = { en = "journals of the dispatchers", ru = "журналы диспетчеров" }
      reporters   = [person.lyudmila]
    }

    milestone "dispatch" {
      title     = { en = "One dispatch desk for both towns", ru = "Единая диспетчерская" }
      due       = "2027-06-30"
      owner     = person.rahat
      accept_by = person.lyudmila
      acceptance = {
        en = "One number takes the calls of both towns around the clock"
        ru = "Один номер принимает аварии обоих городов круглые сутки"
      }
    }
  }

  goal "operators" {
    statement = {
      en = "Train 60 operators instead of 12 by 31 March 2029"
      ru = "Подготовить 60 операторов вместо 12 к 31 марта 2029 года"
    }
    category = "capability"
    kind     = "aspirational"
    owner    = person.lyudmila
    due      = "2029-03-31"
    weight   = 0.15
    serves   = [interest.model, interest.tariffs]

    kpi "operators" {
      title       = { en = "Trained operators", ru = "Обученные операторы" }
      unit        = { en = "people", ru = "человек" }
      baseline    = 12
      target      = 60
      perspective = "relationship"
      source      = { en = "examination records", ru = "экзаменационные ведомости" }
      reporters   = [person.john]
    }

    milestone "training-centre" {
      title      = { en = "Training centre open", ru = "Учебный центр открыт" }
      due        = "2027-02-26"
      owner      = person.lyudmila
      accept_by  = person.dinara
      acceptance = { en = "The first group of twelve has passed", ru = "Первая группа из двенадцати человек сдала экзамен" }
    }
  }

  # ---- how often we talk -----------------------------------------------------

  check_in "monthly" {
    title     = { en = "The month of the works", ru = "Месяц на стройке" }
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
    title      = { en = "General assembly", ru = "Общее собрание" }
    every      = "6 months"
    on         = "last thursday"
    at         = "14:00"
    duration   = "3h"
    chair      = person.nadia
    invite     = [role.executive, role.lead]
    agenda     = [{ en = "Goals", ru = "Цели" }, { en = "Milestones", ru = "Этапы" }, { en = "Money and contributions", ru = "Деньги и вклад" }, { en = "Decisions", ru = "Решения" }]
    notice     = "45d"
    minutes    = "14d"
    decides_by = decision_rule.assembly
  }

  meeting "executive-group" {
    title    = { en = "Executive group", ru = "Исполнительная группа" }
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
    title    = { en = "Tea at the works", ru = "Чай на объекте" }
    every    = "6 months"
    on       = "second friday"
    at       = "12:00"
    duration = "2h"
    informal = true
    invite   = [role.lead, role.field]
    hosts    = [party.town_a, party.town_b, party.ngo_lead]
  }

  review "progress" {
    title      = { en = "Half a year of progress", ru = "Итоги полугодия" }
    every      = "6 months"
    on         = "second wednesday"
    at         = "14:00"
    method     = "progress"
    ask        = [role.lead, role.finance]
    chair      = person.john
    window     = "10bd"
    duration   = "90m"
    place      = "Video call"
    decides_by = decision_rule.assembly
  }

  review "finance" {
    title  = { en = "Money and contributions of the quarter", ru = "Деньги и вклад за квартал" }
    every  = "quarter"
    on     = "10th business day"
    at     = "14:00"
    method = "financial"
    ask    = [role.finance]
    chair  = person.asel
    window = "5bd"
    agenda = [{ en = "Money spent by package", ru = "Сколько потрачено по участкам" }, { en = "Staff hours, land and transport", ru = "Часы сотрудников, земля и транспорт" }, { en = "Value of each party against its agreed share", ru = "Выгода каждой стороны и её согласованная доля" }]
  }

  review "swot" {
    title  = { en = "Where the consortium stands", ru = "Положение консорциума" }
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
    title     = { en = "After the package", ru = "После участка" }
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
    title    = { en = "The quarter", ru = "Квартал" }
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
      describe = {
        en = "Arbitration in Bishkek; the engine records dates only"
        ru = "Арбитраж в Бишкеке; система только записывает даты"
      }
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
    notice = "90d"
    continuity = {
      en = "Assets go to the towns, data are returned, the operators' contracts are kept for 12 months, lessons are published."
      ru = "Имущество переходит городам, данные возвращаются, договоры с операторами сохраняются на 12 месяцев, уроки публикуются."
    }
    parallel = "90d"

    trigger "no-reform" { when = "milestone.tariff-reform = missed and kpi.nrw > 33" }

    task "assets" {
      what   = { en = "Hand every asset over to its town", ru = "Передать каждый объект его городу" }
      owner  = person.john
      within = "60d"
    }
    task "data" {
      what   = { en = "Return the data to whoever gave them", ru = "Вернуть данные тем, кто их передал" }
      owner  = person.asel
      within = "30d"
    }
    task "operators" {
      what   = { en = "Keep the operators' contracts for 12 months", ru = "Сохранить договоры с операторами на 12 месяцев" }
      owner  = person.rahat
      within = "30d"
    }
    task "lessons" {
      what   = { en = "Publish the lessons, good and bad", ru = "Опубликовать уроки, хорошие и плохие" }
      owner  = person.marc
      within = "90d"
    }
  }
}
