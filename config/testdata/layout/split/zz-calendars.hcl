calendar "norway" {
  workdays = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "08:00-17:00"
  holidays = ["2027-05-17", "2027-01-01"]
}
