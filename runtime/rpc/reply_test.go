package rpc_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
)

// once are options of a client that attempts each call once.
var once = rpc.Options{Retry: retry.Never}

func TestReplies(t *testing.T) {
	for _, test := range []struct {
		name   string
		status int
		body   string
		want   string
	}{
		{"a refusal", 400, `{"error":"Denied.Here"}`, "plain.Echo: Denied.Here (HTTP 400)"},
		{"a page", 502, "<html>\n<h1>Bad\tGateway</h1>", `plain.Echo: the reply is not JSON: "<html> <h1>Bad Gateway</h1>" (HTTP 502)`},
		{"nothing", 503, "", "plain.Echo: the reply is not JSON (HTTP 503)"},
		{"a redirect", 302, "Found", `plain.Echo: the reply is not JSON: "Found" (HTTP 302)`},
		{"a damaged reply shows no data", 200, `{"Text":"private`, "plain.Echo: the reply is not JSON (HTTP 200)"},
		{"a wrong type", 200, `{"Text":{}}`, "plain.Echo: Text (offset 8): want string, got object (request 1234, HTTP 200)"},
	} {
		at, _ := serve(t, test.status, test.body)
		out, err := call(t, context.Background(), at, once, &echo{Text: "x"})
		if err == nil || err.Error() != test.want || out != nil {
			t.Errorf("%s:\ngot  %v\nwant %s", test.name, err, test.want)
		}
	}
}

func TestExcerptsAreShortAndSafe(t *testing.T) {
	at, _ := serve(t, 502, "\x1b[31mkey-id-1 token-12345678 https://h/?SecretId=key-id-1&Signature=abc x\u2028y \xff <a href='?q=1'> 100% sure? "+strings.Repeat("üüü ", 5000))
	_, err := call(t, context.Background(), at, rpc.Options{}, &echo{Text: "x"})
	var reply *rpc.ReplyError
	if !errors.As(err, &reply) {
		t.Fatalf("got %v", err)
	}
	if want := "[31m*** *** https://h/?*** x y <a href='?***'> 100% sure? üüü ü"; !strings.HasPrefix(reply.Excerpt, want) {
		t.Errorf("got  %s\nwant %s", reply.Excerpt, want)
	}
	if len(reply.Excerpt) > 210 || !strings.HasSuffix(reply.Excerpt, "…") {
		t.Errorf("the excerpt is %d bytes: %q", len(reply.Excerpt), reply.Excerpt)
	}
}

func TestRepliesAreBounded(t *testing.T) {
	body := `{"Text":"` + strings.Repeat("x", 20_000) + `"}`
	for _, test := range []struct {
		name  string
		limit int64
		ok    bool
	}{
		{"the default", 0, true},
		{"a byte too much", int64(len(body)) - 1, false},
		{"just right", int64(len(body)), true},
	} {
		for _, chunked := range []bool{false, true} {
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if !chunked {
					w.Header().Set("Content-Length", fmt.Sprint(len(body)))
				}
				_, _ = io.WriteString(w, body)
			}))
			out, err := call(t, context.Background(), s.URL, rpc.Options{MaxReplyBytes: test.limit}, &echo{Text: "x"})
			if test.ok && (err != nil || len(out.Text) != 20_000) {
				t.Errorf("%s: %v", test.name, err)
			}
			want := fmt.Sprintf("plain.Echo: the reply is longer than %d bytes: ask for less at a time, or raise Options.MaxReplyBytes", test.limit)
			if !test.ok && (err == nil || err.Error() != want) {
				t.Errorf("%s: got %v, want %s", test.name, err, want)
			}
			s.Close()
		}
	}
}

func TestPackedRepliesAreBoundedUnpacked(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, _ = io.WriteString(w, strings.Repeat(" ", 1<<20)+`{"Text":"answer"}`)
	_ = w.Close()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(packed.Bytes())
	}))
	defer s.Close()
	out, err := call(t, context.Background(), s.URL, rpc.Options{}, &echo{Text: "x"})
	if err != nil || out.Text != "answer" {
		t.Errorf("got %v, %v", out, err)
	}
	if _, err := call(t, context.Background(), s.URL, rpc.Options{MaxReplyBytes: 1 << 20}, &echo{Text: "x"}); err == nil || !strings.Contains(err.Error(), "longer than 1048576 bytes") {
		t.Errorf("got %v", err)
	}
}

func TestRepliesThatBreakOff(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "1000")
		_, _ = io.WriteString(w, `{"Text":`)
	}))
	defer s.Close()
	_, err := call(t, context.Background(), s.URL, once, &echo{Text: "x"})
	if !errors.Is(err, io.ErrUnexpectedEOF) || err.Error() != "plain.Echo: the reply broke off after 8 bytes: unexpected EOF" {
		t.Errorf("got %v", err)
	}
}

