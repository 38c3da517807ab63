package tencenttest

import (
	"net/http"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

// requestIDMember is the member of every reply that names the call.
const requestIDMember = "RequestId"

// Answer writes {"Response":{…,"RequestId":"…"}}.
func (c *cloud) Answer(call *rpctest.Request, output wire.Message) (rpctest.Reply, error) {
	identified, err := rpctest.Identify(output, call, requestIDMember)
	if err != nil {
		return rpctest.Reply{}, err
	}
	result, err := wire.AppendJSON([]byte(`{"Response":`), identified)
	if err != nil {
		return rpctest.Reply{}, err
	}
	return rpctest.Reply{Body: string(result) + "}"}, nil
}

// Refuse writes {"Response":{"Error":{"Code":"…","Message":"…"},"RequestId":"…"}}.
func (c *cloud) Refuse(call *rpctest.Request, e *rpc.Error) rpctest.Reply {
	if e.RequestID != "" {
		call.RequestID = e.RequestID
	}
	refusal := envelope{response{refused{string(e.Code), e.Message}, call.RequestID}}
	// Texts can always be written.
	body, _ := wire.AppendJSON(nil, &refusal)
	status := e.Status
	if status == 0 {
		status = http.StatusOK
	}
	return rpctest.Reply{Status: status, Body: string(body)}
}

type envelope struct{ response response }

// WireMembers lists the envelope's only member.
func (e *envelope) WireMembers(c *wire.Codec) { c.Message("Response", &e.response) }

type response struct {
	refused   refused
	requestID string
}

// WireMembers lists what an error's envelope holds.
func (r *response) WireMembers(c *wire.Codec) {
	c.Message("Error", &r.refused)
	c.String(requestIDMember, &r.requestID)
}

type refused struct{ code, message string }

// WireMembers lists the error.
func (r *refused) WireMembers(c *wire.Codec) {
	c.String("Code", &r.code)
	c.String("Message", &r.message)
}
