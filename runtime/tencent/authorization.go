package tencent

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/rpc"
)

// Codes that the cloud answers with when it does not accept a signature, from
// the vendor's list of common error codes.
const (
	ErrInvalidAuthorization rpc.Code = "AuthFailure.InvalidAuthorization"
	ErrSecretIDNotFound     rpc.Code = "AuthFailure.SecretIdNotFound"
	ErrSignatureExpire      rpc.Code = "AuthFailure.SignatureExpire"
	ErrSignatureFailure     rpc.Code = "AuthFailure.SignatureFailure"
	ErrTokenFailure         rpc.Code = "AuthFailure.TokenFailure"
)

// MaxClockSkew is how far the time of a request may be from the cloud's.
const MaxClockSkew = 5 * time.Minute

// CheckTime tells whether a request signed at one time is still, or already,
// accepted at another. The error has the code [ErrSignatureExpire].
func CheckTime(signed, now time.Time) error {
	if skew := now.Sub(signed); skew > MaxClockSkew || skew < -MaxClockSkew {
		return refuse(ErrSignatureExpire, "the request is dated %s, and the clock here says %s: they may differ by %s",
			signed.UTC().Format(time.RFC3339), now.UTC().Format(time.RFC3339), MaxClockSkew)
	}
	return nil
}

// Authorization is the parts of the Authorization header of a request that is
// signed by TC3-HMAC-SHA256.
type Authorization struct {
	// ID is the SecretId.
	ID string
	// Date, such as 2019-02-25, and Service are the scope that the key is for.
	Date, Service string
	// SignedHeaders are the names of the headers that are signed: lower case,
	// sorted, content-type and host among them.
	SignedHeaders []string
	// Signature is in hexadecimal, lower case.
	Signature string
}

// ParseAuthorization reads an Authorization header of TC3-HMAC-SHA256:
//
//	TC3-HMAC-SHA256 Credential=ID/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=…
//
// Each part stands there once, in any order. The error says which is wrong; it
// repeats nothing of the header.
func ParseAuthorization(header string) (Authorization, error) {
	rest, ok := strings.CutPrefix(header, "TC3-HMAC-SHA256 ")
	if !ok {
		return Authorization{}, errors.New("the Authorization header does not begin with TC3-HMAC-SHA256")
	}
	var a Authorization
	seen := map[string]bool{}
	for part := range strings.SplitSeq(rest, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		if seen[name] {
			return Authorization{}, fmt.Errorf("the Authorization header has its part %.20q twice", name)
		}
		seen[name] = true
		if err := a.set(name, value); err != nil {
			return Authorization{}, err
		}
	}
	if len(seen) != 3 {
		return Authorization{}, errors.New("the Authorization header lacks one of Credential, SignedHeaders and Signature")
	}
	return a, nil
}

// set reads one part of the header.
func (a *Authorization) set(name, value string) error {
	switch name {
	case "Credential":
		return a.setCredential(value)
	case "SignedHeaders":
		return a.setSignedHeaders(value)
	case "Signature":
		return a.setSignature(value)
	}
	return fmt.Errorf("the Authorization header has a part %.20q, and knows only Credential, SignedHeaders and Signature", name)
}

// setCredential reads ID/date/service/tc3_request.
func (a *Authorization) setCredential(value string) error {
	parts := strings.Split(value, "/")
	if len(parts) != 4 || parts[0] == "" || parts[2] == "" || parts[3] != tc3Request {
		return errors.New("the Credential of the Authorization header is not ID/date/service/tc3_request")
	}
	if _, err := time.Parse(time.DateOnly, parts[1]); err != nil {
		return errors.New("the date in the Credential of the Authorization header is not such as 2019-02-25")
	}
	a.ID, a.Date, a.Service = parts[0], parts[1], parts[2]
	return nil
}

// setSignedHeaders reads names that are sorted, each once.
func (a *Authorization) setSignedHeaders(value string) error {
	names := strings.Split(value, ";")
	for i, name := range names {
		if name == "" || strings.ContainsFunc(name, func(r rune) bool { return !isHeaderRune(r) }) {
			return errors.New("the SignedHeaders of the Authorization header are not names in lower case with semicolons between them")
		}
		if i > 0 && names[i-1] >= name {
			return errors.New("the SignedHeaders of the Authorization header are not sorted, or one stands there twice")
		}
	}
	for _, name := range always {
		if !slices.Contains(names, name) {
			return fmt.Errorf("the SignedHeaders of the Authorization header lack %s", name)
		}
	}
	a.SignedHeaders = names
	return nil
}

// isHeaderRune tells whether r can be in the name of a header, in lower case.
func isHeaderRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '_'
}

// setSignature reads 64 hexadecimal digits in lower case.
func (a *Authorization) setSignature(value string) error {
	isHex := func(r rune) bool { return r >= '0' && r <= '9' || r >= 'a' && r <= 'f' }
	if len(value) != 64 || strings.ContainsFunc(value, func(r rune) bool { return !isHex(r) }) {
		return errors.New("the Signature of the Authorization header is not 64 hexadecimal digits in lower case")
	}
	a.Signature = value
	return nil
}
