package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime"
)

func TestEveryCloudCanBeExplained(t *testing.T) {
	for _, protocol := range runtime.Protocols() {
		c, ok := clouds[protocol]
		if !ok || !slices.Contains(protocols, protocol) {
			t.Errorf("%s is not among the clouds of signet explain", protocol)
			continue
		}
		for _, body := range []string{"", "\x00", "{", "<", "[]", "null", `{"Response":{"Error":{}}}`, `{"Code":{}}`, "<Error>"} {
			if e, err := c.read(body, ""); e != nil || err == nil {
				t.Errorf("%s reads %q as %v", protocol, body, e)
			}
		}
	}
}

func TestWhetherACallIsMadeAgain(t *testing.T) {
	for code, want := range map[string]string{
		"tencent RequestLimitExceeded.X":      "yes, after a while, whatever the action: it was refused without a look at it",
		"tencent InternalError":               "yes, after a while, where the action may be repeated: a read, an idempotent one, or one with an idempotency token",
		"tencent AuthFailure.SignatureExpire": "once, if the reply tells the time, with the clock put right",
		"tencent AuthFailure.TokenFailure":    "once, if the credentials are of a kind that can be fetched anew",
		"alibaba SignatureDoesNotMatch":       "no, the signature would be wrong again",
		"alibaba Forbidden.RAM":               "no, the permission would be missing again",
		"alibaba InvalidAccessKeyId.NotFound": "once, if the credentials are of a kind that can be fetched anew",
		"alibaba SourceServerState.Invalid":   "no, unless the HTTP status is 429, 408 or 5xx",
	} {
		protocol, name, _ := strings.Cut(code, " ")
		if got := clouds[protocol].again(name); got != want {
			t.Errorf("%s: got %q, want %q", code, got, want)
		}
	}
}
