engine {
}
