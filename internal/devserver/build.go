package devserver

import (
	"go.temporal.io/sdk/worker"

	"github.com/rapport-engine/rapport/internal/build"
)

// nameThisBuild tells the Temporal SDK what to call this program in histories. Without a name
// it takes the MD5 of the executable, and for the server's own system workers it does so
// during the start: with a binary of 200 MB that is three quarters of the whole start.
//
// The SDK keeps the name once per process, which is what it names.
func nameThisBuild() { worker.SetBinaryChecksum(build.Name()) }
