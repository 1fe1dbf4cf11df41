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

playbook "coffee" { # want RAP211 "Playbook not used"
  title   = "Coffee together"
  for_each = [] # want RAP011 "Unknown attribute"
  purpos  = "Sell coffee." # want RAP011 "Unknown attribute"
}
