package rpctest

import (
	"errors"
	"fmt"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

// Example is a request and what it answers, a result or an error, as a spec
// shows them.
type Example struct {
	// Action is the action's name on the wire, and Title what the example shows.
	Action, Title string
	// New makes an empty input and an empty output of the action.
	New func() (in, out wire.Message)
	// Request is the parameters as a JSON object; empty where none are shown.
	Request string
	// Reply is the members of the result as a JSON object; empty where none are shown.
	Reply string
	// Code is the error code that is answered, and Message its text; both are
	// empty where the example shows no error.
	Code    rpc.Code
	Message string
}

// Forms are the ways in which a cloud's requests and replies are written.
type Forms struct {
	// Flatten says how a request becomes parameters.
	Flatten wire.Flatten
	// JSON tells that a request can be JSON. Requests that parameters cannot
	// say are then sent so.
	JSON bool
	// XML tells that a reply may be XML.
	XML bool
	// Fail calls an action that answers with an error, and returns the error
	// that a client makes of it.
	Fail func(e *rpc.Error) error
}

// Findings are what came of holding a request or a reply against its types.
type Findings struct {
	// Differences are where they do not agree; there are none where all is well.
	Differences []Difference
	// Accepted are values of another kind than promised that lost nothing.
	Accepted []wire.Mismatch
}

// Difference is a place at which an example differs from the types.
type Difference struct {
	Cause Cause
	// Member is the dotted path of the value: Tasks.3.ProjectId.
	Member string
	// Msg says what is shown there, and what of it is lost.
	Msg string
}

// Cause is why an example differs from the types.
type Cause string

// The causes.
const (
	// Malformed is a text that is no JSON object.
	Malformed Cause = "malformed"
	// WrongKind is a value that the promised type cannot hold.
	WrongKind Cause = "wrong kind"
	// Unknown is a member that the types do not have.
	Unknown Cause = "unknown member"
	// Changed is a value that comes back as another one.
	Changed Cause = "changed"
	// Missing is a member that requests must have and the example lacks.
	Missing Cause = "missing"
	// Unsent is a value that is shown and not sent.
	Unsent Cause = "not sent"
	// Unwritable is a value that cannot be written in a form of the cloud's.
	Unwritable Cause = "cannot be written"
)

// String gives the difference on one line, the cause first.
func (d Difference) String() string {
	if d.Member == "" {
		return fmt.Sprintf("%s: %s", d.Cause, d.Msg)
	}
	return fmt.Sprintf("%s: %s: %s", d.Cause, d.Member, d.Msg)
}

// refused notes why a text cannot be read, or a message not be written.
func (f *Findings) refused(err error) {
	var kind *wire.TypeError
	var missing *wire.MissingError
	var value *wire.ValueError
	if all, ok := err.(interface{ Unwrap() []error }); ok {
		for _, err := range all.Unwrap() {
			f.refused(err)
		}
		return
	}
	switch {
	case errors.As(err, &kind):
		f.add(WrongKind, kind.Member, "the types promise "+kind.Want+", and the example shows "+kind.Got)
	case errors.As(err, &missing):
		for _, name := range missing.Members {
			f.add(Missing, name, "the types require it, and the example has none, or an empty one")
		}
	case errors.As(err, &value):
		f.add(Unwritable, value.Member, value.Msg)
	default:
		f.add(Malformed, "", err.Error())
	}
}

func (f *Findings) add(cause Cause, member, msg string) {
	f.Differences = append(f.Differences, Difference{cause, member, msg})
}

// read reads a text by one of the functions of package wire, and notes what of
// it is odd.
func (f *Findings) read(read func(string, wire.Message, *wire.ReadOptions) error, text string, m wire.Message) bool {
	err := read(text, m, &wire.ReadOptions{OnMismatch: func(odd wire.Mismatch) { f.Accepted = append(f.Accepted, odd) }})
	if err != nil {
		f.refused(err)
	}
	return err == nil
}

// lost notes what want shows and got has not, or otherwise.
func (f *Findings) lost(absent Cause, want, got string) {
	f.compare(comparison{absent: absent}, want, got)
}

func (f *Findings) compare(c comparison, want, got string) {
	shown, err := parseTree(want)
	if err != nil {
		f.refused(err)
		return
	}
	written, err := parseTree(got)
	if err != nil {
		f.refused(err)
		return
	}
	c.value(&shown, &written)
	f.Differences = append(f.Differences, c.differences...)
}

// CheckReply reads the reply and writes it again, and looks whether anything is
// lost on the way.
func (e *Example) CheckReply(forms Forms) Findings {
	var f Findings
	_, out := e.New()
	if !f.read(wire.ReadJSON, e.Reply, out) {
		return f
	}
	written, err := wire.AppendJSON(nil, out)
	if err != nil {
		f.refused(err)
		return f
	}
	f.lost(Unknown, e.Reply, string(written))
	if forms.XML && len(f.Differences) == 0 {
		e.checkXML(&f, out, string(written))
	}
	return f
}

// checkXML looks whether the reply survives XML. What XML cannot say is no difference.
func (e *Example) checkXML(f *Findings, out wire.Message, want string) {
	document, err := wire.AppendXML(nil, e.Action+"Response", out)
	if err != nil {
		return
	}
	_, again := e.New()
	if err := wire.ReadXML(string(document), again, nil); err != nil {
		f.refused(err)
		return
	}
	written, err := wire.AppendJSON(nil, again)
	if err != nil {
		f.refused(err)
		return
	}
	f.compare(comparison{absent: Changed, xml: true}, want, string(written))
}

// CheckError looks whether a caller gets the code and the text of the error.
func (e *Example) CheckError(forms Forms) Findings {
	var f Findings
	err := forms.Fail(&rpc.Error{Code: e.Code, Message: e.Message})
	var got *rpc.Error
	switch {
	case !errors.As(err, &got):
		f.add(Changed, "", fmt.Sprintf("the example fails with %s, and the caller gets %v", e.Code, err))
	case got.Code != e.Code:
		f.add(Changed, "", fmt.Sprintf("the example fails with %s, and the caller gets %s", e.Code, got.Code))
	case got.Message != e.Message:
		f.add(Changed, "", fmt.Sprintf("the example fails with the message %q, and the caller gets %q", e.Message, got.Message))
	}
	return f
}

// CheckRequest reads the request as a server does, and looks whether a client
// would send the same.
func (e *Example) CheckRequest(forms Forms) Findings {
	var f Findings
	in, _ := e.New()
	if !f.read(wire.ReadRequestJSON, e.Request, in) {
		return f
	}
	whole, err := wire.AppendJSON(nil, in)
	if err != nil {
		f.refused(err)
		return f
	}
	if f.lost(Unknown, e.Request, string(whole)); len(f.Differences) > 0 {
		return f
	}
	sent, err := wire.AppendRequestJSON(nil, in)
	if err != nil {
		f.refused(err)
		return f
	}
	f.lost(Unsent, e.Request, string(sent))
	f.lost(Missing, string(sent), e.Request)
	if len(f.Differences) == 0 {
		e.checkParams(&f, forms, in, string(sent))
	}
	return f
}

// checkParams looks whether a server reads of the parameters what is sent.
func (e *Example) checkParams(f *Findings, forms Forms, in wire.Message, sent string) {
	var params wire.Params
	if err := wire.AppendRequestParams(&params, in, forms.Flatten); err != nil {
		if !forms.JSON {
			f.refused(err)
		}
		return
	}
	text, err := wire.UnflattenJSON(nil, &params, forms.Flatten.Base)
	if err != nil {
		f.refused(err)
		return
	}
	again, _ := e.New()
	if err := wire.ReadRequestJSON(string(text), again, nil); err != nil {
		f.refused(err)
		return
	}
	received, err := wire.AppendRequestJSON(nil, again)
	if err != nil {
		f.refused(err)
		return
	}
	f.lost(Unsent, sent, string(received))
}
