partnership "teapot-kettle" {
  title    = "Teapot & Kettle joint workshops"
  purpose  = <<-EOT
    Win tea lovers for workshops
    that neither studio could fill alone.
  EOT
  start    = "2027-01-04"
  end      = "2027-12-31"
  timezone = "Europe/Oslo"
  language = "en"
  calendar = calendar.norway
  currency = "EUR"

  principles = ["Figures before feelings", "No surprises"]

  party "teapot" {
    name = "Teapot Pottery AS"

    person "astrid" {
      name   = "Astrid Vik"
      email  = "astrid@teapot.example"
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
    }
  }

  party "kettle" {
    name     = "Kettle & Co."
    timezone = "Asia/Yerevan"
    language = "ru"
    calendar = calendar.armenia

    person "vera" {
      name     = "Вера Соколова"
      email    = "vera@kettle.example"
      roles    = ["lead"]
      timezone = "Asia/Tbilisi"
      language = "ru"
      calendar = calendar.armenia
    }
  }

  goal "full-tables" {
    statement = "Grow qualified workshop leads from 120 to 300 a quarter by December 2027"
    category  = "customer_growth"
    owner     = person.astrid
    start     = "2027-02-01"
    due       = "2027-12-31"
    weight    = 2

    kpi "mql" {
      title     = "Qualified leads a quarter"
      unit      = "leads"
      direction = "increase"
      baseline  = 120
      target    = 300
      weight    = 3
      source    = "the shared booking list"
      reporters = [role.lead]
      critical  = true
    }

    kpi "rating" {
      unit      = "stars"
      direction = "maintain_min"
      target    = 4.5
      tolerance = 0.2
    }

    kpi "revenue" {
      unit     = "EUR"
      baseline = 40000
      target   = "+20%"
    }
  }

  check_in "fortnightly" {
    every      = "2 weeks"
    on         = "tuesday"
    at         = "10:00"
    kickoff    = true
    ask        = [role.lead]
    about      = ["kpis", "confidence", "blockers"]
    window     = "3bd"
    remind     = ["60%", "2bd"]
    on_holiday = "next"
    missed     = "send_latest"

    question "spend" {
      text     = "What did the workshops cost since last time?"
      kind     = "money"
      unit     = "EUR"
      min      = 0
      max      = 100000
      optional = true
    }

    question "mood" {
      text    = "How is the mood between the studios?"
      kind    = "choice"
      choices = ["good", "mixed", "bad"]
    }
  }
}
