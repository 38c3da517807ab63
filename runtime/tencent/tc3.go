package tencent

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/rpc"
)

// tc3Request ends the scope of every TC3 key.
const tc3Request = "tc3_request"

// UnsignedPayload is signed in place of the body, and sent as the header
// X-TC-Content-SHA256, when a body is not to be covered by the signature.
const UnsignedPayload = "UNSIGNED-PAYLOAD"

// TC3Request is what TC3-HMAC-SHA256 signs of a request. Everything is as it
// is sent: a signature holds for these bytes alone.
type TC3Request struct {
	// Service is the service's name, such as msp.
	Service string
	// Time is that of the header X-TC-Timestamp; whole seconds count.
	Time time.Time
	// Method is POST or GET.
	Method string
	// Host is the Host header, with the port if the URL has one.
	Host string
	// ContentType is the Content-Type header.
	ContentType string
	// Query is what follows the question mark of the URL of a GET, encoded. A
	// POST has none.
	Query string
	// Body is the body; empty for a GET.
	Body []byte
	// Unsigned signs [UnsignedPayload] in place of Body.
	Unsigned bool
	// SignedHeaders names further headers to sign, beside content-type and
	// host, in any order; Header has their values.
	SignedHeaders []string
	Header        http.Header
}

// SignTC3 appends the Authorization header of a request to dst. Together with
// the header X-TC-Timestamp of r.Time it proves that the holder of the secret
// made the request. It allocates nothing, if dst has room for some 400 bytes
// and only content-type and host are signed.
//
// The steps are those of the vendor's page "Signature v3": canonical request,
// string to sign, derived key, signature.
func SignTC3(dst []byte, id, secret string, r *TC3Request) []byte {
	key := keyOf(keyName{TC3, secret, r.Service, dayOf(r.Time)})
	names := signedNames(r.SignedHeaders)
	dst = append(dst, "TC3-HMAC-SHA256 Credential="...)
	dst = append(dst, id...)
	dst = append(dst, '/')
	dst = append(dst, key.scope...)
	dst = append(dst, ", SignedHeaders="...)
	dst = appendJoined(dst, names)
	dst = append(dst, ", Signature="...)
	return appendSignature(dst, r, names, key)
}

// VerifyTC3 verifies the Authorization header of a request, and returns the id
// of the key that signed it. secretOf knows the secret of an id. Whether the
// request is fresh is for [CheckTime] to tell.
//
// An error is an [*rpc.Error] with the code that the cloud itself answers with:
// [ErrInvalidAuthorization], [ErrSecretIDNotFound] or [ErrSignatureFailure].
func VerifyTC3(authorization string, r *TC3Request, secretOf func(id string) (secret string, ok bool)) (id string, err error) {
	a, err := ParseAuthorization(authorization)
	if err != nil {
		return "", refuse(ErrInvalidAuthorization, "%v", err)
	}
	secret, ok := secretOf(a.ID)
	if !ok {
		return a.ID, unknownKey(a.ID)
	}
	key := keyOf(keyName{TC3, secret, r.Service, dayOf(r.Time)})
	if scope := a.Date + "/" + a.Service + "/" + tc3Request; scope != key.scope {
		return a.ID, refuse(ErrInvalidAuthorization, "the request is signed for %s, and its time and service are those of %s", scope, key.scope)
	}
	if r.Method == http.MethodPost && r.Query != "" {
		return a.ID, refuse(ErrSignatureFailure, "a POST has a query, which its signature does not cover")
	}
	want := appendSignature(nil, r, a.SignedHeaders, key)
	if !hmac.Equal(want, []byte(a.Signature)) {
		return a.ID, refuse(ErrSignatureFailure, "the signature does not match the request: the secret is another one, or method, host, content type, query or body were changed on the way")
	}
	return a.ID, nil
}

// appendSignature appends the signature in hexadecimal. What it hashes is set
// out behind dst for the time being.
func appendSignature(dst []byte, r *TC3Request, names []string, key *signingKey) []byte {
	start := len(dst)
	dst = appendCanonicalRequest(dst, r, names)
	dst = appendStringToSign(dst[:start], r.Time, key.scope, dst[start:])

	// The hexadecimal text is shorter than the string that was signed, so that
	// it ends before the MAC behind that string begins.
	end := len(dst)
	dst = key.AppendMAC(dst, dst[start:])
	return hex.AppendEncode(dst[:start], dst[end:])
}

// appendStringToSign appends what is signed of a canonical request, which may lie
// behind dst in one memory with it.
func appendStringToSign(dst []byte, now time.Time, scope string, canonical []byte) []byte {
	hash := sha256.Sum256(canonical)
	dst = append(dst, "TC3-HMAC-SHA256\n"...)
	dst = strconv.AppendInt(dst, now.Unix(), 10)
	dst = append(dst, '\n')
	dst = append(dst, scope...)
	dst = append(dst, '\n')
	return hex.AppendEncode(dst, hash[:])
}

// appendCanonicalRequest appends the six parts that are signed, a line each,
// the headers several.
func appendCanonicalRequest(dst []byte, r *TC3Request, names []string) []byte {
	dst = append(dst, r.Method...)
	dst = append(dst, "\n/\n"...)
	if r.Method != http.MethodPost {
		dst = append(dst, r.Query...)
	}
	dst = append(dst, '\n')
	for _, name := range names {
		dst = append(dst, name...)
		dst = append(dst, ':')
		dst = appendLower(dst, r.header(name))
		dst = append(dst, '\n')
	}
	dst = append(dst, '\n')
	dst = appendJoined(dst, names)
	dst = append(dst, '\n')
	var payload [sha256.Size]byte
	if r.Unsigned {
		payload = sha256.Sum256([]byte(UnsignedPayload))
	} else {
		payload = sha256.Sum256(r.Body)
	}
	return hex.AppendEncode(dst, payload[:])
}

// header is the value of a header that is signed; several values are joined by commas.
func (r *TC3Request) header(name string) string {
	switch name {
	case "content-type":
		return r.ContentType
	case "host":
		return r.Host
	}
	return strings.Join(r.Header.Values(name), ",")
}

// always are the headers that every request signs.
var always = []string{"content-type", "host"}

// signedNames are the headers that always are signed and those named, in lower
// case and sorted, each once.
func signedNames(more []string) []string {
	if len(more) == 0 {
		return always
	}
	names := slices.Clone(always)
	for _, name := range more {
		names = append(names, strings.ToLower(name))
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// appendJoined appends names with semicolons between them.
func appendJoined(dst []byte, names []string) []byte {
	for i, name := range names {
		if i > 0 {
			dst = append(dst, ';')
		}
		dst = append(dst, name...)
	}
	return dst
}

// appendLower appends a header's value as it is signed: in lower case, without
// space around it.
func appendLower(dst []byte, value string) []byte {
	value = strings.Trim(value, " \t")
	for i := range len(value) {
		c := value[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst
}

// refuse is the error that the cloud answers with.
func refuse(code rpc.Code, format string, args ...any) error {
	return &rpc.Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// unknownKey is the refusal of a key whose secret is not known.
func unknownKey(id string) error {
	return refuse(ErrSecretIDNotFound, "there is no key with the id %.100q", id)
}
