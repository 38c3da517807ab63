package rpc_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

// script is a server that answers each request by the next of its replies, the
// last one again and again, and counts the requests that it saw whole.
type script struct {
	mu      sync.Mutex
	replies []http.HandlerFunc
	seen    int
}

func (s *script) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, _ = io.ReadAll(r.Body)
	s.mu.Lock()
	reply := s.replies[min(s.seen, len(s.replies)-1)]
	s.seen++
	s.mu.Unlock()
	reply(w, r)
}

// count is how many requests the server saw whole.
func (s *script) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seen
}

// The replies of a script.
func answers(status int, body string, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func hangsUp(w http.ResponseWriter, _ *http.Request) {
	conn, _, _ := http.NewResponseController(w).Hijack()
	_ = conn.Close()
}

func breaksOff(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "1000")
	_, _ = io.WriteString(w, `{"Text":`)
}

func hangs(w http.ResponseWriter, r *http.Request) {
	select {
	case <-r.Context().Done():
	case <-time.After(5 * time.Second):
	}
}

var (
	fine       = answers(200, `{"Text":"fine"}`)
	busy       = answers(400, `{"error":"Busy"}`)
	busyFor2s  = answers(400, `{"error":"Busy"}`, "Retry-After", "2")
	busyFor30s = answers(400, `{"error":"Busy"}`, "Retry-After", "30")
	broken     = answers(200, `{"error":"Broken"}`)
	denied     = answers(403, `{"error":"Denied"}`)
	gateway    = answers(502, `<h1>Bad Gateway</h1>`)
	tooMany    = answers(429, `slow down`)
	misfit     = answers(200, `{"Text":{}}`)
	garbage    = answers(200, `{"Text":"f`)
	late       = answers(400, `{"error":"Late"}`)
)

// effects are the operations that scenarios are played with: write, a write
// with an idempotency token, read; and write by GET.
var effects = map[string]*rpc.Operation{
	"write": {Service: service, Action: "Echo"},
	"token": {Service: service, Action: "Echo", IdempotencyToken: "Token"},
	"idem":  {Service: service, Action: "Echo", Effect: rpc.Idempotent},
	"read":  {Service: service, Action: "Echo", Effect: rpc.Read},
	"get":   {Service: service, Action: "Echo", Methods: []string{"GET"}},
}

