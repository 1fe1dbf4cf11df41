// Package understand reads incoming mail: from raw bytes to a Message
// (envelope, text, class, bounce), and from a Message's text to the answers
// and commands that a person typed.
//
// It is pure: bytes in, values out. It reads no clock, no file and no network,
// and it never fails: what is broken in a mail becomes a defect, and whatever
// could be read is kept. Every step is bounded in time and memory, because
// anybody may send anything to an address that is known.
//
// It is the door of its rooms, which others do not enter: message reads the
// bytes, autoreply and bounce what programs send, trim what the person typed,
// answer what that says, and sheet what an attached table of amounts does.
package understand
