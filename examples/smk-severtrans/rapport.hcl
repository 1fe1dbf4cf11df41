# Молочный комбинат и его перевозчик: год общих показателей вместо взаимных штрафов.
# Проба: rapport rehearse examples/smk-severtrans --until 2026-12-31

partnership "smk-severtrans" {
  title    = "Северный молочный комбинат × СеверТранс"
  type     = "снабжение и логистика"
  tags     = ["логистика", "холодная цепь"]
  purpose  = "Довозить молочную продукцию до сетей вовремя, холодной и дешевле, чем порознь."
  start    = "2026-01-01"
  end      = "2026-12-31"
  timezone = "Europe/Moscow"
  language = "ru"
  calendar = calendar.russia
  currency = "RUB"
  budget   = 30000000

  principles = [
    "Сначала сдержать последствия, потом искать причину",
    "Экономия делится 60 на 40, как договорились",
    "Штраф — это перевод между сторонами, а не итог партнёрства",
  ]

  role "lead" { duties = ["Ведёт партнёрство изо дня в день", "Отвечает на сверки"] }
  role "quality" { duties = ["Принимает продукцию и ведёт рекламации"] }
  role "dispatch" { duties = ["Планирует рейсы и окна", "Следит за температурой в пути"] }

  # ---- кто -------------------------------------------------------------------

  party "smk" {
    name       = "Северный молочный комбинат"
    legal_name = "АО «Северный молочный комбинат»"
    country    = "RU"
    share      = 60

    person "olga" {
      name   = "Ольга Рябова"
      email  = "ryabova@smk.example"
      roles  = ["executive", "signatory"]
      deputy = person.timur
    }

    person "timur" {
      name   = "Тимур Асадов"
      email  = "asadov@smk.example"
      roles  = ["lead"]
      deputy = person.nina
    }

    person "nina" {
      name   = "Нина Власова"
      email  = "vlasova@smk.example"
      roles  = ["quality"]
      deputy = person.timur

      absence {
        from  = "2026-06-15"
        until = "2026-06-28"
      }
    }

    person "egor" {
      name   = "Егор Фомин"
      email  = "fomin@smk.example"
      roles  = ["finance"]
      deputy = person.timur
    }

    interest "shelf" { statement = "Полный товар на полке сети в оговорённый час" }
    interest "freshness" { statement = "Продукция доезжает в режиме от +2 до +6 °C" }

    contributes "yard" {
      what  = "Датчики, окна на складе и время смены"
      money = 18000000
      hours = 1200
      rate  = 900
    }

    expects "savings" {
      what   = "60 % экономии на перевозке и потерях"
      amount = 5000000
    }

    obligation "windows" {
      what     = "Закрепить за перевозчиком окна погрузки с 05:00 до 09:00"
      owner    = person.timur
      due      = "2026-02-27"
      goal     = goal.on-time
      evidence = "Окна видны в общем расписании"
    }
  }

  party "severtrans" {
    name       = "СеверТранс"
    legal_name = "ООО «СеверТранс»"
    country    = "RU"
    share      = 40
    timezone   = "Asia/Krasnoyarsk"

    person "artyom" {
      name   = "Артём Зорин"
      email  = "zorin@severtrans.example"
      roles  = ["executive", "signatory"]
      deputy = person.zhanna
    }

    person "zhanna" {
      name   = "Жанна Белых"
      email  = "belykh@severtrans.example"
      roles  = ["lead"]
      deputy = person.mikhail
    }

    person "mikhail" {
      name   = "Михаил Пак"
      email  = "pak@severtrans.example"
      roles  = ["dispatch"]
      deputy = person.zhanna
    }

    person "irina" {
      name   = "Ирина Котова"
      email  = "kotova@severtrans.example"
      roles  = ["finance"]
      deputy = person.zhanna
    }

    interest "full-trucks" { statement = "Полные машины в обе стороны и без простоя у ворот" }
    interest "fast-claims" { statement = "Рекламации закрываются за сутки, а не копятся к концу квартала" }

    contributes "fleet" {
      what  = "Доработка машин, обмен данными и диспетчеры"
      money = 12000000
      hours = 1500
      rate  = 800
    }

    expects "savings" {
      what   = "40 % экономии на перевозке и потерях"
      amount = 2000000
    }

    obligation "sensors" {
      what     = "Поставить датчики температуры на каждую машину"
      owner    = person.mikhail
      due      = "2026-02-15"
      goal     = goal.cold-chain
      evidence = "Каждая машина видна в сводке"
    }
  }

  competing "window-or-load" {
    interests  = [interest.shelf, interest.full-trucks]
    statement  = "Выехать вовремя полупустым или ждать полной загрузки"
    joint_goal = "Решаем накануне в 16:00 по общему справочнику окон: либо догруз, либо рейс в окно"
  }

  # ---- кто за что отвечает ---------------------------------------------------

  area "finance" {
    accountable = person.egor
    responsible = [person.irina]
    informed    = [role.lead]
  }

  area "product" {
    accountable = person.nina
    responsible = [person.mikhail]
    informed    = [role.executive]
  }

  area "marketing" { not_applicable = true }

  area "customer_service" {
    accountable = person.timur
    responsible = [person.nina]
    consulted   = [person.zhanna]
    informed    = [person.mikhail]
  }

  area "fleet" {
    accountable = person.mikhail
    responsible = [person.zhanna]
    informed    = [person.timur]
  }

  area "data_exchange" {
    accountable = person.zhanna
    responsible = [person.mikhail, person.nina]
    informed    = [role.finance]
  }

  resource "telematics" {
    title  = "Температура и путь каждой машины"
    kind   = "dashboard"
    url    = "https://telematics.example/smk"
    owner  = person.mikhail
    access = [role.lead, role.quality, role.dispatch]
  }

  resource "windows" {
    title = "Справочник окон и расписание"
    kind  = "project_tool"
    url   = "https://windows.example/smk-severtrans"
    owner = person.timur
  }

  resource "reconciliation" {
    title  = "Акты сверки расчётов"
    kind   = "folder"
    url    = "https://disk.example/smk-severtrans"
    owner  = person.egor
    access = [role.finance, role.lead]
  }

  # ---- чего хотим ------------------------------------------------------------

  goal "on-time" {
    statement = "Поднять долю поставок вовремя и в полном объёме (OTIF) с 91,5 до 97 % к 31 декабря 2026 года"
    category  = "service_quality"
    kind      = "committed"
    owner     = person.zhanna
    due       = "2026-12-31"
    weight    = 0.4
    serves    = [interest.shelf, interest.full-trucks]

    kpi "otif" {
      title       = "OTIF"
      unit        = "%"
      baseline    = 91.5
      target      = 97
      perspective = "operational"
      source      = "отметки склада сети, сверено с телематикой"
      reporters   = [person.mikhail]
      critical    = true
    }

    milestone "edi" {
      title      = "Электронный обмен документами (EDI)"
      due        = "2026-04-30"
      owner      = person.zhanna
      accept_by  = person.egor
      acceptance = "Все накладные недели прошли без бумаги"
      planned    = 0.3
    }

    milestone "windows-register" {
      title      = "Единый справочник окон"
      due        = "2026-06-30"
      owner      = person.timur
      accept_by  = person.mikhail
      acceptance = "Обе стороны планируют рейсы только по справочнику"
      planned    = 0.5
      depends_on = [milestone.edi]
    }

    milestone "second-centre" {
      title      = "Второй распределительный центр"
      due        = "2026-09-30"
      owner      = person.mikhail
      accept_by  = person.timur
      acceptance = "Первая неделя поставок через второй центр без срыва окон"
      planned    = 0.8
      depends_on = [milestone.windows-register]
    }

    milestone "renewal" {
      title      = "Решение о продлении"
      due        = "2026-11-30"
      owner      = person.timur
      accept_by  = person.zhanna
      acceptance = "Обе стороны письменно назвали: продлеваем, меняем или прекращаем"
    }
  }

  goal "cold-chain" {
    statement = "Свести отклонения температуры с 12 до 0 за квартал к 31 декабря 2026 года"
    category  = "service_quality"
    owner     = person.mikhail
    due       = "2026-12-31"
    weight    = 0.25
    serves    = [interest.freshness, interest.fast-claims]

    kpi "temperature" {
      title       = "Отклонения температуры за квартал"
      unit        = "случаев"
      direction   = "decrease"
      baseline    = 12
      target      = 0
      perspective = "operational"
      source      = "датчики в машинах"
      reporters   = [person.mikhail]
    }

    milestone "all-sensors" {
      title      = "Датчики на 100 % машин"
      due        = "2026-02-15"
      owner      = person.mikhail
      accept_by  = person.nina
      acceptance = "В сводке видна каждая машина, которая вышла на линию"
    }
  }

  goal "cost" {
    statement = "Снизить стоимость перевозки с 4 150 до 3 900 рублей за тонну к 31 декабря 2026 года"
    category  = "financial"
    owner     = person.egor
    due       = "2026-12-31"
    weight    = 0.2
    serves    = [interest.full-trucks, interest.shelf]

    kpi "tonne" {
      title       = "Стоимость тонны"
      unit        = "руб/т"
      direction   = "decrease"
      baseline    = 4150
      target      = 3900
      perspective = "financial"
      source      = "акт сверки расчётов"
      reporters   = [person.mikhail]
    }

    milestone "tariff-model" {
      title      = "Общая модель тарифа"
      due        = "2026-03-31"
      owner      = person.egor
      accept_by  = person.irina
      acceptance = "Одна таблица показывает обеим сторонам, из чего складывается тонна"
    }
  }

  goal "claims" {
    statement = "Сократить ответ на рекламацию с 72 до 24 часов к 31 декабря 2026 года"
    category  = "service_quality"
    owner     = person.nina
    due       = "2026-12-31"
    weight    = 0.15
    serves    = [interest.fast-claims, interest.freshness]

    kpi "claim" {
      title       = "Время реакции на рекламацию"
      unit        = "ч"
      direction   = "decrease"
      baseline    = 72
      target      = 24
      perspective = "relationship"
      source      = "журнал рекламаций"
      reporters   = [person.mikhail]
    }

    milestone "claim-form" {
      title      = "Единая форма рекламации"
      due        = "2026-02-27"
      owner      = person.nina
      accept_by  = person.mikhail
      acceptance = "Рекламация заполняется с телефона у ворот за пять минут"
    }
  }

  # ---- как часто говорим -----------------------------------------------------

  # Михаил отвечает одной строкой: OTIF 94,8; откл 4; руб/т 4085; рекл 66
  check_in "tuesday" {
    every      = "week"
    on         = "tuesday"
    at         = "09:00"
    on_holiday = "skip"
    ask        = [person.mikhail]
    about      = ["kpis"]
    window     = "1bd"
    remind     = ["60%"]

    question "ahead" {
      text     = "Что на этой неделе может сорвать окна?"
      kind     = "text"
      readers  = "all"
      optional = true
    }
  }

  check_in "leads" {
    every     = "2 weeks"
    on        = "thursday"
    at        = "10:00"
    ask       = [role.lead]
    about     = ["confidence", "blockers"]
    window    = "3bd"
    remind    = ["60%"]
    questions = question_bank.check-in
  }

  meeting "reconciliation" {
    title    = "Акт сверки расчётов"
    every    = "month"
    on       = "5th business day"
    at       = "10:00"
    duration = "45m"
    chair    = person.egor
    invite   = [role.finance, role.lead]
    agenda   = ["Рейсы и тонны", "Штрафы как переводы", "Экономия и её деление 60 на 40", "Спорные цифры"]
    notice   = "3bd"
    minutes  = "2bd"
  }

  meeting "warehouse-day" {
    title    = "Общий день на складе"
    every    = "6 months"
    on       = "third friday"
    at       = "10:00"
    duration = "4h"
    informal = true
    invite   = [role.lead, role.quality, role.dispatch, role.finance]
    hosts    = [party.smk, party.severtrans]
  }

  review "quarter" {
    every  = "quarter"
    on     = "third thursday"
    at     = "11:00"
    method = "progress"
    ask    = [role.lead, role.quality, role.dispatch]
    chair  = person.timur
    window = "5bd"
    agenda = [
      "Общие цели, 2 минуты",
      "Прошлые обещания, 10 минут",
      "Достижения, 8 минут",
      "Показатели и прогноз, 15 минут",
      "Спорные цифры, 5 минут",
      "Проблемы и риски, 10 минут",
      "Выгоды и их баланс, 10 минут",
      "Открытый вопрос, 5 минут",
      "Новые обещания, 10 минут",
    ]
  }

  review "finance" {
    every  = "quarter"
    on     = "8th business day"
    at     = "10:00"
    method = "financial"
    ask    = [role.finance]
    chair  = person.egor
  }

  review "swot" {
    every  = "year"
    on     = "fourth tuesday"
    at     = "10:00"
    method = "swot"
    ask    = [role.lead, role.quality, role.dispatch]
    chair  = person.zhanna
  }

  # Восемь человек знают друг друга по голосу: опрос открытый, и письмо говорит об этом прямо.
  survey "pulse" {
    every     = "quarter"
    on        = "last wednesday"
    at        = "10:00"
    ask       = [role.executive, role.lead, role.quality, role.dispatch, role.finance]
    window    = "5bd"
    remind    = ["60%"]
    anonymous = false
    questions = question_bank.pulse
  }

  report "monthly" {
    every    = "month"
    on       = "6th business day"
    at       = "12:00"
    to       = [role.lead, role.executive, role.finance]
    sections = ["goals", "milestones", "actions", "finance", "health"]
  }

  # ---- если что-то идёт не так -----------------------------------------------

  corrective_action "quality" {
    contain = "48h"
    cause   = "7bd"
    plan    = "14bd"
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

  escalation "action" {
    step "owner" {
      after  = "1bd"
      notify = [role.owner]
      urgent = true
    }
    step "leads" {
      after  = "3bd"
      notify = [role.lead]
    }
  }

  conflict {
    follow_up   = ["30d", "60d", "90d"]
    cooling_off = "1d"

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
      external      = true
      within        = "45d"
      refused_after = "30d"
      describe      = "Претензия: 30 календарных дней; молчание считается отказом"
    }
    level "court" {
      external = true
      within   = "180d"
      describe = "Арбитражный суд по месту ответчика; записываются только даты"
    }
  }

  guard "balance" {
    when = "balance < 0.6"
    then = "value_review"
  }

  guard "claims" {
    when = "kpi.claim > 72 for 2 check_ins"
    then = "notify"
  }

  exit {
    notice     = "60d"
    parallel   = "30d"
    continuity = "Тридцать дней перевозчик работает параллельно со сменщиком и передаёт ему маршруты и окна."

    trigger "late" { when = "kpi.otif < 90 for 2 months" }

    task "routes" {
      what   = "Передать сменщику маршруты, окна и контакты складов"
      owner  = person.mikhail
      within = "30d"
    }
    task "settlement" {
      what   = "Подписать последний акт сверки расчётов"
      owner  = person.egor
      within = "60d"
    }
  }
}
