package rpc_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

// The secrets that printing must not show.
var marks = []string{"marked-secret-01234", "marked-token-01234", "marked-header-01234", "marked-input-01234"}

// refuseMarks prints a value in every way.
func refuseMarks(t *testing.T, name string, value any) {
	t.Helper()
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		fmt.Fprintf(&out, verb+"\n", value)
	}
	for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(handler).Info("m", "value", value, slog.Group("g", "value", value))
	}
	text, _ := json.Marshal(value)
	out.Write(text)
	for _, mark := range marks {
		if strings.Contains(out.String(), mark) || strings.Contains(out.String(), fmt.Sprintf("%x", mark)) {
			t.Errorf("%s: %T shows %s: %s", name, value, mark, out.String())
		}
	}
}

// printed is the protocol of these tests, which prints what it is handed.
type printed struct {
	plain
	t *testing.T
}

func (p *printed) Sign(r *rpc.Request) error {
	r.SetHeader("Authorization", r.Credentials.Secret)
	r.SetHeader("X-Token", r.Credentials.Token)
	r.Buffer = append(r.Buffer, r.Credentials.Secret...)
	r.Signed.Add("Token", r.Credentials.Token)
	r.URL.RawQuery = "Signature=" + r.Credentials.Secret
	err := p.plain.Sign(r)
	refuseMarks(p.t, "a signed request", r)
	return err
}

func (p *printed) Decode(r *rpc.Reply, out wire.Message) error {
	if !strings.HasPrefix(r.Body, "<") { // else it is the server's to tell
		refuseMarks(p.t, "a reply", r)
		refuseMarks(p.t, "a reply's value", *r)
		refuseMarks(p.t, "a reply within", struct{ r *rpc.Reply }{r})
	}
	return p.plain.Decode(r, out)
}

func TestPrintingShowsNoSecret(t *testing.T) {
	u, _ := url.Parse("http://h/")
	give := credential.Static("key-id-1", marks[0], marks[1])
	answer := func(status int, body string) roundTrip {
		return func(r *http.Request) (*http.Response, error) {
			page := strings.ReplaceAll(body, "HEADER", fmt.Sprint(r.Header))
			return &http.Response{StatusCode: status, Body: io.NopCloser(strings.NewReader(page))}, nil
		}
	}
	for name, transport := range map[string]roundTrip{
		"fine":      answer(200, `{"Text":"x"}`),
		"refused":   answer(400, `{"error":"Denied"}`),
		"ended":     answer(400, `{"error":"Ended"}`),
		"throttled": answer(400, `{"error":"Busy"}`),
		"a page":    answer(502, `<h1>HEADER</h1>`),
		"lost": func(r *http.Request) (*http.Response, error) {
			return nil, fmt.Errorf("cannot send %v to %s", r.Header, r.URL)
		},
		"a panic": func(r *http.Request) (*http.Response, error) {
			return nil, &url.Error{Op: "Post", URL: marks[0], Err: errors.New("x")}
		},
	} {
		o := rpc.Options{
			Transport: transport, Header: rpc.Header{"X-Gate": {marks[2]}}, Retry: retry.Policy{Base: 1, ThrottledBase: 1},
			OnAttempt:    func(ctx context.Context, a *rpc.Attempt) context.Context { refuseMarks(t, "an attempt", a); return ctx },
			OnAttemptEnd: func(_ context.Context, a *rpc.Attempt) { refuseMarks(t, "an attempt that ended", a) },
		}
		c := rpc.NewClient(&printed{plain{u}, t}, credential.Cached(give), o)
		_, err := rpc.Call[echo](context.Background(), c, operation, &echo{Text: "x"})
		if (err == nil) != (name == "fine") {
			t.Errorf("%s: %v", name, err)
		}
		for _, value := range []any{err, struct{ err error }{err}, o, &o, c, *c, struct{ c rpc.Client }{*c}, struct{ c *rpc.Client }{c}} {
			refuseMarks(t, name, value)
		}
	}
}
