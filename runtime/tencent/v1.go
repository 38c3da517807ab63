package tencent

import (
	"bytes"
	"crypto/hmac"
	"encoding/base64"

	"github.com/signet-gen/signet/runtime/wire"
)

// SignV1 appends the signature of a request under signature v1 to dst: the
// parameter Signature, not yet escaped. host is the Host header, with the port
// if the URL has one; params are all parameters of the query or form, as they
// are before they are escaped, and are sorted by this. A Signature among them
// does not count. The algorithm is HmacSHA256 if the parameter SignatureMethod
// says so, else HmacSHA1.
//
// The steps are those of the vendor's page "Signature": sort, join, HMAC, Base64.
//
// What is signed is not escaped: a=1&b=2 is signed alike whether it is two
// parameters or one whose value holds an ampersand. Where others choose the
// values, prefer [SignTC3], which has no such weakness.
func SignV1(dst []byte, secret, method, host string, params *wire.Params) []byte {
	key := keyOf(keyName{algorithm: methodV1(params), secret: secret})
	params.Sort()
	start := len(dst)
	dst = append(dst, method...)
	dst = append(dst, host...)
	dst = append(dst, "/?"...)
	dst = appendPlain(dst, params)

	// Behind the string that was signed come its MAC and the MAC as Base64, of
	// which only the last stays.
	mac := len(dst)
	dst = key.AppendMAC(dst, dst[start:])
	text := len(dst)
	dst = base64.StdEncoding.AppendEncode(dst, dst[mac:])
	return append(dst[:start], dst[text:]...)
}

// VerifyV1 verifies the parameter Signature of a request under signature v1,
// and returns the id of the key that signed it. params are all parameters of
// the query or form, unescaped; they are sorted by this. secretOf knows the
// secret of an id. Whether the request is fresh is for [CheckTime] to tell,
// and whether its Nonce is new for the caller.
//
// An error is an [*rpc.Error] with the code that the cloud itself answers with:
// [ErrSecretIDNotFound] or [ErrSignatureFailure].
func VerifyV1(method, host string, params *wire.Params, secretOf func(id string) (secret string, ok bool)) (id string, err error) {
	params.Sort()
	for i := 1; i < params.Len(); i++ {
		name, _ := params.At(i)
		if before, _ := params.At(i - 1); bytes.Equal(before, name) {
			return "", refuse(ErrSignatureFailure, "the parameter %.100q is there twice", name)
		}
	}
	id = string(find(params, "SecretId"))
	secret, ok := secretOf(id)
	if !ok {
		return id, unknownKey(id)
	}
	want := SignV1(nil, secret, method, host, params)
	if !hmac.Equal(want, find(params, "Signature")) {
		return id, refuse(ErrSignatureFailure, "the signature does not match the request: the secret is another one, or method, host or parameters were changed on the way")
	}
	return id, nil
}

// methodV1 is the algorithm that the parameters ask for.
func methodV1(params *wire.Params) Signature {
	if string(find(params, "SignatureMethod")) == string(HmacSHA256) {
		return HmacSHA256
	}
	return HmacSHA1
}

// find is the value of a parameter, or nil.
func find(params *wire.Params, name string) []byte {
	for i := range params.Len() {
		if n, value := params.At(i); string(n) == name {
			return value
		}
	}
	return nil
}

// appendPlain appends name=value&name=value, not escaped and without Signature.
func appendPlain(dst []byte, params *wire.Params) []byte {
	start := len(dst)
	for i := range params.Len() {
		name, value := params.At(i)
		if string(name) == "Signature" {
			continue
		}
		if len(dst) > start {
			dst = append(dst, '&')
		}
		dst = append(dst, name...)
		dst = append(dst, '=')
		dst = append(dst, value...)
	}
	return dst
}
