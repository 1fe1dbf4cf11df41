partnership "tea" {
  title    = "Tea together"
  purpose  = "Sell tea and pots together."
  start    = "2027-01-01"
  end      = "2027-12-31"
  timezone = "Europe/Oslo"

  party "pot" {
    name = "Pot AS"
    person "ann" {
      name  = "Ann Vik"
      email = "ann@pot.example"
      roles = ["lead"]
    }
  }

  party "leaf" {
    name = "Leaf Ltd"
    person "bo" {
      name  = "Bo Daly"
      email = "bo@leaf.example"
      roles = ["lead"]
    }
  }

  goal "sales" {
    statement = "Sell 300 pots a quarter instead of 120 by December 2027"
    due       = "2027-12-31"
    kpi "pots" {
      unit     = "pots"
      baseline = 120
      target   = 300
    }
  }

  check_in "weekly" {
    every = "week"
    on    = "tuesday"
    at    = "10:00"
    ask   = [role.lead]
    about = ["kpis"]
  }
}

engine {
  temporal {
    address = "http://temporal.example.com" # want RAP073 "Invalid engine setting"
  }
  mail {
    from = "Rapport <rapport>" # want RAP029 "Invalid mail address"
    smtp {
      host     = "smtp.example.com:25" # want RAP073 "Invalid engine setting"
      port     = 70000 # want RAP026 "Number out of range"
      username = "rapport" # want RAP073 "Invalid engine setting"
    }
    imap {
      host     = "imap.example.com"
      password = env("RAPPORT_IMAP_PASSWORD") # want RAP073 "Invalid engine setting"
    }
    authentication {
      server = "*.com" # want RAP073 "Invalid engine setting"
    }
  }
  store {
    url = "mysql://db.example.com" # want RAP073 "Invalid engine setting"
  }
  keys {
    token = env("NOT A NAME") # want RAP073 "Invalid engine setting"
  }
}
