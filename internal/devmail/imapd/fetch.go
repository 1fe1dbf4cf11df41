package imapd

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-message/textproto"

	"github.com/rapport-engine/rapport/internal/devmail/mailstore"
)

func (s *session) Fetch(w *imapserver.FetchWriter, set imap.NumSet, options *imap.FetchOptions) error {
	messages := s.view.pick(set)
	for _, message := range messages {
		err := s.fetch(w, message, options)
		if errors.Is(err, mailstore.ErrNoMessage) {
			continue // expunged by another client; this one will be told
		} else if err != nil {
			return err
		}
	}
	if s.view.readOnly || !marksSeen(options) {
		return nil
	}
	return s.view.mailbox.Flag(s.view.folder.Name, uids(messages), func(flags mailstore.Flags) mailstore.Flags {
		return flags | mailstore.Seen
	})
}

func marksSeen(options *imap.FetchOptions) bool {
	for _, section := range options.BodySection {
		if !section.Peek {
			return true
		}
	}
	for _, section := range options.BinarySection {
		if !section.Peek {
			return true
		}
	}
	return false
}

func (s *session) fetch(w *imapserver.FetchWriter, message numbered, options *imap.FetchOptions) error {
	var raw []byte
	if readsText(options) {
		var err error
		if raw, err = s.view.mailbox.Read(s.view.folder.Name, message.UID); err != nil {
			return err
		}
	}
	response := w.CreateMessage(message.seq)
	if options.UID {
		response.WriteUID(imap.UID(message.UID))
	}
	if options.Flags {
		response.WriteFlags(flagNames(message.Flags))
	}
	if options.InternalDate {
		response.WriteInternalDate(message.Received)
	}
	if options.RFC822Size {
		response.WriteRFC822Size(message.Size)
	}
	if options.Envelope {
		response.WriteEnvelope(envelope(raw))
	}
	if options.BodyStructure != nil {
		response.WriteBodyStructure(imapserver.ExtractBodyStructure(bytes.NewReader(raw)))
	}
	return errors.Join(writeSections(response, raw, options), response.Close())
}

func readsText(options *imap.FetchOptions) bool {
	return options.Envelope || options.BodyStructure != nil || len(options.BodySection) > 0 ||
		len(options.BinarySection) > 0 || len(options.BinarySectionSize) > 0
}

func writeSections(response *imapserver.FetchResponseWriter, raw []byte, options *imap.FetchOptions) error {
	for _, item := range options.BodySection {
		text := section(raw, item)
		if err := writeAll(response.WriteBodySection(item, int64(len(text))), text); err != nil {
			return err
		}
	}
	for _, item := range options.BinarySection {
		text := imapserver.ExtractBinarySection(bytes.NewReader(raw), item)
		if err := writeAll(response.WriteBinarySection(item, int64(len(text))), text); err != nil {
			return err
		}
	}
	for _, item := range options.BinarySectionSize {
		response.WriteBinarySectionSize(item, imapserver.ExtractBinarySectionSize(bytes.NewReader(raw), item))
	}
	return nil
}

// section returns a part of a message. The whole of it is given out byte for
// byte, even if it is no proper message.
func section(raw []byte, item *imap.FetchItemBodySection) []byte {
	if len(item.Part) > 0 || item.Specifier != imap.PartSpecifierNone {
		return imapserver.ExtractBodySection(bytes.NewReader(raw), item)
	}
	if item.Partial == nil {
		return raw
	}
	size := int64(len(raw))
	start := min(item.Partial.Offset, size)
	return raw[start : start+min(item.Partial.Size, size-start)]
}

func writeAll(w io.WriteCloser, text []byte) error {
	_, err := w.Write(text)
	return errors.Join(err, w.Close())
}

func envelope(raw []byte) *imap.Envelope {
	// A broken header gives as much of an envelope as could be read.
	header, _ := textproto.ReadHeader(bufio.NewReader(bytes.NewReader(raw)))
	return imapserver.ExtractEnvelope(header)
}
