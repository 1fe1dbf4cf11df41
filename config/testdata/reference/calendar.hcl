calendar "norway" {
  workdays = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "08:00-16:00"
  holidays = ["2027-01-01", "2027-05-17", "2027-12-25"]
}

calendar "armenia" {
  holidays = ["2027-01-06"]
}
