partnership "tea" {
  title    = uper("tea") # want RAP201 "Unknown function"
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

    person "cy" {
      name  = "Cy ${uuid()}" # want RAP201 "Unknown function"
      email = "cy@leaf.example"
    }
  }
}