func TestScenarios(t *testing.T) {
	const harm = "not attempted again: the server may have acted, and a second time would do harm"
	const three = "after 3 attempts; not attempted again: 3 attempts are all that the policy allows"
	for _, test := range []struct {
		name    string
		effect  string
		replies []http.HandlerFunc
		// seen is how many requests the server saw whole, waits those between
		// attempts in milliseconds, and err the end of the error.
		seen  int
		waits string
		err   string
	}{
		{"all is well", "write", []http.HandlerFunc{fine}, 1, "", ""},
		{"throttled once", "write", []http.HandlerFunc{busy, fine}, 2, "1000", ""},
		{"throttled once", "read", []http.HandlerFunc{busy, fine}, 2, "1000", ""},
		{"throttled twice", "write", []http.HandlerFunc{busy, busy, fine}, 3, "1000 2000", ""},
		{"throttled for ever", "write", []http.HandlerFunc{busy}, 3, "1000 2000", "Busy (HTTP 400); " + three},
		{"throttled by status", "write", []http.HandlerFunc{tooMany, fine}, 2, "1000", ""},
		{"throttled with a hint", "write", []http.HandlerFunc{busyFor2s, fine}, 2, "2250", ""},
		{"throttled for too long", "write", []http.HandlerFunc{busyFor30s, fine}, 1, "", "Busy (HTTP 400); not attempted again: the server asks to wait 30s, which is longer than 20s"},
		{"refused", "write", []http.HandlerFunc{denied, fine}, 1, "", "Denied (HTTP 403)"},
		{"refused", "read", []http.HandlerFunc{denied, fine}, 1, "", "Denied (HTTP 403)"},
		{"throttled, then refused", "write", []http.HandlerFunc{busy, denied}, 2, "1000", "Denied (HTTP 403); after 2 attempts"},
		{"the server failed", "read", []http.HandlerFunc{broken, fine}, 2, "100", ""},
		{"the server failed", "token", []http.HandlerFunc{broken, fine}, 2, "100", ""},
		{"the server failed", "idem", []http.HandlerFunc{broken, fine}, 2, "100", ""},
		{"the server failed", "write", []http.HandlerFunc{broken, fine}, 1, "", "Broken (HTTP 200); " + harm},
		{"a gateway failed", "read", []http.HandlerFunc{gateway, gateway, fine}, 3, "100 200", ""},
		{"a gateway failed", "write", []http.HandlerFunc{gateway, fine}, 1, "", harm},
		{"a gateway failed for ever", "read", []http.HandlerFunc{gateway}, 3, "100 200", three},
		{"hung up", "read", []http.HandlerFunc{hangsUp, fine}, 2, "100", ""},
		{"hung up", "token", []http.HandlerFunc{hangsUp, fine}, 2, "100", ""},
		{"hung up", "write", []http.HandlerFunc{hangsUp, fine}, 1, "", harm},
		{"hung up", "get", []http.HandlerFunc{hangsUp, fine}, 1, "", harm},
		{"broke off", "read", []http.HandlerFunc{breaksOff, fine}, 2, "100", ""},
		{"broke off", "write", []http.HandlerFunc{breaksOff, fine}, 1, "", harm},
		{"broke off", "get", []http.HandlerFunc{breaksOff, fine}, 1, "", harm},
		{"garbage", "read", []http.HandlerFunc{garbage, fine}, 2, "100", ""},
		{"garbage", "write", []http.HandlerFunc{garbage, fine}, 1, "", harm},
		{"a reply of another type", "read", []http.HandlerFunc{misfit, fine}, 1, "", "want string, got object (request 1234, HTTP 200)"},
		{"too slow", "read", []http.HandlerFunc{hangs, fine}, 2, "100", ""},
		{"too slow", "write", []http.HandlerFunc{hangs, fine}, 1, "", harm},
		{"throttled, broken off, fine", "read", []http.HandlerFunc{busy, breaksOff, fine}, 3, "1000 200", ""},
		{"throttled, then broken off", "write", []http.HandlerFunc{busy, breaksOff, fine}, 2, "1000", "after 2 attempts; " + harm},
	} {
		t.Run(test.name+" "+test.effect, func(t *testing.T) {
			t.Parallel()
			s := &script{replies: test.replies}
			server := httptest.NewServer(s)
			defer server.Close()
			var waits []string
			transport := http.DefaultTransport.(*http.Transport).Clone()
			defer transport.CloseIdleConnections()
			o := rpc.Options{
				Transport: transport,
				Retry:     retry.Policy{Random: func() float64 { return 1 }, AttemptTimeout: 300 * time.Millisecond},
				Sleep: func(_ context.Context, d time.Duration) error {
					waits = append(waits, fmt.Sprint(d.Milliseconds()))
					return nil
				},
			}
			out, err := rpc.Call[echo](context.Background(), client(t, server.URL, o), effects[test.effect], &echo{Text: "x"})
			switch {
			case test.err == "" && (err != nil || out.Text != "fine"):
				t.Errorf("got %v, %v", out, err)
			case test.err != "" && (err == nil || !strings.HasSuffix(err.Error(), test.err) || !strings.HasPrefix(err.Error(), "plain.Echo: ")):
				t.Errorf("got  %v\nwant …%s", err, test.err)
			}
			if got := strings.Join(waits, " "); got != test.waits || s.count() != test.seen {
				t.Errorf("waited %q and the server saw %d, want %q and %d", got, s.count(), test.waits, test.seen)
			}
		})
	}
}

func TestAClosedIdleConnectionIsMetByReadsAlone(t *testing.T) {
	for effect, wantErr := range map[string]bool{"read": false, "token": false, "write": true, "get": true} {
		s := &script{replies: []http.HandlerFunc{fine, hangsUp, fine}}
		server := httptest.NewServer(s)
		c := client(t, server.URL, rpc.Options{Transport: new(http.Transport), Retry: retry.Policy{Base: 1}})
		var errs []error
		for range 2 {
			_, err := rpc.Call[echo](context.Background(), c, effects[effect], &echo{Text: "x"})
			errs = append(errs, err)
		}
		if errs[0] != nil || (errs[1] != nil) != wantErr {
			t.Errorf("%s: %v", effect, errs)
		}
		if want := map[bool]int{true: 2, false: 3}[wantErr]; s.count() != want {
			t.Errorf("%s: the server saw %d requests, want %d", effect, s.count(), want)
		}
		server.Close()
	}
}

func TestARequestThatWasNotSentWholeIsSentAgain(t *testing.T) {
	server := httptest.NewServer(&script{replies: []http.HandlerFunc{fine}})
	defer server.Close()
	for name, fail := range map[string]func(*http.Request) error{
		"the dial was refused": func(*http.Request) error {
			return &net.OpError{Op: "dial", Err: errors.New("connection refused")}
		},
		"nothing was read": func(*http.Request) error { return io.ErrUnexpectedEOF },
		"a part was read": func(r *http.Request) error {
			_, _ = r.Body.Read(make([]byte, 5))
			return io.ErrUnexpectedEOF
		},
	} {
		attempts := 0
		o := rpc.Options{Retry: retry.Policy{Base: 1}, Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			if attempts++; attempts < 3 {
				return nil, fail(r)
			}
			return http.DefaultTransport.RoundTrip(r)
		})}
		if out, err := call(t, context.Background(), server.URL, o, &echo{Text: "x"}); err != nil || out.Text != "fine" || attempts != 3 {
			t.Errorf("%s: %v after %d attempts", name, err, attempts)
		}
	}
}

