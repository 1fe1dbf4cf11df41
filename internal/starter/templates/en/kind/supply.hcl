{{define "purpose"}}Deliver on time and in full, so that neither of us needs stock as a safety net.{{end}}
{{define "every"}}"week"{{end}}
{{define "on"}}"tuesday"{{end}}
{{define "trigger"}}"kpi.otif < 90 for 2 reviews"{{end}}
{{define "continuity"}}"Open orders are delivered, and both sides work in parallel until somebody else can."{{end}}
{{define "extra"}}
  # What happens when goods arrive late, damaged or not at all.
  corrective_action "quality" {
    contain = "48h" # the harm is limited
    cause   = "7bd" # the cause is known
    plan    = "14bd" # and there is a plan against it
  }
{{end}}
{{define "a" -}}
    interest "availability" {
      statement = "Goods on the shelf without safety stock" # change
    }

    contributes "forecasts" {
      what  = "Weekly forecasts and a planner" # change
      hours = 200
      rate  = 50
      money = 10000
    }

    expects "savings" {
      what   = "Less stock and fewer penalties" # change
      amount = 60000
    }
{{end}}
{{define "b" -}}
    interest "volume" {
      statement = "Volumes that can be planned" # change
    }

    contributes "sensors" {
      what  = "Tracking and a dispatcher" # change
      money = 15000
      hours = 200
      rate  = 40
    }

    expects "volume" {
      what   = "Margin on volumes that are agreed" # change
      amount = 60000
    }
{{end}}
{{define "goal"}}
  # A goal says what, how much, by when, who answers for it and whose interests it serves.
  goal "otif" {
    statement = "Raise deliveries on time and in full from 91.5 to 97 % by {{long .End}}" # change
    category  = "service_quality"
    owner     = person.{{.B.Lead.ID}}
    due       = {{q .End}}
    weight    = 0.7
    serves    = [interest.availability, interest.volume]

    kpi "otif" {
      title     = "Deliveries on time and in full"
      unit      = "%"
      baseline  = 91.5 # change: where you are
      target    = 97   # change: where you want to be
      source    = "both warehouse systems" # where the figure is looked up
      reporters = [role.lead] # who is asked for it
      critical  = true
    }

    milestone "slots" {
      title     = "One list of delivery slots is in use"
      due       = {{q (day 60)}}
      owner     = person.{{.A.Lead.ID}}
      accept_by = person.{{.B.Lead.ID}} # of the other party
    }
  }

  goal "complaints" {
    statement = "Answer complaints within 24 hours instead of 72 by {{long .End}}" # change
    category  = "service_quality"
    owner     = person.{{.B.Lead.ID}}
    due       = {{q .End}}
    weight    = 0.3
    serves    = [interest.availability]

    kpi "answer" {
      title     = "Time until a complaint is answered"
      unit      = "hours"
      direction = "decrease"
      baseline  = 72
      target    = 24
      source    = "the complaints desk"
      reporters = [role.lead]
    }

    milestone "desk" {
      title = "One desk takes all complaints"
      due   = {{q (day 45)}}
      owner = person.{{.B.Lead.ID}}
    }
  }
{{end}}
