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
  away {
    from  = "2027-03-01"
    until = "2027-03-14"
  }
}
