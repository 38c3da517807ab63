package rpc_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
)

// vault gives a new key each time it is asked, as many as there are.
type vault struct {
	mu     sync.Mutex
	asked  int
	keys   int
	sealed error
}

func (v *vault) Retrieve(context.Context) (credential.Credentials, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.asked++
	if v.sealed != nil && v.asked > v.keys {
		return credential.Credentials{}, v.sealed
	}
	return credential.Credentials{ID: fmt.Sprint("key-", min(v.asked, v.keys)), Secret: "s", Token: "t"}, nil
}

// lock is a server's reply that refuses the keys named, by a code, and lets others in.
func lock(code string, keys ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for _, key := range keys {
			if r.Header.Get("X-Id") == key {
				answers(400, `{"error":"`+code+`"}`)(w, r)
				return
			}
		}
		fine(w, r)
	}
}

func TestRefusedKeysAreFetchedAnewOnceInACall(t *testing.T) {
	cached := func(v *vault) credential.Provider { return credential.Cached(v) }
	ended, unknown := lock("Ended", "key-1"), lock("Unknown", "key-1")
	lateOnce := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", time.Now().Add(time.Hour).UTC().Format(http.TimeFormat))
		late(w, r)
	}
	for _, test := range []struct {
		name    string
		effects string
		keys    int // how many different ones there are
		keep    func(*vault) credential.Provider
		replies []http.HandlerFunc
		// seen is how many requests the server saw, asked how often the vault was
		// asked, waits those between attempts in milliseconds, and err the error's end.
		seen, asked int
		waits, err  string
	}{
		{"a token that has ended", "read write token idem get", 2, cached, []http.HandlerFunc{ended}, 2, 2, "0", ""},
		{"a key that is unknown", "write", 2, cached, []http.HandlerFunc{unknown}, 2, 2, "0", ""},
		{"kept behind a chain", "write", 2, func(v *vault) credential.Provider {
			return credential.Chain(credential.Link{Name: "vault", Provider: credential.Cached(v)})
		}, []http.HandlerFunc{ended}, 2, 2, "0", ""},
		{"a chain that is kept", "write", 2, func(v *vault) credential.Provider {
			return credential.Cached(credential.Chain(credential.Link{Name: "vault", Provider: v}))
		}, []http.HandlerFunc{ended}, 2, 2, "0", ""},
		{"the new one is refused as well", "write read", 9, cached, []http.HandlerFunc{lock("Ended", "key-1", "key-2")}, 2, 2, "0", "Ended (HTTP 400); after 2 attempts"},
		{"the vault has no other", "write read", 1, cached, []http.HandlerFunc{ended}, 1, 2, "0",
			"Ended (HTTP 400); not attempted again: the source of the credentials still gives those that were refused"},
		{"the vault fails", "write", -1, cached, []http.HandlerFunc{ended}, 1, 2, "0",
			"Ended (HTTP 400); not attempted again: there are no other credentials: the vault is sealed"},
		{"asked for each attempt", "write", 9, func(v *vault) credential.Provider { return v }, []http.HandlerFunc{ended}, 1, 1, "", "Ended (HTTP 400)"},
		{"given once and for all", "write", 0, func(*vault) credential.Provider { return credential.Static("key-1", "s", "t") }, []http.HandlerFunc{ended}, 1, 0, "", "Ended (HTTP 400)"},
		{"throttled before", "write", 2, cached, []http.HandlerFunc{busy, ended}, 3, 2, "1000 0", ""},
		{"throttled after", "write", 2, cached, []http.HandlerFunc{ended, busy, fine}, 3, 2, "0 2000", ""},
		{"a wrong clock before", "write", 2, cached, []http.HandlerFunc{lateOnce, ended}, 3, 2, "0 0", ""},
		{"the last attempt", "write", 2, cached, []http.HandlerFunc{busy, busy, ended}, 3, 1, "1000 2000",
			"Ended (HTTP 400); after 3 attempts; not attempted again: 3 attempts are all that the policy allows"},
	} {
		for _, effect := range strings.Fields(test.effects) {
			v := &vault{keys: test.keys}
			if test.keys < 0 {
				v.keys, v.sealed = 1, errors.New("the vault is sealed")
			}
			s := &script{replies: test.replies}
			server := httptest.NewServer(s)
			var waits []string
			o := rpc.Options{Retry: retry.Policy{Random: func() float64 { return 1 }}, Sleep: noted(&waits)}
			_, err := rpc.Call[echo](context.Background(), clientOf(t, server.URL, test.keep(v), o), effects[effect], &order{ID: "order 1"})
			if (err == nil) != (test.err == "") || err != nil && err.Error() != "plain.Echo: "+test.err {
				t.Errorf("%s, %s:\ngot  %v\nwant %s", test.name, effect, err, test.err)
			}
			if got := strings.Join(waits, " "); got != test.waits || s.count() != test.seen || v.asked != test.asked {
				t.Errorf("%s, %s: waited %q, the server saw %d, the vault was asked %d times; want %q, %d, %d",
					test.name, effect, got, s.count(), v.asked, test.waits, test.seen, test.asked)
			}
			server.Close()
		}
	}
}

