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

  review "strengths" {
    every    = "6 months"
    on       = "first tuesday"
    at       = "10:00"
    method   = "swot"
    ask      = [role.lead]
    duration = "75m" # want RAP069 "Nobody meets for this review"
  }

  review "progress" {
    every  = "6 months"
    on     = "first tuesday"
    at     = "10:00"
    method = "progress"
    ask    = [role.lead]
    place  = "The hall" # want RAP069 "Nobody meets for this review"
  }
}
