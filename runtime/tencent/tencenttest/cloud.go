package tencenttest

import (
	"fmt"
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/tencent"
)

// The codes that are not about signatures, from the vendor's list of common
// error codes. The list of today has InvalidRequest and
// RequestSizeLimitExceeded, which that of 2020 has not.
const (
	errInternal             rpc.Code = "InternalError"
	errInvalidAction        rpc.Code = "InvalidAction"
	errInvalidParameter     rpc.Code = "InvalidParameter"
	errInvalidRequest       rpc.Code = "InvalidRequest"
	errMissingParameter     rpc.Code = "MissingParameter"
	errNoSuchVersion        rpc.Code = "NoSuchVersion"
	errRequestSize          rpc.Code = "RequestSizeLimitExceeded"
	errUnsupportedOperation rpc.Code = "UnsupportedOperation"
	errUnsupportedProtocol  rpc.Code = "UnsupportedProtocol"
)

// cloud is Tencent Cloud's API 3.0, as one server of one service speaks it.
type cloud struct {
	service string
	keys    rpctest.Keys
	nonces  rpctest.Nonces
}

var _ rpctest.Cloud = (*cloud)(nil)

// MaxBody is the largest body of all methods and signatures.
func (c *cloud) MaxBody() int64 { return tencent.MaxPOSTBytes }

// Codes are the vendor's names for what any server refuses.
func (c *cloud) Codes() rpctest.Codes {
	return rpctest.Codes{
		UnknownAction:     errInvalidAction,
		UnknownVersion:    errNoSuchVersion,
		MissingParameter:  errMissingParameter,
		InvalidParameter:  errInvalidParameter,
		UnsupportedMethod: errUnsupportedProtocol,
		Unsupported:       errUnsupportedOperation,
		Internal:          errInternal,
	}
}

// The content types of requests.
const (
	jsonType      = "application/json"
	formType      = "application/x-www-form-urlencoded"
	multipartType = "multipart/form-data"
)

// Verify authenticates a request by the signature that it bears: TC3 stands in
// the Authorization header, v1 among the parameters.
func (c *cloud) Verify(r *http.Request, body []byte, now time.Time, call *rpctest.Request) *rpc.Error {
	in := &incoming{Request: r, body: body, now: now}
	in.contentType, in.typeParams, _ = mime.ParseMediaType(r.Header.Get("Content-Type"))
	call.Multipart = in.contentType == multipartType
	if call.Header.Get("X-Tc-Token") != "" {
		call.Header.Set("X-Tc-Token", "***")
	}
	if refusal := in.checkTarget(); refusal != nil {
		return refusal
	}
	if r.Header.Get("Authorization") != "" {
		return c.verifyTC3(in, call)
	}
	return c.verifyV1(in, call)
}

// incoming is a request that is being verified.
type incoming struct {
	*http.Request
	body []byte
	now  time.Time
	// contentType is the media type of the body, in lower case, and typeParams its parameters.
	contentType string
	typeParams  map[string]string
}

// checkTarget looks at what holds for all signatures.
func (in *incoming) checkTarget() *rpc.Error {
	switch {
	case in.Method != http.MethodGet && in.Method != http.MethodPost:
		return refuse(errUnsupportedProtocol, "the method is %s, and only POST and GET are taken", in.Method)
	case in.URL.Path != "/":
		return refuse(errUnsupportedProtocol, "the path is %q, and every action is called at /", in.URL.Path)
	}
	return nil
}

// checkType looks at the content type, which depends on method and signature.
func (in *incoming) checkType(signature tencent.Signature, wanted ...string) *rpc.Error {
	for _, want := range wanted {
		if in.contentType == want {
			return nil
		}
	}
	return refuse(errUnsupportedProtocol, "the Content-Type is %q, and a %s signed by %s has %s",
		in.Header.Get("Content-Type"), in.Method, signature, strings.Join(wanted, " or "))
}

// checkSize looks at the size of the query of a GET or the body of a POST.
func (in *incoming) checkSize(limit int, code rpc.Code, advice string) *rpc.Error {
	if in.Method == http.MethodGet {
		limit = tencent.MaxGETBytes
		if n := len(in.URL.RawQuery); n > limit {
			return refuse(errRequestSize, "the query of %d bytes is longer than the %d that a GET may have: use POST", n, limit)
		}
	}
	if len(in.body) > limit {
		return refuse(code, "the body is longer than %d bytes%s", limit, advice)
	}
	return nil
}

// refuse makes a refusal.
func refuse(code rpc.Code, format string, args ...any) *rpc.Error {
	return &rpc.Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// refusal is an error of package tencent, which has the vendor's code.
func refusal(err error) *rpc.Error {
	if refused, ok := err.(*rpc.Error); ok {
		return refused
	}
	return refuse(errInternal, "%v", err)
}
