package examining

import "github.com/rapport-engine/rapport/partnership/blame"

// sharp reports whether a text holds something that sounds like blame. Its sentences
// tell by their script which language they are in.
func sharp(text string) bool { return len(blame.Find(text, "en")) > 0 }
