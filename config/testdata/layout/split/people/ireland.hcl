calendar "ireland" {
  holidays = ["2027-03-17"]
}
