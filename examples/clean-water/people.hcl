# The field team comes from a table: whoever works on a package answers the survey after it.

locals {
  team = csvdecode(file("field-team.csv"))

  field = {
    for party in ["ngo_lead", "ministry", "town_a", "town_b", "foundation"] :
    party => [for row in local.team : row if row.party == party]
  }
}
