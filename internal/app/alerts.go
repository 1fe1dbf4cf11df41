package app

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/mail/compose"
	"github.com/rapport-engine/rapport/store"
)

// alerts tell the admin of trouble with mail. They don't go through the outbox:
// an alert that cannot be written or sent must not be what the next one tells.
type alerts struct {
	store  *store.Store
	write  func(compose.Alert, time.Time) (compose.Message, error)
	mailer activities.Mailer
	to     string
	logger *slog.Logger

	mu       sync.Mutex
	next     time.Time // when to look again; guarded by mu
	nextLoad time.Time // and when at what people get; guarded by mu
}

const (
	// alertEvery is the least time between two alerts.
	alertEvery = 24 * time.Hour
	// alertLook is how often trouble is looked for.
	alertLook = time.Minute
	// alertSettles lets trouble grow before it is told: what has one cause should
	// stand in one mail.
	alertSettles = 10 * time.Minute
	// alertOverdue is how long a letter may wait.
	alertOverdue = 24 * time.Hour
	// alertExamples is how many letters or reasons of each kind are listed.
	alertExamples  = 20
	alertLastRetry = time.Hour
	// alertLoadLook is how often it is looked for people who get too much mail: all
	// mails of a week are counted for it.
	alertLoadLook = time.Hour
)

// check sends an alert if there is trouble that the admin does not know of and
// it is time. Its errors are the store's.
func (a *alerts) check(ctx context.Context, now time.Time) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if now.Before(a.next) {
		return nil
	}
	a.next = now.Add(alertLook)
	last, err := a.store.LastAlert(ctx)
	if err != nil {
		return err
	}
	switch last.State {
	case store.OutboxPacked: // an earlier attempt may have handed it over: the same bytes
		if now.Before(last.DueAt) {
			return nil
		}
		return a.send(ctx, last, now)
	case store.OutboxQueued: // it is written anew, as things stand now
		if now.Before(last.DueAt) {
			return nil
		}
		return a.tell(ctx, last, now)
	default:
		if last.Seq > 0 && now.Before(last.UpdatedAt.Add(alertEvery)) {
			return nil
		}
		return a.tell(ctx, store.Alert{Seq: last.Seq + 1}, now)
	}
}

// tell writes an alert, keeps it and sends it.
func (a *alerts) tell(ctx context.Context, alert store.Alert, now time.Time) error {
	since, err := a.store.ToldUntil(ctx)
	if err != nil {
		return err
	}
	trouble, err := a.store.Trouble(ctx, since, now.Add(-alertOverdue), alertExamples)
	if err != nil {
		return err
	}
	broken, err := a.broken(ctx, since, now)
	if err != nil {
		return err
	}
	if first := firstOf(trouble.Since(), broken); first.IsZero() || now.Before(first.Add(alertSettles)) {
		return nil
	}
	a.nextLoad = now.Add(alertLoadLook)
	alert.ToldUntil, alert.DueAt = trouble.Until, now
	mail, err := a.compose(alert.Seq, since, trouble, broken, now)
	if err != nil {
		a.logger.Error("mail to the admin cannot be written", "alert", alert.Seq, "error", err)
		alert.State, alert.Reason = store.OutboxUnwritten, err.Error()
		return a.store.PutAlert(ctx, alert)
	}
	alert.State, alert.Mail = store.OutboxPacked, mail
	if err := a.store.PutAlert(ctx, alert); err != nil {
		return err
	}
	return a.send(ctx, alert, now)
}

// broken lists who has got more mail than their budget since a time.
func (a *alerts) broken(ctx context.Context, since, now time.Time) ([]Load, error) {
	if now.Before(a.nextLoad) {
		return nil, nil
	}
	a.nextLoad = now.Add(alertLoadLook)
	all, err := loads(ctx, a.store, weeksBefore(now, 1))
	if err != nil {
		return nil, err
	}
	list := slices.DeleteFunc(all, func(l Load) bool { return !l.Broken.After(since) })
	if len(list) > 0 {
		a.nextLoad = time.Time{} // until it is told
	}
	return list, nil
}

