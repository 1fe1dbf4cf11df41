package examining

// sharp reports whether a text holds something that sounds like blame.
var sharp = func(string) bool { return false }