func TestTransportsThatMisbehave(t *testing.T) {
	answer := func(r *http.Response, err error) rpc.Options {
		return rpc.Options{Retry: retry.Never, Transport: roundTrip(func(*http.Request) (*http.Response, error) { return r, err })}
	}
	query := "https://h/?SecretId=key-id-1&Signature=abc"
	for _, test := range []struct {
		name    string
		options rpc.Options
		want    string
	}{
		{"nothing", answer(nil, nil), "plain.Echo: the transport gave neither a reply nor an error"},
		{"no body", answer(&http.Response{StatusCode: 204}, nil), "plain.Echo: the reply is not JSON (HTTP 204)"},
		{"a refused dial", answer(nil, &net.OpError{Op: "dial", Err: errors.New("connection refused")}), "plain.Echo: dial: connection refused"},
		{"a URL error", answer(nil, &url.Error{Op: "Get", URL: query, Err: errors.New("no route")}), "plain.Echo: no route"},
		{"a wrapped URL error", answer(nil, fmt.Errorf("proxy: %w", &url.Error{Op: "Get", URL: query, Err: errors.New("no route")})), "plain.Echo: no route"},
		{"nested URL errors", answer(nil, &url.Error{Op: "Get", URL: query, Err: &url.Error{Op: "Get", URL: query, Err: io.EOF}}), "plain.Echo: EOF"},
		{"a URL in a text", answer(nil, errors.New("cannot get "+query+" now")), "plain.Echo: cannot get https://h/?*** now"},
		{"a key in a text", answer(nil, errors.New("token-12345678 of key-id-1")), "plain.Echo: *** of ***"},
	} {
		_, err := call(t, context.Background(), "http://h/", test.options, &echo{Text: "x"})
		if err == nil || err.Error() != test.want {
			t.Errorf("%s:\ngot  %v\nwant %s", test.name, err, test.want)
		}
		for e := err; e != nil; e = errors.Unwrap(e) {
			if strings.Contains(fmt.Sprintf("%v %+v", e, e), "abc") {
				t.Errorf("%s: the chain shows the query: %v", test.name, e)
			}
		}
	}
}

func FuzzExcerpt(f *testing.F) {
	f.Add("<h1>Bad Gateway</h1>", 0)
	f.Add(strings.Repeat(" ", 1590), 1590)
	f.Add("https://h/?a=b&c", 12)
	f.Fuzz(func(t *testing.T, body string, where int) {
		const id, token = "key-id-1", "token-12345678"
		where = min(max(where, 0), len(body))
		body = "<" + body[:where] + id + token + body[where:]
		_, err := call(t, context.Background(), "http://h/", rpc.Options{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 502, Body: io.NopCloser(strings.NewReader(body))}, r.Body.Close()
		})}, &echo{Text: "x"})
		var reply *rpc.ReplyError
		if !errors.As(err, &reply) || len(reply.Excerpt) > 210 {
			t.Fatalf("got %v", err)
		}
		for _, half := range []string{token[:7], token[7:], id} {
			if strings.Contains(reply.Excerpt, half) && !strings.Contains(body[:where+1]+" "+body[where+1+len(id+token):], half) {
				t.Errorf("%q shows a part of a key", reply.Excerpt)
			}
		}
		if strings.ContainsFunc(reply.Excerpt, func(r rune) bool { return !unicode.IsPrint(r) || r == utf8.RuneError }) {
			t.Errorf("%q cannot be logged as it is", reply.Excerpt)
		}
	})
}

func TestErrorsKnowHowLongToWait(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, test := range []struct {
		name  string
		after string
		date  string
		want  time.Duration
	}{
		{"nothing", "", "", 0},
		{"seconds", "120", "", 2 * time.Minute},
		{"no time", "soon", "", 0},
		{"less than nothing", "-5", "", 0},
		{"for ever", "99999999999999999999", "", 0},
		{"very long", "4000000000", "", 365 * 24 * time.Hour},
		{"a date", "Fri, 02 Jan 2026 03:05:05 GMT", "", time.Minute},
		{"a date by the reply's own clock", "Fri, 02 Jan 2026 03:05:05 GMT", "Fri, 02 Jan 2026 03:05:00 GMT", 5 * time.Second},
		{"a date that is over", "Fri, 02 Jan 2026 03:00:00 GMT", "", 0},
		{"a date far away", "Fri, 02 Jan 2990 03:00:00 GMT", "", 365 * 24 * time.Hour},
	} {
		for _, body := range []string{`{"error":"Throttling"}`, "<h1>Busy</h1>"} {
			options := rpc.Options{Now: func() time.Time { return now }, Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
				header := http.Header{"Retry-After": {test.after}, "Date": {test.date}}
				return &http.Response{StatusCode: 503, Header: header, Body: io.NopCloser(strings.NewReader(body))}, r.Body.Close()
			})}
			_, err := call(t, context.Background(), "http://h/", options, &echo{Text: "x"})
			var refusal *rpc.Error
			var reply *rpc.ReplyError
			switch {
			case errors.As(err, &refusal) && refusal.RetryAfter != test.want:
				t.Errorf("%s: the refusal says %s, want %s", test.name, refusal.RetryAfter, test.want)
			case errors.As(err, &reply) && reply.RetryAfter != test.want:
				t.Errorf("%s: the page says %s, want %s", test.name, reply.RetryAfter, test.want)
			case refusal == nil && reply == nil:
				t.Errorf("%s: got %v", test.name, err)
			}
		}
	}
}
