package tencent

import (
	"testing"

	"github.com/signet-gen/signet/runtime/rpc"
)

func TestCodesHaveAMeaningForWhoCallsAgain(t *testing.T) {
	for code, want := range map[rpc.Code]rpc.Meaning{
		"RequestLimitExceeded":                  rpc.TooMany,
		"RequestLimitExceeded.UinLimitExceeded": rpc.TooMany,
		"LimitExceeded":                         rpc.Refused,
		"RequestLimitExceededByMoon":            rpc.Refused,
		"InternalError":                         rpc.ServerFailed,
		"InternalError.DbError":                 rpc.ServerFailed,
		"AuthFailure.SignatureExpire":           rpc.ClockWrong,
		"AuthFailure.SignatureFailure":          rpc.SignatureWrong,
		"AuthFailure.InvalidAuthorization":      rpc.SignatureWrong,
		"AuthFailure.SecretIdNotFound":          rpc.KeyWrong,
		"AuthFailure.InvalidSecretId":           rpc.KeyWrong,
		"AuthFailure.TokenFailure":              rpc.TokenWrong,
		"AuthFailure.UnauthorizedOperation":     rpc.Denied,
		"UnauthorizedOperation":                 rpc.Denied,
		"AuthFailure.MFAFailure":                rpc.Refused,
		"FailedOperation":                       rpc.Refused,
		"":                                      rpc.Refused,
	} {
		if got := (&protocol{}).Meaning(&rpc.Error{Code: code}); got != want {
			t.Errorf("%s means %d, want %d", code, got, want)
		}
	}
}

func TestTheLimitIsReadFromTheMessageOfThrottlingAlone(t *testing.T) {
	for _, test := range []struct {
		code, message string
		want          int
	}{
		{"RequestLimitExceeded", "21 requests a second exceed the frequency limit `20` for a second", 20},
		{"RequestLimitExceeded.IPLimitExceeded", "the frequency limit `1` for a second.", 1},
		{"RequestLimitExceeded", "the frequency limit `20` for a minute", 0},
		{"RequestLimitExceeded", "the frequency limit `0` for a second", 0},
		{"RequestLimitExceeded", "the frequency limit `-5` for a second", 0},
		{"RequestLimitExceeded", "the frequency limit `99999999999999999999` for a second", 0},
		{"RequestLimitExceeded", "the frequency limit `20", 0},
		{"RequestLimitExceeded", "", 0},
		{"FailedOperation", "the frequency limit `20` for a second", 0},
	} {
		if got := refused(fault{test.code, test.message}, "", 200).RateLimit; got != test.want {
			t.Errorf("%s %q: %d, want %d", test.code, test.message, got, test.want)
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
