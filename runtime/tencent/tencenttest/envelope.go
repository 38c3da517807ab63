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
	result, err := withRequestID(output, call)
	if err != nil {
		return rpctest.Reply{}, err
	}
	return rpctest.Reply{Body: `{"Response":` + string(result) + `}`}, nil
}

// withRequestID writes an output with a request id: its own, which the call
// takes over, or else the call's.
func withRequestID(output wire.Message, call *rpctest.Request) ([]byte, error) {
	result, own, err := written(output)
	if own != "" {
		call.RequestID = own
	}
	if own != "" || err != nil {
		return result, err
	}
	// The output reads its id as a client would, wherever it keeps it.
	member, err := wire.AppendJSON(nil, &requestID{call.RequestID})
	if err != nil {
		return nil, err
	}
	if err := wire.ReadJSON(string(member), output, nil); err != nil {
		return nil, err
	}
	result, own, err = written(output)
	if own != "" || err != nil {
		return result, err
	}
	return merge(result, member), nil
}

// written is an output as JSON, and the request id that stands in it.
func written(output wire.Message) (result []byte, id string, err error) {
	result, err = wire.AppendJSON(nil, output)
	if err != nil {
		return nil, "", err
	}
	var own requestID
	err = wire.ReadJSON(string(result), &own, nil)
	return result, own.text, err
}

// merge is the JSON object a with the members of b after its own: for an
// output that has no member for the request id.
func merge(a, b []byte) []byte {
	if string(a) == "{}" {
		return b
	}
	return append(append(a[:len(a)-1], ','), b[1:]...)
}

// requestID is a message of which only the request id matters.
type requestID struct{ text string }

// WireMembers lists the request id.
func (r *requestID) WireMembers(c *wire.Codec) { c.String(requestIDMember, &r.text) }

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
