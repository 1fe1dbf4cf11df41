{{define "purpose"}}Give people something that lasts after the project is over.{{end}}
{{define "every"}}"month"{{end}}
{{define "on"}}"first tuesday"{{end}}
{{define "trigger"}}"kpi.households < 1000 for 2 reviews"{{end}}
{{define "continuity"}}"What was built belongs to those who use it; contracts of operators are kept for 12 months."{{end}}
{{define "extra"}}
  # How the assembly decides; meetings refer to it with decides_by.
  decision_rule "assembly" {
    quorum               = "2/3"
    majority             = "2/3"
    one_per_party        = true
    notice               = "45d"
    extraordinary_notice = "15d"
    agenda_before        = "21d"
    minutes_within       = "14d"
    accepted_after       = "15d" # minutes that nobody objects to
    veto_window          = "15d"
    written_procedure    = "10d"
  }

  meeting "assembly" {
    every      = "6 months"
    on         = "third wednesday"
    at         = "13:00"
    duration   = "3h"
    invite     = [role.lead, role.executive]
    decides_by = decision_rule.assembly
  }
{{end}}
{{define "a" -}}
    interest "impact" {
      statement = "Lasting access for the people of the region" # change
    }

    contributes "grant" {
      what  = "Grant and coordination" # change
      money = 100000
      hours = 800
      rate  = 30
    }

    expects "impact" {
      what   = "Value of the access for households, by the agreed method" # change
      amount = 200000
    }
{{end}}
{{define "b" -}}
    interest "operation" {
      statement = "Equipment that can be run with local people and money" # change
    }

    contributes "land" {
      what    = "Land, transport and staff" # change
      in_kind = 40000
      hours   = 1000
      rate    = 10
    }

    expects "operation" {
      what   = "Lower costs of operation" # change
      amount = 100000
    }
{{end}}
{{define "goal"}}
  # A goal says what, how much, by when, who answers for it and whose interests it serves.
  goal "access" {
    statement = "Bring the service to 2000 households instead of 1000 by {{long .End}}" # change
    category  = "social"
    owner     = person.{{.A.Lead.ID}}
    due       = {{q .End}}
    serves    = [interest.impact, interest.operation]

    kpi "households" {
      title     = "Households with the service"
      unit      = "households"
      baseline  = 1000 # change: where you are
      target    = 2000 # change: where you want to be
      source    = "the field survey" # where the figure is looked up
      reporters = [role.lead] # who is asked for it
      critical  = true
    }

    milestone "survey" {
      title     = "The baseline survey is published"
      due       = {{q (day 90)}}
      owner     = person.{{.A.Lead.ID}}
      accept_by = person.{{.B.Lead.ID}} # of the other party
    }

    milestone "operators" {
      title = "Operators are trained"
      due   = {{q (day 240)}}
      owner = person.{{.B.Lead.ID}}
    }
  }
{{end}}
