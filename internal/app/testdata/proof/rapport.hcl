# A spring of two makers, with people as they are: see personas.hcl.

calendar "norway" {
  workdays = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "08:00-17:00"
  holidays = ["2041-04-18", "2041-04-19", "2041-04-22"]
}

calendar "armenia" {
  workdays = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "09:00-18:00"
  holidays = ["2041-01-28", "2041-03-08"]
}

partnership "tea-kettle" {
  title      = "Tea & Kettle"
  purpose    = "Win tea lovers for joint workshops."
  start      = "2041-01-07"
  end        = "2041-05-05"
  timezone   = "Europe/Oslo"
  agreement { signed_on = "2025-12-15" }
  calendar   = calendar.norway
  currency   = "EUR"
  principles = ["Figures before feelings"]

  party "tea" {
    name = "Tea AS"

    person "ada" {
      name  = "Ada Lund"
      email = "ada@tea.example"
      roles = ["lead", "executive", "signatory"]
    }
    person "dag" {
      name   = "Dag Moe"
      email  = "dag@tea.example"
      roles  = ["finance"]
      deputy = person.eli

      absence {
        from  = "2041-02-18"
        until = "2041-03-15"
      }
    }
    person "eli" {
      name  = "Eli Berg"
      email = "eli@tea.example"
      roles = ["member"]
    }
  }

  party "kettle" {
    name     = "Kettle OOO"
    timezone = "Asia/Yerevan"
    language = "ru"
    calendar = calendar.armenia

    person "boris" {
      name  = "Борис Орлов"
      email = "boris@kettle.example"
      roles = ["lead", "signatory"]
    }
    person "fedor" {
      name  = "Фёдор Ким"
      email = "fedor@kettle.example"
      roles = ["executive"]
    }
    person "galina" {
      name     = "Галина Ли"
      email    = "galina@kettle.example"
      roles    = ["member"]
      timezone = "Asia/Vladivostok"
    }
  }

  goal "leads" {
    statement     = "Grow qualified leads from 100 to 300 a quarter by May 2041"
    category      = "customer_growth"
    owner         = person.ada
    due           = "2041-05-05"
    weight        = 2
    beneficiaries = [party.tea, party.kettle]

    kpi "mql" {
      title     = "Qualified leads"
      unit      = "leads"
      baseline  = 100
      target    = 300
      source    = "the booking list"
      reporters = [role.lead]
      critical  = true
    }
  }

  goal "welcome" {
    statement = "Answer every enquiry within 8.5 hours instead of 30 by May 2041"
    category  = "service_quality"
    owner     = person.boris
    due       = "2041-05-05"

    kpi "response" {
      title     = "Time to the first answer"
      unit      = "hours"
      baseline  = 30
      target    = 8.5
      source    = "the shared inbox"
      reporters = [person.boris, person.dag]
    }
  }

  report "monthly" {
    every = "month"
    on    = "15th"
    at    = "16:33"
    to    = [role.lead, role.finance]
  }

  check_in "weekly" {
    every   = "week"
    on      = "tuesday"
    at      = "10:00"
    kickoff = true
    ask     = [role.lead, person.galina]
    about   = ["kpis", "blockers"]
    window  = "3bd"
    remind  = ["40%", "80%"]

    question "workshop" {
      text     = "When is the next workshop?"
      kind     = "date"
      optional = true
    }
  }

  check_in "monthly" {
    every  = "month"
    on     = "first wednesday"
    at     = "12:30"
    ask    = [person.fedor]
    about  = ["confidence"]
    window = "2d"
  }

  check_in "fortnightly" {
    every  = "2 weeks"
    on     = "thursday"
    at     = "09:20"
    ask    = [role.finance, person.fedor, person.boris]
    about  = ["kpis", "confidence", "blockers"]
    window = "2bd"
    remind = ["60%"]

    question "mood" {
      text    = "How is the work together?"
      kind    = "choice"
      choices = ["easy", "bumpy", "stuck"]
    }
    question "spent" {
      text = "What have you spent on it so far?"
      kind = "money"
      unit = "EUR"
    }
    question "pace" {
      text = "How well do we keep the pace?"
      kind = "scale"
    }
    question "again" {
      text = "Would you do these two weeks again?"
      kind = "yes_no"
    }
    question "changed" {
      text     = "What changed that the other side should know?"
      kind     = "text"
      readers  = "all"
      optional = true
    }
  }
}
