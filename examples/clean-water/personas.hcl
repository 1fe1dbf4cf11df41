# How people behave in `rapport rehearse`. Whoever is not named answers after an hour.

persona "rahat" {
  after = "5h"
  answer "households" { values = ["18 000", "18 000", "18 400", "19,2 тыс.", "20 тыс.", "21 000", "22 000", "23 100", "24 000"] }
  answer "blockers" { values = ["нет", "Ждём постановление по земле.", "нет"] }
}

persona "lyudmila" {
  after = "28h"
  answer "nrw" { values = ["38", "38", "37,5", "37", "36,5"] }
  answer "repair" { values = [96, 92, 90, 84, 80, 75] }
}

# The ministry answers late, and twice not at all.
persona "dinara" {
  after = "6bd"
  answer "confidence" { values = [7, 6, 5, 5, 6] }
}

# The foundation is closed in August.
persona "marc" {
  away {
    from  = "2026-08-01"
    until = "2026-08-23"
  }
}
