{{define "purpose"}}Win customers together whom neither of us reaches alone.{{end}}
{{define "every"}}"2 weeks"{{end}}
{{define "on"}}"tuesday"{{end}}
{{define "trigger"}}"kpi.leads < 120 for 2 reviews"{{end}}
{{define "continuity"}}"Each side keeps the leads it brought; shared brand material is withdrawn within 30 days."{{end}}
{{define "extra"}}{{end}}
{{define "a" -}}
    interest "new-customers" {
      statement = "New customers in a segment that is hard to reach alone" # change
    }

    contributes "campaign" {
      what  = "Campaign budget and hours" # change
      money = 20000
      hours = 200
      rate  = 60
    }

    expects "pipeline" {
      what   = "New business from joint leads" # change
      amount = 80000
    }
{{end}}
{{define "b" -}}
    interest "adoption" {
      statement = "More use of the product among existing customers" # change
    }

    contributes "content" {
      what  = "Content, events and hours" # change
      money = 20000
      hours = 200
      rate  = 60
    }

    expects "pipeline" {
      what   = "New business from joint leads" # change
      amount = 80000
    }
{{end}}
{{define "goal"}}
  # A goal says what, how much, by when, who answers for it and whose interests it serves.
  goal "qualified-leads" {
    statement = "Grow joint qualified leads from 120 to 200 a quarter by {{long .End}}" # change
    category  = "customer_growth"
    owner     = person.{{.A.Lead.ID}}
    due       = {{q .End}}
    serves    = [interest.new-customers, interest.adoption]

    kpi "leads" {
      title     = "Joint qualified leads a quarter"
      unit      = "leads"
      baseline  = 120         # change: where you are
      target    = 200         # change: where you want to be
      source    = "both CRMs" # where the figure is looked up
      reporters = [role.lead] # who is asked for it
      critical  = true
    }

    milestone "rules" {
      title      = "Rules for who gets which lead are signed"
      due        = {{q (day 60)}}
      owner      = person.{{.B.Lead.ID}}
      accept_by  = person.{{.A.Lead.ID}} # of the other party
      acceptance = "Both leads have signed them"
    }

    milestone "campaign" {
      title = "The first joint campaign is over and its figures are shared"
      due   = {{q (day 180)}}
      owner = person.{{.A.Lead.ID}}
    }
  }
{{end}}
