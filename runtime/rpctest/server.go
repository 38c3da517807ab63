package rpctest

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"time"

	"github.com/signet-gen/signet/runtime/rpc"
)

// Server is a cloud's service for tests. It listens on the loopback interface
// from [NewServer] until Close; it can also be used as an [http.Handler].
// All methods may be called while it serves.
//
// What is no HTTP request at all, or has a header of over 1 MB, is answered by
// net/http itself (400, 431), and not recorded.
type Server struct {
	// URL is where the server listens, such as http://127.0.0.1:49152.
	URL string

	service  *rpc.Service
	cloud    Cloud
	listener *httptest.Server

	mu       sync.Mutex
	now      func() time.Time
	actions  map[string]Action
	requests []Request
}

// NewServer starts a server of a service that knows the actions. Close ends it.
func NewServer(service *rpc.Service, cloud Cloud, actions ...Action) *Server {
	s := &Server{service: service, cloud: cloud, now: time.Now, actions: make(map[string]Action, len(actions))}
	for _, a := range actions {
		s.actions[a.Name] = a
	}
	s.listener = httptest.NewServer(s)
	s.URL = s.listener.URL
	return s
}

// Close ends the server and waits for the calls that are under way.
func (s *Server) Close() { s.listener.Close() }

// Handle sets the handler of an action, which need not be known yet.
func (s *Server) Handle(action string, h Handler) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.actions[action]
	a.Name, a.Handle = action, h
	s.actions[action] = a
}

// SetClock makes now the server's clock, by which it tells stale requests and
// dates its replies; nil is [time.Now].
func (s *Server) SetClock(now func() time.Time) {
	if now == nil {
		now = time.Now
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = now
}

// Now is the time on the server's clock.
func (s *Server) Now() time.Time {
	s.mu.Lock()
	now := s.now
	s.mu.Unlock()
	return now()
}

// Requests are the requests that came so far, the refused ones too, in the
// order in which they were answered.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// Forget empties what Requests returns, as a test of many calls may want: the
// server keeps all requests until then. Used nonces are not forgotten.
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = nil
}

// ServeHTTP verifies and answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	call := &Request{Method: r.Method, Header: r.Header.Clone(), RequestID: NewRequestID()}
	now := s.Now()
	reply, refusal := s.serve(r, now, call)
	if refusal != nil {
		call.Code, call.Message = refusal.Code, refusal.Message
		reply = s.cloud.Refuse(call, refusal)
	}
	s.record(call)
	write(w, reply, now)
}

func (s *Server) record(call *Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, *call)
}

// write sends a reply, dated by the server's clock, as clients that set their
// clocks by it expect.
func write(w http.ResponseWriter, reply Reply, now time.Time) {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Date", now.UTC().Format(http.TimeFormat))
	for name, values := range reply.Header {
		h[http.CanonicalHeaderKey(name)] = values
	}
	w.WriteHeader(reply.status())
	// A client that went away meanwhile hears nothing, and nobody else minds.
	_, _ = w.Write([]byte(reply.Body))
}

// status is the reply's HTTP status, one that net/http can send.
func (r *Reply) status() int {
	if r.Status < 200 || r.Status > 999 {
		return http.StatusOK
	}
	return r.Status
}
