// Package rpctest is an HTTP server for tests of code that calls a cloud: it
// verifies each request as the cloud does, refuses what the cloud would refuse,
// with the cloud's own error codes, and answers what the test says.
//
// The package knows no cloud. What one cloud's requests, signatures and replies
// look like is a [Cloud]; tencenttest is Tencent's. Generated packages, such as
// msptest beside msp, give a server whose answers are typed Go functions.
//
// [RunExamples] holds the requests and replies that a spec shows as examples
// against the types that were generated.
package rpctest

import (
	"net/http"
	"time"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

// Cloud is one cloud's side of a [Server]. Its methods are called by any number
// of goroutines at a time.
type Cloud interface {
	// MaxBody is the most bytes of a request's body that Verify looks at. A
	// longer body is cut one byte after it, so that Verify can tell.
	MaxBody() int64

	// Verify authenticates a request that came at the time now, and notes in
	// call what it asks for, as far as it came: a refused call is recorded too.
	// An error is answered by Refuse.
	Verify(r *http.Request, body []byte, now time.Time, call *Request) *rpc.Error

	// Answer is the reply that carries an output. It carries the call's
	// request id, unless the output has one of its own.
	Answer(call *Request, output wire.Message) (Reply, error)

	// Refuse is the reply that carries an error.
	Refuse(call *Request, e *rpc.Error) Reply

	// Codes are the cloud's names for what a Server refuses by itself.
	Codes() Codes
}

// Codes are a cloud's error codes for what is wrong with a request that is
// signed as it should be.
type Codes struct {
	// UnknownAction: the service has no such action.
	UnknownAction rpc.Code
	// UnknownVersion: the service has no such version.
	UnknownVersion rpc.Code
	// MissingParameter: a parameter that the action requires is not there.
	MissingParameter rpc.Code
	// InvalidParameter: the parameters are not what the action takes.
	InvalidParameter rpc.Code
	// UnsupportedMethod: the action does not take this HTTP method or this kind of body.
	UnsupportedMethod rpc.Code
	// Unsupported: the test has no handler for the action.
	Unsupported rpc.Code
	// Internal: the handler failed with an error that names no code.
	Internal rpc.Code
}

// Reply is an HTTP reply.
type Reply struct {
	// Status is the HTTP status; 0 is 200.
	Status int
	// Header is added to the reply. Without a Content-Type it is JSON.
	Header http.Header
	// Body is sent as it is.
	Body string
}
