# Public holidays on weekdays; a mail waits for the next business day in its reader's own country.

calendar "norway" {
  workdays = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "08:00-16:00"
  holidays = [
    "2026-01-01",
    "2026-04-02", # Maundy Thursday
    "2026-04-03", # Good Friday
    "2026-04-06", # Easter Monday
    "2026-05-01", # Labour Day
    "2026-05-14", # Ascension Day
    "2026-05-25", # Whit Monday
    "2026-12-25",
  ]
}

calendar "ireland" {
  workdays = ["mon", "tue", "wed", "thu", "fri"]
  hours    = "08:30-17:30"
  holidays = [
    "2026-01-01",
    "2026-02-02", # St Brigid's Day
    "2026-03-17", # St Patrick's Day
    "2026-04-06", # Easter Monday
    "2026-05-04", # May holiday
    "2026-06-01", # June holiday
    "2026-08-03", # August holiday
    "2026-10-26", # October holiday
    "2026-12-25",
  ]
}
