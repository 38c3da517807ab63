package rpc_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

func TestReportIsErrorAndWhatExplainsIt(t *testing.T) {
	err := &rpc.Error{
		Service: "s", Action: "A", Code: "C", Message: "of\ntwo\x1b lines", RequestID: "r", Status: 400,
		Remedy: "Do it.", Advice: "https://example.com",
		Explanation: &rpc.Explanation{
			KeyID: "AKID***89ab", Source: "a file", Token: true, Expires: time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC),
			Signed:     []rpc.SignedText{{Name: "string to sign", Text: "GET\n/"}},
			Permission: &rpc.Permission{Action: "s:A", Told: true, Resources: []string{"a", "b"}, Policy: "P"},
		},
	}
	const line = "s.A: C: of two lines (request r, HTTP 400)"
	const report = line + `
advice: Do it.
the cloud's advice: https://example.com
key: AKID***89ab from a file, with a token that ends at 2030-01-02T03:04:05Z
permission: s:A
  resource: a, b
  policy: P
signed, the string to sign:
  GET
  /`
	attempts := &rpc.AttemptsError{Attempts: 2, Err: err}
	for _, test := range []struct {
		format string
		err    any
		want   string
	}{
		{"%v", err, line}, {"%s", err, line}, {"%q", err, `"` + line + `"`}, {"%#v", err, `"` + line + `"`}, {"%.3s", err, "s.A"}, {"%x", err, fmt.Sprintf("%x", line)},
		{"%+v", err, report}, {"%v", err.Explanation, report[strings.Index(report, "key:"):]},
		{"%v", attempts, line + "; after 2 attempts"}, {"%+v", attempts, strings.Replace(report, "400)\n", "400); after 2 attempts\n", 1)},
		{"%q", attempts, `"` + line + `; after 2 attempts"`},
		{"%+v", &rpc.AttemptsError{Attempts: 2, Err: errors.New("e")}, "e; after 2 attempts"},
		{"%v", fmt.Errorf("within: %w", err), "within: " + line},
		{"%+v", (*rpc.Error)(nil), "<nil>"}, {"%v", (*rpc.AttemptsError)(nil), "<nil>"},
		{"%+v", &rpc.Error{Code: "C"}, "C"},
	} {
		if got := fmt.Sprintf(test.format, test.err); got != test.want {
			t.Errorf("%s of %T: got\n%s\nwant\n%s", test.format, test.err, got, test.want)
		}
	}
	var found *rpc.Error
	if !errors.As(fmt.Errorf("within: %w", attempts), &found) || found.Explanation == nil {
		t.Error("the explanation is not found within another error")
	}
}

func TestAdviceIsThatOfTheCodeOrItsNearestParent(t *testing.T) {
	const advice rpc.Advice = "A\tof A\nA.B\tof A.B\nAB\tof AB"
	for code, want := range map[rpc.Code]string{
		"A": "of A", "A.B": "of A.B", "A.B.C": "of A.B", "A.C": "of A", "AB": "of AB", "ABC": "", "B": "", "": "", ".": "", "of A": "",
		rpc.Code("A" + strings.Repeat(".A", 1<<20)): "of A", "A.C\nA.B": "of A",
	} {
		if got := advice.Of(code); got != want {
			t.Errorf("%.20s: got %q, want %q", code, got, want)
		}
	}
	if got := rpc.Advice("").Of("A"); got != "" {
		t.Error(got)
	}
}

// answering is a transport that answers every request with the same body.
func answering(body string) roundTrip {
	return func(*http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 400, Body: io.NopCloser(strings.NewReader(body))}, nil
	}
}

