partnership "tea" {
  title    = "Tea together"
  purpose  = "Sell tea and pots together."
  start    = "2027-01-01"
  end      = "2027-12-31"
  timezone = "Europe/Oslo"
  currency = "EUR"

  exchange_rate "USD" {
    on   = "2027-01-01"
    rate = 0.92
  }

  exchange_rate "USD" {
    on   = "2027-04-01"
    rate = 0.9
  }

  exchange_rate "USD" {
    on   = "2027-01-01" # want RAP058 "Exchange rate out of place"
    rate = 0.93
  }

  exchange_rate "EUR" { # want RAP058 "Exchange rate out of place"
    on   = "2027-01-01"
    rate = 1
  }

  exchange_rate "dollar" { # want RAP020 "Invalid name"
    on   = "2027-01-01"
    rate = 0.9
  }

  exchange_rate "NOK" {
    on   = "2027-01-01"
    rate = 0 # want RAP026 "Number out of range"
  }

  exchange_rate "SEK" { # want RAP013 "Required attribute missing"
    on = "2027-01-01"
  }

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
