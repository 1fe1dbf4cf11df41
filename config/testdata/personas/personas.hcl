persona "lars" {
  after = "3h"
  answer "mql" { values = [130, 150.50, "не знаю", true] }
  answer "confidence" { values = [8, 8, 3] }
}

persona "conor" { silent = true }

persona "tom" {
  away {
    from  = "2026-12-20"
    until = "2027-01-07"
  }
}
