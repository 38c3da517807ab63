package alibaba

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strings"

	"github.com/signet-gen/signet/runtime/wire"
)

// V3Request is what ACS3-HMAC-SHA256 signs of a request to the path /, as all
// RPC APIs are called.
type V3Request struct {
	// Method is POST or GET.
	Method string
	// Host is the Host header, with the port if the URL has one.
	Host string
	// Query are the parameters of the query, as they are before they are
	// escaped; nil if there are none. They are sorted by signing and verifying.
	Query *wire.Params
	// Header has the headers that are signed: content-type, if there is one, and
	// all whose names begin with x-acs-, of which the cloud asks for
	// x-acs-action, x-acs-version, x-acs-date, x-acs-signature-nonce and
	// x-acs-content-sha256, and x-acs-security-token if the key has a token.
	// Others may be among them, and are not signed. Names are in Go's canonical
	// form, as [http.Header.Set] writes them.
	Header http.Header
	// Body is the body. Signing looks at it only if Header has no
	// x-acs-content-sha256: see [ContentSHA256].
	Body []byte

	// canonical is the query as it is signed, if it is known.
	canonical []byte
}

// The names of headers, in Go's canonical form.
const (
	acsPrefix         = "X-Acs-"
	contentTypeHeader = "Content-Type"
	contentHashHeader = "X-Acs-Content-Sha256"
)

// ContentSHA256 appends the value of the header x-acs-content-sha256 to dst:
// the SHA-256 of the body in hexadecimal.
func ContentSHA256(dst, body []byte) []byte {
	sum := sha256.Sum256(body)
	return hex.AppendEncode(dst, sum[:])
}

// SignV3 appends the Authorization header of a request to dst. It allocates
// nothing, if dst has room for what is signed and each header has one value.
//
// The steps are those of the vendor's page "Request syntax and signature method
// V3": canonical request, string to sign, HMAC-SHA256 with the secret as it is.
func SignV3(dst []byte, id, secret string, r *V3Request) []byte {
	var room [headerRoom]string
	names := r.signedHeaders(room[:0])
	dst = append(dst, string(V3)+" Credential="...)
	dst = append(dst, id...)
	dst = append(dst, ",SignedHeaders="...)
	dst = appendJoined(dst, names)
	dst = append(dst, ",Signature="...)
	return appendSignature(dst, secret, r, names)
}

// headerRoom is how many headers are signed without an allocation.
const headerRoom = 16

// VerifyV3 verifies the Authorization header of a request, and returns the id
// of the key that signed it. secretOf knows the secret of an id. Whether the
// request is fresh is for [CheckTime] to tell, and whether its
// x-acs-signature-nonce is new for the caller.
//
// An error is an [*rpc.Error] with the code that the cloud itself answers with:
// [ErrIncompleteSignature], [ErrAccessKeyNotFound] or [ErrSignatureMismatch].
func VerifyV3(authorization string, r *V3Request, secretOf func(id string) (secret string, ok bool)) (id string, err error) {
	a, err := ParseAuthorization(authorization)
	if err != nil {
		return "", refuse(ErrIncompleteSignature, "%v", err)
	}
	names := r.signedHeaders(nil)
	if signed := string(appendJoined(nil, names)); signed != strings.Join(a.SignedHeaders, ";") {
		return a.ID, refuse(ErrIncompleteSignature, "the headers %s are signed, and the request has %s, all of which must be", strings.Join(a.SignedHeaders, ";"), signed)
	}
	secret, ok := secretOf(a.ID)
	if !ok {
		return a.ID, unknownKey(a.ID)
	}
	if hash := r.Header.Get(contentHashHeader); hash != "" && hash != string(ContentSHA256(nil, r.Body)) {
		return a.ID, refuse(ErrSignatureMismatch, "the body is not the one whose SHA-256 is in the header x-acs-content-sha256")
	}
	want := appendSignature(nil, secret, r, names)
	if !hmac.Equal(want, []byte(a.Signature)) {
		return a.ID, refuse(ErrSignatureMismatch, "the signature does not match the request: the secret is another one, or method, host, query, body or a signed header was changed on the way")
	}
	return a.ID, nil
}

// signedHeaders appends the names of the headers that are signed, in the order
// of their lower-case spellings.
func (r *V3Request) signedHeaders(names []string) []string {
	names = append(names, "Host")
	for name := range r.Header {
		if name == contentTypeHeader || strings.HasPrefix(name, acsPrefix) {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, compareLower)
	return names
}

// compareLower compares names by their lower-case spellings.
func compareLower(a, b string) int {
	for i := range min(len(a), len(b)) {
		if x, y := lower(a[i]), lower(b[i]); x != y {
			return int(x) - int(y)
		}
	}
	return len(a) - len(b)
}

func lower(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		b += 'a' - 'A'
	}
	return b
}

// appendSignature appends the signature in hexadecimal. What it hashes is set
// out behind dst for the time being.
func appendSignature(dst []byte, secret string, r *V3Request, names []string) []byte {
	start := len(dst)
	dst = appendCanonicalRequest(dst, r, names)
	dst = appendStringToSign(dst[:start], dst[start:])

	// The hexadecimal text is shorter than the string that was signed, so that
	// it ends before the MAC behind that string begins.
	end := len(dst)
	dst = keyOf(V3, secret).AppendMAC(dst, dst[start:])
	return hex.AppendEncode(dst[:start], dst[end:])
}

// appendStringToSign appends what is signed of a canonical request, which may lie
// behind dst in one memory with it.
func appendStringToSign(dst, canonical []byte) []byte {
	hash := sha256.Sum256(canonical)
	dst = append(dst, string(V3)+"\n"...)
	return hex.AppendEncode(dst, hash[:])
}

// appendCanonicalRequest appends the six parts that are signed, a line each,
// the headers several.
func appendCanonicalRequest(dst []byte, r *V3Request, names []string) []byte {
	dst = append(dst, r.Method...)
	dst = append(dst, "\n/\n"...)
	switch {
	case r.canonical != nil:
		dst = append(dst, r.canonical...)
	case r.Query != nil:
		r.Query.Sort()
		dst = r.Query.AppendQuery(dst)
	}
	dst = append(dst, '\n')
	for _, name := range names {
		dst = appendLower(dst, name)
		dst = append(dst, ':')
		dst = append(dst, strings.Trim(r.value(name), " \t")...)
		dst = append(dst, '\n')
	}
	dst = append(dst, '\n')
	dst = appendJoined(dst, names)
	dst = append(dst, '\n')
	if hash := r.value(contentHashHeader); hash != "" {
		return append(dst, hash...)
	}
	return ContentSHA256(dst, r.Body)
}

// value is the value of a header that is signed; several are sorted and joined
// by commas.
func (r *V3Request) value(name string) string {
	if name == "Host" {
		return r.Host
	}
	values := r.Header[name]
	switch len(values) {
	case 0:
		return ""
	case 1:
		return values[0]
	}
	return strings.Join(slices.Sorted(slices.Values(values)), ",")
}

// appendJoined appends names in lower case with semicolons between them.
func appendJoined(dst []byte, names []string) []byte {
	for i, name := range names {
		if i > 0 {
			dst = append(dst, ';')
		}
		dst = appendLower(dst, name)
	}
	return dst
}

// appendLower appends the name of a header in lower case.
func appendLower(dst []byte, name string) []byte {
	for i := range len(name) {
		dst = append(dst, lower(name[i]))
	}
	return dst
}
