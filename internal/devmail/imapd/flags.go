package imapd

import (
	"strings"

	"github.com/emersion/go-imap/v2"

	"github.com/rapport-engine/rapport/internal/devmail/mailstore"
)

// flagTable pairs the flags that the store keeps with their IMAP names. Other
// keywords are not offered to clients and not kept.
var flagTable = []struct {
	kept mailstore.Flags
	name imap.Flag
}{
	{mailstore.Answered, imap.FlagAnswered},
	{mailstore.Flagged, imap.FlagFlagged},
	{mailstore.Deleted, imap.FlagDeleted},
	{mailstore.Seen, imap.FlagSeen},
	{mailstore.Draft, imap.FlagDraft},
	{mailstore.Forwarded, imap.FlagForwarded},
}

func flagNames(flags mailstore.Flags) []imap.Flag {
	names := []imap.Flag{}
	for _, row := range flagTable {
		if flags&row.kept != 0 {
			names = append(names, row.name)
		}
	}
	return names
}

func flagsOf(names []imap.Flag) mailstore.Flags {
	var flags mailstore.Flags
	for _, name := range names {
		for _, row := range flagTable {
			if strings.EqualFold(string(name), string(row.name)) {
				flags |= row.kept
			}
		}
	}
	return flags
}

// apply makes a STORE command into a change of flags.
func apply(store *imap.StoreFlags) func(mailstore.Flags) mailstore.Flags {
	named := flagsOf(store.Flags)
	switch store.Op {
	case imap.StoreFlagsAdd:
		return func(flags mailstore.Flags) mailstore.Flags { return flags | named }
	case imap.StoreFlagsDel:
		return func(flags mailstore.Flags) mailstore.Flags { return flags &^ named }
	default:
		return func(mailstore.Flags) mailstore.Flags { return named }
	}
}
