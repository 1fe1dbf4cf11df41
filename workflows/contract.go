// Package workflows holds the Temporal shells around the procedures. A shell
// turns signals, updates and timers into events, and effects into activities and
// timers. No business rule lives here.
package workflows

import (
	"time"

	"go.temporal.io/sdk/temporal"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Names in this file are written into histories, command lines and other
// programs' configuration. They are contracts: add, never change.

// Workflow types that are no procedures. A procedure's is its kind's Type.
const (
	TypePartnership = string(procedure.Partnership)
	TypeMailbox     = "Mailbox"
	TypePostman     = "Postman"
)

// Activity types.
const (
	ActivityCommit       = "Commit"
	ActivityDeliver      = "Deliver"
	ActivityTally        = "Tally"
	ActivityCarryLetters = "CarryLetters"
	ActivityWatchMailbox = "WatchMailbox"
	ActivityReplayMail   = "ReplayMail"
	ActivityDismissMail  = "DismissMail"
)

// Signals: what must be accepted also while no worker runs.
const (
	SignalReply   = "reply"   // a procedure.Reply: an incoming mail, understood
	SignalMessage = "message" // a procedure.Message: one procedure tells another
	SignalWake    = "wake"    // nothing: the procedure looks whether something is due
)

// UpdateApplySpec is the one update that programs send. Updates are named like
// their procedure.CommandName and take a procedure.Command.
const UpdateApplySpec = string(procedure.ApplySpec)

// QueryState returns a procedure's whole state.
const QueryState = "state"

// TaskQueue is where workflows and activities of one installation meet.
const TaskQueue = "rapport"

// MailboxID is the workflow ID of the watch over a mailbox.
func MailboxID(name string) string { return "mailbox/" + name }

// PostmanID is the workflow ID of whoever carries the letters of an account.
func PostmanID(account string) string { return "postman/" + account }

// PartnershipID is the workflow ID of a partnership.
func PartnershipID(slug string) string { return slug }

// Search attributes. They never hold personal data.
var (
	AttributeTitle       = temporal.NewSearchAttributeKeyKeyword("RapportTitle")
	AttributePartnership = temporal.NewSearchAttributeKeyKeyword("RapportPartnership")
	AttributeKind        = temporal.NewSearchAttributeKeyKeyword("RapportKind")
	AttributePhase       = temporal.NewSearchAttributeKeyKeyword("RapportPhase")
	AttributeHealth      = temporal.NewSearchAttributeKeyKeyword("RapportHealth")
	AttributeStage       = temporal.NewSearchAttributeKeyKeyword("RapportStage")
	AttributeSpec        = temporal.NewSearchAttributeKeyKeyword("RapportSpec")
	AttributeParties     = temporal.NewSearchAttributeKeyKeywordList("RapportParties")
	AttributeNextAt      = temporal.NewSearchAttributeKeyTime("RapportNextAt")
	AttributeDueAt       = temporal.NewSearchAttributeKeyTime("RapportDueAt")
	AttributeProgress    = temporal.NewSearchAttributeKeyFloat64("RapportProgress")
	AttributeOverdue     = temporal.NewSearchAttributeKeyInt64("RapportOverdue")
	AttributeConflicts   = temporal.NewSearchAttributeKeyInt64("RapportOpenConflicts")
	AttributeBlocked     = temporal.NewSearchAttributeKeyBool("RapportBlocked")
	AttributeQuarantined = temporal.NewSearchAttributeKeyInt64("RapportQuarantined")
)

// SearchAttributes lists every search attribute that a namespace must know.
func SearchAttributes() []temporal.SearchAttributeKey {
	return []temporal.SearchAttributeKey{
		AttributeTitle, AttributePartnership, AttributeKind, AttributePhase, AttributeHealth, AttributeStage, AttributeSpec,
		AttributeParties, AttributeNextAt, AttributeDueAt, AttributeProgress, AttributeOverdue, AttributeConflicts,
		AttributeBlocked, AttributeQuarantined,
	}
}

// ErrorMoved is the type of the application error that says that the spec in
// force is not the one that a change was planned against.
const ErrorMoved = procedure.RefusalMoved

// Time limits of activities.
const (
	localTimeout  = 5 * time.Second // within one workflow task of ten seconds
	commitTimeout = 30 * time.Second
	// deliverTimeout is longer than the postman lets an activity wait.
	deliverTimeout   = 15 * time.Minute
	spellTimeout     = 12 * time.Hour
	heartbeatTimeout = 10 * time.Second
)
