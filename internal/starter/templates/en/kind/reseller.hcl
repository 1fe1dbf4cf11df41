{{define "purpose"}}Bring the product to customers who buy from a partner close to them.{{end}}
{{define "every"}}"2 weeks"{{end}}
{{define "on"}}"tuesday"{{end}}
{{define "trigger"}}"kpi.sales < 480000 for 2 reviews"{{end}}
{{define "continuity"}}"Customers are served until the end of what they have paid for; then they choose whom to stay with."{{end}}
{{define "extra"}}
  # What a reseller and a vendor owe each other when a customer complains.
  corrective_action "complaint" {
    contain = "48h" # the customer can work again
    cause   = "5bd"
    plan    = "10bd"
  }
{{end}}
{{define "a" -}}
    interest "reach" {
      statement = "Customers in a region without an office of our own" # change
    }

    contributes "enablement" {
      what  = "Training, demo systems and support" # change
      hours = 300
      rate  = 70
      money = 15000
    }

    expects "sales" {
      what   = "Licence revenue through the reseller" # change
      amount = 200000
    }
{{end}}
{{define "b" -}}
    interest "margin" {
      statement = "Margin and service revenue with a product that sells" # change
    }

    contributes "sales-team" {
      what  = "A sales person and two certified engineers" # change
      hours = 800
      rate  = 40
    }

    expects "margin" {
      what   = "Margin and services" # change
      amount = 150000
    }
{{end}}
{{define "goal"}}
  # A goal says what, how much, by when, who answers for it and whose interests it serves.
  goal "sales" {
    statement = "Grow sales through the reseller from 480000 to 576000 EUR a year by {{long .End}}" # change
    category  = "financial"
    owner     = person.{{.B.Lead.ID}}
    due       = {{q .End}}
    weight    = 0.6
    serves    = [interest.reach, interest.margin]

    kpi "sales" {
      title     = "Sales of the last twelve months"
      unit      = "EUR"
      baseline  = 480000 # change: where you are
      target    = "+20%" # of the baseline; a number is fine too
      source    = "the vendor's order system" # where the figure is looked up
      reporters = [role.lead] # who is asked for it
      critical  = true
    }

    milestone "first-deals" {
      title     = "Five deals are won together"
      due       = {{q (day 120)}}
      owner     = person.{{.B.Lead.ID}}
      accept_by = person.{{.A.Lead.ID}} # of the other party
    }
  }

  goal "certified" {
    statement = "Have 6 certified engineers instead of 3 by {{long .End}}" # change
    category  = "capability"
    owner     = person.{{.A.Lead.ID}}
    due       = {{q .End}}
    weight    = 0.4
    serves    = [interest.margin]

    kpi "engineers" {
      title     = "Certified engineers"
      unit      = "people"
      baseline  = 3
      target    = 6
      source    = "the register of certificates"
      reporters = [role.lead]
    }

    milestone "training" {
      title = "The first training is held"
      due   = {{q (day 60)}}
      owner = person.{{.A.Lead.ID}}
    }
  }
{{end}}
