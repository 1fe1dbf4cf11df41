calendar "norway" {
  workdays = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "08:00-17:00"
  holidays = ["2026-12-25", "2027-01-01"]
}
