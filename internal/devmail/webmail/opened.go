package webmail

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/internal/devmail/mailstore"
)

// opened is the message that a request names.
type opened struct {
	mailbox *mailstore.Mailbox
	folder  string
	uid     uint32
	raw     []byte
}

func (h *handler) find(r *http.Request) (opened, error) {
	uid, err := strconv.ParseUint(r.PathValue("uid"), 10, 32)
	if err != nil {
		return opened{}, mailstore.ErrNoMessage
	}
	mailbox, err := h.Store.Find(r.PathValue("address"))
	if err != nil || mailbox == nil {
		return opened{}, errors.Join(err, mailstore.ErrNoMessage)
	}
	o := opened{mailbox: mailbox, folder: mailstore.Inbox, uid: uint32(uid)}
	if folder := r.URL.Query().Get("folder"); folder != "" {
		o.folder = folder
	}
	o.raw, err = mailbox.Read(o.folder, o.uid)
	return o, err
}

// found is find with the answer to a request that names nothing.
func (h *handler) found(w http.ResponseWriter, r *http.Request) (opened, bool) {
	o, err := h.find(r)
	switch {
	case errors.Is(err, mailstore.ErrNoMessage), errors.Is(err, mailstore.ErrNoFolder), errors.Is(err, mailstore.ErrBadFolder):
		h.fail(w, r, http.StatusNotFound, "There is no such message. It may have been moved to another folder.")
	case err != nil:
		h.broken(w, r, err)
	}
	return o, err == nil
}

// mark sets a flag on the message.
func (o opened) mark(flag mailstore.Flags) error {
	return o.mailbox.Flag(o.folder, []uint32{o.uid}, func(flags mailstore.Flags) mailstore.Flags { return flags | flag })
}

func messageURL(address, folder string, uid uint32) string {
	path := fmt.Sprintf("%s/messages/%d", personURL(address), uid)
	if folder == mailstore.Inbox {
		return path
	}
	return withQuery(path, "folder", folder)
}

// beside is a page below that of a message, in the same folder.
func beside(self, path string) string {
	before, query, found := strings.Cut(self, "?")
	if !found {
		return before + path
	}
	return before + path + "?" + query
}

func withQuery(self, key, value string) string {
	separator := "?"
	if strings.Contains(self, "?") {
		separator = "&"
	}
	return self + separator + url.Values{key: {value}}.Encode()
}
