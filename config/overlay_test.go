package config_test

import (
	"io/fs"
	"testing/fstest"
)

type readLinkFS interface {
	fs.FS
	fs.ReadLinkFS
}

// overlay is a directory of the disk with declarations that are not there.
type overlay struct {
	readLinkFS
	above fstest.MapFS
}

func (o overlay) Open(name string) (fs.File, error) {
	if name == "." || o.above[name] != nil {
		return o.above.Open(name)
	}
	return o.readLinkFS.Open(name)
}
