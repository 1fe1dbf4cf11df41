partnership "duo" {
  title    = "Duo"
  purpose  = "To be two."
  start    = "2026-12-01"
  end      = "2027-11-30"
  timezone = "Etc/UTC"

  party "north" {
    name = "North"
    person "lars" {
      name  = "Lars"
      email = "lars@north.example"
      roles = ["lead"]
    }
  }
  party "south" {
    name = "South"
    person "tom" {
      name  = "Tom"
      email = "tom@south.example"
      roles = ["lead"]
    }
  }

  ideas "twice" {
    date  = "2027-03-01" # want RAP035 "Attributes exclude each other"
    every = "12 months"
    at    = "10:00"
  }
  ideas "beyond" {
    date = "2028-03-01" # want RAP050 "Date outside the term"
  }
  ideas "half" { # want RAP013 "Required attribute missing"
    every = "12 months"
  }
  ideas "often" {
    every  = "week"
    at     = "10:00"
    window = "10bd" # want RAP062 "Window longer than the rhythm"
  }
  ideas "late" {
    window = "2bd"
    remind = ["3bd"] # want RAP063 "Reminder after the window"
  }
  ideas "nobody" {
    ask = [person.anna] # want RAP014 "Unknown reference"
  }
  ideas "nobody" { # want RAP021 "Name used twice"
  }
}
