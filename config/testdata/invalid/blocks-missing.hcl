partnership "tea" {
  title    = "Tea together"
  purpose  = "Sell tea and pots together."
  start    = "2027-01-01"
  end      = "2027-12-31"
  timezone = "Europe/Oslo"
  currency = "EUR"

  party "pot" {
    name = "Pot AS"
    person "ann" {
      name  = "Ann Vik"
      email = "ann@pot.example"
      roles = ["lead"]
    }
    contributes "nothing" { # want RAP013 "Required attribute missing"
      rate = 60 # want RAP013 "Required attribute missing"
    }
    expects "nothing" { # want RAP013 "Required attribute missing"
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

  goal "late" { # want RAP013 "Required attribute missing"
    statement = "Sell 40 pots a quarter in the second shop by December 2027"
    kpi "shop" {
      unit     = "pots"
      baseline = 0
      target   = 40
    }
  }
  meeting "empty" { # want RAP013 "Required attribute missing" RAP013 "Required attribute missing"
    every = "month"
  }
  survey "never" { # want RAP013 "Required attribute missing" RAP013 "Required attribute missing"
    ask      = [role.lead]
    template = "self-assessment"
  }
  corrective_action "quality" { # want RAP013 "Required attribute missing"
    contain = "48h"
    cause   = "7bd"
  }
  conflict {
    level "somebody" { # want RAP013 "Required attribute missing"
      within        = "10bd"
      alternate     = "second@resolve.example" # want RAP013 "Required attribute missing"
      refused_after = "30d"                    # want RAP013 "Required attribute missing"
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
