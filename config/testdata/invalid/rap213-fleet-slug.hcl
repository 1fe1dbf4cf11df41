locals {
  dealers = [
    { slug = "north", name = "North" },
    { slug = "North Cape", name = "North Cape" },
    { slug = "north", name = "North again" },
    { slug = "tea", name = "Tea" },
  ]
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

fleet "dealers" {
  for_each = local.dealers
  slug     = each.value.slug # want RAP213 "Slug of a fleet is not usable" RAP021 "Name used twice" RAP021 "Name used twice"
  title    = "Tea with ${each.value.name}"
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

  party "dealer" {
    name = each.value.name
    person "bo" {
      name  = "Bo Daly"
      email = "bo@leaf.example"
      roles = ["lead"]
    }
  }
}

fleet "shops" {
  for_each = local.dealers # want RAP213 "Slug of a fleet is not usable"
}
