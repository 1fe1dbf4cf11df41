# How people behave in `rapport rehearse`. Whoever is not named answers after an hour.

persona "silje" {
  after = "6h"
  answer "permeability" { values = [1.2, 1.2, 1.22, 1.25, 1.25, 1.3, 1.38, 1.4, 1.42, 1.44, 1.47, 1.5] }
  answer "learnt" { values = ["The casting table drifts when the hall is cold.", "Nothing new, we repeated the May series.", "Half the speed seems to help."] }
}

persona "omar" {
  after = "4h"
  answer "papers" { values = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] }
}

# Kristin answers when the week is over; some months that is too late.
persona "kristin" {
  after = "4bd"
  answer "filings" { values = [0, 0, 0, 0, 0, 0, 0, 0, 1] }
}

persona "marte" {
  answer "trl" { values = [3, 3, 3, 3, 3, 3, 4] }
  answer "confidence" { values = [7, 7, 6, 6, 5, 6, 7] }
}

persona "eirik" {
  after = "26h"
  answer "trl" { values = [3, 3, 3, 3, 3, 3, 3, 4] }
  answer "confidence" { values = [9, 9, 9, 8, 8, 8, 9] }
}
