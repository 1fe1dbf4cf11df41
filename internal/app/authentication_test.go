package app

import (
	"net/textproto"
	"testing"

	"github.com/rapport-engine/rapport/config"
)

func TestOnlyTheTrustedServersVerdictCounts(t *testing.T) {
	t.Parallel()
	const trusted, other = "mx.ops.example", "mx.evil.example"
	for _, tc := range []struct {
		name    string
		require config.Requirement
		results []string // topmost first
		want    bool
	}{
		{"nothing is asked for", config.RequireNone, nil, true},
		{"no verdict at all", config.RequireDMARC, nil, false},
		{"passed", config.RequireDMARC, []string{trusted + "; spf=fail smtp.mailfrom=x.example; dmarc=pass header.from=x.example"}, true},
		{"failed", config.RequireDMARC, []string{trusted + "; dmarc=fail header.from=x.example"}, false},
		{"no word about dmarc", config.RequireDMARC, []string{trusted + "; spf=pass smtp.mailfrom=x.example"}, false},
		{"somebody else says so", config.RequireDMARC, []string{other + "; dmarc=pass header.from=x.example"}, false},
		{"somebody else contradicts", config.RequireDMARC, []string{other + "; dmarc=fail header.from=x.example", trusted + "; dmarc=pass header.from=x.example"}, true},
		{"the topmost of the trusted server's counts", config.RequireDMARC, []string{trusted + "; dmarc=fail header.from=x.example", trusted + "; dmarc=pass header.from=x.example"}, false},
		{"garbage above it", config.RequireDMARC, []string{";;;", trusted + "; dmarc=pass header.from=x.example"}, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			headers := textproto.MIMEHeader{"Authentication-Results": tc.results}
			got := authenticated(config.Authentication{Server: trusted, Require: tc.require}, headers)
			if got != tc.want {
				t.Errorf("authenticated = %v, want %v", got, tc.want)
			}
		})
	}
}
