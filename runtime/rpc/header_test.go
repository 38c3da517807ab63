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
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
)

func TestFurtherHeaderFieldsAreSentWithEveryAttempt(t *testing.T) {
	var seen []http.Header
	header := rpc.Header{"X-Trace-Id": {"t-1"}, "x-forwarded-for": {"192.0.2.1"}, "X-Forwarded-For": {"192.0.2.2"}, "X-Empty": {}}
	o := rpc.Options{Header: header, Retry: retry.Policy{Base: 1}, Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		seen = append(seen, r.Header.Clone())
		r.Header["X-Trace-Id"][0] = "spoilt" // as transports may
		return nil, errors.New("lost")
	})}
	c := client(t, "http://h/", o)
	header["X-Trace-Id"][0], header["X-Late"] = "changed", []string{"later"}
	for range 2 {
		_, _ = rpc.Call[echo](context.Background(), c, operation, &echo{Text: "x"})
	}
	if len(seen) != 6 {
		t.Fatalf("%d attempts were made", len(seen))
	}
	for _, h := range seen {
		if strings.Join(h["X-Trace-Id"], " ") != "t-1" || h.Get("X-Late") != "" || h.Get("X-Id") != "key-id-1" ||
			strings.Join(h["X-Forwarded-For"], " ") != "192.0.2.2 192.0.2.1" {
			t.Errorf("sent were %v", h)
		}
	}
}

func TestTheProtocolsOwnFieldsWin(t *testing.T) {
	at, last := serve(t, 200, `{"Text":"x"}`)
	o := rpc.Options{Header: rpc.Header{"X-Id": {"somebody else"}, "x-time": {"never"}}}
	if _, err := call(t, context.Background(), at, o, &echo{Text: "x"}); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(last.Header["X-Id"], " "); got != "key-id-1" || last.Header.Get("X-Time") == "never" {
		t.Errorf("sent were %v", last.Header)
	}
}

func TestHeadersThatNoRequestCanBearAreFaults(t *testing.T) {
	const hidden = "hidden-value"
	for _, test := range []struct {
		name    string
		options rpc.Options
		want    string
	}{
		{"signed", rpc.Options{Header: rpc.Header{"authorization": {hidden}}},
			"Options.Header sets Authorization, which requests have of themselves: leave it out"},
		{"net/http's own", rpc.Options{Header: rpc.Header{
			"Host": {hidden}, "content-length": {"1"}, "Content-Type": {hidden}, "Transfer-Encoding": {"chunked"},
			"Connection": {"close"}, "Accept": {"a"}, "Accept-Encoding": {"br"}, "Te": {"trailers"}, "TRAILER": {"X"},
			"Upgrade": {"h2c"}, "Expect": {"100-continue"}, "Range": {"bytes=0-1"}, "Keep-Alive": {"1"},
			"Proxy-Connection": {"close"}, "Proxy-Authorization": {hidden}, "Content-Encoding": {"br"},
		}}, "Options.Header sets Accept, Accept-Encoding, Connection, Content-Encoding, Content-Length, Content-Type, Expect, Host, " +
			"Keep-Alive, Proxy-Authorization, Proxy-Connection, Range, Te, Trailer, Transfer-Encoding, Upgrade, which requests have of themselves: leave it out"},
		{"the program's name", rpc.Options{Header: rpc.Header{"user-agent": {hidden}}},
			"Options.Header sets User-Agent, which requests have of themselves: use Options.UserAgent"},
		{"no name", rpc.Options{Header: rpc.Header{"": {hidden}, "X A": {hidden}, "X-Ä": {hidden}, "X:": {hidden}}},
			`Options.Header has a field "", which is no name of one
Options.Header has a field "X A", which is no name of one
Options.Header has a field "X-Ä", which is no name of one
Options.Header has a field "X:", which is no name of one`},
		{"a line end", rpc.Options{Header: rpc.Header{"X-A": {"fine\tand dandy é"}, "X-B": {hidden + "\r\nX-C: 1"}, "X-D": {"", hidden + "\x00"}}},
			`Options.Header has a field X-B whose value holds a line end or another control character
Options.Header has a field X-D whose value holds a line end or another control character`},
		{"a program's name with a line end", rpc.Options{UserAgent: "billing\n/1.4"},
			"Options.UserAgent holds a line end or another control character"},
		{"a program's name that is deleted", rpc.Options{UserAgent: "billing\x7f"},
			"Options.UserAgent holds a line end or another control character"},
	} {
		test.options.Transport = roundTrip(func(*http.Request) (*http.Response, error) {
			t.Errorf("%s: the request was sent", test.name)
			return nil, errors.New("sent")
		})
		_, err := call(t, context.Background(), "http://h/", test.options, &echo{Text: "x"})
		if err == nil || err.Error() != "plain.Echo: "+test.want {
			t.Errorf("%s:\ngot  %v\nwant %s", test.name, err, test.want)
		}
		if err != nil && strings.Contains(fmt.Sprintf("%+v", err), hidden) {
			t.Errorf("%s: the error shows a value: %v", test.name, err)
		}
	}
}

