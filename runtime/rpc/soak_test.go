package rpc_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

var soak = flag.Duration("soak", 1500*time.Millisecond, "how long each test of many calls under faults takes")

const soakers = 64

// harms are what the proxy does to one request in six.
var harms = []rpctest.Chance{
	{Of: 0.010, Fault: loseRequest},
	{Of: 0.010, Fault: loseAnswer},
	{Of: 0.005, Fault: closeAnswer},
	{Of: 0.010, Fault: breakAnswer},
	{Of: 0.010, Fault: truncate},
	{Of: 0.005, Fault: cutHeader},
	{Of: 0.005, Fault: tooLong},
	{Of: 0.005, Fault: noHTTP},
	{Of: 0.005, Fault: rpctest.ProxyFault{Kind: rpctest.FaultHangUp}},
	{Of: 0.005, Fault: rpctest.ProxyFault{Kind: rpctest.FaultReset}},
	{Of: 0.005, Fault: rpctest.ProxyFault{Kind: rpctest.FaultResetRequest, At: 100}},
	{Of: 0.010, Fault: after(502, "<h1>Bad Gateway</h1>")},
	{Of: 0.010, Fault: page502},
	{Of: 0.005, Fault: after(200, `{"Text":"`)},
	{Of: 0.020, Fault: rpctest.Answering(400, `{"error":"Busy"}`)},
	{Of: 0.010, Fault: page429},
	{Of: 0.010, Fault: rpctest.ProxyFault{Kind: rpctest.FaultCloseIdle}},
	{Of: 0.005, Fault: drip},
	{Of: 0.020, Fault: rpctest.ProxyFault{Delay: 2 * time.Millisecond}},
}

// register is a server that notes how often it did each order, by its id, and
// answers by the id. An order with a token that it knows is not done again.
type register struct {
	mu     sync.Mutex
	orders map[string]*entry
	// admit, if not nil, says why a key is not taken.
	admit func(key string) string
}

type entry struct {
	done   int
	tokens []string
}

func (s *register) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(r.Body)
	var o order
	if err != nil || wire.ReadJSON(string(text), &o, nil) != nil {
		return
	}
	if s.admit != nil {
		if why := s.admit(r.Header.Get("X-Id")); why != "" {
			w.WriteHeader(http.StatusForbidden)
			_, _ = io.WriteString(w, `{"error":"`+why+`"}`)
			return
		}
	}
	s.do(o)
	_, _ = io.WriteString(w, `{"Text":"`+o.ID+`"}`)
}

func (s *register) do(o order) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.orders[o.ID]
	if e == nil {
		e = new(entry)
		s.orders[o.ID] = e
	}
	if o.Token == "" || len(e.tokens) == 0 || e.tokens[0] != o.Token {
		e.done++
		e.tokens = append(e.tokens, o.Token)
	}
}

// take is how often an order was done. The register forgets it.
func (s *register) take(id string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.orders[id]
	delete(s.orders, id)
	if e == nil {
		return 0
	}
	return e.done
}

// left is how many orders nobody took.
func (s *register) left() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.orders)
}

// siege is many goroutines that call through a proxy.
type siege struct {
	*register
	proxy     *rpctest.FaultProxy
	server    *httptest.Server
	transport *http.Transport
	client    *rpc.Client
	calls     atomic.Int64
	// unsure are the writes that failed since the server may have acted, and
	// spared those of them that it did not do.
	unsure, spared, attempts atomic.Int64
}

func newSiege(t *testing.T, p credential.Provider, admit func(string) string) *siege {
	t.Helper()
	s := &siege{register: &register{orders: map[string]*entry{}, admit: admit}, transport: http.DefaultTransport.(*http.Transport).Clone()}
	s.server = httptest.NewUnstartedServer(s.register)
	s.server.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.server.Start()
	proxy, err := rpctest.NewFaultProxy(s.server.URL)
	if err != nil {
		t.Fatal(err)
	}
	proxy.Roll(1, harms...)
	at, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	s.proxy = proxy
	s.transport.MaxIdleConnsPerHost = soakers
	s.client = rpc.NewClient(&plain{at}, p, rpc.Options{
		Transport:    s.transport,
		Retry:        retry.Policy{Attempts: 10, Base: time.Millisecond, ThrottledBase: time.Millisecond},
		OnAttemptEnd: func(context.Context, *rpc.Attempt) { s.attempts.Add(1) },
	})
	return s
}

// run calls for the time of the flag, and looks at each call.
func (s *siege) run(t *testing.T) {
	end := time.Now().Add(*soak)
	var soaking sync.WaitGroup
	for g := range soakers {
		soaking.Go(func() {
			for i := 0; time.Now().Before(end) && !t.Failed(); i++ {
				s.once(t, []string{"write", "read", "token", "idem"}[(g+i)%4], fmt.Sprintf("%d-%d", g, i))
			}
		})
	}
	soaking.Wait()
}

