package store

import (
	"context"
	"crypto/cipher"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	mathrand "math/rand/v2"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Cast keeps what a reply answers in an anonymous survey, in the place of earlier answers
// to the same questions, and returns which questions are answered by now. What could not
// be read is kept nowhere.
func (s *Store) Cast(ctx context.Context, workflow, ask string, r procedure.Reply) (answered []string, err error) {
	err = s.update(ctx, "cast a ballot", func(tx *sql.Tx) error {
		answered = nil
		if counted, err := isCounted(ctx, tx, workflow); err != nil || counted {
			return err // the survey is over: nothing of what comes now is kept
		}
		aead, err := s.ballotCipher(workflow, true)
		if err != nil {
			return err
		}
		known, err := s.ballotOf(ctx, tx, aead, ask)
		if err != nil {
			return err
		}
		known.Take(procedure.Reply{Answers: withoutRaw(r.Answers)})
		body, err := json.Marshal(known.Answers)
		if err != nil {
			return fmt.Errorf("encode ballot: %w", err)
		}
		for _, a := range known.Answers {
			answered = append(answered, a.Question)
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO ballots (ask_id, workflow, box) VALUES ($1, $2, $3)
			ON CONFLICT (ask_id) DO UPDATE SET box = excluded.box`, ask, workflow, enclose(aead, ask, body))
		return err
	})
	return answered, err
}

// withoutRaw leaves out the text that answers were read from: people are known by their way
// of writing.
func withoutRaw(answers []partnership.Answer) []partnership.Answer {
	var list []partnership.Answer
	for _, a := range answers {
		a.Raw = ""
		list = append(list, a)
	}
	return list
}

// ballotOf is what an ask has been answered with so far; nothing at first.
func (s *Store) ballotOf(ctx context.Context, from querier, aead cipher.AEAD, ask string) (procedure.Sealed, error) {
	box, err := one(ctx, from, scanValue[[]byte], `SELECT box FROM ballots WHERE ask_id = $1`, ask)
	if errors.Is(err, ErrNotFound) {
		return procedure.Sealed{}, nil
	}
	if err != nil {
		return procedure.Sealed{}, err
	}
	return s.openBallot(aead, ask, box), nil
}

// openBallot decrypts a ballot. One that cannot be read any more, because its key was lost
// meanwhile, must not keep the others from being counted: it is as if it had not come.
func (s *Store) openBallot(aead cipher.AEAD, ask string, box []byte) (known procedure.Sealed) {
	body, err := disclose(aead, ask, box)
	if err == nil {
		err = json.Unmarshal(body, &known.Answers)
	}
	if err != nil { // what is wrong with it could quote it
		s.logger.Error("a ballot cannot be read any more", "ask", ask)
		return procedure.Sealed{}
	}
	return known
}

func isCounted(ctx context.Context, from querier, workflow string) (bool, error) {
	_, err := one(ctx, from, scanValue[string], `SELECT workflow FROM waves WHERE workflow = $1`, workflow)
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// Count closes a survey, once. Of an anonymous one the ballots are decrypted and counted,
// what may be published is written, without person, time or order, and ballots and the
// mails that they came in are deleted, all in one transaction; then its key is destroyed.
// A second call returns what the first has written, and sees the destruction through.
func (s *Store) Count(ctx context.Context, workflow string, p procedure.Publish) (opinion.Wave, error) {
	var wave opinion.Wave
	err := s.update(ctx, "count a survey", func(tx *sql.Tx) error {
		known, err := waveOf(ctx, tx, workflow)
		if err == nil {
			wave = known
			return nil
		}
		if !errors.Is(err, ErrNotFound) {
			return err
		}
		wave, err = s.count(ctx, tx, workflow, p)
		return err
	})
	if err != nil {
		return opinion.Wave{}, err
	}
	if err := s.destroyKey(workflow); err != nil {
		return opinion.Wave{}, err
	}
	return wave, s.forgetLog(ctx)
}

// Publish closes a survey, once, and returns what its procedure has to know of it.
func (s *Store) Publish(ctx context.Context, workflow string, p procedure.Publish) (procedure.Publication, error) {
	wave, err := s.Count(ctx, workflow, p)
	if err != nil {
		return procedure.Publication{}, err
	}
	remarks, err := one(ctx, s.read, scanValue[int], `SELECT COUNT(*) FROM remarks WHERE workflow = $1`, workflow)
	if err != nil {
		return procedure.Publication{}, fmt.Errorf("count what was written in a survey: %w", err)
	}
	return procedure.PublicationOf(wave, remarks), nil
}

func (s *Store) count(ctx context.Context, tx *sql.Tx, workflow string, p procedure.Publish) (opinion.Wave, error) {
	ballots, err := s.ballots(ctx, tx, workflow, p)
	if err != nil {
		return opinion.Wave{}, err
	}
	before, err := wavesBefore(ctx, tx, p)
	if err != nil {
		return opinion.Wave{}, err
	}
	wave, err := opinion.Count(p.Date, p.Asked, ballots, p.Rule, before)
	if err != nil {
		return opinion.Wave{}, errors.New("an answer lies outside its scale") // the cause would quote it
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO waves (workflow, slug, survey, date, wave) VALUES ($1, $2, $3, $4, $5)`,
		workflow, p.Slug, p.Survey, p.Date, jsonColumn{wave})
	if err != nil {
		return opinion.Wave{}, err
	}
	if wave.Readable(p.Rule) {
		if err := putRemarks(ctx, tx, workflow, opinion.Remarks(ballots)); err != nil {
			return opinion.Wave{}, err
		}
	}
	if p.Named {
		return wave, nil
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM ballots WHERE workflow = $1`, workflow); err != nil {
		return opinion.Wave{}, err
	}
	return wave, expunge(ctx, tx, `sealed = $1`, workflow)
}

// expunge deletes mails that came in, selected by a condition. Of each neither its words
// are left nor what they could be guessed from: a short text is found by its sum, and a
// length tells whether somebody wrote much. The mailbox is to keep no copy either.
func expunge(ctx context.Context, tx *sql.Tx, where, key string) error {
	sums, err := all(ctx, tx, scanValue[string], `SELECT DISTINCT sha256 FROM inbox WHERE `+where, key)
	if err != nil {
		return err
	}
	for _, statement := range []string{
		`INSERT INTO mail_raw (sha256, raw) SELECT 'expunged/' || id, x'' FROM inbox WHERE ` + where + ` ON CONFLICT DO NOTHING`,
		`UPDATE inbox SET sha256 = 'expunged/' || id, body_sha256 = '', size = 0, ballot = 1 WHERE ` + where,
	} {
		if _, err := tx.ExecContext(ctx, statement, key); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM mail_raw WHERE sha256 IN (SELECT value FROM json_each($1))
		AND NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.sha256 = mail_raw.sha256)`, jsonColumn{sums})
	return err
}

// ballots are what people have answered, with what each was asked.
func (s *Store) ballots(ctx context.Context, tx *sql.Tx, workflow string, p procedure.Publish) ([]opinion.Ballot, error) {
	if p.Discard {
		return nil, nil
	}
	answered, err := s.answered(ctx, tx, workflow, p.Named)
	if err != nil {
		return nil, err
	}
	asked, err := askedIn(ctx, tx, workflow)
	if err != nil {
		return nil, fmt.Errorf("read what was asked: %w", err)
	}
	var ballots []opinion.Ballot
	for _, v := range p.Voters {
		if len(answered[v.Ask]) > 0 {
			ballots = append(ballots, opinion.Ballot{Person: v.Person, Party: v.Party, Questions: asked[v.Ask], Answers: answered[v.Ask]})
		}
	}
	return ballots, nil
}

// askedIn are the questions of a workflow's asks. Most people are asked the same, which is
// decoded once.
func askedIn(ctx context.Context, tx *sql.Tx, workflow string) (map[string][]partnership.Question, error) {
	type row struct{ ask, questions string }
	rows, err := all(ctx, tx, func(from scanner) (r row, err error) {
		err = from.Scan(&r.ask, &r.questions)
		return r, err
	}, `SELECT id, questions FROM asks WHERE workflow = $1`, workflow)
	known, asked := map[string][]partnership.Question{}, map[string][]partnership.Question{}
	for _, r := range rows {
		if _, decoded := known[r.questions]; !decoded {
			var list []partnership.Question
			err = errors.Join(err, json.Unmarshal([]byte(r.questions), &list))
			known[r.questions] = list
		}
		asked[r.ask] = known[r.questions]
	}
	return asked, err
}

// answered are the answers to a survey by ask. Where nobody has answered there is no key.
func (s *Store) answered(ctx context.Context, tx *sql.Tx, workflow string, named bool) (map[string][]partnership.Answer, error) {
	type row struct {
		ask     string
		box     []byte
		answers []partnership.Answer
	}
	query, scan := `SELECT ask_id, box FROM ballots WHERE workflow = $1`, func(from scanner) (r row, err error) {
		err = from.Scan(&r.ask, &r.box)
		return r, err
	}
	if named {
		query, scan = `SELECT ask_id, answers FROM sealed WHERE workflow = $1`, func(from scanner) (r row, err error) {
			err = from.Scan(&r.ask, jsonColumn{&r.answers})
			return r, err
		}
	}
	rows, err := all(ctx, tx, scan, query, workflow)
	answered := make(map[string][]partnership.Answer, len(rows))
	if err != nil || len(rows) == 0 {
		return answered, err
	}
	var aead cipher.AEAD
	if !named {
		aead, err = s.ballotCipher(workflow, false)
	}
	if errors.Is(err, ErrKeyLost) {
		s.logger.Error("the answers to a survey cannot be read: its key is lost", "workflow", workflow, "answers", len(rows))
		return answered, nil
	}
	for _, r := range rows {
		if err != nil {
			return nil, err
		}
		if !named {
			r.answers = s.openBallot(aead, r.ask, r.box).Answers
		}
		answered[r.ask] = r.answers
	}
	return answered, nil
}

// putRemarks writes what people wrote, each under a lot. The order of the rows is that of
// the lots, also in the file.
func putRemarks(ctx context.Context, tx *sql.Tx, workflow string, remarks []opinion.Remark) error {
	mathrand.Shuffle(len(remarks), func(i, j int) { remarks[i], remarks[j] = remarks[j], remarks[i] })
	drawn := make([][3]string, 0, len(remarks))
	for _, r := range remarks {
		drawn = append(drawn, [3]string{rand.Text(), r.Question, r.Text})
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO remarks (lot, workflow, question, text)
		SELECT value ->> 0, $1, value ->> 1, value ->> 2 FROM json_each($2)`, workflow, jsonColumn{drawn})
	return err
}

// mostWaves is how many earlier rounds a round is set beside: two years of quarters.
const mostWaves = 8

// wavesBefore are the latest earlier rounds of a survey, the oldest first.
func wavesBefore(ctx context.Context, from querier, p procedure.Publish) ([]opinion.Wave, error) {
	return all(ctx, from, scanWave, `SELECT wave FROM (
		SELECT wave, date FROM waves WHERE slug = $1 AND survey = $2 AND date < $3 ORDER BY date DESC LIMIT $4) ORDER BY date`,
		p.Slug, p.Survey, p.Date, mostWaves)
}

func waveOf(ctx context.Context, from querier, workflow string) (opinion.Wave, error) {
	return one(ctx, from, scanWave, `SELECT wave FROM waves WHERE workflow = $1`, workflow)
}

func scanWave(from scanner) (w opinion.Wave, err error) {
	err = from.Scan(jsonColumn{&w})
	return w, err
}

// Waves are at most so many rounds of a survey up to one that is over, the latest of them,
// the oldest first, for its results and their trend.
func (s *Store) Waves(ctx context.Context, workflow string, most int) ([]opinion.Wave, error) {
	waves, err := all(ctx, s.read, scanWave, `SELECT wave FROM (
		SELECT w.wave, w.date FROM waves w JOIN waves this ON w.slug = this.slug AND w.survey = this.survey AND w.date <= this.date
		WHERE this.workflow = $1 ORDER BY w.date DESC LIMIT $2) ORDER BY date`, workflow, most)
	if err != nil {
		return nil, fmt.Errorf("read the rounds of a survey: %w", err)
	}
	return waves, nil
}

// Remarks are what people wrote in a round of a survey, in no order.
func (s *Store) Remarks(ctx context.Context, workflow string) ([]opinion.Remark, error) {
	remarks, err := all(ctx, s.read, func(from scanner) (r opinion.Remark, err error) {
		err = from.Scan(&r.Question, &r.Text)
		return r, err
	}, `SELECT question, text FROM remarks WHERE workflow = $1 ORDER BY lot`, workflow)
	if err != nil {
		return nil, fmt.Errorf("read what was written in a survey: %w", err)
	}
	return remarks, nil
}
