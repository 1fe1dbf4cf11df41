# A polymer maker and a university develop a membrane: three years, a go/no-go in the middle.
# Try it: rapport rehearse examples/halden-ulvik --until 2027-02-28

partnership "halden-ulvik" {
  title    = "Halden Polymers × University of Ulvik: the Alva membrane"
  type     = "joint R&D"
  tags     = ["research", "membranes"]
  purpose  = "Bring a membrane from the bench of the university to a pilot line that industry can copy."
  start    = "2026-03-01"
  end      = "2029-02-28"
  timezone = "Europe/Oslo"
  language = "en"
  calendar = calendar.norway
  currency = "EUR"
  budget   = 982000 # money, hours at their rate, and what the university gives in kind

  principles = [
    "Publish as early as protection allows",
    "A failed trial is a result and is written down",
    "The fellows' theses come before the schedule of the company",
  ]

  role "lead" { duties = ["Runs the work packages of their side", "Reports figures monthly"] }
  role "executive" { duties = ["Decides go or no-go at the mid-term review", "Settles what the leads cannot"] }
  role "counsel" { duties = ["Decides within 30 days whether a result is protected before it is published"] }
  role "fellow" { duties = ["Runs the laboratory trials", "Writes the papers"] }

  # ---- who -------------------------------------------------------------------

  party "halden" {
    name       = "Halden Polymers AS"
    legal_name = "Halden Polymers AS"
    country    = "NO"

    person "henrik" {
      name   = "Henrik Dahl"
      email  = "henrik.dahl@halden.example"
      roles  = ["executive", "signatory"] # chief technology officer
      deputy = person.marte
    }

    person "marte" {
      name   = "Marte Solberg"
      email  = "marte.solberg@halden.example"
      roles  = ["lead"] # R&D manager
      deputy = person.anders

      absence {
        from  = "2026-07-13"
        until = "2026-07-31"
      }
    }

    person "kristin" {
      name   = "Kristin Vold"
      email  = "kristin.vold@halden.example"
      roles  = ["counsel"]
      deputy = person.marte
    }

    person "anders" {
      name   = "Anders Rød"
      email  = "anders.rod@halden.example"
      roles  = ["finance"] # controller
      deputy = person.marte
    }

    interest "patent-first" { statement = "Protect a result before anybody can copy it" }
    interest "pilot-line" { statement = "Have a process that runs on existing machines" }

    contributes "funding" {
      what  = "Project money and the hours of the R&D department"
      money = 600000
      hours = 1200
      rate  = 110
    }

    expects "licence" { what = "An option to an exclusive licence on the results" }
    expects "process" {
      what   = "Savings once the pilot line runs"
      amount = 900000
      goals  = [goal.membrane, goal.patents]
    }

    obligation "pilot-hall" {
      what     = "Keep the pilot hall free for two weeks a quarter"
      owner    = person.marte
      goal     = goal.membrane
      evidence = "The booking list of the hall"
    }
  }

  party "ulvik" {
    name       = "University of Ulvik"
    legal_name = "Universitetet i Ulvik"
    country    = "NO"

    person "berit" {
      name   = "Berit Strand"
      email  = "berit.strand@ulvik.example"
      roles  = ["executive", "signatory"] # vice-rector for research
      deputy = person.eirik
    }

    person "eirik" {
      name   = "Prof. Eirik Nygård"
      email  = "eirik.nygard@ulvik.example"
      roles  = ["lead"]
      deputy = person.silje
    }

    person "tuva" {
      name   = "Tuva Lien"
      email  = "tuva.lien@ulvik.example"
      roles  = ["counsel", "finance"] # technology transfer office
      deputy = person.eirik
    }

    person "silje" {
      name   = "Silje Haugen"
      email  = "silje.haugen@ulvik.example"
      roles  = ["fellow"]
      deputy = person.omar
    }

    person "omar" {
      name   = "Omar Farah"
      email  = "omar.farah@ulvik.example"
      roles  = ["fellow"]
      deputy = person.silje
    }

    interest "publish-early" { statement = "Publish results while they are new" }
    interest "careers" { statement = "Give PhD fellows a way into industry" }

    contributes "laboratory" {
      what    = "Laboratories, instruments and supervision"
      in_kind = 250000
    }

    expects "papers" {
      what  = "Four joint papers with open data"
      goals = [goal.papers]
    }
    expects "overhead" {
      what   = "25 % overhead on the project money"
      amount = 150000
      goals  = [goal.membrane, goal.patents]
    }
    expects "spin-in" {
      what  = "One spin-in post at Halden Polymers"
      goals = [goal.fellows]
    }
  }

  competing "publish-or-patent" {
    interests  = [interest.patent-first, interest.publish-early]
    statement  = "Publish early, or patent first"
    joint_goal = "File within 45 days after disclosure, submit the paper the day after"
  }

  # ---- who answers for what --------------------------------------------------

  area "finance" {
    accountable = person.anders
    responsible = [person.tuva]
    informed    = [role.lead]
  }

  area "product" {
    accountable = person.eirik
    responsible = [role.fellow]
    consulted   = [person.marte]
    informed    = [role.executive]
  }

  area "marketing" { not_applicable = true }
  area "customer_service" { not_applicable = true }

  area "intellectual_property" {
    accountable = person.kristin
    responsible = [person.tuva]
    consulted   = [role.lead]
    informed    = [role.fellow]
  }

  area "publications" {
    accountable = person.silje
    responsible = [person.omar]
    consulted   = [role.counsel]
    informed    = [role.lead]
  }

  area "pilot_line" {
    accountable = person.marte
    responsible = [person.omar]
    informed    = [role.executive]
  }

  resource "lab-book" {
    title  = "Electronic laboratory notebook"
    kind   = "project_tool"
    url    = "https://notebook.example/alva"
    owner  = person.silje
    access = [role.lead, role.fellow, person.kristin]
  }

  resource "results" {
    title = "Reports, minutes and the list of disclosures"
    kind  = "folder"
    url   = "https://files.example/alva"
    owner = person.tuva
  }

  # ---- what we want ----------------------------------------------------------

  goal "membrane" {
    statement     = "Raise the permeability of the membrane from 1.2 to 2.0 and its readiness from level 3 to 6 by 28 February 2029"
    category      = "capability"
    kind          = "committed"
    owner         = person.eirik
    due           = "2029-02-28"
    weight        = 0.4
    serves        = [interest.pilot-line, interest.publish-early]
    beneficiaries = [party.halden, party.ulvik]

    kpi "permeability" {
      title       = "Permeability of the best membrane"
      unit        = "L/(m² h bar)"
      baseline    = 1.2
      target      = 2.0
      weight      = 2
      perspective = "strategic"
      source      = "the standard test of the laboratory notebook"
      reporters   = [person.silje]
      critical    = true
    }

    kpi "trl" {
      title       = "Technology readiness"
      unit        = "level"
      baseline    = 3
      target      = 6
      curve       = "milestones"
      perspective = "operational"
      source      = "assessed by both leads against the EU definition"
      reporters   = [role.lead]
    }

    milestone "lab-protocol" {
      title      = "M6: laboratory protocol"
      due        = "2026-08-31"
      owner      = person.silje
      accept_by  = person.marte
      acceptance = "Both laboratories measure the same sample within 5 %"
      planned    = 0.2
    }

    milestone "demonstrator" {
      title      = "M12: demonstrator α"
      due        = "2027-02-28"
      owner      = person.eirik
      accept_by  = person.marte
      acceptance = "The demonstrator has run 100 hours without a change of membrane"
      planned    = 0.4
      depends_on = [milestone.lab-protocol]
    }

    milestone "mid-term-review" {
      title      = "M18: mid-term review, go or no-go"
      due        = "2027-08-31"
      owner      = person.berit
      accept_by  = person.henrik
      acceptance = "Both executives have written go or no-go, with their reasons"
      depends_on = [milestone.demonstrator]
    }

    milestone "pilot-line" {
      title      = "M24: pilot line"
      due        = "2028-02-29"
      owner      = person.marte
      accept_by  = person.eirik
      acceptance = "The line makes 10 m² a day within the specification"
      planned    = 0.75
      depends_on = [milestone.mid-term-review]
    }

    milestone "final-review" {
      title      = "M36: final after-action review"
      due        = "2029-02-28"
      owner      = person.eirik
      accept_by  = person.marte
      acceptance = "What was planned, what happened, why, what we keep, what we change: agreed and shared"
      planned    = 1
      depends_on = [milestone.pilot-line]
    }
  }

  goal "papers" {
    statement = "Publish 4 joint papers with open data by 28 February 2029"
    category  = "knowledge"
    owner     = person.silje
    due       = "2029-02-28"
    weight    = 0.3
    serves    = [interest.publish-early, interest.careers]

    kpi "papers" {
      title       = "Published with both names on it"
      unit        = "papers"
      baseline    = 0
      target      = 4
      perspective = "strategic"
      source      = "the university's register of publications"
      reporters   = [person.omar]
    }

    milestone "first-paper" {
      title      = "First joint paper submitted"
      due        = "2027-04-30"
      owner      = person.silje
      accept_by  = person.kristin
      acceptance = "The journal has confirmed the manuscript, and counsel has released it"
    }
  }

  goal "patents" {
    statement = "File 2 patents on results of the project by 28 February 2029"
    category  = "ip"
    kind      = "aspirational"
    owner     = person.kristin
    due       = "2029-02-28"
    weight    = 0.2
    serves    = [interest.patent-first, interest.pilot-line]

    kpi "filings" {
      title       = "Patents"
      unit        = "filings"
      baseline    = 0
      target      = 2
      perspective = "financial"
      source      = "the patent office's receipts"
      reporters   = [person.kristin]
    }

    milestone "ip-report" {
      title      = "M30: report on intellectual property"
      due        = "2028-08-31"
      owner      = person.kristin
      accept_by  = person.tuva
      acceptance = "Every disclosure is listed with what became of it"
    }
  }

  goal "fellows" {
    statement = "Cut the days to fill a PhD vacancy from 120 to 75 by 28 February 2029"
    category  = "people"
    owner     = person.tuva
    due       = "2029-02-28"
    weight    = 0.1
    serves    = [interest.careers]

    kpi "vacancy" {
      title       = "Days to fill a PhD vacancy"
      unit        = "days"
      direction   = "decrease"
      baseline    = 120
      target      = 75
      perspective = "relationship"
      source      = "the university's personnel office"
      reporters   = [person.tuva]
    }

    milestone "joint-calls" {
      title      = "Joint calls for applications"
      due        = "2026-10-30"
      owner      = person.tuva
      accept_by  = person.marte
      acceptance = "One text, one deadline and one committee for both employers"
    }
  }

  # ---- what we try -----------------------------------------------------------

  experiment "slow-casting" {
    hypothesis = "Casting at half the speed raises permeability without losing strength"
    owner      = person.silje
    from       = "2026-09-07"
    until      = "2026-09-20"
    kpi        = kpi.permeability
    success    = "Three of four samples reach 1.4 and pass the tear test; otherwise we stop"
  }

  experiment "green-solvent" {
    hypothesis = "The water-based solvent gives the same permeability as the present one"
    owner      = person.omar
    from       = "2026-10-05"
    until      = "2026-10-18"
    kpi        = kpi.permeability
    success    = "The mean of ten samples is within 3 % of the present solvent; then we keep it"
  }

  # ---- how often we talk -----------------------------------------------------

  check_in "laboratory" {
    every     = "month"
    on        = "second tuesday"
    at        = "09:00"
    ask       = [role.lead, role.fellow, role.counsel]
    about     = ["kpis", "confidence", "blockers"]
    window    = "3bd"
    remind    = ["60%"]
    questions = question_bank.laboratory
  }

  meeting "steering" {
    title      = "Steering committee"
    every      = "3 months"
    on         = "fourth thursday"
    at         = "13:00"
    duration   = "2h"
    chair      = person.henrik
    invite     = [role.executive, role.lead, role.counsel]
    agenda     = ["Goals reminder", "Milestones", "Disclosures and papers", "Money and hours", "Risks", "New commitments"]
    notice     = "21d"
    minutes    = "14d"
    decides_by = decision_rule.steering
  }

  meeting "waffles" {
    title    = "Waffles in the laboratory kitchen"
    every    = "2 months"
    on       = "last friday"
    at       = "11:30"
    duration = "1h"
    informal = true
    invite   = [role.lead, role.fellow, role.counsel, role.finance]
    hosts    = [party.ulvik, party.halden]
  }

  review "progress" {
    every      = "6 months"
    on         = "second thursday"
    at         = "13:00"
    method     = "progress"
    ask        = [role.lead, role.fellow]
    chair      = person.eirik
    window     = "5bd"
    decides_by = decision_rule.steering
  }

  review "finance" {
    every  = "6 months"
    on     = "8th business day"
    at     = "10:00"
    method = "financial"
    ask    = [role.finance]
    chair  = person.anders
  }

  review "swot" {
    every  = "year"
    on     = "third tuesday"
    at     = "10:00"
    method = "swot"
    ask    = [role.lead, role.fellow, role.counsel]
    chair  = person.marte
  }

  # Six people cannot be anonymous to each other, so the survey says openly that it is not.
  survey "health" {
    every     = "year"
    on        = "last tuesday"
    at        = "09:00"
    ask       = [role.lead, role.fellow, role.counsel]
    window    = "10bd"
    remind    = ["60%"]
    anonymous = false
    questions = question_bank.health
  }

  report "quarterly" {
    every    = "quarter"
    on       = "last business day"
    at       = "14:00"
    to       = [role.lead, role.executive, role.finance]
    sections = ["goals", "milestones", "actions", "finance", "health", "decisions"]
  }

  # ---- how we decide, and what happens when we do not ------------------------

  decision_rule "steering" {
    one_per_party  = true
    majority       = 1
    notice         = "21d"
    agenda_before  = "21d"
    minutes_within = "14d"
    accepted_after = "15d"
  }

  # A paper is announced 30 days before it is submitted. An objection gives 60 days more, once.
  decision_rule "publication" {
    notice           = "30d"
    extension        = "60d"
    silence_consents = true
  }

  escalation "milestone" {
    warn = ["14d", "3d"]
    step "owner" {
      after  = "2bd"
      notify = [role.owner]
    }
    step "leads" {
      after  = "5bd"
      notify = [role.lead]
    }
    step "executives" {
      after  = "10bd"
      notify = [role.executive]
      repeat = 2
    }
  }

  escalation "agreement" {
    step "signatories" {
      after  = "10d"
      notify = [role.signatory]
      repeat = 2
    }
  }

  conflict {
    follow_up = ["30d", "60d", "90d"]

    level "direct" {
      who    = "parties"
      within = "10bd"
    }
    level "leads" {
      who    = [role.lead]
      within = "10bd"
    }
    level "executives" {
      who     = [role.executive]
      within  = "45d"
      respond = "15d"
      meet    = "30d"
    }
    level "mediator" {
      contact   = "research@mediation-oslo.example"
      alternate = "desk@mediation-bergen.example"
      within    = "60d"
      respond   = "15d"
    }
  }

  guard "hours" {
    when = "effort_balance < 0.5"
    then = "review"
  }

  guard "money" {
    when = "budget_used > 90%"
    then = "value_review"
  }

  exit {
    notice     = "90d"
    continuity = "Fellows finish their theses at the university's cost; samples and raw data stay open to both sides for five years."

    trigger "no-go" { when = "milestone.mid-term-review = missed" }
    trigger "stuck" { when = "kpi.permeability < 1.4 for 3 reviews" }

    task "disclosures" {
      what   = "Decide on every open disclosure"
      owner  = person.kristin
      within = "45d"
    }
    task "archive" {
      what   = "Archive the notebook and the raw data"
      owner  = person.silje
      within = "60d"
    }
  }
}
