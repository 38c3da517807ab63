package alibabatest

import (
	"net/http"
	"strings"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

// requestIDMember is the member of every reply that names the call.
const requestIDMember = "RequestId"

// Answer writes the members of the output and the request id, as JSON, or as
// XML in an element that is called after the action.
func (c *cloud) Answer(call *rpctest.Request, output wire.Message) (rpctest.Reply, error) {
	identified, err := rpctest.Identify(output, call, requestIDMember)
	if err != nil {
		return rpctest.Reply{}, err
	}
	return written(call, call.Action+"Response", identified)
}

// Refuse writes Code, Message, RequestId and HostId, and what else the error has.
func (c *cloud) Refuse(call *rpctest.Request, e *rpc.Error) rpctest.Reply {
	if e.RequestID != "" {
		call.RequestID = e.RequestID
	}
	// Texts can always be written.
	reply, _ := written(call, "Error", &refused{e, call.RequestID})
	if reply.Status = e.Status; reply.Status == 0 {
		reply.Status = statusOf(e.Code)
	}
	return reply
}

// written is a reply in the format that the call asks for.
func written(call *rpctest.Request, root string, m wire.Message) (rpctest.Reply, error) {
	if call.Format != string(alibaba.XML) {
		body, err := wire.AppendJSON(nil, m)
		return rpctest.Reply{Body: string(body)}, err
	}
	body, err := wire.AppendXML([]byte(`<?xml version="1.0" encoding="UTF-8"?>`), root, m)
	return rpctest.Reply{Body: string(body), Header: http.Header{"Content-Type": {"text/xml;charset=utf-8"}}}, err
}

// statusOf is the HTTP status that the vendor's list has for a code.
func statusOf(code rpc.Code) int {
	switch {
	case code == errInternal:
		return http.StatusInternalServerError
	case strings.HasSuffix(string(code), ".NotFound"):
		return http.StatusNotFound
	case strings.HasPrefix(string(code), "Forbidden"):
		return http.StatusForbidden
	}
	return http.StatusBadRequest
}

// refused is the reply to a call that failed.
type refused struct {
	err       *rpc.Error
	requestID string
}

// WireMembers lists the members of an error.
func (r *refused) WireMembers(c *wire.Codec) {
	code, host := string(r.err.Code), r.err.Details["HostId"]
	c.String("Code", &code)
	c.String("Message", &r.err.Message)
	c.String(requestIDMember, &r.requestID)
	c.String("HostId", &host)
	if r.err.Advice != "" {
		c.String("Recommend", &r.err.Advice)
	}
}
