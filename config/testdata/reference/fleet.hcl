# One partnership for each row of the table, if there is one.
fleet "stockists" {
  for_each = fileexists("stockists.csv") ? csvdecode(file("stockists.csv")) : []
  slug     = each.value.slug
  playbook = playbook.stockist
  title    = "Teapot and ${each.value.name} in ${var.region}"

  party "stockist" {
    name = each.value.name
    dynamic "person" {
      for_each = split(";", each.value.people)
      labels   = [person.value]
      content {
        name  = title(person.value)
        email = "${person.value}@${local.domain}"
      }
    }
  }
}
