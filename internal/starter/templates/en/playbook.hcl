# How partnerships of the kind "{{.Kind}}" are run. A partnership takes all of it with
#
#   playbook = playbook.{{.Kind}}
#
# and may say anything differently: blocks of the same kind and name are merged, and what the
# partnership says itself wins. Roles stand for people: each partnership brings its own.

playbook {{q .Kind}} {
  # A round of questions by mail; people answer by replying.
  check_in "regular" {
    every  = {{template "every" .}}
    on     = {{template "on" .}}
    at     = "10:00"
    ask    = [role.lead]
    about  = ["kpis", "confidence", "blockers"] # figures, how sure people are, what is in the way
    window = "2bd"   # how long answers are in time: two business days
    remind = ["60%"] # one reminder, after 60 % of that

    question "changed" {
      text     = "What changed since last time that the other side should know?"
      kind     = "text"
      readers  = "all"
      optional = true
    }
  }

  # The leads look at goals, risks and decisions together.
  meeting "steering" {
    every    = "month"
    on       = "first thursday"
    at       = "15:00"
    duration = "45m"
    invite   = [role.lead]
    agenda   = ["What we achieved", "What is late, and why", "Decisions", "Changes of the plan"]
  }

  # No agenda and no figures: people who know each other settle things sooner.
  meeting "coffee" {
    every    = "2 months"
    on       = "second friday"
    at       = "09:30"
    informal = true
    invite   = [role.lead, role.member]
  }

  # How it feels to work together; the questions come with the template.
  survey "pulse" {
    every    = "quarter"
    on       = "second tuesday"
    at       = "11:00"
    ask      = [role.lead, role.member]
    template = "relationship-pulse"
  }

  # Strengths, weaknesses, opportunities and threats, collected from both sides.
  review "swot" {
    every  = "6 months"
    on     = "second monday"
    at     = "09:00"
    method = "swot"
    ask    = [role.lead]
  }

  # What each side put in and got out.
  review "finance" {
    every  = "quarter"
    on     = "5th business day"
    at     = "09:00"
    method = "financial"
    ask    = [role.lead]
  }

  report "monthly" {
    every = "month"
    on    = "last business day"
    at    = "16:00"
    to    = [role.lead, role.executive]
  }

  # Who hears of a late milestone. The owner is warned before it is due.
  escalation "milestone" {
    warn = ["14d", "3d"]

    step "owner" {
      after  = "2bd"
      notify = [role.owner]
    }

    step "leads" {
      after  = "5bd"
      notify = [role.lead]
      repeat = 2
    }

    # As soon as executives are not the leads themselves:
    # step "executives" {
    #   after  = "10bd"
    #   notify = [role.executive]
    # }
  }

  # A conflict begins where it arose and climbs a level when its time is over.
  conflict {
    cooling_off = "2d"
    follow_up   = ["30d", "60d", "90d"] # does the agreement hold?

    level "direct" {
      who    = "parties"
      within = "10bd"
    }

    level "leads" {
      who    = [role.lead]
      within = "10bd"
    }

    level "executives" {
      who    = [role.executive]
      within = "30d"
    }
  }

  # Asks for a review when one side gets much less out of it than was agreed.
  guard "balance" {
    when = "balance < 0.6"
    then = "value_review"
  }
{{template "extra" .}}
  # Agreed while everybody is friends.
  exit {
    notice     = "60d"
    continuity = {{template "continuity" .}}

    trigger "imbalance" {
      when = "balance < 0.4"
    }
  }
}
