package config

// The kinds of references that lists are made of.

func personOrRole(f *field[ref]) binding { return reference(f, "person", "role") }

func personRoleOrParty(f *field[ref]) binding { return reference(f, "person", "role", "party") }

func partyRef(f *field[ref]) binding { return reference(f, "party") }

func goalRef(f *field[ref]) binding { return reference(f, "goal") }

func interestRef(f *field[ref]) binding { return reference(f, "interest") }

func milestoneRef(f *field[ref]) binding { return reference(f, "milestone") }
