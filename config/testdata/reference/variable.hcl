variable "region" {
  type        = string
  default     = "oslo"
  description = "Where the workshops are held"

  validation {
    condition     = contains(["oslo", "bergen"], var.region)
    error_message = "Workshops are held in oslo and bergen."
  }
}