// Of every byte, a request with it is either sent or a fault, and never one of net/http.
func TestWhatPassesTheCheckIsSent(t *testing.T) {
	at, last := serve(t, 200, `{"Text":"x"}`)
	sent := map[string]int{}
	for b := range 256 {
		odd := string([]byte{byte(b)})
		for kind, o := range map[string]rpc.Options{
			"name":  {Header: rpc.Header{"X-" + odd: {"v"}}},
			"value": {Header: rpc.Header{"X-Value": {"a" + odd + "b"}}},
			"agent": {UserAgent: "a" + odd + "b"},
		} {
			_, err := call(t, context.Background(), at, o, &echo{Text: "x"})
			switch {
			case err != nil && !strings.HasPrefix(err.Error(), "plain.Echo: Options."):
				t.Errorf("%s %q: %v", kind, odd, err)
			case err == nil:
				sent[kind]++
				if got := last.Header.Get("X-Value") + last.UserAgent() + last.Header.Get("X-"+odd); !strings.Contains(got, "a"+odd+"b") && !strings.HasSuffix(got, "v") {
					t.Errorf("%s %q: came as %q", kind, odd, got)
				}
			}
		}
	}
	// A name may be of 77 characters (RFC 9110, section 5.6.2); a value may not hold 32 of them.
	if sent["name"] != 77 || sent["value"] != 256-32 || sent["agent"] != 256-32 {
		t.Errorf("sent were %v", sent)
	}
}

func TestErrorsShowNoHeaderValues(t *testing.T) {
	const hidden = "gate pass+1234"
	header := rpc.Header{"X-Gate": {"short", hidden}}
	echoing := roundTrip(func(r *http.Request) (*http.Response, error) {
		page := "You sent " + strings.Join(r.Header["X-Gate"], " and ") + " to https://h/?pass=1"
		return &http.Response{StatusCode: 502, Body: io.NopCloser(strings.NewReader(page))}, nil
	})
	telling := roundTrip(func(r *http.Request) (*http.Response, error) { return nil, fmt.Errorf("cannot send %v", r.Header) })
	for transport, want := range map[*roundTrip]string{
		&echoing: `plain.Echo: the reply is not JSON: "You sent short and *** to https://h/?***" (HTTP 502)`,
		&telling: "short ***",
	} {
		_, err := call(t, context.Background(), "http://h/", rpc.Options{Header: header, Transport: *transport, Retry: retry.Never}, &echo{Text: "x"})
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(fmt.Sprintf("%+v %#v", err, err), hidden) {
			t.Errorf("got  %+v\nwant %s", err, want)
		}
	}
}

func TestProtocolsReserveNamesAndBeginnings(t *testing.T) {
	h := rpc.Header{"x-tc-token": {"1"}, "X-Tc-Action": {"1"}, "X-Tc": {"1"}, "Accept": {"1"}, "Accept-Language": {"1"}}
	err := h.Reserve("X-Tc-", "Accept")
	if want := "Options.Header sets Accept, X-Tc-Action, X-Tc-Token, which requests have of themselves: leave it out"; err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	if err := h.Reserve("X-Acs-"); err != nil {
		t.Error(err)
	}
}

func TestHeadersPrintTheirNamesAlone(t *testing.T) {
	h := rpc.Header{"X-Key": {"hidden-value"}, "X-A": nil}
	o := rpc.Options{Header: h}
	for _, value := range []any{h, &h, o, &o, map[string]any{"h": h}, struct{ H rpc.Header }{h}} {
		var out bytes.Buffer
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			fmt.Fprintf(&out, verb+"\n", value)
		}
		for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
			slog.New(handler).Info("m", "value", value)
		}
		text, _ := json.Marshal(value)
		out.Write(text)
		if shown := out.String(); strings.Contains(shown, "hidden-value") || strings.Contains(shown, fmt.Sprintf("%x", "hidden-value")) || !strings.Contains(shown, "X-A X-Key") {
			t.Errorf("%T prints as %s", value, shown)
		}
	}
}
