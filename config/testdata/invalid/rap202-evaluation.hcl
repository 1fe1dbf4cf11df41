locals {
  people = csvdecode("name,email\nCy") # want RAP202 "Expression cannot be evaluated"
  text   = file("../notes.txt")        # want RAP202 "Expression cannot be evaluated"
  rows   = ["one", "two"]
}

partnership "tea" {
  title    = "${local.rows[2]} teas" # want RAP202 "Expression cannot be evaluated"
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