// clientOf is a client with credentials of its own.
func clientOf(t *testing.T, at string, p credential.Provider, o rpc.Options) *rpc.Client {
	t.Helper()
	u, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	return rpc.NewClient(&plain{u}, p, o)
}

func TestOneAttemptAsksForNoOtherKey(t *testing.T) {
	v := &vault{keys: 2}
	server := httptest.NewServer(lock("Ended", "key-1"))
	defer server.Close()
	c := clientOf(t, server.URL, credential.Cached(v), once)
	if _, err := rpc.Call[echo](context.Background(), c, operation, &echo{Text: "x"}); err == nil || err.Error() != "plain.Echo: Ended (HTTP 400)" || v.asked != 1 {
		t.Errorf("asked %d times: %v", v.asked, err)
	}
	// The next call has a new one all the same.
	if _, err := rpc.Call[echo](context.Background(), c, operation, &echo{Text: "x"}); err != nil || v.asked != 2 {
		t.Errorf("the next call: asked %d times: %v", v.asked, err)
	}
}

func TestTheWaitForAnotherKeyEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	first := true
	hold := make(chan struct{})
	defer close(hold)
	c := credential.Cached(credential.ProviderFunc(func(context.Context) (credential.Credentials, error) {
		if !first {
			cancel()
			<-hold
		}
		first = false
		return credential.Credentials{ID: "key-1", Secret: "s", Token: "t"}, nil
	}))
	server := httptest.NewServer(lock("Ended", "key-1"))
	defer server.Close()
	_, err := rpc.Call[echo](ctx, clientOf(t, server.URL, c, rpc.Options{}), operation, &echo{Text: "x"})
	if !errors.Is(err, context.Canceled) || !errors.Is(err, rpc.Code("Ended")) {
		t.Errorf("got %v", err)
	}
}

func TestManyCallsRefusedAtOnceCauseOneRenewal(t *testing.T) {
	const calls = 64
	v := &vault{keys: 2}
	refused := make(chan struct{})
	var mu sync.Mutex
	waiting := 0
	s := &script{replies: []http.HandlerFunc{func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Id") == "key-1" { // all are refused together
			mu.Lock()
			if waiting++; waiting == calls {
				close(refused)
			}
			mu.Unlock()
			<-refused
		}
		lock("Ended", "key-1")(w, r)
	}}}
	server := httptest.NewServer(s)
	defer server.Close()
	c := clientOf(t, server.URL, credential.Cached(v), rpc.Options{})
	var all sync.WaitGroup
	for range calls {
		all.Go(func() {
			if _, err := rpc.Call[echo](context.Background(), c, operation, &echo{Text: "x"}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if s.count() != 2*calls || v.asked != 2 {
		t.Errorf("the server saw %d requests, and the vault was asked %d times", s.count(), v.asked)
	}
}
