fleet "partners" {
  for_each = csvdecode(file("partners.csv"))
  slug     = each.value.slug
  playbook = playbook.marketing
  title    = "Fjordmail × ${each.value.name} co-marketing"
  party "lumen" {
    name = "${each.value.name} Ltd"
    person "conor" {
      email = each.value.mail
    }
  }
}
