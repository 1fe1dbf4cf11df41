engine {
  telemetry = true # want RAP012 "Not available in this version"

  temporal {
    address = "temporal.example.com:7233"
    api_key = "none" # want RAP012 "Not available in this version"
  }

  mail {
    dkim { # want RAP012 "Not available in this version"
      selector = "mail"
    }
  }
}

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
}
