# How people behave when `rapport rehearse` plays the year. Whoever is not named answers everything
# after an hour, with figures that move evenly towards the target.

# Sofie counts what is in her CRM; by July it is 198.
persona "sofie" {
  after = "3h"
  answer "mql" { values = [122, 126, 131, 138, 144, 151, 157, 163, 170, 177, 184, 191, 198, 205, 213, 222, 231] }
}

# Tom counts the same leads a little lower, so the figure stays disputed for some rounds.
persona "tom" {
  after = "26h"
  answer "mql" { values = [122, 126, 129, 135, 144, 151, 157, 163, 170, 177, 184, 191, 198, 205, 213, 222, 231] }
}

persona "nils" {
  answer "cost" { values = [84, 83.5, 82, 80, 79, 78, 76, 75, 74, 73, 72, 71, 70, 69, 68] }
}

# Conor means well and is late.
persona "conor" {
  after = "5h"
  answer "confidence" { values = [8, 8, 7, 7, 5, 4, 6, 7, 8] }
  answer "blockers" { values = ["none", "none", "Two customers hesitate to be named; Sofie could call them.", "none"] }
}

# Mia's mailbox answers for her in August.
persona "mia" {
  away {
    from  = "2026-08-03"
    until = "2026-08-21"
  }
}
