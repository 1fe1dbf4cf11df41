locals {
  zoo  = [for a in range(1000) : [for b in range(1000) : [for c in range(1000) : "${a}${b}${c}"]]] # want RAP203 "Expression or value too large"
  huge = pow(10, 300) * pow(10, 300) # want RAP203 "Expression or value too large"
  wide = format("%9999s", "tea") # want RAP203 "Expression or value too large"
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
