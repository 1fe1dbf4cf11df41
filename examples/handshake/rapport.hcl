# Two bakeries sign before anything runs: the smallest partnership with consent by mail.
# Try it: go run ./cmd/rapport rehearse examples/handshake --until 2027-03-31

partnership "rye-wheat" {
  title    = "Rye & Wheat market stall"
  purpose  = "Sell bread at the Saturday market from one stall that neither bakery could keep alone."
  start    = "2027-02-01"
  end      = "2028-01-31"
  timezone = "Europe/Oslo"
  budget   = 0 # no money changes hands

  principles = ["Whoever bakes too little says so on Friday", "The stall is clean when we leave"]

  agreement {
    signing = "7d"
    remind  = ["3d"]
    expires = "21d"
  }

  party "rye" {
    name = "Rye Bakery AS"

    person "ingrid" {
      name  = "Ingrid Moe"
      email = "ingrid@rye.example"
      roles = ["lead", "executive", "signatory"]
    }

    contributes "stall" {
      what  = "The stall and its permit"
      hours = 100
    }
    expects "regulars" { what = "Regulars on Saturdays" }
  }

  party "wheat" {
    name = "Wheat & Sons"

    person "omar" {
      name  = "Omar Aziz"
      email = "omar@wheat.example"
      roles = ["lead", "executive", "signatory"]
    }

    contributes "saturdays" { hours = 250 }
    expects "name" { what = "A name in the neighbourhood" }
  }

  goal "stall" {
    statement     = "Grow loaves sold from 80 to 160 a Saturday by January 2028"
    category      = "customer_growth"
    owner         = person.ingrid
    due           = "2028-01-31"
    beneficiaries = [party.rye, party.wheat]

    kpi "loaves" {
      title     = "Loaves sold a Saturday"
      unit      = "loaves"
      baseline  = 80
      target    = 160
      source    = "the till of the stall"
      reporters = [person.omar]
    }

    milestone "first-saturday" {
      title = "First Saturday together"
      due   = "2027-02-27"
      owner = person.omar
    }
  }

  check_in "fortnightly" {
    every  = "2 weeks"
    on     = "monday"
    at     = "09:00"
    ask    = [role.lead]
    about  = ["kpis", "confidence", "blockers"]
    window = "2bd"
  }

  exit {
    notice     = "30d"
    continuity = "The stall stays with Rye Bakery, and each keeps its own recipes."
    trigger "empty" { when = "kpi.loaves < 60 for 3 reviews" }
  }
}
