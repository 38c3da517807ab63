package alibabatest

import (
	"fmt"
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

// The codes that are not about signatures alone, from the vendor's list of
// public error codes and its page on V2.
const (
	errInternal             rpc.Code = "InternalError"
	errInvalidAction        rpc.Code = "InvalidAction.NotFound"
	errInvalidAccept        rpc.Code = "InvalidParameter.Accept"
	errInvalidFormat        rpc.Code = "InvalidParameter.Format"
	errInvalidMethod        rpc.Code = "InvalidSignatureMethod"
	errInvalidParameter     rpc.Code = "InvalidParameter"
	errInvalidTimestamp     rpc.Code = "InvalidTimeStamp.Format"
	errInvalidVersion       rpc.Code = "InvalidVersion"
	errMissingParameter     rpc.Code = "MissingParameter"
	errTokenMismatch        rpc.Code = "InvalidSecurityToken.MismatchWithAccessKey"
	errTokenExpired         rpc.Code = "InvalidSecurityToken.Expired"
	errUnsupportedMethod    rpc.Code = "UnsupportedHTTPMethod"
	errUnsupportedOperation rpc.Code = "UnsupportedOperation"
)

// cloud is Alibaba Cloud's RPC APIs, as one server of one service speaks them.
type cloud struct {
	keys   rpctest.Keys
	nonces rpctest.Nonces
}

var _ rpctest.Cloud = (*cloud)(nil)

// maxBody is the most bytes of a body that are read. The vendor documents no limit.
const maxBody = 16 << 20

// MaxBody is the most bytes of a body that are read.
func (c *cloud) MaxBody() int64 { return maxBody }

// Codes are the vendor's names for what any server refuses.
func (c *cloud) Codes() rpctest.Codes {
	return rpctest.Codes{
		UnknownAction:     errInvalidAction,
		UnknownVersion:    errInvalidVersion,
		MissingParameter:  errMissingParameter,
		InvalidParameter:  errInvalidParameter,
		UnsupportedMethod: errUnsupportedMethod,
		Unsupported:       errUnsupportedOperation,
		Internal:          errInternal,
	}
}

// Verify authenticates a request by the signature that it bears: V3 stands in
// the Authorization header, V2 among the parameters of the query.
func (c *cloud) Verify(r *http.Request, body []byte, now time.Time, call *rpctest.Request) *rpc.Error {
	in := &incoming{Request: r, body: body, now: now}
	if call.Header.Get(tokenHeader) != "" {
		call.Header.Set(tokenHeader, "***")
	}
	if refusal := in.checkTarget(); refusal != nil {
		return refusal
	}
	if refusal := in.parse(); refusal != nil {
		return refusal
	}
	if r.Header.Get("Authorization") != "" {
		return c.verifyV3(in, call)
	}
	return c.verifyV2(in, call)
}

// incoming is a request that is being verified.
type incoming struct {
	*http.Request
	body []byte
	now  time.Time
	// query and form are the parameters of either.
	query, form *wire.Params
}

// checkTarget looks at what holds for all signatures.
func (in *incoming) checkTarget() *rpc.Error {
	switch {
	case in.Method != http.MethodGet && in.Method != http.MethodPost:
		return refuse(errUnsupportedMethod, "the method is %s, and only POST and GET are taken", in.Method)
	case in.URL.Path != "/":
		return refuse(errInvalidAction, "the path is %q, and every action is called at /", in.URL.Path)
	case len(in.body) > maxBody:
		return refuse(errInvalidParameter, "the body is longer than the %d bytes that this server reads", maxBody)
	}
	return nil
}

// formType is the content type of a body.
const formType = "application/x-www-form-urlencoded"

// parse reads the parameters of query and form.
func (in *incoming) parse() *rpc.Error {
	kind, _, _ := mime.ParseMediaType(in.Header.Get("Content-Type"))
	if len(in.body) > 0 && kind != formType {
		return refuse(errInvalidParameter, "the Content-Type is %q, and a body is %s", in.Header.Get("Content-Type"), formType)
	}
	var err error
	if in.query, err = rpctest.ParseQuery(in.URL.RawQuery); err != nil {
		return refuse(errInvalidParameter, "in the query, %v", err)
	}
	if in.form, err = rpctest.ParseQuery(string(in.body)); err != nil {
		return refuse(errInvalidParameter, "in the body, %v", err)
	}
	return nil
}

// unflatten makes one JSON object of the action's parameters, whose lists count from 1.
func unflatten(list *wire.Params) (string, *rpc.Error) {
	text, err := wire.UnflattenJSON(nil, list, 1)
	if err != nil {
		return "", refuse(errInvalidParameter, "the parameters do not go together: %v", err)
	}
	return string(text), nil
}

// addOwnHeaders adds the parameters that travel in the header.
func addOwnHeaders(list *wire.Params, header http.Header) {
	for name := range header {
		if lower := strings.ToLower(name); strings.HasPrefix(lower, acsPrefix) && !commonHeaders[lower] {
			list.AddIn(wire.Header, lower, header.Get(name))
		}
	}
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
