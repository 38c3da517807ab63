package tencent

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"time"

	"github.com/signet-gen/signet/runtime/keyring"
)

// keyName says which key is meant: by which algorithm, of which secret and,
// under TC3, for which service and day (counted from 1970-01-01 UTC).
type keyName struct {
	algorithm       Signature
	secret, service string
	day             int64
}

// signingKey is a key ready to sign.
type signingKey struct {
	*keyring.Key
	// scope is what TC3 calls the key: 2019-02-25/cvm/tc3_request.
	scope string
}

// keys are shared by all clients and verifiers. TC3 derives a new key each day
// for each secret and service.
var keys keyring.Ring[keyName, signingKey]

// keyOf is the key of a name, derived or kept.
func keyOf(name keyName) *signingKey { return keys.Get(name, keyName.derive) }

// derive computes a key. Under signature v1 it is the secret itself.
func (n keyName) derive() *signingKey {
	switch n.algorithm {
	case HmacSHA1:
		return &signingKey{Key: keyring.New(sha1.New, []byte(n.secret))}
	case HmacSHA256:
		return &signingKey{Key: keyring.New(sha256.New, []byte(n.secret))}
	}
	date := time.Unix(n.day*secondsOfDay, 0).UTC().Format(time.DateOnly)
	key := []byte("TC3" + n.secret)
	for _, step := range [...]string{date, n.service, tc3Request} {
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(step))
		key = mac.Sum(nil)
	}
	return &signingKey{Key: keyring.New(sha256.New, key), scope: date + "/" + n.service + "/" + tc3Request}
}

const secondsOfDay = 24 * 60 * 60

// dayOf is the UTC day of a time, counted from 1970-01-01.
func dayOf(t time.Time) int64 {
	seconds := t.Unix()
	day := seconds / secondsOfDay
	if seconds%secondsOfDay < 0 {
		day--
	}
	return day
}
