# Two small makers bring more people to their joint workshops.
# Try it: go run ./cmd/rapport up examples/quickstart

partnership "teapot-kettle" {
  title = { en = "Teapot & Kettle joint workshops", ru = "Мастер-классы Teapot & Kettle" }
  purpose = {
    en = "Win tea lovers in Oslo and Yerevan for workshops that neither studio could fill alone."
    ru = "Привлечь любителей чая в Осло и Ереване на мастер-классы, которые ни одна студия не заполнит в одиночку."
  }
  start    = "2026-01-05"
  end      = "2030-12-31"
  timezone = "Europe/Oslo"
  principles = [
    { en = "Figures before feelings", ru = "Сначала цифры, потом чувства" },
    { en = "No surprises", ru = "Без сюрпризов" },
    { en = "The kettle is always on", ru = "Чайник всегда горячий" },
  ]
  budget = 0 # no money changes hands

  agreement { # without it, both are asked by mail to sign first
    signed_on = "2025-12-15"
    reference = "Letter of intent of 15 December 2025"
  }

  party "teapot" {
    name = "Teapot Pottery AS"

    person "astrid" {
      name   = "Astrid Vik"
      email  = "astrid@teapot.example"
      roles  = ["lead", "signatory"]
      deputy = person.jonas
    }

    person "jonas" {
      name  = "Jonas Lund"
      email = "jonas@teapot.example"
      roles = ["executive"]
    }

    interest "full-kiln" { statement = { en = "Guests who paint a pot and come back for it", ru = "Гости, которые расписывают чайник и возвращаются за ним" } }
    contributes "wheels" { hours = 500 }
    expects "guests" { what = { en = "Guests on quiet weekdays", ru = "Гости в тихие будни" } }
  }

  party "kettle" {
    name     = "Kettle & Co."
    timezone = "Asia/Yerevan"
    language = "ru"

    person "vera" {
      name   = "Вера Соколова"
      email  = "vera@kettle.example"
      roles  = ["lead", "signatory"]
      deputy = person.levon
    }

    person "levon" {
      name  = "Левон Арутюнян"
      email = "levon@kettle.example"
      roles = ["executive"]
    }

    interest "regulars" { statement = { en = "Guests who take tea home", ru = "Гости, которые берут чай домой" } }
    contributes "tastings" { hours = 500 }
    expects "tins" { what = { en = "Tins sold to guests", ru = "Банки чая, проданные гостям" } }
  }

  goal "full-tables" {
    statement = {
      en = "Grow qualified workshop leads from 120 to 300 a quarter by the end of 2030"
      ru = "К концу 2030 года получать 300 целевых заявок на мастер-классы в квартал вместо 120"
    }
    category = "customer_growth"
    owner    = person.astrid
    due      = "2030-12-31"
    weight   = 2
    serves   = [interest.full-kiln, interest.regulars]

    kpi "mql" {
      title     = { en = "Qualified leads a quarter", ru = "Целевые заявки за квартал" }
      unit      = { en = "leads", ru = "заявок" }
      baseline  = 120
      target    = 300
      source    = { en = "the shared booking list", ru = "общий список записей" }
      reporters = [role.lead]
      critical  = true
    }

    milestone "spring-fair" {
      title = { en = "Joint stall at the spring fair", ru = "Общий прилавок на весенней ярмарке" }
      due   = "2027-05-31"
    }
  }

  goal "warm-welcome" {
    statement = {
      en = "Answer every enquiry within 8 hours instead of 30 by the end of 2027"
      ru = "К концу 2027 года отвечать на каждый вопрос за 8 часов вместо 30"
    }
    category = "service_quality"
    owner    = person.vera
    due      = "2027-12-31"
    serves   = [interest.regulars]

    kpi "response" {
      title     = { en = "Time to the first answer", ru = "Время до первого ответа" }
      unit      = { en = "hours", ru = "часов" }
      baseline  = 30
      target    = 8
      source    = { en = "the shared inbox", ru = "общая почта" }
      reporters = [role.lead]
    }

    milestone "one-inbox" {
      title = { en = "One inbox for both studios", ru = "Одна почта на обе студии" }
      due   = "2026-12-31"
    }
  }

  area "marketing" {
    accountable = person.astrid
    responsible = [role.lead]
  }
  area "customer_service" {
    accountable = person.vera
    responsible = [role.lead]
  }
  area "finance" { not_applicable = true }
  area "product" { not_applicable = true }

  check_in "fortnightly" {
    title   = { en = "Every two weeks", ru = "Раз в две недели" }
    every   = "2 weeks"
    on      = "tuesday"
    at      = "10:00"
    kickoff = true # the first one goes out at once
    ask     = [role.lead]
    about   = ["kpis", "confidence", "blockers"]
    window  = "3bd"
    remind  = ["60%"]

    question "changed" {
      text = {
        en = "What changed since last time that the other side should know?"
        ru = "Что изменилось с прошлого раза, о чём стоит знать другой стороне?"
      }
      kind     = "text"
      readers  = "all"
      optional = true
    }
  }

  meeting "tea" {
    every    = "6 weeks"
    on       = "friday"
    at       = "15:00"
    informal = true
    invite   = [role.lead, role.executive]
    hosts    = [party.teapot, party.kettle]
  }

  survey "pulse" {
    every    = "quarter"
    on       = "first tuesday"
    at       = "10:00"
    ask      = [role.lead, role.executive]
    template = "relationship-pulse"
  }

  review "progress" {
    every  = "quarter"
    on     = "last thursday"
    at     = "10:00"
    method = "progress"
    ask    = [role.lead]
  }
  review "finance" {
    every  = "year"
    on     = "5th business day"
    at     = "10:00"
    method = "financial"
    ask    = [role.executive]
  }
  review "swot" {
    every  = "year"
    on     = "first monday"
    at     = "10:00"
    method = "swot"
    ask    = [role.lead]
  }

  conflict {
    level "direct" {
      who    = "parties"
      within = "10bd"
    }
    level "executives" {
      who    = [role.executive]
      within = "30d"
    }
  }

  exit {
    notice = "60d"
    continuity = {
      en = "Booked workshops take place, and each studio keeps its own guests."
      ru = "Мастер-классы, на которые записались, проходят; гости остаются у своей студии."
    }
    trigger "empty-tables" { when = "kpi.mql < 120 for 4 reviews" }
  }
}
