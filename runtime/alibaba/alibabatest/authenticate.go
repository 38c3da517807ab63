package alibabatest

import (
	"crypto/subtle"
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/rpc"
)

// checkKey looks up a key, compares the token and tells whether it has ended.
func (c *cloud) checkKey(in *incoming, id, token string) *rpc.Error {
	key, known := c.keys.Find(id)
	switch {
	case !known:
		return refuse(alibaba.ErrAccessKeyNotFound, "this server knows no key with the id %.100q: sign with the key of Config, or make yours known by AddKey", id)
	case key.Token == "" && token != "":
		return refuse(errTokenMismatch, "the key %q is not temporary, and the request bears a token", id)
	case key.Token != "" && token == "":
		return refuse(alibaba.ErrSecurityTokenMissing, "the key %q is temporary, and the request bears no token", id)
	case subtle.ConstantTimeCompare([]byte(key.Token), []byte(token)) == 0:
		return refuse(errTokenMismatch, "the request's token is not that of the key %q", id)
	case !key.Expires.IsZero() && !in.now.Before(key.Expires):
		return refuse(errTokenExpired, "the key %q ended at %s, and the clock here says %s", id, key.Expires.UTC().Format(time.RFC3339), in.now.UTC().Format(time.RFC3339))
	}
	return nil
}

// checkTime reads the time of a request and tells whether it is fresh.
func (in *incoming) checkTime(signature alibaba.Signature, text string) (time.Time, *rpc.Error) {
	signed, err := time.Parse("2006-01-02T15:04:05Z", text)
	if err != nil {
		return time.Time{}, refuse(errInvalidTimestamp, "the time is %.40q, and must be such as 2018-01-01T12:00:00Z, in UTC", text)
	}
	if err := alibaba.CheckTime(signature, signed, in.now); err != nil {
		return time.Time{}, refusal(err)
	}
	return signed, nil
}

// useNonce lets a nonce of a key pass once, for as long as its request is fresh.
func (c *cloud) useNonce(in *incoming, id, nonce string, until time.Time) *rpc.Error {
	if c.nonces.Use(id+" "+nonce, until, in.now) {
		return nil
	}
	return refuse(alibaba.ErrNonceUsed, "the nonce %.100q was used before: the request is a replay, and each attempt needs a nonce of its own", nonce)
}

// lacksCommon is the refusal of a request without common parameters.
func lacksCommon(where string, missing []string) *rpc.Error {
	return refuse(errMissingParameter, "the %s lacks the common parameters %s", where, strings.Join(missing, ", "))
}
