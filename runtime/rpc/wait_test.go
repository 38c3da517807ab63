package rpc_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wait"
)

// text is what the ledger's answers say.
var text = wait.At("Text", func(out *echo, see func(string)) { see(out.Text) })

// untilFine waits until an answer says so.
var untilFine = wait.Waiter[echo]{
	Name: "Fine", Every: time.Second, Timeout: time.Hour,
	Until: []wait.Condition[echo]{text.Is("fine")}, FailWhen: []wait.Condition[echo]{wait.Code[echo](rpc.Code("Lost"))},
}

// Every row is played over real sockets: what passes goes on at the next
// interval, after the attempts of each call, and what does not ends the wait.
func TestWaitScenarios(t *testing.T) {
	for _, test := range []struct {
		name   string
		faults faults
		// waits are those between attempts, and from 1000 on between polls.
		waits  string
		reason wait.Reason
		err    string // the end of it
	}{
		{"nothing", nil, "", 0, ""},
		{"a fault that the call itself overcomes", faults{busy503}, "1000", 0, ""},
		{"throttled for a whole call", faults{busy503, busy503, busy503}, "1000 2000 1000", 0, ""},
		{"throttled for a whole call, with a hint", faults{busyHint, busyHint, busyHint}, "2250 2500 2000", 0, ""},
		{"throttled with a hint that the call does not wait for", faults{busyLong}, "21000", 0, ""},
		{"throttled by a page", faults{page429, page429, page429}, "1000 2000 1000", 0, ""},
		{"a storm", faults{page502, page502, page502}, "100 200 1000", 0, ""},
		{"answers that are lost", faults{loseAnswer, loseAnswer, loseAnswer}, "100 200 1000", 0, ""},
		{"garbage", faults{noHTTP, noHTTP, noHTTP}, "100 200 1000", 0, ""},
		{"a refusal", faults{after(400, `{"error":"No"}`)}, "", wait.Refused, ": plain.Echo: No (HTTP 400)"},
		{"a refusal that is looked for", faults{after(400, `{"error":"Lost.Order"}`)}, "", wait.Failed, ": plain.Echo: Lost.Order (HTTP 400)"},
		{"a page that no service gives", faults{after(404, "<h1>Not here</h1>")}, "", wait.Refused, "(HTTP 404)"},
		{"an answer of another type", faults{after(200, `{"Text":{}}`)}, "", wait.Refused, "(request 1234, HTTP 200)"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newStage(t)
			s.proxy.Play(test.faults...)
			_, err := rpc.WaitUntil(t.Context(), s.client, effects["read"], &order{ID: "order 1"}, untilFine)
			if waits := strings.Join(s.waits, " "); waits != test.waits {
				t.Errorf("waited %s, want %s", waits, test.waits)
			}
			var e *wait.Error
			switch {
			case test.err == "" && err != nil, test.err != "" && !errors.As(err, &e):
				t.Errorf("got %v, want %s", err, test.err)
			case e != nil && (e.Reason != test.reason || !strings.HasSuffix(err.Error(), test.err)):
				t.Errorf("got  %v: %v\nwant %v: %s", e.Reason, err, test.reason, test.err)
			}
		})
	}
}

func TestAWaitForNobodyIsARefusal(t *testing.T) {
	s := newStage(t)
	s.proxy.Down()
	_, err := rpc.WaitUntil(t.Context(), s.client, effects["read"], &order{ID: "order 1"}, untilFine)
	var e *wait.Error
	if !errors.As(err, &e) || e.Reason != wait.Refused || e.Polls != 1 || !strings.Contains(err.Error(), "connection refused") {
		t.Errorf("got %v", err)
	}
}

func TestAWaitWithoutWhatACallNeedsIsAnError(t *testing.T) {
	s := newStage(t)
	in := &order{ID: "order 1"}
	for want, wait := range map[string]func() (*echo, error){
		"the client is empty": func() (*echo, error) { return rpc.WaitUntil(t.Context(), nil, effects["read"], in, untilFine) },
		"the context is nil": func() (*echo, error) {
			return rpc.WaitUntil(context.Context(nil), s.client, effects["read"], in, untilFine)
		},
		"the operation names no service": func() (*echo, error) { return rpc.WaitUntil(t.Context(), s.client, nil, in, untilFine) },
		"the input is nil":               func() (*echo, error) { return rpc.WaitUntil(t.Context(), s.client, effects["read"], nil, untilFine) },
	} {
		if out, err := wait(); out != nil || err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, %v, want %s", out, err, want)
		}
	}
}