func TestWhatNoAttemptWouldMendFailsAtOnce(t *testing.T) {
	for name, failure := range map[string]error{
		"a name that does not exist": &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "h", IsNotFound: true}},
	} {
		attempts := 0
		o := rpc.Options{Transport: roundTrip(func(*http.Request) (*http.Response, error) { attempts++; return nil, failure })}
		if _, err := call(t, context.Background(), "http://h/", o, &echo{Text: "x"}); err == nil || attempts != 1 {
			t.Errorf("%s: %v after %d attempts", name, err, attempts)
		}
	}
	untrusted := httptest.NewUnstartedServer(&script{replies: []http.HandlerFunc{fine}})
	untrusted.Config.ErrorLog = log.New(io.Discard, "", 0)
	untrusted.StartTLS()
	defer untrusted.Close()
	_, err := call(t, context.Background(), untrusted.URL, rpc.Options{Transport: new(http.Transport)}, &echo{Text: "x"})
	if err == nil || errors.As(err, new(*rpc.AttemptsError)) {
		t.Errorf("a server that is not who it should be: %v", err)
	}
}

func TestContextsEndTheWait(t *testing.T) {
	server := httptest.NewServer(&script{replies: []http.HandlerFunc{busy}})
	defer server.Close()
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	o := rpc.Options{Retry: retry.Policy{Random: func() float64 { return 1 }}}
	_, err := call(t, ctx, server.URL, o, &echo{Text: "x"})
	var several *rpc.AttemptsError
	if !errors.Is(err, context.Canceled) || !errors.Is(err, rpc.Code("Busy")) || !errors.As(err, &several) || several.Attempts != 1 {
		t.Errorf("got %v", err)
	}
	ctx, cancel = context.WithTimeout(context.Background(), 900*time.Millisecond)
	defer cancel()
	_, err = call(t, ctx, server.URL, o, &echo{Text: "x"})
	if err == nil || !strings.HasSuffix(err.Error(), "not attempted again: the context ends before the 1s until the next attempt are over") {
		t.Errorf("got %v", err)
	}
}

func TestAWrongClockIsPutRightOnce(t *testing.T) {
	for _, test := range []struct {
		name   string
		off    time.Duration // of this machine's clock
		header []string
		seen   int
		err    string
	}{
		{"slow", -7 * time.Minute, nil, 2, ""},
		{"fast", 3 * time.Hour, nil, 2, ""},
		{"right enough", time.Minute, nil, 1, "Late; the clock of this machine is 1m0s fast (HTTP 400)"},
		{"told by a cache", -time.Hour, []string{"Age", "7"}, 1, "Late (HTTP 400)"},
		{"not told", -time.Hour, []string{"Date", "soon"}, 1, "Late (HTTP 400)"},
	} {
		var servers time.Time
		s := &script{replies: []http.HandlerFunc{func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Date", servers.UTC().Format(http.TimeFormat))
			at, _ := time.Parse(time.RFC3339, r.Header.Get("X-Time"))
			if servers.Sub(at).Abs() < 30*time.Second {
				fine(w, r)
				return
			}
			answers(400, `{"error":"Late"}`, test.header...)(w, r)
		}}}
		server := httptest.NewServer(s)
		servers = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
		here := servers.Add(test.off)
		c := client(t, server.URL, rpc.Options{Now: func() time.Time { return here }})
		_, err := rpc.Call[echo](context.Background(), c, operation, &echo{Text: "x"})
		if (err == nil) != (test.err == "") || err != nil && err.Error() != "plain.Echo: "+test.err || s.count() != test.seen {
			t.Errorf("%s: %v, seen %d", test.name, err, s.count())
		}
		if test.err == "" {
			// What was learnt is kept, and heals when the clock is set.
			if _, err := rpc.Call[echo](context.Background(), c, operation, &echo{Text: "x"}); err != nil || s.count() != test.seen+1 {
				t.Errorf("%s, the next call: %v, seen %d", test.name, err, s.count())
			}
			here = servers
			if _, err := rpc.Call[echo](context.Background(), c, operation, &echo{Text: "x"}); err != nil || s.count() != test.seen+3 {
				t.Errorf("%s, healed: %v, seen %d", test.name, err, s.count())
			}
		}
		server.Close()
	}
}

