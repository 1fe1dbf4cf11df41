# Agreed days and promises of two makers, with people as they are: see personas.hcl.

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

partnership "cups" {
  title    = "Cups"
  purpose  = "Make cups that other people glaze."
  start    = "2041-01-07"
  end      = "2041-05-05"
  timezone = "Europe/Oslo"
  agreement { signed_on = "2025-12-15" }
  calendar = calendar.norway

  party "tea" {
    name = "Tea AS"

    person "ada" {
      name  = "Ada Lund"
      email = "ada@tea.example"
      roles = ["lead"]
    }
    person "dag" {
      name   = "Dag Moe"
      email  = "dag@tea.example"
      roles  = ["member"]
      deputy = person.eli
    }
    person "eli" {
      name  = "Eli Berg"
      email = "eli@tea.example"
      roles = ["executive", "signatory"]
    }

    obligation "contract" {
      what  = "Send the draft contract"
      owner = person.dag
      due   = "2041-02-13"
    }
    obligation "prices" {
      what  = "Send the price list"
      owner = person.ada
      due   = "2041-02-05"
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

    obligation "folder" {
      what  = "Открыть общую папку"
      owner = person.galina
      due   = "2041-02-20"
    }
    obligation "samples" {
      what  = "Прислать образцы"
      owner = person.boris
      due   = "2041-03-04"
    }
  }

  goal "cups" {
    statement     = "Sell 300 cups a month instead of 100 by May 2041"
    category      = "customer_growth"
    owner         = person.ada
    due           = "2041-05-05"
    beneficiaries = [party.tea, party.kettle]

    kpi "sold" {
      title     = "Cups sold"
      unit      = "cups"
      baseline  = 100
      target    = 300
      source    = "the till"
      reporters = [role.lead]
    }

    # In time, after a no.
    milestone "shape" {
      title      = "Shape agreed"
      due        = "2041-02-05"
      owner      = person.ada
      accept_by  = person.boris
      acceptance = "A drawing that both have signed"
    }
    # Beside what its owner owes on the same day.
    milestone "clay" {
      title     = "Clay chosen"
      due       = "2041-02-13"
      owner     = person.dag
      accept_by = person.boris
    }
    # Of somebody who is away.
    milestone "glaze" {
      title      = "Glaze tried"
      due        = "2041-03-12"
      owner      = person.dag
      depends_on = [milestone.clay]
    }
    # Moved by consent, and then late until somebody is told.
    milestone "kiln" {
      title     = "Kiln booked"
      due       = "2041-02-20"
      owner     = person.galina
      accept_by = person.ada
    }
    # Done, and nobody confirms it. Its second warning comes on a morning of its own.
    milestone "fair" {
      title     = "Fair booked"
      due       = "2041-03-22"
      owner     = person.ada
      accept_by = person.fedor
    }
    # Of the silent one, until it is waived.
    milestone "party" {
      title = "Party planned"
      due   = "2041-04-03"
      owner = person.fedor
    }
  }

  check_in "monthly" {
    every  = "month"
    on     = "first wednesday"
    at     = "12:30"
    ask    = [role.lead]
    about  = ["kpis", "blockers"]
    window = "2d"
  }
}
