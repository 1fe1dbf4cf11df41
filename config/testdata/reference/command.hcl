command {
  at    = "2027-02-15 09:00"
  name  = "record-kpi"
  input = { kpi = "mql", value = 150 }
}
