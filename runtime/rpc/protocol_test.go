package rpc_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

// plain is a cloud as simple as can be: the input as JSON, the key's id and
// the time in headers, the output as JSON, and an error as {"error":"Code"}.
type plain struct{ url *url.URL }

func (p *plain) Encode(r *rpc.Request, in wire.Message) (err error) {
	r.Method = http.MethodPost
	r.Payload, err = wire.AppendRequestJSON(r.Payload, in)
	return err
}

func (p *plain) Sign(r *rpc.Request) error {
	r.URL, r.Host, r.Body = *p.url, p.url.Host, r.Payload
	if r.Operation.Methods != nil {
		r.Method, r.Body = r.Operation.Methods[0], nil
	}
	r.SetHeader("X-Id", r.Credentials.ID)
	r.SetHeader("X-Time", r.Time.UTC().Format(time.RFC3339))
	for range r.Operation.RateLimit { // as many fields as the test asks for
		r.SetHeader("X-More-"+strings.Repeat("X", len(r.Operation.Action)), "more")
	}
	return nil
}

func (p *plain) Meaning(e *rpc.Error) rpc.Meaning {
	switch e.Code {
	case "Busy":
		return rpc.TooMany
	case "Broken":
		return rpc.ServerFailed
	case "Late":
		return rpc.ClockWrong
	case "Ended":
		return rpc.TokenWrong
	case "Unknown":
		return rpc.KeyWrong
	case "Forbidden", "Forbidden.RAM":
		return rpc.Denied
	}
	return rpc.Refused
}

func (p *plain) Explain(*rpc.Request, *rpc.Error) {}

func (p *plain) Decode(r *rpc.Reply, out wire.Message) error {
	var refusal refusal
	if err := wire.ReadJSON(r.Body, &refusal, nil); err != nil {
		return rpc.Unreadable(r, "", errNotJSON)
	}
	if refusal.code != "" {
		return &rpc.Error{Code: rpc.Code(refusal.code), Status: r.Status, RateLimit: int(refusal.limit)}
	}
	if err := wire.ReadJSON(r.Body, out, r.Read); err != nil {
		return rpc.Unreadable(r, "1234", err)
	}
	return nil
}

var errNotJSON = errors.New("the reply is not JSON")

type refusal struct {
	code  string
	limit int32
}

func (r *refusal) WireMembers(c *wire.Codec) {
	c.String("error", &r.code)
	c.Int32("limit", &r.limit)
}

type echo struct{ Text, Other string }

func (e *echo) WireMembers(c *wire.Codec) {
	c.Required().String("Text", &e.Text)
	c.OmitZero().String("Other", &e.Other)
}

var (
	service   = &rpc.Service{Name: "plain", Version: "2026-01-01"}
	operation = &rpc.Operation{Service: service, Action: "Echo"}
)

// call calls the echo action at a URL.
func call(t testing.TB, ctx context.Context, at string, o rpc.Options, in *echo) (*echo, error) {
	return rpc.Call[echo](ctx, client(t, at, o), operation, in)
}

func client(t testing.TB, at string, o rpc.Options) *rpc.Client {
	t.Helper()
	u, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	return rpc.NewClient(&plain{u}, credential.Static("key-id-1", "secret-12345678", "token-12345678"), o)
}

// roundTrip is a transport that is a function.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
