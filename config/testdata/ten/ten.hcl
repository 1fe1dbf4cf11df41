# Ten mistakes of ten kinds; each gives one finding and none hides another.
partnership "tea" {
  title    = "Tea together"
  purpose  = "Sell tea and pots together."
  start    = "2027-01-01"
  end      = "2027-13-31" # 1
  timezone = "Europe/Olso" # 2

  party "pot" {
    name = "Pot AS"
    person "ann" {
      name   = "Ann Vik"
      email  = "ann.pot.example" # 3
      roles  = ["lead"]
      deputy = person.kat # 4
    }
    person "cat" {
      name     = "Cat Moe"
      email    = "cat@pot.example"
      language = "norwegian" # 5
    }
  }

  party "leaf" {
    name = "Leaf Ltd"
    person "bo" {
      name  = "Bo Daly"
      email = "cat@pot.example" # 6
      roles = ["lead"]
    }
  }

  goal "sales" {
    statement = "Sell 300 pots a quarter instead of 120 by December 2027"
    due       = "2027-12-31"
    wieght    = 2 # 7
    kpi "pots" { # 8
      baseline = 120
      target   = 300
    }
  }

  check_in "weekly" {
    every  = "week"
    on     = "first tuesday" # 9
    at     = "10:00"
    ask    = [role.finance] # 10
    about  = ["kpis"]
  }
}
