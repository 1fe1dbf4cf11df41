package bounce

import (
	"encoding/json"
	"regexp"
	"strings"
)

var (
	amazonBounce    = regexp.MustCompile(`"(?:notificationType|eventType)"\s*:\s*"(?:Bounce|Delivery)"`)
	amazonComplaint = regexp.MustCompile(`"(?:notificationType|eventType)"\s*:\s*"Complaint"`)
)

// amazonNotice is the JSON that Amazon SES sends through SNS.
type amazonNotice struct {
	Type   string `json:"notificationType"`
	Event  string `json:"eventType"`
	Bounce struct {
		Recipients []struct {
			Address    string `json:"emailAddress"`
			Action     string `json:"action"`
			Status     string `json:"status"`
			Diagnostic string `json:"diagnosticCode"`
		} `json:"bouncedRecipients"`
		SubType string `json:"bounceSubType"`
	} `json:"bounce"`
	Delivery struct {
		Recipients []string `json:"recipients"`
		Response   string   `json:"smtpResponse"`
	} `json:"delivery"`
}

// readAmazon reads a JSON notice; mail relays may have folded its lines.
func readAmazon(text string) (failure, bool) {
	if !amazonBounce.MatchString(text) {
		return failure{}, false
	}
	from := strings.Index(text, "{")
	if from < 0 {
		return failure{}, false
	}
	var n amazonNotice
	decoder := json.NewDecoder(strings.NewReader(strings.ReplaceAll(text[from:], "\n", "")))
	if decoder.Decode(&n) != nil {
		return failure{}, false
	}
	f := failure{notice: n.Bounce.SubType}
	for _, r := range n.Bounce.Recipients {
		return failure{
			recipient: r.Address, action: r.Action, stated: r.Status, diagnostic: r.Diagnostic, notice: n.Bounce.SubType,
		}, true
	}
	if len(n.Delivery.Recipients) > 0 {
		f.recipient, f.action, f.diagnostic = n.Delivery.Recipients[0], "delivered", n.Delivery.Response
		f.stated = statusIn(n.Delivery.Response)
	}
	return f, true
}
