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

    dynamic "person" { # want RAP214 "Dynamic block cannot be read"
      for_each = ["cy"]
      content {
        name = person.value
      }
    }

    dynamic "interest" { # want RAP214 "Dynamic block cannot be read"
      for_each = ["price"]
      labels   = [interest.value]
    }

    dynamic "interest" {
      for_each = ["price"]
      iterator = each # want RAP214 "Dynamic block cannot be read"
      labels   = [each.value]
      content {
        statement = "Good prices"
      }
    }

    dynamic "intrest" { # want RAP010 "Unknown block"
      for_each = ["price"]
      labels   = ["price"]
      content {}
    }
  }
}
