package alibaba

import (
	"testing"

	"github.com/signet-gen/signet/runtime/rpc"
)

func TestCodesHaveAMeaningForWhoCallsAgain(t *testing.T) {
	for code, want := range map[rpc.Code]rpc.Meaning{
		"Throttling":                    rpc.TooMany,
		"Throttling.User":               rpc.TooMany,
		"Throttling.Api":                rpc.TooMany,
		"ThrottlingByMoon":              rpc.Refused,
		"InternalError":                 rpc.ServerFailed,
		"ServiceUnavailable":            rpc.ServerFailed,
		"ServiceUnavailableTemporarily": rpc.Refused,
		"InvalidTimeStamp.Expired":      rpc.ClockWrong,
		"InvalidTimeStamp.Format":       rpc.Refused,
		"SignatureNonceUsed":            rpc.ServerFailed,
		"SignatureDoesNotMatch":         rpc.SignatureWrong,
		"IncompleteSignature":           rpc.SignatureWrong,
		"InvalidAccessKeyId.NotFound":   rpc.KeyWrong,
		"InvalidAccessKeyId.Inactive":   rpc.KeyWrong,
		"InvalidSecurityToken.Expired":  rpc.TokenWrong,
		"MissingSecurityToken":          rpc.TokenWrong,
		"Forbidden.RAM":                 rpc.Denied,
		"NoPermission":                  rpc.Denied,
		"ForbiddenByMoon":               rpc.Refused,
		"QuotaExceeded":                 rpc.Refused,
		"":                              rpc.Refused,
	} {
		if got := (&protocol{}).Meaning(&rpc.Error{Code: code}); got != want {
			t.Errorf("%s means %d, want %d", code, got, want)
		}
	}
}

// An action that takes on a role by another's token is called without a key.
func TestNoKeyIsBlamedWhereNoneIsUsed(t *testing.T) {
	e := &rpc.Error{Code: "C", Explanation: &rpc.Explanation{Source: "none", KeyID: "none"}}
	(&protocol{unsigned: true}).Explain(new(rpc.Request), e)
	if x := e.Explanation; x.Source != "" || x.KeyID != "" || x.Signed != nil || x.String() != "" {
		t.Errorf("got %v", x)
	}
}
