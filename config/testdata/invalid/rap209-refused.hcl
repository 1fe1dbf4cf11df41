variable "region" {
  type    = string
  default = "moon" # want RAP209 "Value refused by its variable"
  validation {
    condition     = contains(["ural", "siberia"], var.region)
    error_message = "The region is ural or siberia."
  }
}

partnership "tea" {
  title    = "Tea in ${var.region}"
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
