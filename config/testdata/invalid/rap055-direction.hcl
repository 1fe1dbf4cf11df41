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
      low      = 100 # want RAP055 "Attribute does not fit the figure"
      window   = "12 months" # want RAP055 "Attribute does not fit the figure"
    }
    kpi "price" {
      unit      = "EUR"
      direction = "range"
      low       = 12
      high      = 9 # want RAP055 "Attribute does not fit the figure"
      target    = 10 # want RAP055 "Attribute does not fit the figure"
    }
    kpi "licence" {
      direction = "binary"
      target    = 5 # want RAP055 "Attribute does not fit the figure"
    }
    kpi "cups" {
      unit     = "cups"
      baseline = 10
      target   = 20
      curve    = "milestones" # want RAP055 "Attribute does not fit the figure"
    }
    kpi "stock" { # want RAP013 "Required attribute missing"
      unit      = "pots"
      direction = "range"
      low       = 5
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
