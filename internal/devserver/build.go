package devserver

import (
	"runtime/debug"

	"go.temporal.io/sdk/worker"
)

// nameThisBuild tells the Temporal SDK what to call this program in histories. Without a name
// it takes the MD5 of the executable, and for the server's own system workers it does so
// during the start: with a binary of 200 MB that is three quarters of the whole start.
//
// The SDK keeps the name once per process, which is what it names.
func nameThisBuild() {
	worker.SetBinaryChecksum(buildName(debug.ReadBuildInfo()))
}

// buildName is the main module's path and version; the version holds the commit of a build
// from a checkout.
func buildName(info *debug.BuildInfo, ok bool) string {
	if !ok || info.Main.Path == "" {
		return "unknown"
	}
	return info.Main.Path + "@" + info.Main.Version
}
