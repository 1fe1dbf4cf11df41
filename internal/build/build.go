// Package build names the build of this program: for people who ask for the
// version, and for histories, which say what code made each step.
package build

import "runtime/debug"

// Version is the version of the main module. A build from a checkout that has
// no version of its own is named by its commit.
func Version() string { return version(debug.ReadBuildInfo()) }

// Name is the main module's path and version.
func Name() string { return name(debug.ReadBuildInfo()) }

const (
	unversioned = "(devel)" // as the go command calls it
	unknown     = "unknown"
	// shortRevision is how much of a commit's hash names it.
	shortRevision = 12
)

func name(info *debug.BuildInfo, ok bool) string {
	if !ok || info.Main.Path == "" {
		return unknown
	}
	return info.Main.Path + "@" + version(info, ok)
}

func version(info *debug.BuildInfo, ok bool) string {
	if !ok {
		return unversioned
	}
	if v := info.Main.Version; v != "" && v != unversioned {
		return v
	}
	revision := setting(info, "vcs.revision")
	if revision == "" {
		return unversioned
	}
	v := "devel+" + revision[:min(len(revision), shortRevision)]
	if setting(info, "vcs.modified") == "true" {
		v += ".dirty"
	}
	return v
}

func setting(info *debug.BuildInfo, key string) string {
	for _, s := range info.Settings {
		if s.Key == key {
			return s.Value
		}
	}
	return ""
}
