package tencenttest

import (
	"crypto/subtle"
	"strconv"
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/tencent"
)

// checkKey looks up a key, compares the token and tells whether it has ended.
func (c *cloud) checkKey(in *incoming, id, token string) *rpc.Error {
	key, known := c.keys.Find(id)
	switch {
	case !known:
		return refuse(tencent.ErrSecretIDNotFound, "this server knows no key with the id %.100q: sign with the key of Config, or make yours known by AddKey", id)
	case key.Token == "" && token != "":
		return refuse(tencent.ErrTokenFailure, "the key %q is not temporary, and the request bears a token", id)
	case key.Token != "" && token == "":
		return refuse(tencent.ErrTokenFailure, "the key %q is temporary, and the request bears no token", id)
	case subtle.ConstantTimeCompare([]byte(key.Token), []byte(token)) == 0:
		return refuse(tencent.ErrTokenFailure, "the request's token is not that of the key %q", id)
	case !key.Expires.IsZero() && !in.now.Before(key.Expires):
		return refuse(tencent.ErrTokenFailure, "the key %q ended at %s, and the clock here says %s", id, key.Expires.UTC().Format(time.RFC3339), in.now.UTC().Format(time.RFC3339))
	}
	return nil
}

// timestamp reads a UNIX time in seconds.
func timestamp(text string) (time.Time, *rpc.Error) {
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil || seconds < 0 || seconds > maxTimestamp {
		return time.Time{}, refuse(errInvalidParameter, "the timestamp is %.40q, and must be a UNIX time in seconds", text)
	}
	return time.Unix(seconds, 0), nil
}

// maxTimestamp is the last second of the year 9999, after which dates have
// another form.
const maxTimestamp = 253402300799

// lacksCommon is the refusal of a request without common parameters.
func lacksCommon(where string, missing []string) *rpc.Error {
	return refuse(errMissingParameter, "the %s lacks the common parameters %s", where, strings.Join(missing, ", "))
}