// once makes one call. It must be done just once, or, if it failed as a write may,
// at most once.
func (s *siege) once(t *testing.T, effect, id string) {
	in := &order{ID: id, Padding: strings.Repeat("p", len(id)*997%5000)}
	out, err := rpc.Call[echo](context.Background(), s.client, effects[effect], in)
	done := s.take(id)
	s.calls.Add(1)
	var gaveUp *rpc.AttemptsError
	switch {
	case err == nil && out.Text != id:
		t.Errorf("call %s has the answer of %s", id, out.Text)
	case err == nil && done == 0:
		t.Errorf("%s %s succeeded, and was never done", effect, id)
	case done > 1 && (effect == "write" || effect == "token"):
		t.Errorf("%s %s was done %d times", effect, id, done)
	case err != nil && effect == "write" && errors.As(err, &gaveUp) && strings.Contains(gaveUp.Reason, "may have acted"):
		s.unsure.Add(1)
		if done == 0 {
			s.spared.Add(1)
		}
	case err != nil:
		t.Errorf("%s %s failed: %v", effect, id, err)
	}
}

// end takes all down, and looks for what is left.
func (s *siege) end(t *testing.T, goroutines int) {
	t.Helper()
	s.transport.CloseIdleConnections()
	waitFor(t, "connections", func() int { return s.proxy.Counts().Open })
	if left := s.left(); left != 0 {
		t.Errorf("%d orders were done after their calls had ended", left)
	}
	counts := s.proxy.Counts()
	s.proxy.Close()
	s.server.Close()
	waitFor(t, "goroutines", func() int { return max(0, runtime.NumGoroutine()-goroutines) })
	t.Logf("%d calls in %v, %d attempts, %d connections; %d writes failed since they may have been done, and %d of them were not; faults: %v",
		s.calls.Load(), *soak, s.attempts.Load(), counts.Connections, s.unsure.Load(), s.spared.Load(), counts.Played)
	if s.calls.Load() < 100 || s.attempts.Load() <= s.calls.Load() {
		t.Errorf("%d calls of %d attempts prove nothing", s.calls.Load(), s.attempts.Load())
	}
}

// waitFor waits until nothing is left.
func waitFor(t *testing.T, what string, left func() int) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); left() > 0; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Errorf("%d %s are left", left(), what)
			return
		}
	}
}

// heap is the memory in use, in bytes.
func heap() uint64 {
	runtime.GC()
	runtime.GC() // which empties the pools
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func TestManyCallsUnderFaultsAreNeitherLostNorDoneTwice(t *testing.T) {
	goroutines := runtime.NumGoroutine()
	s := newSiege(t, credential.Static("key-id-1", "secret-12345678", ""), nil)
	var early, late uint64
	var busy int
	var measuring sync.WaitGroup
	measuring.Go(func() {
		time.Sleep(*soak / 4)
		early = heap()
		time.Sleep(*soak / 2)
		late, busy = heap(), runtime.NumGoroutine()
	})
	s.run(t)
	measuring.Wait()
	s.end(t, goroutines)
	t.Logf("the heap after a quarter: %d kB, after three: %d kB; %d goroutines", early>>10, late>>10, busy)
	if late > early+early/2+8<<20 {
		t.Errorf("the memory in use grew from %d to %d bytes", early, late)
	}
}

// issuer gives keys that are good for a short time, which their ids tell.
type issuer struct {
	running, most, issued atomic.Int64
}

const keyLife = 200 * time.Millisecond

func (s *issuer) Retrieve(context.Context) (credential.Credentials, error) {
	now := s.running.Add(1)
	defer s.running.Add(-1)
	for most := s.most.Load(); now > most && !s.most.CompareAndSwap(most, now); most = s.most.Load() {
	}
	s.issued.Add(1)
	time.Sleep(5 * time.Millisecond)
	end := time.Now().Add(keyLife)
	return credential.Credentials{ID: fmt.Sprint(end.UnixNano()), Secret: "secret-12345678", Token: "token-12345678", Expires: end, Source: "issuer"}, nil
}

func TestKeysThatEndUnderLoadAreRenewedOneAtATime(t *testing.T) {
	goroutines := runtime.NumGoroutine()
	var source issuer
	cached := credential.Cached(&source)
	provider := credential.ProviderFunc(func(ctx context.Context) (credential.Credentials, error) {
		begun := time.Now()
		c, err := cached.Retrieve(ctx)
		if err == nil && !c.Expires.After(begun) {
			t.Errorf("the cache gives credentials that ended %v ago", begun.Sub(c.Expires))
		}
		return c, err
	})
	var past atomic.Int64
	s := newSiege(t, provider, func(key string) string {
		end, err := strconv.ParseInt(key, 10, 64)
		switch late := time.Since(time.Unix(0, end)); {
		case err != nil:
			return "NoKey"
		case late > 10*time.Second: // a busy machine may take long to send what it has signed
			return "Expired"
		case late > 0:
			past.Add(1)
		}
		return ""
	})
	s.run(t)
	s.end(t, goroutines)
	t.Logf("%d keys were issued, at most %d at a time; %d requests came after their key's end", source.issued.Load(), source.most.Load(), past.Load())
	if source.most.Load() != 1 || source.issued.Load() < int64(*soak/keyLife)/2 || source.issued.Load() > int64(2**soak/keyLife)+10 {
		t.Errorf("%d keys were issued, at most %d at a time, in %v", source.issued.Load(), source.most.Load(), *soak)
	}
}
