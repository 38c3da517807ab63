package rpctest

import (
	"fmt"
	"net/http"
	"time"
)

// ProxyFault is what a [FaultProxy] does to one request. The zero value does nothing:
// the request is passed on, and so is its answer.
type ProxyFault struct {
	// Kind is what goes wrong.
	Kind FaultKind
	// Delay is how long the answer, or what comes instead, is kept back. The
	// server has answered by then, if it is asked at all.
	Delay time.Duration
	// At is how many bytes go well first: of the request for
	// [FaultResetRequest], of the answer for [FaultBreakAnswer] and Stall. For an
	// answer 0 is its header and half of its body. For [FaultLength] it is by how
	// many bytes the length is too long, or too short if it is negative.
	At int
	// Stall is a pause within the answer.
	Stall time.Duration
	// Chunk and Pause let the answer trickle: so many bytes, a pause, so many
	// bytes. A Chunk of 0 is all at once.
	Chunk int
	Pause time.Duration
	// Skew is added to the answer's Date.
	Skew time.Duration
	// Orderly ends the connection as if all were well (a FIN) where it would be
	// reset (an RST).
	Orderly bool
	// Reply is what [FaultReply] and [FaultReplyAfter] answer. Its date is that of
	// this machine unless the header has one.
	Reply Reply
	// Size fills the body of Reply up with spaces to so many bytes.
	Size int
}

// FaultKind is a way in which a request goes wrong.
type FaultKind uint8

// The kinds of faults. Each ends the connection, but for those that answer whole.
const (
	// FaultNone is none; the delays of a [ProxyFault] and its Skew hold all the same.
	FaultNone FaultKind = iota
	// FaultHangUp closes the connection as soon as it is accepted, or on one that
	// is open as soon as a request begins. Nothing is read.
	FaultHangUp
	// FaultReset resets the connection when the request begins, and reads nothing of it.
	FaultReset
	// FaultResetRequest resets the connection after [ProxyFault.At] bytes of the request.
	FaultResetRequest
	// FaultLoseRequest reads the whole request and resets the connection. The
	// server does not see the request.
	FaultLoseRequest
	// FaultLoseAnswer lets the server act and resets the connection before a byte
	// of its answer.
	FaultLoseAnswer
	// FaultBreakAnswer resets the connection in the middle of the answer.
	FaultBreakAnswer
	// FaultGarbage lets the server act and sends something else than HTTP.
	FaultGarbage
	// FaultLength sends the answer with a wrong Content-Length.
	FaultLength
	// FaultReply answers by [ProxyFault.Reply]. The server does not see the request.
	FaultReply
	// FaultReplyAfter lets the server act and answers by [ProxyFault.Reply].
	FaultReplyAfter
	// FaultCloseIdle answers well and closes the connection, which its client
	// takes for an idle one.
	FaultCloseIdle
)

var faultNames = [...]string{
	FaultNone: "none", FaultHangUp: "hang up", FaultReset: "reset", FaultResetRequest: "reset request",
	FaultLoseRequest: "lose request", FaultLoseAnswer: "lose answer", FaultBreakAnswer: "break answer",
	FaultGarbage: "garbage", FaultLength: "length", FaultReply: "reply", FaultReplyAfter: "reply after",
	FaultCloseIdle: "close idle",
}

// String is the kind in a few words.
func (k FaultKind) String() string {
	if int(k) < len(faultNames) {
		return faultNames[k]
	}
	return fmt.Sprintf("FaultKind(%d)", uint8(k))
}

// Answering is a fault that answers by these in place of the server, which does
// not see the request: throttling, a page of a gateway. Header are names and
// values in turn.
func Answering(status int, body string, header ...string) ProxyFault {
	h := http.Header{}
	for i := 0; i+1 < len(header); i += 2 {
		h.Add(header[i], header[i+1])
	}
	return ProxyFault{Kind: FaultReply, Reply: Reply{Status: status, Header: h, Body: body}}
}

// Chance is a fault and how often it happens: Of is from 0, never, to 1, always.
type Chance struct {
	Of    float64
	Fault ProxyFault
}

// FaultCounts are what a [FaultProxy] has seen so far.
type FaultCounts struct {
	// Connections are those that clients made, Open those that are open now.
	Connections, Open int
	// Requests are those that were read whole, and Forwarded those of them that
	// the server was sent whole.
	Requests, Forwarded int
	// Passed are the answers of the server that were sent on whole.
	Passed int
	// Played are the faults that happened, by their kinds.
	Played map[FaultKind]int
}
