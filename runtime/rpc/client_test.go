package rpc_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

// serve answers every request by the same bytes, and keeps the last one.
func serve(t *testing.T, status int, body string) (at string, last *http.Request) {
	last = new(http.Request)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		*last = *r.Clone(context.Background())
		last.Body = io.NopCloser(bytes.NewReader(text))
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(s.Close)
	return s.URL, last
}

func TestCallSendsWhatTheProtocolWrote(t *testing.T) {
	at, last := serve(t, 200, `{"Text":"answer"}`)
	now := func() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) }
	out, err := call(t, context.Background(), at, rpc.Options{Now: now, UserAgent: "billing/1.4"}, &echo{Text: "question"})
	if err != nil || out.Text != "answer" {
		t.Fatalf("got %v, %v", out, err)
	}
	body, _ := io.ReadAll(last.Body)
	if string(body) != `{"Text":"question"}` || last.Method != "POST" || last.Host != strings.TrimPrefix(at, "http://") || last.ContentLength != int64(len(body)) {
		t.Errorf("sent %s %s %s of %d bytes", last.Method, last.Host, body, last.ContentLength)
	}
	for name, want := range map[string]string{"X-Id": "key-id-1", "X-Time": "2026-01-02T03:04:05Z", "User-Agent": "billing/1.4 signet/0.1"} {
		if got := last.Header.Get(name); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}

func TestCallWithoutABody(t *testing.T) {
	at, last := serve(t, 200, `{}`)
	op := &rpc.Operation{Service: service, Action: "Echo", Methods: []string{"GET"}, RateLimit: 20}
	if _, err := rpc.Call[echo](context.Background(), client(t, at, rpc.Options{}), op, &echo{Text: "x"}); err != nil {
		t.Fatal(err)
	}
	if last.Method != "GET" || last.ContentLength != 0 || last.Header.Get("X-More-Xxxx") != "more" || last.Header.Get("User-Agent") != "signet/0.1" {
		t.Errorf("sent %s, %d bytes, %v", last.Method, last.ContentLength, last.Header)
	}
}

func TestFaultsBeforeAnythingIsSent(t *testing.T) {
	sent := 0
	count := rpc.Options{Transport: roundTrip(func(*http.Request) (*http.Response, error) {
		sent++
		return nil, errors.New("sent")
	})}
	good := client(t, "http://h/", count)
	noCredentials := rpc.NewClient(&plain{}, nil, count)
	badCredentials := rpc.NewClient(&plain{}, credential.ProviderFunc(func(context.Context) (credential.Credentials, error) {
		return credential.Credentials{ID: "id", Source: "a test"}, nil
	}), count)
	failing := rpc.NewClient(&plain{}, credential.ProviderFunc(func(context.Context) (credential.Credentials, error) {
		return credential.Credentials{}, errors.New("the vault is sealed")
	}), count)
	refused := rpc.NewClient(&plain{}, credential.ProviderFunc(func(context.Context) (credential.Credentials, error) {
		return credential.Credentials{}, &rpc.Error{Service: "sts", Action: "AssumeRole", Code: "Denied"}
	}), count)
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	causes, cancelCause := context.WithCancelCause(context.Background())
	cancelCause(errors.New("the window was closed"))
	in := &echo{Text: "x"}
	for _, test := range []struct {
		name string
		call func() (*echo, error)
		want string
	}{
		{"no client", func() (*echo, error) { return rpc.Call[echo](context.Background(), nil, operation, in) },
			"plain.Echo: the client is empty: make it with the package's New"},
		{"an empty client", func() (*echo, error) {
			return rpc.Call[echo](context.Background(), new(rpc.Client).Sharing(new(rpc.Client)), operation, in)
		}, "plain.Echo: the client is empty: make it with the package's New"},
		{"no context", func() (*echo, error) {
			var none context.Context
			return rpc.Call[echo](none, good, operation, in)
		}, "plain.Echo: the context is nil: use context.Background() if there is none to pass on"},
		{"no service", func() (*echo, error) {
			return rpc.Call[echo](context.Background(), good, &rpc.Operation{Action: "Echo"}, in)
		}, "Echo: the operation names no service: set Operation.Service"},
		{"no operation", func() (*echo, error) { return rpc.Call[echo](context.Background(), good, nil, in) },
			"an operation that is nil: the operation names no service: set Operation.Service"},
		{"no input", func() (*echo, error) { return rpc.Call[echo](context.Background(), good, operation, nil) },
			"plain.Echo: the input is nil: use an empty one if there is nothing to pass on"},
		{"cancelled", func() (*echo, error) { return rpc.Call[echo](cancelled, good, operation, in) },
			"plain.Echo: context canceled"},
		{"cancelled with a cause", func() (*echo, error) { return rpc.Call[echo](causes, good, operation, in) },
			"plain.Echo: context canceled (the window was closed)"},
		{"missing parameters", func() (*echo, error) {
			return rpc.Call[echo](context.Background(), good, operation, &echo{})
		}, "plain.Echo: required members are not set: Text"},
		{"no credentials", func() (*echo, error) { return rpc.Call[echo](context.Background(), noCredentials, operation, in) },
			"plain.Echo: the client has no credentials: set Config.Credentials"},
		{"useless credentials", func() (*echo, error) { return rpc.Call[echo](context.Background(), badCredentials, operation, in) },
			"plain.Echo: credentials from a test cannot be used: the Secret is empty"},
		{"failing credentials", func() (*echo, error) { return rpc.Call[echo](context.Background(), failing, operation, in) },
			"plain.Echo: the vault is sealed"},
		{"refused credentials", func() (*echo, error) { return rpc.Call[echo](context.Background(), refused, operation, in) },
			"plain.Echo: sts.AssumeRole: Denied"},
	} {
		out, err := test.call()
		if err == nil || err.Error() != test.want || out != nil {
			t.Errorf("%s: got %v, %v; want %s", test.name, out, err, test.want)
		}
	}
	if sent != 0 {
		t.Errorf("%d requests were sent", sent)
	}
}

