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

persona "sofie" {
  reply "minutes" { texts = ["", "SIGN"] }
  reply "check-in" {
    texts = ["", "1: 130\nThe till was closed for a week.", "1: 130\nThe till was closed for a week."]
    after = "5h"
  }

  write {
    at   = "2027-02-03 10:00"
    text = "STATUS"
  }
}

command {
  at    = "2027-02-15 09:00"
  name  = "record-kpi"
  input = { kpi = "mql", value = 150.50, reason = "agreed on the phone" }
}
