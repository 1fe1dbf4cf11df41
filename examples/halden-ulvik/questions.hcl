# The yearly health check: 24 statements on one anchored scale. What only one side has counts 25, so
# that a plan which the partner has never seen cannot look like half a success.

locals {
  anchors = [
    "0: there are none",
    "25: on one side only",
    "50: on both sides, never compared",
    "75: agreed by the leads",
    "100: agreed by the leads and the executives",
  ]

  health = [
    { key = "goals", dimension = "direction", text = "Joint goals" },
    { key = "benefits", dimension = "direction", text = "Expectations of what each side gains" },
    { key = "figures", dimension = "direction", text = "Figures that show whether we succeed" },
    { key = "priorities", dimension = "direction", text = "Priorities for the coming year" },
    { key = "roadmap", dimension = "direction", text = "A technical roadmap to the pilot line" },
    { key = "stop-criteria", dimension = "direction", text = "Criteria on which we would stop" },
    { key = "roles", dimension = "governance", text = "Roles and who decides what" },
    { key = "deputies", dimension = "governance", text = "Deputies for everybody we depend on" },
    { key = "escalation", dimension = "governance", text = "A way to settle disagreements" },
    { key = "risks", dimension = "governance", text = "A register of risks with owners" },
    { key = "changes", dimension = "governance", text = "A way to change the plan" },
    { key = "exit", dimension = "governance", text = "A plan for the end of the project" },
    { key = "background-ip", dimension = "knowledge", text = "A list of the knowledge that each side brought" },
    { key = "results-ip", dimension = "knowledge", text = "Rules for who owns which result" },
    { key = "disclosure", dimension = "knowledge", text = "A habit of disclosing inventions early" },
    { key = "papers", dimension = "knowledge", text = "A list of the papers to come" },
    { key = "data", dimension = "knowledge", text = "Rules for raw data and samples" },
    { key = "protocols", dimension = "knowledge", text = "Protocols that both laboratories follow" },
    { key = "budget", dimension = "resources", text = "A budget with its reserve" },
    { key = "time", dimension = "resources", text = "Hours set aside by named people" },
    { key = "equipment", dimension = "resources", text = "Access to instruments and the pilot hall" },
    { key = "fellows", dimension = "people", text = "Plans for the PhD fellows after the project" },
    { key = "candour", dimension = "people", text = "Ways to raise a problem early without harm" },
    { key = "thanks", dimension = "people", text = "Ways to recognise good work of the other side" },
  ]
}

question_bank "health" {
  dynamic "question" {
    for_each = local.health
    iterator = item
    labels   = [item.value.key]
    content {
      text      = "${item.value.text}: how far are we?"
      kind      = "choice"
      choices   = local.anchors
      anchored  = true
      dimension = item.value.dimension
    }
  }

  question "first-step" {
    text     = "Which of these should we work on first, and how?"
    kind     = "text"
    optional = true
  }
}

question_bank "laboratory" {
  question "learnt" {
    text    = "What did the laboratory learn this month that the other side should know?"
    kind    = "text"
    readers = "all"
  }
  question "disclosure" {
    text     = "Is there a result that might have to be protected before it is published?"
    kind     = "yes_no"
    optional = true
  }
}
