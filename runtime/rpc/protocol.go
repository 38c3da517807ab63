package rpc

import (
	"fmt"
	"net/http"

	"github.com/signet-gen/signet/runtime/wire"
)

// Protocol is how one cloud writes requests and reads replies, with the
// configuration of one client. Its methods are called by any number of
// goroutines at a time.
//
// A call is encoded once and signed for each attempt, so that an attempt that
// is made again has a time and a nonce of its own.
type Protocol interface {
	// Encode writes the input of a call into r, in the form that r.Operation
	// and the client's configuration ask for. A fault in either is its error.
	Encode(r *Request, in wire.Message) error

	// Sign completes r for one attempt, made at r.Time with r.Credentials:
	// method, URL, header and body.
	Sign(r *Request) error

	// Decode reads a reply into out, or returns what it tells of instead: an
	// [*Error] for a refusal of the cloud's, a [*ReplyError] for a reply that
	// is not the cloud's. Service, Action and Status are filled in by the caller.
	Decode(r *Reply, out wire.Message) error

	// Meaning tells what a refusal of the cloud's means for the call.
	Meaning(e *Error) Meaning

	// Explain says more of a refusal of the attempt that r is, from what was signed and
	// what the server tells. It takes out of e.Message what repeats the request, and
	// adds to e.Explanation, which is nil for refusals that need none. It must not
	// change r, whose buffers may still be on their way.
	Explain(r *Request, e *Error)
}

// Meaning is what an error code means for whoever might call again.
type Meaning uint8

const (
	// Refused is a call that will be refused again: the code is about its
	// parameters, its permissions or the state of things.
	Refused Meaning = iota
	// TooMany is a call that was not looked at, for there were too many.
	TooMany
	// ServerFailed is a call that the server failed at, perhaps half way.
	ServerFailed
	// ClockWrong is a call that was signed by a clock too far from the server's.
	ClockWrong
	// SignatureWrong is a call whose signature is not the one that the server
	// computed.
	SignatureWrong
	// KeyWrong is a call that was signed with a key that the server does not
	// know, or takes no more.
	KeyWrong
	// TokenWrong is a call whose key is temporary and has ended, or whose token
	// is not that of the key.
	TokenWrong
	// Denied is a call for which the caller lacks a permission.
	Denied
)

var meanings = [...]string{
	Refused: "refused", TooMany: "too many calls", ServerFailed: "the server failed", ClockWrong: "wrong clock",
	SignatureWrong: "wrong signature", KeyWrong: "wrong key", TokenWrong: "wrong token", Denied: "denied",
}

// String says what it means, in words.
func (m Meaning) String() string {
	if int(m) < len(meanings) {
		return meanings[m]
	}
	return fmt.Sprintf("Meaning(%d)", uint8(m))
}

// Reply is what came back from one attempt.
type Reply struct {
	Operation *Operation
	// Status and Header are HTTP's.
	Status int
	Header http.Header
	// Body is the whole body. What is decoded may share its memory.
	Body string
	// Read are the client's options for decoding it.
	Read *wire.ReadOptions

	from *sender // which knows what an excerpt may not show
}

// sender is who sent a request. It keeps secrets two pointers away from what is
// handed out: see hidden.
type sender struct {
	client  *Client
	request *Request
}
