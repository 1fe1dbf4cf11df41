{{define "purpose"}}Find out together what neither of us can find out alone, and bring it to use.{{end}}
{{define "every"}}"month"{{end}}
{{define "on"}}"first tuesday"{{end}}
{{define "trigger"}}"kpi.readiness < 4 for 2 reviews"{{end}}
{{define "continuity"}}"Each side keeps what it brought; results go by the shares of the agreement, and theses are finished."{{end}}
{{define "extra"}}
  # How the steering committee decides; meetings refer to it with decides_by.
  decision_rule "committee" {
    quorum         = "100%" # one of each party
    majority       = "100%"
    one_per_party  = true
    notice         = "21d"
    minutes_within = "14d"
    accepted_after = "15d" # minutes that nobody objects to
  }
{{end}}
{{define "a" -}}
    interest "product" {
      statement = "A result that can become a product" # change
    }

    contributes "funding" {
      what  = "Funding and engineers" # change
      money = 200000
      hours = 400
      rate  = 90
    }

    expects "option" {
      what   = "Value of the option to license the results" # change
      amount = 400000
    }
{{end}}
{{define "b" -}}
    interest "knowledge" {
      statement = "Results that can be published, and people who learn" # change
    }

    contributes "laboratory" {
      what    = "Laboratory and research hours" # change
      in_kind = 100000
      hours   = 1200
      rate    = 60
    }

    expects "research" {
      what   = "Paid research and publications" # change
      amount = 300000
    }
{{end}}
{{define "goal"}}
  # Interests that pull in two directions are named, and turned into one aim.
  competing "publish-or-file" {
    interests  = [interest.product, interest.knowledge]
    statement  = "Publish early, or file the patent first"
    joint_goal = "File within 45 days of the disclosure, submit the paper the day after" # change
  }

  # A goal says what, how much, by when, who answers for it and whose interests it serves.
  goal "demonstrator" {
    statement = "Bring the technology from readiness level 3 to 5 by {{long .End}}" # change
    category  = "capability"
    owner     = person.{{.B.Lead.ID}}
    due       = {{q .End}}
    serves    = [interest.product, interest.knowledge]

    kpi "readiness" {
      title     = "Technology readiness level"
      unit      = "level"
      baseline  = 3 # change: where you are
      target    = 5 # change: where you want to be
      curve     = "milestones" # expected progress follows planned, below
      source    = "the test protocol" # where the figure is looked up
      reporters = [role.lead] # who is asked for it
      critical  = true
    }

    milestone "protocol" {
      title     = "The test protocol is agreed"
      due       = {{q (day 90)}}
      owner     = person.{{.B.Lead.ID}}
      accept_by = person.{{.A.Lead.ID}} # of the other party
      planned   = 0.2
    }

    milestone "prototype" {
      title      = "The first prototype passes the protocol"
      due        = {{q (day 240)}}
      owner      = person.{{.B.Lead.ID}}
      accept_by  = person.{{.A.Lead.ID}}
      planned    = 0.7
      depends_on = [milestone.protocol]
    }
  }
{{end}}
