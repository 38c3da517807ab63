package tencent

import "github.com/signet-gen/signet/runtime/keyring"

// AppendCanonicalRequest appends what TC3 hashes of a request.
func AppendCanonicalRequest(dst []byte, r *TC3Request) []byte {
	return appendCanonicalRequest(dst, r, signedNames(r.SignedHeaders))
}

// KeptKeys is how many keys are kept.
func KeptKeys() int { return keys.Len() }

// MaxKeys is how many keys are kept at most.
const MaxKeys = keyring.MaxKeys
