package examining

import "github.com/rapport-engine/rapport/partnership/blame"

// sharp reports whether a text holds something that sounds like blame. Each sentence
// counts in the language of its script.
func sharp(text string) bool { return len(blame.Find(text, "en")) > 0 }
