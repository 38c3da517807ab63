package rpctest

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

// serve takes a request from its bytes to a reply, or to the first refusal.
func (s *Server) serve(r *http.Request, now time.Time, call *Request) (Reply, *rpc.Error) {
	body, err := readBody(r, s.cloud.MaxBody()+1)
	if err != nil {
		return Reply{}, refuse(s.cloud.Codes().InvalidParameter, "the request's body broke off: %v", err)
	}
	if refusal := s.cloud.Verify(r, body, now, call); refusal != nil {
		return Reply{}, refusal
	}
	action, refusal := s.find(call)
	if refusal != nil {
		return Reply{}, refusal
	}
	if refusal := s.check(&action, call); refusal != nil {
		return Reply{}, refusal
	}
	return s.answer(r, &action, call)
}

// readBody reads at most so many bytes of a body.
func readBody(r *http.Request, most int64) ([]byte, error) {
	if r.Body == nil {
		return nil, nil
	}
	return io.ReadAll(io.LimitReader(r.Body, most))
}

// refuse makes an error that the server answers by itself.
func refuse(code rpc.Code, format string, args ...any) *rpc.Error {
	return &rpc.Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// find is the action of the service that is called.
func (s *Server) find(call *Request) (Action, *rpc.Error) {
	codes := s.cloud.Codes()
	if call.Version != s.service.Version {
		return Action{}, refuse(codes.UnknownVersion, "this server is %s of version %s, and the request asks for version %q",
			s.service.Name, s.service.Version, call.Version)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	action, known := s.actions[call.Action]
	if !known {
		return Action{}, refuse(codes.UnknownAction, "%s %s has no action %q%s",
			s.service.Name, s.service.Version, call.Action, s.suggest(call.Action))
	}
	return action, nil
}

// shownActions is how many actions an error lists at most.
const shownActions = 10

// suggest says what the action may have been meant to be, or which there are.
func (s *Server) suggest(name string) string {
	var names []string
	for known := range s.actions {
		if strings.EqualFold(known, name) {
			return fmt.Sprintf(": did you mean %s? Case matters", known)
		}
		names = append(names, known)
	}
	slices.Sort(names)
	switch {
	case len(names) == 0:
		return ": this server knows no actions at all"
	case len(names) > shownActions:
		return fmt.Sprintf(": it has %s and %d more", strings.Join(names[:shownActions], ", "), len(names)-shownActions)
	}
	return ": it has " + strings.Join(names, ", ")
}

// check looks at what can be said of a call without its handler.
func (s *Server) check(a *Action, call *Request) *rpc.Error {
	codes := s.cloud.Codes()
	if err := a.takes(call); err != nil {
		return &rpc.Error{Code: codes.UnsupportedMethod, Message: err.Error()}
	}
	missing, err := missing(call.Params, a.Required)
	if err != nil {
		return refuse(codes.InvalidParameter, "the parameters of %s cannot be read: %v", a.Name, err)
	}
	if len(missing) > 0 {
		return missingParameters(codes, a.Name, missing)
	}
	if a.Handle == nil {
		return refuse(codes.Unsupported, "the test has no handler for %s: give the fake's %s a function", a.Name, a.Name)
	}
	return nil
}

// answer asks the handler.
func (s *Server) answer(r *http.Request, a *Action, call *Request) (Reply, *rpc.Error) {
	answer, err := handle(r, a, *call)
	if err == nil && answer.Raw == nil && answer.Output == nil {
		err = fmt.Errorf("the handler of %s answered neither with an output nor with raw bytes", a.Name)
	}
	if err != nil {
		return Reply{}, handlerError(err, a.Name, s.cloud.Codes())
	}
	if answer.Raw != nil {
		return *answer.Raw, nil
	}
	reply, err := s.cloud.Answer(call, answer.Output)
	if err != nil {
		return Reply{}, refuse(s.cloud.Codes().Internal, "the output of %s cannot be written: %v", a.Name, err)
	}
	return reply, nil
}

// handle calls the handler, with a copy of the call that it may keep. A panic
// becomes an error with its stack, so that the test that caused it sees it;
// [http.ErrAbortHandler] passes, and breaks the connection.
func handle(r *http.Request, a *Action, call Request) (answer Answer, err error) {
	defer func() {
		switch reason := recover(); reason {
		case nil:
		case http.ErrAbortHandler:
			panic(reason)
		default:
			err = fmt.Errorf("the handler of %s panicked: %v\n%s", a.Name, reason, debug.Stack())
		}
	}()
	return a.Handle(r.Context(), &call)
}

// missing are the names that are absent from params, or null.
func missing(params string, names []string) ([]string, error) {
	if !strings.HasPrefix(strings.TrimLeft(params, " \t\r\n"), "{") {
		return nil, errors.New("they must be a JSON object; send {} when there are none")
	}
	there := presence{names: names, values: make([]any, len(names))}
	if err := wire.ReadJSON(params, &there, nil); err != nil {
		return nil, err
	}
	var absent []string
	for i, name := range names {
		if there.values[i] == nil {
			absent = append(absent, name)
		}
	}
	return absent, nil
}

// presence is a message of which only the top-level members matter.
type presence struct {
	names  []string
	values []any
}

// WireMembers reads the members that are looked for.
func (p *presence) WireMembers(c *wire.Codec) {
	for i, name := range p.names {
		c.Any(name, &p.values[i])
	}
}
