package alibaba

import "github.com/signet-gen/signet/runtime/keyring"

// AppendCanonicalRequest appends what V3 hashes of a request.
func AppendCanonicalRequest(dst []byte, r *V3Request) []byte {
	return appendCanonicalRequest(dst, r, r.signedHeaders(nil))
}

// KeptKeys is how many keys are kept.
func KeptKeys() int { return keys.Len() }

// MaxKeys is how many keys are kept at most.
const MaxKeys = keyring.MaxKeys
