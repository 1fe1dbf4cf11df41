locals {
  domain = "${var.region}.example"
}