func TestRefusalsHaveWhatExplainsThem(t *testing.T) {
	advised := &rpc.Service{Name: "plain", Version: "1", Advice: "Forbidden\tAsk somebody."}
	for name, test := range map[string]struct {
		op   *rpc.Operation
		code string
		want string
	}{
		"a resource":         {&rpc.Operation{Service: advised, Action: "Echo", Resources: []string{"acs:product:$regionid:$accountid:thing/*"}}, "Forbidden.RAM", "advice: Ask somebody.\nkey: ke***-1 from credential.Static, with a token\npermission: product:Echo, as the action is called; the cloud does not name it\n  resource: acs:product:$regionid:$accountid:thing/*"},
		"another cloud's":    {&rpc.Operation{Service: advised, Action: "Echo", Resources: []string{"qcs::product::x"}}, "Forbidden", "permission: product:Echo, "},
		"no resource":        {&rpc.Operation{Service: advised, Action: "Echo"}, "Forbidden", "permission: plain:Echo, "},
		"an odd one":         {&rpc.Operation{Service: advised, Action: "Echo", Resources: []string{"*"}}, "Forbidden", "permission: plain:Echo, "},
		"a clock":            {&rpc.Operation{Service: advised, Action: "Echo"}, "Late", "key: ke***-1 from credential.Static"},
		"no advice":          {operation, "Forbidden", "permission: plain:Echo"},
		"nothing to explain": {operation, "Other", ""},
	} {
		c := client(t, "http://127.0.0.1:1", rpc.Options{Retry: retry.Never, Transport: answering(`{"error":"` + test.code + `"}`)})
		_, err := rpc.Call[echo](context.Background(), c, test.op, &echo{Text: "t"})
		_, got, _ := strings.Cut(fmt.Sprintf("%+v", err), "\n")
		if !strings.Contains(got, test.want) || (got == "") != (test.want == "") {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, test.want)
		}
	}
}

// A server, or a gateway before it, may repeat what it was sent in any place.
func TestRefusalsShowNothingSecretThatTheServerRepeats(t *testing.T) {
	all := strings.Join(marks, ".")
	err := &rpc.Error{
		Code: "Forbidden", Message: all, RequestID: all, Advice: all, Details: map[string]string{"a": all}, Status: 400,
	}
	provider := credential.ProviderFunc(func(context.Context) (credential.Credentials, error) {
		return credential.Credentials{ID: "key-1", Secret: marks[0], Token: marks[1], Source: "a\x1b[31m\nfile"}, nil
	})
	c := rpc.NewClient(&refusing{err: err, denied: all}, provider, rpc.Options{
		Header: rpc.Header{"X-Trace": {marks[2]}}, Retry: retry.Never, Transport: answering("{}"),
	})
	_, got := rpc.Call[echo](context.Background(), c, operation, &login{wire.Secret(marks[3])})
	var refusal *rpc.Error
	if !errors.As(got, &refusal) || refusal.Explanation == nil {
		t.Fatal(got)
	}
	refuseMarks(t, "a refusal", got)
	refuseMarks(t, "its explanation", refusal.Explanation)
	refuseMarks(t, "its permission", refusal.Explanation.Permission)
	if text := fmt.Sprintf("%+v", got); !strings.Contains(text, "from a [31m file") {
		t.Errorf("the source is not in one line: %q", text)
	}
}

// login is an input that holds a secret.
type login struct{ password wire.Secret }

func (l *login) WireMembers(c *wire.Codec) { c.Secret("Password", &l.password) }

// refusing is a protocol whose cloud refuses every call by one error.
type refusing struct {
	plain
	err    *rpc.Error
	denied string
}

func (p *refusing) Sign(r *rpc.Request) error {
	r.URL, r.Host = url.URL{Scheme: "http", Host: "h"}, "h"
	return nil
}

func (p *refusing) Meaning(*rpc.Error) rpc.Meaning        { return rpc.Denied }
func (p *refusing) Decode(*rpc.Reply, wire.Message) error { return p.err }
func (p *refusing) Explain(_ *rpc.Request, e *rpc.Error) {
	e.Explanation.Permission = &rpc.Permission{
		Action: p.denied, Principal: p.denied, Policy: p.denied, Denial: p.denied, Diagnosis: p.denied, Resources: []string{p.denied},
	}
}
