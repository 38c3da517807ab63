package alibabatest

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

// The codes that are not about signatures, from the vendor's list of public
// error codes.
const (
	errInternal             rpc.Code = "InternalError"
	errInvalidParameter     rpc.Code = "InvalidParameter"
	errMissingParameter     rpc.Code = "MissingParameter"
	errUnknownAction        rpc.Code = "InvalidAction.NotFound"
	errUnknownVersion       rpc.Code = "InvalidVersion"
	errUnsupportedMethod    rpc.Code = "UnsupportedHTTPMethod"
	errUnsupportedOperation rpc.Code = "UnsupportedOperation"
)

// cloud is Alibaba Cloud's RPC APIs, as one server of one service speaks them.
type cloud struct {
	keys   rpctest.Keys
	nonces rpctest.Nonces
}

var _ rpctest.Cloud = (*cloud)(nil)

// maxBody bounds what a test server reads; the vendor documents no limit.
const maxBody = 10 << 20

// MaxBody is the largest body that is looked at.
func (c *cloud) MaxBody() int64 { return maxBody }

// Codes are the vendor's names for what any server refuses.
func (c *cloud) Codes() rpctest.Codes {
	return rpctest.Codes{
		UnknownAction:     errUnknownAction,
		UnknownVersion:    errUnknownVersion,
		MissingParameter:  errMissingParameter,
		InvalidParameter:  errInvalidParameter,
		UnsupportedMethod: errUnsupportedMethod,
		Unsupported:       errUnsupportedOperation,
		Internal:          errInternal,
	}
}

// incoming is a request that is being verified.
type incoming struct {
	*http.Request
	body []byte
	now  time.Time
	// query and form are the parameters of either.
	query, form *wire.Params
}

const tokenHeader = "X-Acs-Security-Token"

// Verify authenticates a request by the signature that it bears: V3 stands in
// the Authorization header, V2 among the parameters.
func (c *cloud) Verify(r *http.Request, body []byte, now time.Time, call *rpctest.Request) *rpc.Error {
	in := &incoming{Request: r, body: body, now: now}
	if call.Header.Get(tokenHeader) != "" {
		call.Header.Set(tokenHeader, "***")
	}
	if refusal := in.read(); refusal != nil {
		return refusal
	}
	if r.Header.Get("Authorization") != "" {
		return c.verifyV3(in, call)
	}
	return c.verifyV2(in, call)
}

// formType is the content type of a body.
const formType = "application/x-www-form-urlencoded"

// read looks at what holds for both signatures, and reads the parameters.
func (in *incoming) read() *rpc.Error {
	switch {
	case in.Method != http.MethodGet && in.Method != http.MethodPost:
		return refuse(errUnsupportedMethod, "the method is %s, and only POST and GET are taken", in.Method)
	case in.URL.Path != "/":
		return refuse(errUnsupportedMethod, "the path is %q, and every action is called at /", in.URL.Path)
	case len(in.body) > maxBody:
		return refuse(errInvalidParameter, "the body is longer than the %d bytes that this server reads", maxBody)
	}
	var err error
	if in.query, err = rpctest.ParseQuery(in.URL.RawQuery); err != nil {
		return refuse(errInvalidParameter, "%v", err)
	}
	in.form = new(wire.Params)
	if kind, _, _ := strings.Cut(in.Header.Get("Content-Type"), ";"); strings.TrimSpace(kind) == formType {
		if in.form, err = rpctest.ParseQuery(string(in.body)); err != nil {
			return refuse(errInvalidParameter, "%v", err)
		}
	}
	return nil
}

// all are the parameters of query and form together.
func (in *incoming) all() *wire.Params {
	list := new(wire.Params)
	list.AddAll(in.query)
	list.AddAll(in.form)
	return list
}

// timeFormat is how requests tell their time, which is in UTC.
const timeFormat = "2006-01-02T15:04:05Z"

// checkKey looks up a key, compares the token, and looks at the time.
func (c *cloud) checkKey(in *incoming, signature alibaba.Signature, id, token, when string) (time.Time, *rpc.Error) {
	key, known := c.keys.Find(id)
	switch {
	case !known:
		return time.Time{}, refuse(alibaba.ErrAccessKeyNotFound, "this server knows no key with the id %.100q: sign with the key of Config, or make yours known by AddKey", id)
	case key.Token != "" && token == "":
		return time.Time{}, refuse(alibaba.ErrSecurityTokenMissing, "the key %q is temporary, and the request bears no token", id)
	case key.Token != token:
		return time.Time{}, refuse(alibaba.ErrSecurityTokenInvalid, "the request's token is not that of the key %q", id)
	}
	signed, err := time.Parse(timeFormat, when)
	if err != nil {
		return time.Time{}, refuse(errInvalidParameter, "the time is %.40q, and must be such as 2018-01-01T12:00:00Z", when)
	}
	if err := alibaba.CheckTime(signature, signed, in.now); err != nil {
		return time.Time{}, refusal(err)
	}
	return signed, nil
}

// useNonce lets a nonce of a key pass once, as long as its request is fresh.
func (c *cloud) useNonce(id, nonce string, until, now time.Time) *rpc.Error {
	if c.nonces.Use(id+" "+nonce, until, now) {
		return nil
	}
	return refuse(alibaba.ErrNonceUsed, "the nonce %.100q was used before: the request is a replay, and each attempt needs a nonce of its own", nonce)
}

// refuse makes a refusal.
func refuse(code rpc.Code, format string, args ...any) *rpc.Error {
	return &rpc.Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// refusal is an error of package alibaba, which has the vendor's code.
func refusal(err error) *rpc.Error {
	if refused, ok := err.(*rpc.Error); ok {
		return refused
	}
	return refuse(errInternal, "%v", err)
}