// firstOf is when the first of all trouble happened; zero for none.
func firstOf(first time.Time, broken []Load) time.Time {
	for _, l := range broken {
		if first.IsZero() || l.Broken.Before(first) {
			first = l.Broken
		}
	}
	return first
}

func (a *alerts) compose(number int64, since time.Time, t store.Trouble, broken []Load, now time.Time) (store.Mail, error) {
	m, err := a.write(compose.Alert{
		Number: number, To: a.to, Since: since,
		Unwritten: alertLetters(t.Unwritten), UnwrittenCount: t.Unwritten.Count,
		Refused: alertLetters(t.Refused), RefusedCount: t.Refused.Count,
		Waiting: t.Waiting, WaitingSince: t.WaitingSince,
		Quarantined: t.Quarantined, Reasons: t.QuarantinedFor, Lying: t.Lying,
		Channels: alertChannels(t.Channels), ChannelsCount: t.ChannelsCount,
		Overloads: alertOverloads(broken), OverloadsCount: len(broken),
	}, now)
	if err != nil {
		return store.Mail{}, err
	}
	wire, err := outgoing(m).Bytes()
	if err != nil {
		return store.Mail{}, err
	}
	return store.Mail{ID: bare(m.MessageID), From: m.From, To: m.To, Subject: m.Subject, Text: m.Text, Wire: wire}, nil
}

func alertLetters(s store.Stranded) []compose.AlertLetter {
	var list []compose.AlertLetter
	for _, l := range s.Newest {
		list = append(list, compose.AlertLetter{Workflow: l.Workflow, Template: l.Template, Person: l.Person, Reason: l.Reason})
	}
	return list
}

func alertChannels(news []store.ChannelNews) []compose.AlertChannel {
	var list []compose.AlertChannel
	for _, n := range news {
		list = append(list, compose.AlertChannel{Slug: n.Slug, Text: n.Text})
	}
	return list
}

// alertOverloads says who got too much in which week, and what for.
func alertOverloads(broken []Load) []compose.AlertOverload {
	var list []compose.AlertOverload
	for _, l := range broken[:min(len(broken), alertExamples)] {
		above := l.Weeks.Above(l.Budget)
		if len(above) == 0 {
			continue
		}
		week := above[len(above)-1]
		o := compose.AlertOverload{Name: l.Name, Party: l.Party, Week: week.Of, Mails: week.Mails, Budget: l.Budget}
		for _, c := range week.Causes {
			o.Causes = append(o.Causes, c.String())
		}
		list = append(list, o)
	}
	return list
}

// send hands an alert to the mail server and keeps what has become of it.
func (a *alerts) send(ctx context.Context, alert store.Alert, now time.Time) error {
	sent := a.mailer.Send(ctx, activities.Message(alert.Mail))
	if sent != nil && ctx.Err() != nil {
		return nil // the worker stops; the next one goes on
	}
	alert.Attempts++
	alert.State, alert.Reason = store.OutboxSent, ""
	if sent != nil {
		alert.State, alert.Reason = afterFailure(sent), sent.Error()
		alert.DueAt = now.Add(min(time.Minute<<min(alert.Attempts, 6), alertLastRetry))
		a.logger.Error("mail to the admin was not taken", "alert", alert.Seq, "error", sent)
	}
	return a.store.PutAlert(ctx, alert)
}

// afterFailure is the state of an alert that the server did not take.
func afterFailure(err error) store.OutboxState {
	var cause *activities.DeliveryError
	if errors.As(err, &cause) {
		switch cause.Class {
		case activities.DeliveryPermanent:
			return store.OutboxFailed
		case activities.DeliveryUnknown:
			return store.OutboxPacked
		case activities.DeliveryTemporary:
		}
	}
	return store.OutboxQueued
}
