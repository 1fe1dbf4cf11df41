package ledger

// Cost reports whether a party has given the amount away: money, hours, things, payments.
func (k Kind) Cost() bool { return k == Money || k == Hours || k == InKind || k == Paid }

// Shared reports whether several parties can have a part in the amount.
func (k Kind) Shared() bool { return k == Revenue || k == Savings }
