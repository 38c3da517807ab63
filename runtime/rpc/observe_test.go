package rpc_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
)

func TestHooksAreToldOfEachAttempt(t *testing.T) {
	type key struct{}
	server := httptest.NewServer(&script{replies: []http.HandlerFunc{busy, gateway, fine}})
	defer server.Close()
	var told []string
	o := rpc.Options{
		Retry: retry.Policy{Base: 1, ThrottledBase: 1},
		OnAttempt: func(ctx context.Context, a *rpc.Attempt) context.Context {
			told = append(told, fmt.Sprintf("began %s %d %s %s", a.Operation, a.Number, a.Method, a.Host))
			return context.WithValue(ctx, key{}, a.Number)
		},
		OnAttemptEnd: func(ctx context.Context, a *rpc.Attempt) {
			told = append(told, fmt.Sprintf("ended %v %d %v %v %t", ctx.Value(key{}), a.Status, a.Fate, a.Err, a.Duration > 0))
		},
		Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			if r.Context().Value(key{}) == nil {
				t.Error("the attempt has not the hook's context")
			}
			return http.DefaultTransport.RoundTrip(r)
		}),
	}
	if _, err := rpc.Call[echo](context.Background(), client(t, server.URL, o), effects["read"], &echo{Text: "x"}); err != nil {
		t.Fatal(err)
	}
	host := strings.TrimPrefix(server.URL, "http://")
	want := []string{
		"began plain.Echo 1 POST " + host, "ended 1 400 throttled plain.Echo: Busy (HTTP 400) true",
		"began plain.Echo 2 POST " + host, `ended 2 502 unknown plain.Echo: the reply is not JSON: "<h1>Bad Gateway</h1>" (HTTP 502) true`,
		"began plain.Echo 3 POST " + host, "ended 3 200 final <nil> true",
	}
	if strings.Join(told, "\n") != strings.Join(want, "\n") {
		t.Errorf("told:\n%s\nwant:\n%s", strings.Join(told, "\n"), strings.Join(want, "\n"))
	}
}

func TestAHookOfTheEndAloneIsToldOfAFailedDial(t *testing.T) {
	gone := errors.New("gone")
	var ends []string
	o := rpc.Options{
		Retry:        retry.Never,
		OnAttemptEnd: func(_ context.Context, a *rpc.Attempt) { ends = append(ends, fmt.Sprint(a.Status, a.Err)) },
		OnAttempt:    func(context.Context, *rpc.Attempt) context.Context { return nil },
		Transport:    roundTrip(func(*http.Request) (*http.Response, error) { return nil, gone }),
	}
	if _, err := call(t, context.Background(), "http://h/", o, &echo{Text: "x"}); !errors.Is(err, gone) || strings.Join(ends, "") != "0 plain.Echo: gone" {
		t.Errorf("%v, told %v", err, ends)
	}
}

// What a hook was told may be looked at by another goroutine, while the call goes on.
func TestHooksMayHandOnWhatTheyAreTold(t *testing.T) {
	server := httptest.NewServer(&script{replies: []http.HandlerFunc{busy, gateway, fine}})
	defer server.Close()
	var others sync.WaitGroup
	o := rpc.Options{
		Retry: retry.Policy{Base: 1, ThrottledBase: 1},
		OnAttemptEnd: func(_ context.Context, a *rpc.Attempt) {
			others.Go(func() {
				if text := fmt.Sprintf("%+v", a.Err); a.Err != nil && !strings.HasPrefix(text, "plain.Echo: ") {
					t.Errorf("attempt %d: the error is not whole: %s", a.Number, text)
				}
			})
		},
	}
	if _, err := rpc.Call[echo](context.Background(), client(t, server.URL, o), effects["read"], &echo{Text: "x"}); err != nil {
		t.Error(err)
	}
	others.Wait()
}

// Every attempt becomes a line of a structured log.
func ExampleOptions_log() {
	log := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr { // so that the example prints the same each time
			if a.Key == slog.TimeKey || a.Key == "took" {
				return slog.Attr{}
			}
			return a
		},
	}))
	options := rpc.Options{
		OnAttemptEnd: func(ctx context.Context, a *rpc.Attempt) {
			level := slog.LevelInfo
			if a.Err != nil {
				level = slog.LevelWarn
			}
			log.Log(ctx, level, "attempt", "action", a.Operation.String(), "attempt", a.Number, "status", a.Status, "took", a.Duration, "error", a.Err)
		},
	}
	options.OnAttemptEnd(context.Background(), &rpc.Attempt{Operation: operation, Number: 1, Status: 200})
	options.OnAttemptEnd(context.Background(), &rpc.Attempt{Operation: operation, Number: 2, Status: 429, Err: rpc.Code("Busy")})
	// Output:
	// level=INFO msg=attempt action=plain.Echo attempt=1 status=200 error=<nil>
	// level=WARN msg=attempt action=plain.Echo attempt=2 status=429 error=Busy
}
