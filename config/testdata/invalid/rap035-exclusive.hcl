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
    window    = "12 months" # want RAP035 "Attributes exclude each other"
    kpi "pots" {
      unit     = "pots"
      baseline = 120
      target   = 300
    }
  }

  area "product" {
    accountable    = person.ann
    not_applicable = true # want RAP035 "Attributes exclude each other"
  }
  meeting "coffee" {
    every    = "6 weeks"
    on       = "friday"
    at       = "09:30"
    informal = true
    invite   = [role.lead]
    minutes  = "3d" # want RAP035 "Attributes exclude each other"
  }
  survey "pulse" {
    every    = "quarter"
    at       = "10:00"
    after    = "conflict" # want RAP035 "Attributes exclude each other"
    ask      = [role.lead]
    template = "relationship-pulse"
  }
  conflict {
    level "both" { # want RAP035 "Attributes exclude each other"
      who     = [role.lead]
      contact = "mediator@resolve.example"
      within  = "10bd"
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
