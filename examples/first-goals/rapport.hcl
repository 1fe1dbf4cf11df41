# A museum and a school want to work together and have no goals yet: they find them first.
# Try it: go run ./cmd/rapport rehearse examples/first-goals --until 2027-02-15

calendar "mornings" {
  hours = "08:00-16:00"
}

partnership "museum-school" {
  title    = "Harbour Museum & Nordlys School"
  purpose  = "Have children learn from the harbour and its ships, and the harbour from its children."
  start    = "2027-02-01"
  end      = "2028-01-31"
  timezone = "Europe/Oslo"
  calendar = calendar.mornings
  budget   = 0 # no money changes hands

  party "museum" {
    name = "Harbour Museum"

    person "signe" {
      name   = "Signe Dahl"
      email  = "signe@museum.example"
      roles  = ["lead", "executive", "signatory"]
      deputy = person.jonas
    }
    person "jonas" {
      name  = "Jonas Lie"
      email = "jonas@museum.example"
      roles = ["member"]
    }

    interest "visitors" { statement = "Fill the quiet weekday mornings" }

    contributes "guides" { hours = 120 }
    expects "mornings" { what = "Visitors on quiet mornings" }
  }

  party "school" {
    name = "Nordlys School"

    person "mina" {
      name  = "Mina Aas"
      email = "mina@school.example"
      roles = ["lead", "executive", "signatory"]
    }

    interest "timetable" { statement = "Lose no lesson to a trip" }

    contributes "teachers" { hours = 120 }
    expects "lessons" { what = "Lessons that no classroom has" }
  }

  competing "mornings" {
    interests  = [interest.visitors, interest.timetable]
    statement  = "Whose morning it is"
    joint_goal = "Every class has one history lesson a term aboard a ship"
  }

  # Without goal blocks nothing but this runs. What all accept is written into the file as
  # goals (rapport ideas museum-school --hcl), and the agreement follows.
  ideas "first" {
    ask    = [role.lead, role.member]
    window = "5bd"
  }

  check_in "monthly" {
    every  = "month"
    on     = "first monday"
    at     = "09:00"
    ask    = [role.lead]
    about  = ["kpis", "confidence", "blockers"]
    window = "3bd"
  }

  exit {
    notice     = "30d"
    continuity = "What the children made stays theirs."
  }
}
