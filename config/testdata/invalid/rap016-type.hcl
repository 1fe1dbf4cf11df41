partnership "tea" {
  title    = 42 # want RAP016 "Wrong type of value"
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
    name = leaf # want RAP016 "Wrong type of value"
    person "bo" {
      name  = "Bo Daly"
      email = ["bo@leaf.example"] # want RAP016 "Wrong type of value"
      roles = ["lead"]
    }
  }

  goal "sales" {
    statement = "Sell 300 pots a quarter instead of 120 by December 2027"
    owner     = "ann" # want RAP016 "Wrong type of value"
    weight    = "2" # want RAP016 "Wrong type of value"
    due       = "2027-12-31"
    kpi "pots" {
      unit     = "pots"
      baseline = 120
      target   = "20%" # want RAP016 "Wrong type of value"
    }
  }

  check_in "weekly" {
    every = "week"
    on    = "tuesday"
    at    = "10:00"
    ask   = role.lead # want RAP016 "Wrong type of value"
    about = ["kpis"]
  }
}
