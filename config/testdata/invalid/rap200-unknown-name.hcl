variable "region" {
  default = "ural"
}

locals {
  name = "Tea in ${var.regoin}" # want RAP200 "Unknown name in an expression"
  row  = { slug = "tea", name = "Tea" }
}

partnership "tea" {
  title    = "${local.naem}, ${local.row.nmae}" # want RAP200 "Unknown name in an expression" RAP200 "Unknown name in an expression"
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

    dynamic "person" {
      for_each = toset(["cy"])
      labels   = [person.value]
      content {
        name  = "${persn.value} Doe" # want RAP200 "Unknown name in an expression"
        email = "${each.value}@leaf.example" # want RAP200 "Unknown name in an expression"
      }
    }
  }
}
