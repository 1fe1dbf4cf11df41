// Package workflows holds the Temporal shells around the procedures. A shell
// turns signals, updates and timers into events, and effects into activities,
// timers and child workflows. No business rule lives here.
package workflows

import (
	"time"

	"go.temporal.io/sdk/temporal"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Names in this file are written into histories, command lines and other
// programs' configuration. They are contracts: add, never change.

// Workflow types.
const (
	TypePartnership = string(procedure.KindPartnership)
	TypeCheckIn     = string(procedure.KindCheckIn)
	TypeMailbox     = "Mailbox"
)

// Activity types.
const (
	ActivitySendLetter   = "SendLetter"
	ActivityCommit       = "Commit"
	ActivityWatchMailbox = "WatchMailbox"
)

// Signals: what must be accepted also while no worker runs.
const (
	SignalReply  = "reply"  // a procedure.Reply: an incoming mail, understood
	SignalReport = "report" // a procedure.Report: one procedure tells another
)

// Updates: admins' commands. Each is named like its procedure.CommandName.
const (
	UpdatePause     = string(procedure.Pause)
	UpdateResume    = string(procedure.Resume)
	UpdateRecordKPI = string(procedure.RecordKPI)
	UpdateAnswerFor = string(procedure.AnswerFor)
	UpdateEnd       = string(procedure.EndNow)
	// UpdateApplySpec takes a partnership.Spec and, optionally, the digest of the
	// spec that the change was planned against.
	UpdateApplySpec = "apply-spec"
)

// QueryState returns a procedure's whole state.
const QueryState = "state"

// TaskQueue is where workflows and activities of one installation meet.
const TaskQueue = "rapport"

// MailboxID is the workflow ID of the watch over a mailbox.
func MailboxID(name string) string { return "mailbox/" + name }

// PartnershipID is the workflow ID of a partnership.
func PartnershipID(slug string) string { return slug }

// Search attributes. They never hold personal data.
var (
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
)

// SearchAttributes lists every search attribute that a namespace must know.
func SearchAttributes() []temporal.SearchAttributeKey {
	return []temporal.SearchAttributeKey{
		AttributePartnership, AttributeKind, AttributePhase, AttributeHealth, AttributeStage, AttributeSpec,
		AttributeParties, AttributeNextAt, AttributeDueAt, AttributeProgress, AttributeOverdue,
	}
}

// Error types of application errors.
const (
	// ErrorRefused says that the world will not take the work however often it
	// is tried.
	ErrorRefused = activities.ErrorTypeRefused
	// ErrorMoved says that the spec in force is not the one that a change was
	// planned against. Planning again helps, trying again does not.
	ErrorMoved = "Moved"
)

// Time limits of activities.
const (
	sendTimeout      = 2 * time.Minute
	localTimeout     = 5 * time.Second // within one workflow task of ten seconds
	commitTimeout    = 30 * time.Second
	watchTimeout     = 12 * time.Hour
	heartbeatTimeout = 10 * time.Second
)
