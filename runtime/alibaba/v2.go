package alibaba

import (
	"bytes"
	"crypto/hmac"
	"encoding/base64"

	"github.com/signet-gen/signet/runtime/wire"
)

// SignV2 appends the signature of a request under RPC signature V2 to dst: the
// parameter Signature, not yet escaped. params are all parameters of the query
// and the form together, as they are before they are escaped, and are sorted by
// this. A Signature among them does not count.
//
// The steps are those of the vendor's page "Request syntax and signature method
// V2 for RPC APIs": sort, escape, join, escape again, HMAC-SHA1 with the secret
// and an ampersand, Base64.
func SignV2(dst []byte, secret, method string, params *wire.Params) []byte {
	params.Sort()
	start := len(dst)
	dst = appendUnsigned(dst, params)
	signature := len(dst)
	dst = appendSignatureV2(dst, secret, method, dst[start:])
	return append(dst[:start], dst[signature:]...)
}

// appendSignatureV2 appends the signature of a canonical query, which may lie in
// one memory with dst.
func appendSignatureV2(dst []byte, secret, method string, canonical []byte) []byte {
	start := len(dst)
	dst = appendStringV2(dst, method, canonical)

	// Behind the string that was signed come its MAC and the MAC as Base64, of
	// which only the last stays.
	mac := len(dst)
	dst = keyOf(V2, secret).AppendMAC(dst, dst[start:])
	signature := len(dst)
	dst = base64.StdEncoding.AppendEncode(dst, dst[mac:])
	return append(dst[:start], dst[signature:]...)
}

// appendStringV2 appends the string that is signed.
func appendStringV2(dst []byte, method string, canonical []byte) []byte {
	dst = append(dst, method...)
	dst = append(dst, "&%2F&"...)
	return wire.AppendEscaped(dst, canonical)
}

// VerifyV2 verifies the parameter Signature of a request under RPC signature
// V2, and returns the id of the key that signed it. params are all parameters
// of the query and the form together, unescaped; they are sorted by this.
// secretOf knows the secret of an id. Whether the request is fresh is for
// [CheckTime] to tell, and whether its SignatureNonce is new for the caller.
//
// An error is an [*rpc.Error] with the code that the cloud itself answers with:
// [ErrAccessKeyNotFound] or [ErrSignatureMismatch].
func VerifyV2(method string, params *wire.Params, secretOf func(id string) (secret string, ok bool)) (id string, err error) {
	params.Sort()
	for i := 1; i < params.Len(); i++ {
		name, _ := params.At(i)
		if before, _ := params.At(i - 1); bytes.Equal(before, name) {
			return "", refuse(ErrSignatureMismatch, "the parameter %.100q is there twice", name)
		}
	}
	id = string(find(params, "AccessKeyId"))
	secret, ok := secretOf(id)
	if !ok {
		return id, unknownKey(id)
	}
	want := SignV2(nil, secret, method, params)
	if !hmac.Equal(want, find(params, signatureName)) {
		return id, refuse(ErrSignatureMismatch, "the signature does not match the request: the secret is another one, or method or parameters were changed on the way")
	}
	return id, nil
}

// signatureName is the parameter that holds the signature.
const signatureName = "Signature"

// find is the value of a parameter, or nil.
func find(params *wire.Params, name string) []byte {
	for i := range params.Len() {
		if n, value := params.At(i); string(n) == name {
			return value
		}
	}
	return nil
}

// appendUnsigned appends name=value&name=value, escaped and without Signature.
func appendUnsigned(dst []byte, params *wire.Params) []byte {
	start := len(dst)
	for i := range params.Len() {
		name, value := params.At(i)
		if string(name) == signatureName {
			continue
		}
		if len(dst) > start {
			dst = append(dst, '&')
		}
		dst = wire.AppendEscaped(dst, name)
		dst = append(dst, '=')
		dst = wire.AppendEscaped(dst, value)
	}
	return dst
}
