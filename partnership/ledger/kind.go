package ledger

// Cost reports whether a party has given the amount away: money, hours, things, payments.
func (k Kind) Cost() bool { return k == Money || k == Hours || k == InKind || k == Paid }
