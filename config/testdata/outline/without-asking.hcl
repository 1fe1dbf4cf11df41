# What the whole partnership excludes.

partnership "without-asking" {
  title    = "Tea together"
  purpose  = "Sell tea and pots together."
  start    = "2027-01-01"
  end      = "2027-12-31"
  timezone = "Europe/Oslo"

  party "pot" {
    name = "Pot AS"
    expects "sales" { what = "More sales" }
    person "ann" {
      name  = "Ann Vik"
      email = "ann@pot.example"
      roles = ["lead", "executive", "signatory"]
    }
  }

  party "leaf" {
    name = "Leaf Ltd"
    expects "sales" { what = "More sales" }
    person "bo" {
      name  = "Bo Daly"
      email = "bo@leaf.example"
      roles = ["lead", "executive", "signatory"]
    }
  }

  goal "sales" {
    statement = "Sell 300 pots a quarter instead of 120 by December 2027"
    owner     = person.ann
    due       = "2027-12-31"
    kpi "pots" {
      unit      = "pots"
      baseline  = 120
      target    = 300
      source    = "the till"
      reporters = [person.ann]
    }
  }

  check_in "weekly" {
    every = "week"
    on    = "tuesday"
    at    = "10:00"
    ask   = [role.lead]
    about = ["kpis"]
  }

  agreement {
    signed_on = "2026-12-01"
    reference = "Contract 17/26"
  }
}
