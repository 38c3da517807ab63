package rpc_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
)

func TestRateLimitsAreKept(t *testing.T) {
	server := httptest.NewServer(&script{replies: []http.HandlerFunc{fine}})
	defer server.Close()
	limited := &rpc.Operation{Service: service, Action: "Echo", RateLimit: 5}
	for _, test := range []struct {
		name  string
		mode  rpc.RateLimit
		op    *rpc.Operation
		slept time.Duration
		fails int
	}{
		{"unlimited", rpc.Unlimited, limited, 0, 0},
		{"waiting", rpc.Wait, limited, 2 * time.Second, 0},
		{"failing", rpc.Fail, limited, 0, 7},
		{"no limit is known", rpc.Wait, operation, 0, 0},
	} {
		now := time.Unix(1_700_000_000, 0)
		var slept time.Duration
		c := client(t, server.URL, rpc.Options{RateLimit: test.mode, Now: func() time.Time { return now }, Sleep: func(_ context.Context, d time.Duration) error {
			slept, now = slept+d, now.Add(d)
			return nil
		}})
		fails := 0
		for range 12 {
			_, err := rpc.Call[echo](context.Background(), c, test.op, &echo{Text: "x"})
			var over *rpc.RateLimitError
			switch {
			case errors.As(err, &over) && over.Limit == 5 && err.Error() == "plain.Echo: the limit of 5 calls a second is reached: there is room in 1s":
				fails++
			case err != nil:
				t.Errorf("%s: %v", test.name, err)
			}
		}
		if slept != test.slept || fails != test.fails {
			t.Errorf("%s: slept %v and failed %d times, want %v and %d", test.name, slept, fails, test.slept, test.fails)
		}
	}
}

func TestTheWaitForALimitRespectsTheContext(t *testing.T) {
	server := httptest.NewServer(&script{replies: []http.HandlerFunc{fine}})
	defer server.Close()
	op := &rpc.Operation{Service: service, Action: "Echo", RateLimit: 1}
	waits := 0
	var cancel context.CancelFunc
	now := time.Now()
	c := client(t, server.URL, rpc.Options{RateLimit: rpc.Wait, Now: func() time.Time { return now }, Sleep: func(ctx context.Context, _ time.Duration) error {
		waits++
		cancel()
		return ctx.Err()
	}})
	if _, err := rpc.Call[echo](context.Background(), c, op, &echo{Text: "x"}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithDeadline(context.Background(), time.Now().Add(900*time.Millisecond))
	defer cancel()
	if _, err := rpc.Call[echo](ctx, c, op, &echo{Text: "x"}); !errors.As(err, new(*rpc.RateLimitError)) && !errors.Is(err, context.DeadlineExceeded) || waits != 0 {
		t.Errorf("%v after %d waits: it could not be in time", err, waits)
	}
	ctx, cancel = context.WithCancel(context.Background())
	defer cancel()
	if _, err := rpc.Call[echo](ctx, c, op, &echo{Text: "x"}); !errors.Is(err, context.Canceled) || waits != 1 {
		t.Errorf("%v after %d waits", err, waits)
	}
}

func TestASmallerLimitOfTheServersIsLearnt(t *testing.T) {
	server := httptest.NewServer(&script{replies: []http.HandlerFunc{answers(400, `{"error":"Busy","limit":2}`), fine}})
	defer server.Close()
	op := &rpc.Operation{Service: service, Action: "Echo", RateLimit: 100}
	c := client(t, server.URL, rpc.Options{RateLimit: rpc.Fail, Retry: retry.Never, Now: func() time.Time { return time.Unix(1_700_000_000, 0) }})
	var errs []error
	for range 3 {
		_, err := rpc.Call[echo](context.Background(), c, op, &echo{Text: "x"})
		errs = append(errs, err)
	}
	var over *rpc.RateLimitError
	if !errors.Is(errs[0], rpc.Code("Busy")) || errs[1] != nil || !errors.As(errs[2], &over) || over.Limit != 2 {
		t.Errorf("got %v", errs)
	}
}
