partnership "tea" {
  title = 1
}
