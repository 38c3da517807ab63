package rpctest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

// Action is an action that a [Server] knows.
type Action struct {
	// Name is the action's name on the wire.
	Name string
	// Required are the top-level parameters that a request must carry.
	Required []string
	// Methods are the HTTP methods that the action takes; nil is all that the cloud takes.
	Methods []string
	// Multipart tells that a POST must come as multipart/form-data; else it must not.
	Multipart bool
	// Handle answers the calls. Calls of an action without one are refused.
	Handle Handler
}

// Handler answers the calls of an action; see [Handle] for one that is a typed
// function and [Raw] for one that sends given bytes. It may be called by many
// goroutines at a time. An [*rpc.Error] keeps its code, message, request id and
// status; an error that wraps an [rpc.Code] has that code and the error's own
// text; any other error is the cloud's internal error with that text.
type Handler func(ctx context.Context, call *Request) (Answer, error)

// Answer is what a [Handler] answers: Raw, or an output in the cloud's own form.
type Answer struct {
	// Output goes out in the cloud's envelope. Its request id is filled in when
	// it has none, so it must not be shared between calls.
	Output wire.Message
	// Raw, if not nil, goes out as it is, and Output is not looked at.
	Raw *Reply
}

// Raw is a handler that answers every call with the same bytes, past the
// cloud's envelope: documented replies, damaged ones, pages of a proxy.
func Raw(status int, body string) Handler {
	return func(context.Context, *Request) (Answer, error) {
		return Answer{Raw: &Reply{Status: status, Body: body}}, nil
	}
}

// message is a pointer to T that is a message.
type message[T any] interface {
	*T
	wire.Message
}

// Handle makes a handler of a typed function; nil makes nil. A call whose
// parameters do not fit In, or in which a member that In requires is missing
// or empty, is refused before it reaches the function. The function may return
// an output that it keeps: a shallow copy goes out. A nil output is an empty one.
func Handle[In, Out any, PI message[In], PO message[Out]](f func(context.Context, In) (*Out, error)) Handler {
	if f == nil {
		return nil
	}
	return func(ctx context.Context, call *Request) (Answer, error) {
		var in In
		if err := readParams(call.Params, PI(&in)); err != nil {
			return Answer{}, err
		}
		out, err := f(ctx, in)
		if err != nil {
			return Answer{}, err
		}
		var sent Out
		if out != nil {
			sent = *out
		}
		return Answer{Output: PO(&sent)}, nil
	}
}

// errParams is that the parameters of a call do not fit the action's input.
type errParams struct{ err error }

func (e errParams) Error() string { return e.err.Error() }
func (e errParams) Unwrap() error { return e.err }

// readParams reads parameters into an input and looks for all that it requires.
func readParams(params string, in wire.Message) error {
	if err := wire.ReadRequestJSON(params, in, nil); err != nil {
		return errParams{err}
	}
	if _, err := wire.AppendRequestJSON(nil, in); err != nil {
		return errParams{err}
	}
	return nil
}

// handlerError is an error of a handler as the cloud's error.
func handlerError(err error, action string, codes Codes) *rpc.Error {
	var refusal *rpc.Error
	var code rpc.Code
	var missing *wire.MissingError
	var params errParams
	switch {
	case errors.As(err, &refusal):
		e := *refusal
		e.Code = cmp.Or(e.Code, codes.Internal)
		return &e
	case errors.As(err, &params) && errors.As(params.err, &missing):
		return missingParameters(codes, action, missing.Members)
	case errors.As(err, &params):
		return &rpc.Error{Code: codes.InvalidParameter, Message: fmt.Sprintf("the parameters of %s do not fit: %v", action, err)}
	case errors.As(err, &code) && code != "":
		return &rpc.Error{Code: code, Message: err.Error()}
	}
	return &rpc.Error{Code: codes.Internal, Message: err.Error()}
}

// missingParameters is the refusal of a call that lacks what it needs.
func missingParameters(codes Codes, action string, names []string) *rpc.Error {
	return &rpc.Error{
		Code:    codes.MissingParameter,
		Message: fmt.Sprintf("%s requires %s: missing or empty in this request", action, strings.Join(names, ", ")),
	}
}

// takes tells whether the action takes a call by its HTTP method and kind of body.
func (a *Action) takes(call *Request) error {
	if len(a.Methods) > 0 && !slices.Contains(a.Methods, call.Method) {
		return fmt.Errorf("%s takes %s only, and this is a %s", a.Name, strings.Join(a.Methods, " and "), call.Method)
	}
	if call.Method != http.MethodPost || a.Multipart == call.Multipart {
		return nil
	}
	if a.Multipart {
		return fmt.Errorf("%s takes a POST as multipart/form-data only", a.Name)
	}
	return fmt.Errorf("%s does not take multipart/form-data", a.Name)
}
