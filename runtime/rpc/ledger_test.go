package rpc_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wait"
	"github.com/signet-gen/signet/runtime/wire"
)

// order is the input of an operation that has an idempotency token.
type order struct{ ID, Token, Padding string }

func (o *order) WireMembers(c *wire.Codec) {
	c.Required().String("ID", &o.ID)
	c.OmitZero().String("Token", &o.Token)
	c.OmitZero().String("Padding", &o.Padding)
}

// ledger is a server that does what it is asked, again each time, unless it knows
// the request's token. It counts the requests that it saw whole, and what it did.
type ledger struct {
	mu      sync.Mutex
	seen    int
	applied map[string]int // by token, or by id where there is none
	packed  bool           // answers are sent by gzip
}

func (l *ledger) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return // the request was not whole, and nothing is done
	}
	var o order
	_ = wire.ReadJSON(string(text), &o, nil)
	l.mu.Lock()
	l.seen++
	switch {
	case o.Token == "":
		l.applied[o.ID]++
	case l.applied[o.Token] == 0:
		l.applied[o.Token] = 1
	}
	l.mu.Unlock()
	w.WriteHeader(http.StatusEarlyHints)
	if !l.packed {
		_, _ = io.WriteString(w, `{"Text":"fine"}`)
		return
	}
	w.Header().Set("Content-Encoding", "gzip")
	z := gzip.NewWriter(w)
	_, _ = io.WriteString(z, `{"Text":"fine"}`)
	_ = z.Close()
}

// counts are how many requests were seen, and how often the most frequent was applied.
func (l *ledger) counts() (seen, most int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, n := range l.applied {
		most = max(most, n)
	}
	return l.seen, most
}

// The effects that faults are met with, beside those of the scripted server: a
// write by a POST that has no body.
func init() {
	effects["bare"] = &rpc.Operation{Service: service, Action: "Echo", Methods: []string{"POST"}}
}

// stage is a client, a proxy that does harm, and a server.
type stage struct {
	*ledger
	proxy  *rpctest.FaultProxy
	client *rpc.Client
	waits  []string
	// onWait, if not nil, is called in place of each wait.
	onWait func()
	// observe, if not nil, is told how each attempt ended.
	observe func(rpc.Attempt)
	padding string
}

func newStage(t *testing.T) *stage {
	t.Helper()
	return newStageWithin(t, time.Minute)
}

// newStageWithin is a stage whose attempts take so long at most.
func newStageWithin(t *testing.T, timeout time.Duration) *stage {
	t.Helper()
	s := &stage{ledger: &ledger{applied: map[string]int{}}}
	server := httptest.NewServer(s.ledger)
	proxy, err := rpctest.NewFaultProxy(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	s.proxy = proxy
	s.client = client(t, proxy.URL, rpc.Options{
		Transport:     transport,
		MaxReplyBytes: 4096,
		OnAttemptEnd: func(_ context.Context, a *rpc.Attempt) {
			if s.observe != nil {
				s.observe(*a)
			}
		},
		Retry: retry.Policy{Random: func() float64 { return 1 }, AttemptTimeout: timeout},
		Wait:  wait.Policy{Random: func() float64 { return 0 }},
		Sleep: func(_ context.Context, d time.Duration) error {
			s.waits = append(s.waits, fmt.Sprint(d.Milliseconds()))
			if s.onWait != nil {
				s.onWait()
			}
			return nil
		},
	})
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		proxy.Close()
		server.Close()
	})
	return s
}

// call calls the operation of an effect.
func (s *stage) call(effect string) error {
	out, err := rpc.Call[echo](context.Background(), s.client, effects[effect], &order{ID: "order 1", Padding: s.padding})
	if err == nil && out.Text != "fine" {
		return fmt.Errorf("the output is %+v", out)
	}
	return err
}

// check looks at how a call went.
func (s *stage) check(t *testing.T, effect string, err error, seen int, waits, want string) {
	t.Helper()
	switch {
	case want == "" && err != nil:
		t.Errorf("got %v", err)
	case want != "" && (err == nil || !strings.HasSuffix(err.Error(), want) || !strings.HasPrefix(err.Error(), "plain.Echo: ")):
		t.Errorf("got  %v\nwant …%s", err, want)
	}
	gotSeen, most := s.counts()
	if got := strings.Join(s.waits, " "); got != waits || gotSeen != seen {
		t.Errorf("waited %q and the server saw %d, want %q and %d", got, gotSeen, waits, seen)
	}
	if effect != "read" && effect != "idem" && most > 1 {
		t.Errorf("the server did it %d times", most)
	}
}
