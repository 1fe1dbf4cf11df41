# {{line .Title}}: who the parties are, what they want together, and how they tell that they got there.
#
# How the partnership is run (check-ins, meetings, reviews, conflicts, exit) stands in
# playbooks/{{.Kind}}.hcl, so that your next partnership of this kind can take it too.
#
# Figures, days and texts marked "change" are examples: put yours in their place, and then
# run `rapport validate`. Every finding says what to do.

partnership {{q .Slug}} {
  playbook   = playbook.{{.Kind}}
  title      = {{q .Title}}
  type       = {{q .Kind}}
  purpose    = {{q .Purpose}} # change: why you work together, in a sentence
  start      = {{q .Start}}
  end        = {{q .End}} # change: the last day
  timezone   = {{q .Zone}} # all times are wall times of this zone
  language   = {{q .Language}} # of mails to everybody who has no language of their own
  currency   = "EUR"
  principles = ["Shared figures before opinions", "No surprises"] # quoted where it matters
{{template "parties" .}}
  # One person answers for each area; both leads do the work until you name somebody else.
  area "finance" {
    accountable = person.{{.A.Lead.ID}}
    responsible = [role.lead]
  }

  area "product" {
    accountable = person.{{.B.Lead.ID}}
    responsible = [role.lead]
  }

  area "marketing" {
    accountable = person.{{.A.Lead.ID}}
    responsible = [role.lead]
  }

  area "customer_service" {
    accountable = person.{{.B.Lead.ID}} # or not_applicable = true
    responsible = [role.lead]
  }
{{template "goal" .}}
  # Merged with the exit of the playbook: one more reason to part.
  exit {
    trigger "no-results" {
      when = {{template "trigger" .}} # change
    }
  }
}
