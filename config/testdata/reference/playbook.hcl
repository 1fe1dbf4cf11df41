# What partnerships share; "workshop" builds on "basics".
playbook "workshop" {
  playbook = playbook.basics
  tags     = ["crafts"]
}

playbook "basics" {
  language = "en"
  timezone = "Europe/Oslo"
}
