package tencent

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

// envelope is what every reply is: {"Response": {…}}.
type envelope struct{ response response }

func (e *envelope) WireMembers(c *wire.Codec) { c.Message("Response", &e.response) }

// response is the result of an action, with RequestId and, if the call failed,
// Error beside its members. The result still gets members of these names.
type response struct {
	result wire.Message
	fault  fault
	// peeked is what an Error was read into, which may be another thing.
	peeked    fault
	requestID string
	// found tells that there was a Response with any member.
	found bool
}

func (r *response) WireMembers(c *wire.Codec) {
	r.found = true
	if c.Peek("Error", &r.peeked) {
		r.fault = r.peeked
	}
	c.PeekString("RequestId", &r.requestID)
	r.result.WireMembers(c)
}

// fault is what an Error says.
type fault struct{ code, message string }

func (f *fault) WireMembers(c *wire.Codec) {
	c.String("Code", &f.code)
	c.String("Message", &f.message)
}

var envelopes = sync.Pool{New: func() any { return new(envelope) }}

// What can be wrong with a reply.
var (
	errEmptyReply = errors.New("the reply is empty")
	errNoResponse = errors.New("the reply has no member Response, so it is not from Tencent Cloud's API 3.0")
	errNoError    = errors.New("the reply has the status of an error, and names none")
)

// decode reads a reply in one pass: the envelope, an error and the result.
func decode(r *rpc.Reply, out wire.Message) error {
	e := envelopes.Get().(*envelope)
	e.response.result = out
	err := wire.ReadJSON(r.Body, e, r.Read)
	if err != nil {
		readAround(e, r.Body)
	}
	response := e.response
	*e = envelope{}
	envelopes.Put(e)

	if response.fault.code != "" {
		return refused(response.fault, response.requestID, r.Status)
	}
	switch {
	case err != nil:
		err = damage(r.Body, err)
	case !response.found && !hasResponse(r.Body):
		err = errNoResponse
	case r.Status < 200 || r.Status > 299:
		err = errNoError
	default:
		return nil
	}
	return rpc.Unreadable(r, response.requestID, err)
}

// refused is the error that a reply tells of.
func refused(f fault, requestID string, status int) *rpc.Error {
	e := &rpc.Error{Code: rpc.Code(f.code), Message: f.message, RequestID: requestID, Status: status}
	if e.Code.Is(errRequestLimitExceeded) {
		e.RateLimit = frequencyLimit(f.message)
	}
	return e
}

// frequencyLimit is the number of calls a second that the message of a
// RequestLimitExceeded names: … exceeds the frequency limit `20` for a second …
func frequencyLimit(message string) int {
	_, rest, _ := strings.Cut(message, "frequency limit `")
	digits, rest, _ := strings.Cut(rest, "`")
	if n, err := strconv.Atoi(digits); err == nil && n > 0 && strings.HasPrefix(rest, " for a second") {
		return n
	}
	return 0
}

// Meaning tells what a code means for whoever might call again.
func (p *protocol) Meaning(e *rpc.Error) rpc.Meaning { return Meaning(e) }

// Meaning tells what an error of Tencent Cloud's means for whoever might call again.
// LimitExceeded is a quota, and no throttling.
func Meaning(e *rpc.Error) rpc.Meaning {
	switch {
	case e.Code.Is(errRequestLimitExceeded):
		return rpc.TooMany
	case e.Code.Is(errInternal):
		return rpc.ServerFailed
	case e.Code.Is(ErrSignatureExpire):
		return rpc.ClockWrong
	case e.Code.Is(ErrSignatureFailure), e.Code.Is(ErrInvalidAuthorization):
		return rpc.SignatureWrong
	case e.Code.Is(ErrSecretIDNotFound), e.Code.Is(errInvalidSecretID):
		return rpc.KeyWrong
	case e.Code.Is(ErrTokenFailure):
		return rpc.TokenWrong
	case e.Code.Is(errUnauthorizedOperation), e.Code.Is(errUnauthorizedByCAM):
		return rpc.Denied
	}
	return rpc.Refused
}

// Codes of the vendor's list of common error codes.
const (
	errInvalidSecretID       rpc.Code = "AuthFailure.InvalidSecretId"
	errUnauthorizedByCAM     rpc.Code = "AuthFailure.UnauthorizedOperation"
	errUnauthorizedOperation rpc.Code = "UnauthorizedOperation"
	errRequestLimitExceeded  rpc.Code = "RequestLimitExceeded"
	errInternal              rpc.Code = "InternalError"
)

// readAround reads a reply whose result cannot be read once more without it,
// since what identifies the call mostly comes last.
func readAround(e *envelope, body string) {
	e.response.result = noResult{}
	// What is wrong was found out before; this reads as far as it can.
	_ = wire.ReadJSON(body, e, nil)
}

// noResult is a result without members.
type noResult struct{}

func (noResult) WireMembers(*wire.Codec) {}

// damage says what is wrong with a body that could not be read because of err.
func damage(body string, err error) error {
	var syntax *wire.SyntaxError
	switch {
	case strings.TrimSpace(body) == "":
		return errEmptyReply
	case errors.As(err, &syntax):
		return fmt.Errorf("the reply is not the JSON that it should be: %w", err)
	}
	return fmt.Errorf("the reply does not fit the action: %w", err)
}

// hasResponse tells whether a reply has a Response, which may be empty.
func hasResponse(body string) bool {
	var p presence
	// That the body can be read was found out before.
	_ = wire.ReadJSON(body, &p, nil)
	_, ok := p.response.(map[string]any)
	return ok
}

type presence struct{ response any }

func (p *presence) WireMembers(c *wire.Codec) { c.Any("Response", &p.response) }
