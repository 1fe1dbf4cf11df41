# want-file RAP006 "No partnership declared"
calendar "norway" {
  hours = "08:00-17:00"
}
