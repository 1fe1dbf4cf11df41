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
    milestone "clay" {
      title      = "The clay is there"
      due        = "2027-03-31"
      depends_on = [milestone.glaze]
    }
    milestone "kiln" {
      title      = "The kiln is hot"
      due        = "2027-04-30"
      depends_on = [milestone.clay] # want RAP057 "Milestones wait for each other"
    }
    milestone "glaze" {
      title      = "The glaze is mixed"
      due        = "2027-05-31"
      depends_on = [milestone.kiln]
    }
    milestone "sale" {
      title      = "The sale begins"
      due        = "2027-06-30"
      depends_on = [milestone.sale, milestone.clay] # want RAP057 "Milestones wait for each other"
    }
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
