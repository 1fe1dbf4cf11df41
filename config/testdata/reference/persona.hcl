persona "astrid" {
  after = "3h"

  answer "mql" {
    values = [130, 150, "don't know yet"]
  }
}

persona "jonas" {
  silent = true
}

persona "vera" {
  reply "check-in" {
    texts = ["", "1: 130, but the till was closed for a week"]
    after = "5h"
  }

  write {
    at   = "2027-02-03 10:00"
    text = "STATUS"
  }

  away {
    from  = "2027-03-01"
    until = "2027-03-14"
  }
}