func TestMissingParametersAreNamedTogether(t *testing.T) {
	_, err := rpc.Call[echo](context.Background(), client(t, "http://h/", rpc.Options{}), operation, &pair{})
	var missing *wire.MissingError
	if !errors.As(err, &missing) || strings.Join(missing.Members, " ") != "First.Text Second.Text" {
		t.Errorf("got %v", err)
	}
}

type pair struct{ first, second echo }

func (p *pair) WireMembers(c *wire.Codec) {
	c.Message("First", &p.first)
	c.Message("Second", &p.second)
}

func TestContexts(t *testing.T) {
	entered, leave := make(chan struct{}, 8), make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Id") != "" {
			_, _ = io.WriteString(w, `{"Text":`)
			_ = http.NewResponseController(w).Flush()
		}
		entered <- struct{}{}
		<-leave
	}))
	defer s.Close()
	defer close(leave)
	why := errors.New("the user closed the window")
	for _, test := range []struct {
		name string
		ctx  func() (context.Context, context.CancelFunc)
		is   []error
	}{
		{"a deadline", func() (context.Context, context.CancelFunc) {
			return context.WithTimeout(context.Background(), 30*time.Millisecond)
		}, []error{context.DeadlineExceeded}},
		{"a cancellation", func() (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancel(context.Background())
			go func() { <-entered; cancel() }()
			return ctx, cancel
		}, []error{context.Canceled}},
		{"a cancellation with a cause", func() (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancelCause(context.Background())
			go func() { <-entered; cancel(why) }()
			return ctx, func() { cancel(nil) }
		}, []error{context.Canceled, why}},
	} {
		for _, early := range []bool{true, false} { // while waiting for the header, or for the rest of the body
			for len(entered) > 0 {
				<-entered
			}
			ctx, cancel := test.ctx()
			options := rpc.Options{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
				if early {
					r.Header.Del("X-Id")
				}
				return http.DefaultTransport.RoundTrip(r)
			})}
			started := time.Now()
			_, err := call(t, ctx, s.URL, options, &echo{Text: "x"})
			for _, want := range test.is {
				if !errors.Is(err, want) || !strings.HasPrefix(err.Error(), "plain.Echo: ") {
					t.Errorf("%s, early %t: got %v, want %v within", test.name, early, err, want)
				}
			}
			if time.Since(started) > 5*time.Second {
				t.Errorf("%s: came back after %s", test.name, time.Since(started))
			}
			cancel()
		}
	}
}

func TestMismatchesAreTold(t *testing.T) {
	at, _ := serve(t, 200, `{"Text":1,"Other":true}`)
	var told []string
	out, err := call(t, context.Background(), at, rpc.Options{OnMismatch: func(op *rpc.Operation, m wire.Mismatch) {
		told = append(told, op.String()+" "+m.Member)
	}}, &echo{Text: "x"})
	if err != nil || out.Text != "1" || strings.Join(told, ", ") != "plain.Echo Text, plain.Echo Other" {
		t.Errorf("got %v, %v, told %v", out, err, told)
	}
}

func TestNewRequestIsWhatCallSends(t *testing.T) {
	at, last := serve(t, 200, `{"Text":"answer"}`)
	request, err := client(t, at, rpc.Options{}).NewRequest(context.Background(), operation, &echo{Text: "question"})
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(last.Body)
	if string(body) != `{"Text":"question"}` || last.Header.Get("X-Id") != "key-id-1" {
		t.Errorf("sent %s with %v", body, last.Header)
	}
	if _, err := client(t, at, rpc.Options{}).NewRequest(context.Background(), operation, &echo{}); err == nil || err.Error() != "plain.Echo: required members are not set: Text" {
		t.Errorf("got %v", err)
	}
}
