locals {
  cup  = "${local.pot} and cup" # want RAP204 "Local values depend on each other"
  leaf = "leaf"
  pot  = upper(local.tray)
  tray = "${local.cup}, ${local.leaf}"
  self = local.self # want RAP204 "Local values depend on each other"
}

partnership "tea" {
  title    = "Tea and ${local.tray}"
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
