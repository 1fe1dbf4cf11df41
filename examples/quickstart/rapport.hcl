# Two small makers bring more people to their joint workshops.
# Try it: go run ./cmd/rapport up examples/quickstart

partnership "teapot-kettle" {
  title      = "Teapot & Kettle joint workshops"
  purpose    = "Win tea lovers in Oslo and Yerevan for workshops that neither studio could fill alone."
  start      = "2026-01-05"
  end        = "2030-12-31"
  timezone   = "Europe/Oslo"
  principles = ["Figures before feelings", "No surprises", "The kettle is always on"]
  budget     = 0 # no money changes hands

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

    interest "full-kiln" { statement = "Guests who paint a pot and come back for it" }
    contributes "wheels" { hours = 500 }
    expects "guests" { what = "Guests on quiet weekdays" }
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

    interest "regulars" { statement = "Guests who take tea home" }
    contributes "tastings" { hours = 500 }
    expects "tins" { what = "Tins sold to guests" }
  }

  goal "full-tables" {
    statement = "Grow qualified workshop leads from 120 to 300 a quarter by the end of 2030"
    category  = "customer_growth"
    owner     = person.astrid
    due       = "2030-12-31"
    weight    = 2
    serves    = [interest.full-kiln, interest.regulars]

    kpi "mql" {
      title     = "Qualified leads a quarter"
      unit      = "leads"
      baseline  = 120
      target    = 300
      source    = "the shared booking list"
      reporters = [role.lead]
      critical  = true
    }

    milestone "spring-fair" {
      title = "Joint stall at the spring fair"
      due   = "2027-05-31"
    }
  }

  goal "warm-welcome" {
    statement = "Answer every enquiry within 8 hours instead of 30 by the end of 2027"
    category  = "service_quality"
    owner     = person.vera
    due       = "2027-12-31"
    serves    = [interest.regulars]

    kpi "response" {
      title     = "Time to the first answer"
      unit      = "hours"
      baseline  = 30
      target    = 8
      source    = "the shared inbox"
      reporters = [role.lead]
    }

    milestone "one-inbox" {
      title = "One inbox for both studios"
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
    every   = "2 weeks"
    on      = "tuesday"
    at      = "10:00"
    kickoff = true # the first one goes out at once
    ask     = [role.lead]
    about   = ["kpis", "confidence", "blockers"]
    window  = "3bd"
    remind  = ["60%"]

    question "changed" {
      text     = "What changed since last time that the other side should know?"
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
    notice     = "60d"
    continuity = "Booked workshops take place, and each studio keeps its own guests."
    trigger "empty-tables" { when = "kpi.mql < 120 for 4 reviews" }
  }
}
