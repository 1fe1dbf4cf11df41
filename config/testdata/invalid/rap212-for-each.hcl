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

fleet "dealers" {
  for_each = "dealers.csv" # want RAP212 "Nothing to repeat for"
  slug     = each.value.slug
}

fleet "shops" { # want RAP013 "Required attribute missing"
  for_each = null
  slug     = each.value.slug
}
