package build

import (
	"runtime/debug"
	"testing"
)

func TestNameAndVersion(t *testing.T) {
	t.Parallel()
	const path = "github.com/rapport-engine/rapport"
	info := func(version string, settings ...string) *debug.BuildInfo {
		i := &debug.BuildInfo{Main: debug.Module{Path: path, Version: version}}
		for n := 0; n < len(settings); n += 2 {
			i.Settings = append(i.Settings, debug.BuildSetting{Key: settings[n], Value: settings[n+1]})
		}
		return i
	}
	const commit = "4e3bb1be1f0bb3fbba0b2d1cb24f1e8a8c5d7f01"
	cases := []struct {
		name          string
		info          *debug.BuildInfo
		version, full string
	}{
		{"a release", info("v1.2.3", "vcs.revision", commit), "v1.2.3", path + "@v1.2.3"},
		{"a checkout with a version", info("v0.0.0-20261123183055-4e3bb1be1f0b+dirty"), "v0.0.0-20261123183055-4e3bb1be1f0b+dirty", path + "@v0.0.0-20261123183055-4e3bb1be1f0b+dirty"},
		{"a checkout", info("(devel)", "vcs.revision", commit, "vcs.modified", "false"), "devel+4e3bb1be1f0b", path + "@devel+4e3bb1be1f0b"},
		{"a changed checkout", info("", "vcs.revision", commit, "vcs.modified", "true"), "devel+4e3bb1be1f0b.dirty", path + "@devel+4e3bb1be1f0b.dirty"},
		{"a short revision", info("", "vcs.revision", "4e3"), "devel+4e3", path + "@devel+4e3"},
		{"no checkout", info("(devel)"), "(devel)", path + "@(devel)"},
		{"no module", &debug.BuildInfo{}, "(devel)", "unknown"},
		{"no information", nil, "(devel)", "unknown"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := version(c.info, c.info != nil); got != c.version {
				t.Errorf("version %q, want %q", got, c.version)
			}
			if got := name(c.info, c.info != nil); got != c.full {
				t.Errorf("name %q, want %q", got, c.full)
			}
		})
	}
	if Name() == "" || Version() == "" {
		t.Error("this build has no name")
	}
}