func TestAHopelessClockIsNamed(t *testing.T) {
	servers := time.Now()
	s := &script{replies: []http.HandlerFunc{late}}
	server := httptest.NewServer(s)
	defer server.Close()
	here := func() time.Time { return servers.Add(-26 * time.Hour) }
	_, err := call(t, context.Background(), server.URL, rpc.Options{Now: here}, &echo{Text: "x"})
	if err == nil || !strings.Contains(err.Error(), "Late; the clock of this machine is 2") || !strings.Contains(err.Error(), " slow (HTTP 400)") || s.count() != 2 {
		t.Errorf("got %v, seen %d", err, s.count())
	}
}

// withToken has an idempotency token, which may be a pointer.
type withToken struct {
	token   string
	pointer *string
	Text    string
}

func (w *withToken) WireMembers(c *wire.Codec) {
	c.Required().String("Text", &w.Text)
	c.String("Token", &w.token)
	wire.Optional(c, "Pointer", &w.pointer, (*wire.Codec).String)
}

func TestIdempotencyTokensAreFilledInAndKept(t *testing.T) {
	var bodies []string
	o := rpc.Options{Retry: retry.Policy{Base: 1}, Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		text, _ := io.ReadAll(r.Body)
		bodies = append(bodies, string(text))
		return nil, io.ErrUnexpectedEOF
	})}
	own := "own"
	for _, test := range []struct {
		name, token string
		in          withToken
		want        string
	}{
		{"empty", "Token", withToken{Text: "x"}, `"Token":"`},
		{"no pointer", "Pointer", withToken{Text: "x"}, `"Pointer":"`},
		{"one's own", "Token", withToken{Text: "x", token: own}, `"Token":"own"`},
		{"one's own pointer", "Pointer", withToken{Text: "x", pointer: &own}, `"Pointer":"own"`},
	} {
		bodies = nil
		op := &rpc.Operation{Service: service, Action: "Echo", IdempotencyToken: test.token}
		if _, err := rpc.Call[echo](context.Background(), client(t, "http://h/", o), op, &test.in); err == nil {
			t.Fatal("no error")
		}
		if len(bodies) != 3 || bodies[0] != bodies[1] || bodies[1] != bodies[2] || !strings.Contains(bodies[0], test.want) || !strings.Contains(bodies[0], `"Text":"x"`) {
			t.Errorf("%s: %q", test.name, bodies)
		}
	}
	bodies = nil
	op := &rpc.Operation{Service: service, Action: "Echo", IdempotencyToken: "Token"}
	for range 2 {
		_, _ = rpc.Call[echo](context.Background(), client(t, "http://h/", once), op, &withToken{Text: "x"})
	}
	_, _ = rpc.Call[echo](context.Background(), client(t, "http://h/", rpc.Options{Retry: retry.Never, Transport: o.Transport}), op, &withToken{Text: "x"})
	_, _ = rpc.Call[echo](context.Background(), client(t, "http://h/", rpc.Options{Retry: retry.Never, Transport: o.Transport}), op, &withToken{Text: "x"})
	if len(bodies) != 2 || bodies[0] == bodies[1] {
		t.Errorf("two calls: %q", bodies)
	}
}

func TestAFaultyPolicyFailsEveryCall(t *testing.T) {
	_, err := call(t, context.Background(), "http://h/", rpc.Options{Retry: retry.Policy{Attempts: -1}}, &echo{Text: "x"})
	if err == nil || err.Error() != "plain.Echo: the retry policy's Attempts is negative: 0 is the default" {
		t.Errorf("got %v", err)
	}
}

func TestAStormIsNotFedByMoreThanTheBudget(t *testing.T) {
	s := &script{replies: []http.HandlerFunc{gateway}}
	server := httptest.NewServer(s)
	defer server.Close()
	c := client(t, server.URL, rpc.Options{Retry: retry.Policy{Base: 1}})
	const calls = 200
	var last error
	for range calls {
		_, last = rpc.Call[echo](context.Background(), c, effects["read"], &echo{Text: "x"})
	}
	if s.count() != calls+100 || !strings.Contains(last.Error(), "budget") {
		t.Errorf("the server saw %d requests of %d calls; %v", s.count(), calls, last)
	}
	cousin := client(t, server.URL, rpc.Options{Retry: retry.Policy{Base: 1}}).Sharing(c)
	if _, err := rpc.Call[echo](context.Background(), cousin, effects["read"], &echo{Text: "x"}); err == nil || !strings.Contains(err.Error(), "budget") {
		t.Errorf("a client that shares: %v", err)
	}
}
