package alibabatest

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

// requestIDMember is the member of every reply that names the call.
const requestIDMember = "RequestId"

// Answer writes {…,"RequestId":"…"}, or the same as XML in <ActionResponse>.
func (c *cloud) Answer(call *rpctest.Request, output wire.Message) (rpctest.Reply, error) {
	identified, err := rpctest.Identify(output, call, requestIDMember)
	if err != nil {
		return rpctest.Reply{}, err
	}
	return write(call, http.StatusOK, call.Action+"Response", identified)
}

// Refuse writes {"RequestId":"…","HostId":"…","Code":"…","Message":"…"}, or the
// same as XML in <Error>, with all that a handler's error tells.
func (c *cloud) Refuse(call *rpctest.Request, e *rpc.Error) rpctest.Reply {
	if e.RequestID != "" {
		call.RequestID = e.RequestID
	}
	told := &told{error: e, requestID: call.RequestID, hostID: "alibabatest"}
	reply, err := write(call, statusOf(e), "Error", told)
	if err != nil { // XML cannot hold every text, and JSON can
		call.Format = string(alibaba.JSON)
		reply, _ = write(call, statusOf(e), "", told)
	}
	if e.RetryAfter > 0 {
		reply.Header.Set("x-acs-retry-after", strconv.FormatInt(e.RetryAfter.Milliseconds(), 10))
	}
	return reply
}

// write writes a message in the format of a call.
func write(call *rpctest.Request, status int, root string, m wire.Message) (rpctest.Reply, error) {
	reply := rpctest.Reply{Status: status, Header: http.Header{}}
	reply.Header.Set("x-acs-request-id", call.RequestID)
	var text []byte
	var err error
	if call.Format == string(alibaba.XML) {
		reply.Header.Set("Content-Type", "text/xml;charset=utf-8")
		text, err = wire.AppendXML(nil, root, m)
	} else {
		reply.Header.Set("Content-Type", "application/json;charset=utf-8")
		text, err = wire.AppendJSON(nil, m)
	}
	reply.Body = string(text)
	return reply, err
}

// statusOf is the HTTP status of an error: its own, or what the vendor's list of
// public error codes has for its code and for codes of its kind.
func statusOf(e *rpc.Error) int {
	kind, _, _ := strings.Cut(string(e.Code), ".")
	switch {
	case e.Status != 0:
		return e.Status
	case strings.HasSuffix(string(e.Code), ".NotFound"):
		return http.StatusNotFound
	case kind == "Forbidden", e.Code == errUnsupportedMethod:
		return http.StatusForbidden
	case e.Code == errInternal:
		return http.StatusInternalServerError
	case kind == "ServiceUnavailable":
		return http.StatusServiceUnavailable
	}
	return http.StatusBadRequest
}

// told is what the reply to a refused call tells.
type told struct {
	error             *rpc.Error
	requestID, hostID string
}

// echoed is the detail that ends the message of the reply. What a server keeps of its
// requests lacks it, since it repeats them with all they hold.
const echoed = "Echo"

// WireMembers lists what an error's reply holds.
func (t *told) WireMembers(c *wire.Codec) {
	code, message, denied := string(t.error.Code), t.error.Message+t.error.Details[echoed], map[string]string{}
	for name, text := range t.error.Details {
		if rest, ok := strings.CutPrefix(name, "AccessDeniedDetail."); ok {
			denied[rest] = text
		}
	}
	hostID := cmp.Or(t.error.Details["HostId"], t.hostID)
	c.String(requestIDMember, &t.requestID)
	c.String("HostId", &hostID)
	c.String("Code", &code)
	c.String("Message", &message)
	if t.error.Advice != "" {
		c.String("Recommend", &t.error.Advice)
	}
	if len(denied) > 0 {
		wire.Map(c, "AccessDeniedDetail", &denied, (*wire.Codec).String)
	}
}
