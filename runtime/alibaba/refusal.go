package alibaba

import (
	"fmt"
	"time"

	"github.com/signet-gen/signet/runtime/rpc"
)

// Codes that the cloud answers with when it does not accept a signature, from
// the vendor's list of public error codes.
const (
	ErrAccessKeyNotFound    rpc.Code = "InvalidAccessKeyId.NotFound"
	ErrIncompleteSignature  rpc.Code = "IncompleteSignature"
	ErrSignatureMismatch    rpc.Code = "SignatureDoesNotMatch"
	ErrNonceUsed            rpc.Code = "SignatureNonceUsed"
	ErrTimestampExpired     rpc.Code = "InvalidTimeStamp.Expired"
	ErrSecurityTokenMissing rpc.Code = "MissingSecurityToken"
	ErrSecurityTokenInvalid rpc.Code = "InvalidSecurityToken"
)

// How far the time of a request may be from the cloud's, from the vendor's
// pages on either signature.
const (
	MaxClockSkewV2 = 31 * time.Minute
	MaxClockSkewV3 = 15 * time.Minute
)

// CheckTime tells whether a request signed at one time is still, or already,
// accepted at another. The error has the code [ErrTimestampExpired].
func CheckTime(signature Signature, signed, now time.Time) error {
	most := MaxClockSkewV3
	if signature == V2 {
		most = MaxClockSkewV2
	}
	if skew := now.Sub(signed); skew > most || skew < -most {
		return refuse(ErrTimestampExpired, "the request is dated %s, and the clock here says %s: under %s they may differ by %s",
			signed.UTC().Format(timeFormat), now.UTC().Format(timeFormat), signature, most)
	}
	return nil
}

// timeFormat is how requests tell their time, which is in UTC.
const timeFormat = "2006-01-02T15:04:05Z"

// refuse is the error that the cloud answers with.
func refuse(code rpc.Code, format string, args ...any) error {
	return &rpc.Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// unknownKey is the refusal of a key whose secret is not known.
func unknownKey(id string) error {
	return refuse(ErrAccessKeyNotFound, "there is no key with the id %.100q", id)
}

// Codes that say something about calling again, or about the key.
const (
	errThrottling         rpc.Code = "Throttling"
	errInternal           rpc.Code = "InternalError"
	errServiceUnavailable rpc.Code = "ServiceUnavailable"

	errInvalidAccessKey rpc.Code = "InvalidAccessKeyId"
	errForbidden        rpc.Code = "Forbidden"
	errNoPermission     rpc.Code = "NoPermission"
)

// Meaning tells what a code means for whoever might call again.
func (p *protocol) Meaning(e *rpc.Error) rpc.Meaning { return Meaning(e) }

// Meaning tells what an error of Alibaba Cloud's means for whoever might call again.
func Meaning(e *rpc.Error) rpc.Meaning {
	switch {
	case e.Code.Is(errThrottling):
		return rpc.TooMany
	case e.Code.Is(errInternal), e.Code.Is(errServiceUnavailable):
		return rpc.ServerFailed
	case e.Code.Is(ErrNonceUsed):
		// Nobody guesses a nonce: something on the way sent this very request twice,
		// and what became of the first one is not known.
		return rpc.ServerFailed
	case e.Code.Is(ErrTimestampExpired):
		return rpc.ClockWrong
	case e.Code.Is(ErrSignatureMismatch), e.Code.Is(ErrIncompleteSignature):
		return rpc.SignatureWrong
	case e.Code.Is(errInvalidAccessKey):
		return rpc.KeyWrong
	case e.Code.Is(ErrSecurityTokenInvalid), e.Code.Is(ErrSecurityTokenMissing):
		return rpc.TokenWrong
	case e.Code.Is(errForbidden), e.Code.Is(errNoPermission), e.Details[deniedName+".AuthAction"] != "":
		return rpc.Denied
	}
	return rpc.Refused
}
