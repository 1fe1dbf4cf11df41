# The least that a first draft has: what is missing is said once, not per goal and party.
partnership "tea" { # want RAP121 "SMART A: nothing contributed" RAP125 "SMART R: goal serves no interest" RAP144 "Usual areas not covered" RAP153 "Methods missing" RAP165 "End not agreed" RAP168 "No money planned"
  title    = "Tea together"
  purpose  = "Sell tea and pots together."
  start    = "2027-01-01"
  end      = "2027-12-31"
  timezone = "Europe/Oslo"

  party "leaf" { # want RAP126 "SMART R: party gains nothing" RAP145 "Party lacks a necessary role"
    name = "Leaf Ltd"
    person "bo" {
      name  = "Bo Daly"
      email = "bo@leaf.example"
    }
  }

  party "pot" { # want RAP126 "SMART R: party gains nothing" RAP145 "Party lacks a necessary role"
    name = "Pot AS"
    person "ann" {
      name  = "Ann Vik"
      email = "ann@pot.example"
    }
  }

  goal "pots-sold" { # want RAP101 "SMART S: goal without owner" RAP130 "SMART T: long goal without milestone"
    statement = "Sell more pots" # want RAP100 "SMART S: goal not specific"
    due       = "2027-12-31"
    kpi "pots" { # want RAP137 "KPI without source or reporter"
      unit     = "pots"
      baseline = 120
      target   = 300 # want RAP120 "SMART A: change hardly achievable"
    }
  }

  check_in "fortnightly" { # want RAP155 "No open question"
    every = "2 weeks"
    on    = "tuesday"
    at    = "10:00"
    ask   = [person.ann, person.bo]
    about = ["kpis", "confidence", "blockers"]
  }
}
