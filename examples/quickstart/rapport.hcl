# Two small makers bring more people to their joint workshops.
# Try it: go run ./cmd/rapport up examples/quickstart

partnership "teapot-kettle" {
  title      = "Teapot & Kettle joint workshops"
  purpose    = "Win tea lovers in Oslo and Yerevan for workshops that neither studio could fill alone."
  start      = "2026-01-05"
  end        = "2030-12-31"
  timezone   = "Europe/Oslo"
  principles = ["Figures before feelings", "No surprises", "The kettle is always on"]

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
      roles = ["member"]
    }
  }

  party "kettle" {
    name     = "Kettle & Co."
    timezone = "Asia/Yerevan"
    language = "ru"

    person "vera" {
      name  = "Вера Соколова"
      email = "vera@kettle.example"
      roles = ["lead", "signatory"]
    }
  }

  goal "full-tables" {
    statement = "Grow qualified workshop leads from 120 to 300 a quarter by the end of 2030"
    category  = "customer_growth"
    owner     = person.astrid
    due       = "2030-12-31"
    weight    = 2

    kpi "mql" {
      title     = "Qualified leads a quarter"
      unit      = "leads"
      baseline  = 120
      target    = 300
      source    = "the shared booking list"
      reporters = [role.lead]
      critical  = true
    }
  }

  goal "warm-welcome" {
    statement = "Answer every enquiry within 8 hours instead of 30 by the end of 2027"
    category  = "service_quality"
    owner     = person.vera
    due       = "2027-12-31"

    kpi "response" {
      title     = "Time to the first answer"
      unit      = "hours"
      baseline  = 30
      target    = 8
      source    = "the shared inbox"
      reporters = [role.lead]
    }
  }

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
      optional = true
    }
  }
}
