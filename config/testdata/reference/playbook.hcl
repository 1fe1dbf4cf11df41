# What partnerships share; "workshop" builds on "basics".
playbook "workshop" {
  playbook = playbook.basics
  tags     = ["crafts"]
}

playbook "basics" {
  language = "en"
  timezone = "Europe/Oslo"
}

# Stockists have signed a contract already.
playbook "stockist" {
  playbook = playbook.workshop
  renewal {
    before = "60d"
    window = "5bd"
  }

  agreement {
    signed_on = "2026-01-05"
    reference = "Contract 17/26"
  }
}
