# Разработчик и его дилер на Урале: два года, первый — по целям роста.
# Проба: rapport rehearse examples/vektor-dealer --until 2027-01-31

partnership "vektor-dealer" {
  title    = "Вектор Софт × Дилер-Сервис: Урал"
  type     = "реселлер"
  tags     = ["урал", "канал"]
  purpose  = "Вывести «Вектор Учёт» в промышленные компании Урала через сервисную сеть партнёра."
  start    = "2026-02-01"
  end      = "2028-01-31"
  timezone = "Europe/Moscow"
  language = "ru"
  calendar = calendar.russia
  currency = "RUB"
  budget   = 12000000

  principles = [
    "Цифры сверяем до встречи",
    "Замечание — сначала напрямую",
    "Отвечаем в течение рабочего дня",
  ]

  role "lead" { duties = ["Ведёт партнёрство изо дня в день", "Отвечает на сверки", "Первым говорит о проблеме"] }
  role "product" { duties = ["Отвечает за развитие продукта", "Принимает пожелания заказчиков"] }
  role "delivery" { duties = ["Внедряет и обучает", "Отвечает за срок внедрения"] }

  # ---- кто -------------------------------------------------------------------

  party "vektor" {
    name       = "Вектор Софт"
    legal_name = "ООО «Вектор Софт»"
    country    = "RU"

    person "pavel" {
      name   = "Павел Громов"
      email  = "gromov@vektor.example"
      roles  = ["executive", "signatory"]
      deputy = person.anna
    }

    person "anna" {
      name   = "Анна Лис"
      email  = "lis@vektor.example"
      roles  = ["lead"]
      deputy = person.denis
    }

    person "oleg" {
      name   = "Олег Ким"
      email  = "kim@vektor.example"
      roles  = ["product"]
      deputy = person.marina
    }

    person "vera" {
      name   = "Вера Юдина"
      email  = "yudina@vektor.example"
      roles  = ["finance"]
      deputy = person.anna
    }

    person "denis" {
      name   = "Денис Орлов"
      email  = "orlov@vektor.example"
      roles  = ["member"]
      deputy = person.anna
    }

    person "marina" {
      name   = "Марина Гусева"
      email  = "guseva@vektor.example"
      roles  = ["member"]
      deputy = person.kira
    }

    person "kira" {
      name   = "Кира Лапина"
      email  = "lapina@vektor.example"
      roles  = ["member"]
      deputy = person.marina
    }

    interest "region" { statement = "Закрепиться на Урале, не открывая там своего офиса" }
    interest "licence-margin" { statement = "Зарабатывать на лицензиях, а не на внедрении" }

    contributes "training" {
      what  = "Обучение и сертификация инженеров дилера"
      hours = 600
      rate  = 2500
      goals = [goal.engineers, goal.deployment]
    }
    contributes "marketing" {
      what  = "Общий маркетинговый бюджет"
      money = 4000000
      goals = [goal.sales, goal.deal-quality]
    }

    expects "margin" {
      what   = "Маржа 30 % с продаж и выход в регион"
      amount = 17280000
      goals  = [goal.sales]
    }

    obligation "price-list" {
      what     = "Прислать партнёрский прайс-лист и правила регистрации сделок"
      owner    = person.anna
      due      = "2026-02-20"
      goal     = goal.deal-quality
      evidence = "Документ лежит в общей папке"
    }
  }

  party "dealer" {
    name       = "Дилер-Сервис"
    legal_name = "ООО «Дилер-Сервис»"
    country    = "RU"
    timezone   = "Asia/Yekaterinburg"

    person "rustam" {
      name   = "Рустам Галин"
      email  = "galin@dealer-service.example"
      roles  = ["executive", "signatory"]
      deputy = person.dina
    }

    person "dina" {
      name   = "Дина Шакирова"
      email  = "shakirova@dealer-service.example"
      roles  = ["lead"]
      deputy = person.ivan
    }

    person "ivan" {
      name   = "Иван Цой"
      email  = "tsoy@dealer-service.example"
      roles  = ["delivery"]
      deputy = person.artur
    }

    person "liya" {
      name   = "Лия Носова"
      email  = "nosova@dealer-service.example"
      roles  = ["finance"]
      deputy = person.dina

      absence {
        from  = "2026-08-03"
        until = "2026-08-16"
      }
    }

    person "artur" {
      name   = "Артур Хасанов"
      email  = "khasanov@dealer-service.example"
      roles  = ["delivery", "member"]
      deputy = person.ivan
    }

    person "semyon" {
      name   = "Семён Кожин"
      email  = "kozhin@dealer-service.example"
      roles  = ["member"]
      deputy = person.artur
    }

    person "elvira" {
      name   = "Эльвира Ахметова"
      email  = "akhmetova@dealer-service.example"
      roles  = ["member"]
      deputy = person.dina
    }

    interest "steady-income" { statement = "Получать выручку от внедрений круглый год, а не только к сдаче отчётности" }
    interest "own-customers" { statement = "Сохранить отношения с заказчиком за собой" }

    contributes "delivery" {
      what  = "Время инженеров на внедрения и обучение"
      hours = 2400
      rate  = 2000
      goals = [goal.engineers, goal.deployment]
    }
    contributes "marketing" {
      what  = "Отраслевые мероприятия в регионе"
      money = 2000000
      goals = [goal.sales, goal.deal-quality]
    }

    expects "margin" {
      what   = "Маржа 25 % с продаж"
      amount = 14400000
      goals  = [goal.sales]
    }
    expects "services" {
      what   = "Выручка от внедрений"
      amount = 9000000
      goals  = [goal.deployment, goal.deal-quality, goal.engineers]
    }

    obligation "engineers-list" {
      what     = "Назвать инженеров, которые идут на обучение"
      owner    = person.ivan
      due      = "2026-02-27"
      goal     = goal.engineers
      evidence = "Список с датами в общей папке"
    }
  }

  competing "customer-owner" {
    interests  = [interest.licence-margin, interest.own-customers]
    statement  = "Чей заказчик, если его нашёл один, а внедрил другой"
    joint_goal = "Сделка принадлежит тому, кто её зарегистрировал; второй отвечает заказчику в тот же день"
  }

  # ---- кто за что отвечает ---------------------------------------------------

  area "finance" {
    accountable = person.liya
    responsible = [person.vera]
    informed    = [role.lead]
  }

  area "product" {
    accountable = person.oleg
    responsible = [person.kira]
    consulted   = [person.ivan]
    informed    = [role.lead]
  }

  area "marketing" {
    accountable = person.anna
    responsible = [person.dina]
    informed    = [role.executive]
  }

  area "customer_service" {
    accountable = person.ivan
    responsible = [person.artur, person.semyon]
    consulted   = [person.kira]
    informed    = [person.anna]
  }

  resource "shared-folder" {
    title = "Документы партнёрства"
    kind  = "folder"
    url   = "https://disk.example/vektor-dealer"
    owner = person.anna
  }

  resource "deal-register" {
    title  = "Реестр сделок"
    kind   = "project_tool"
    url    = "https://crm.example/deals"
    owner  = person.dina
    access = [role.lead, role.finance, role.delivery]
  }

  # ---- чего хотим ------------------------------------------------------------

  goal "sales" {
    statement = "Достигнуть роста продаж «Вектор Учёт» на Урале на 20 % в течение следующих 12 месяцев"
    category  = "financial"
    kind      = "committed"
    owner     = person.dina
    window    = "12 months"
    weight    = 0.4
    serves    = [interest.region, interest.licence-margin, interest.steady-income]

    kpi "sales" {
      title       = "Продажи «Вектор Учёт»"
      unit        = "млн ₽"
      direction   = "cumulative"
      baseline    = 48
      target      = "+20%"
      window      = "12 months"
      perspective = "financial"
      source      = "1С дилера, сверено с реестром сделок"
      reporters   = [person.liya]
      critical    = true
    }

    milestone "joint-deals" {
      title      = "Пять совместных сделок"
      due        = "2026-06-30"
      owner      = person.dina
      accept_by  = person.anna
      acceptance = "Пять договоров подписаны, по каждому в реестре названы обе стороны"
      planned    = 0.4
    }

    milestone "second-region" {
      title      = "Второй регион"
      due        = "2026-11-30"
      owner      = person.anna
      accept_by  = person.dina
      acceptance = "Первая сделка за пределами Свердловской области оплачена"
      planned    = 0.8
      depends_on = [milestone.joint-deals]
    }
  }

  goal "deal-quality" {
    statement = "Поднять долю зарегистрированных сделок с 55 до 85 % к 31 января 2027 года"
    category  = "customer_growth"
    owner     = person.anna
    due       = "2027-01-31"
    weight    = 0.2
    serves    = [interest.region, interest.own-customers]

    kpi "deals" {
      title       = "Зарегистрированные сделки"
      unit        = "%"
      baseline    = 55
      target      = 85
      perspective = "strategic"
      source      = "реестр сделок"
      reporters   = [person.dina]
    }

    milestone "deal-rules" {
      title      = "Правила регистрации сделок подписаны"
      due        = "2026-03-16"
      owner      = person.anna
      accept_by  = person.dina
      acceptance = "Одна страница: что считается сделкой, кто и когда её регистрирует"
    }
  }

  goal "deployment" {
    statement = "Сократить средний срок внедрения с 72 до 48 дней к 31 января 2027 года"
    category  = "service_quality"
    owner     = person.ivan
    due       = "2027-01-31"
    weight    = 0.2
    serves    = [interest.region, interest.steady-income]

    kpi "deploy" {
      title       = "Срок внедрения"
      unit        = "дней"
      direction   = "decrease"
      baseline    = 72
      target      = 48
      perspective = "operational"
      source      = "акты внедрения за квартал"
      reporters   = [person.ivan]
    }

    milestone "knowledge-base" {
      title      = "Общая база знаний"
      due        = "2026-09-30"
      owner      = person.ivan
      accept_by  = person.oleg
      acceptance = "Десять типовых внедрений описаны так, что новый инженер справляется по ним сам"
    }
  }

  goal "engineers" {
    statement = "Довести число сертифицированных инженеров дилера с 4 до 10 к 31 января 2027 года"
    category  = "capability"
    kind      = "aspirational"
    owner     = person.ivan
    due       = "2027-01-31"
    weight    = 0.2
    serves    = [interest.licence-margin, interest.steady-income]

    kpi "engineers" {
      title       = "Сертифицированные инженеры"
      unit        = "чел."
      baseline    = 4
      target      = 10
      perspective = "strategic"
      source      = "реестр сертификатов"
      reporters   = [person.ivan]
    }

    milestone "first-six" {
      title      = "Обучены шесть инженеров"
      due        = "2026-03-31"
      owner      = person.ivan
      accept_by  = person.oleg
      acceptance = "Шесть инженеров сдали экзамен"
      planned    = 0.5
    }
  }

  # ---- как часто говорим -----------------------------------------------------

  check_in "monday" {
    every      = "week"
    on         = "monday"
    at         = "10:00"
    on_holiday = "skip"
    ask        = [person.dina, person.liya, person.ivan]
    about      = ["kpis"]
    window     = "2bd"
    remind     = ["60%"]
    questions  = question_bank.check-in
  }

  check_in "leads" {
    every  = "month"
    on     = "3rd business day"
    at     = "11:00"
    ask    = [role.lead]
    about  = ["confidence", "blockers"]
    window = "3bd"
    remind = ["60%"]

    question "partner" {
      text    = "Чем партнёр мог бы помочь в этом месяце?"
      kind    = "text"
      readers = "all"
    }
  }

  meeting "informal" {
    title    = "Встреча без повестки"
    every    = "quarter"
    on       = "third friday"
    at       = "15:00"
    duration = "2h"
    informal = true
    invite   = [role.lead, role.product, role.delivery, role.finance, role.member]
    hosts    = [party.vektor, party.dealer]
  }

  review "quarter" {
    every  = "quarter"
    on     = "second thursday"
    at     = "11:00"
    method = "progress"
    ask    = [role.lead, role.finance, role.delivery]
    chair  = person.anna
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
    at     = "11:00"
    method = "financial"
    ask    = [role.finance]
    chair  = person.liya
  }

  review "swot" {
    every  = "year"
    on     = "third tuesday"
    at     = "11:00"
    method = "swot"
    ask    = [role.lead, role.product, role.delivery]
    chair  = person.dina
  }

  survey "pulse" {
    every     = "6 months"
    on        = "last wednesday"
    at        = "10:00"
    ask       = [role.executive, role.lead, role.product, role.delivery, role.finance, role.member]
    window    = "5bd"
    remind    = ["60%"]
    anonymous = true
    min_n     = 5
    questions = question_bank.pulse
  }

  report "monthly" {
    every    = "month"
    on       = "5th"
    at       = "12:00"
    to       = [role.lead, role.executive, role.finance]
    sections = ["goals", "milestones", "actions", "finance", "health", "decisions"]
  }

  # ---- если что-то идёт не так -----------------------------------------------

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
      after  = "10bd"
      notify = [role.executive]
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
      external = true
      within   = "30d"
      describe = "Претензия: 30 календарных дней; молчание считается отказом"
    }
    level "court" {
      external = true
      within   = "180d"
      describe = "Арбитражный суд Свердловской области; записываются только даты"
    }
  }

  guard "balance" {
    when = "balance < 0.6"
    then = "value_review"
  }

  exit {
    notice     = "90d"
    continuity = "Заказчиков сопровождаем до конца оплаченного периода."

    trigger "below-plan" { when = "pace.sales < 0.7 for 2 quarters" }

    task "customers" {
      what   = "Передать заказчику контакты того, кто сопровождает его до конца оплаченного периода"
      owner  = person.dina
      within = "30d"
    }
    task "keys" {
      what   = "Отозвать партнёрские ключи и доступы"
      owner  = person.oleg
      within = "90d"
    }
  }
}
