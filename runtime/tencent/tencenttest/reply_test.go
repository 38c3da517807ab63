package tencenttest_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/wire"
)

func TestErrorOfAHandlerIsAnsweredInTheEnvelope(t *testing.T) {
	limit := rpc.Code("InvalidParameterValue.Limit")
	for _, c := range []struct {
		name    string
		err     error
		code    rpc.Code
		message string
		status  int
		id      string
	}{
		{"error of the API", &rpc.Error{Code: limit, Message: "too large", RequestID: "id-1"}, limit, "too large", 200, "id-1"},
		{"with a status", fmt.Errorf("wrapped: %w", &rpc.Error{Code: "InternalError.Db", Message: "m", Status: 503}), "InternalError.Db", "m", 503, ""},
		{"with a status that is none", &rpc.Error{Code: limit, Message: "m", Status: 7}, limit, "m", 200, ""},
		{"code alone", limit, limit, string(limit), 200, ""},
		{"wrapped code", fmt.Errorf("limit 200 \"quoted\": %w", limit), limit, `limit 200 "quoted": InvalidParameterValue.Limit`, 200, ""},
		{"any error", errors.New("disk on fire"), "InternalError", "disk on fire", 200, ""},
		{"error without a code", &rpc.Error{Message: "lost"}, "InternalError", "lost", 200, ""},
		{"context", context.DeadlineExceeded, "InternalError", "context deadline exceeded", 200, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := start(t, func(context.Context, boxInput) (*boxOutput, error) { return &boxOutput{BoxID: "not sent"}, c.err })
			_, err := call(t, s, &putBox, boxInput{Name: "n"}, nil)
			var got *rpc.Error
			if !errors.As(err, &got) {
				t.Fatal(err)
			}
			request := s.Requests()[0]
			if got.Code != c.code || got.Message != c.message || got.Status != c.status || got.RequestID != request.RequestID {
				t.Errorf("the caller got %+v", *got)
			}
			if c.id != "" && got.RequestID != c.id {
				t.Errorf("the request id is %s, want %s", got.RequestID, c.id)
			}
			if request.Code != c.code || request.Message != c.message {
				t.Errorf("recorded was %+v", request)
			}
		})
	}
}

func TestPanicOfAHandlerIsAnErrorThatTellsWhere(t *testing.T) {
	s := start(t, func(context.Context, boxInput) (*boxOutput, error) {
		var none *boxOutput
		return &boxOutput{BoxID: none.BoxID}, nil
	})
	_, err := call(t, s, &putBox, boxInput{Name: "n"}, nil)
	if !errors.Is(err, rpc.Code("InternalError")) {
		t.Fatal(err)
	}
	for _, part := range []string{"handler of PutBox panicked", "nil pointer", "reply_test.go"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the error lacks %q: %v", part, err)
		}
	}
}

func TestHandlerMayBreakTheConnection(t *testing.T) {
	s := start(t, func(context.Context, boxInput) (*boxOutput, error) { panic(http.ErrAbortHandler) })
	_, err := call(t, s, &putBox, boxInput{Name: "n"}, nil)
	var refused *rpc.Error
	if err == nil || errors.As(err, &refused) {
		t.Errorf("the call ended with %v", err)
	}
}

func TestRequestIDOfTheOutputIsKept(t *testing.T) {
	kept := &boxOutput{BoxID: "b"}
	for _, c := range []struct {
		name string
		out  *boxOutput
		id   string
	}{
		{"its own", &boxOutput{BoxID: "b", RequestID: "id-of-the-fake"}, "id-of-the-fake"},
		{"none", kept, ""},
		{"no output", nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := start(t, answers(c.out))
			out, err := call(t, s, &putBox, boxInput{Name: "n"}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if recorded := s.Requests()[0].RequestID; out.RequestID != recorded {
				t.Errorf("the caller got the id %q, recorded was %q", out.RequestID, recorded)
			}
			if c.id == "" && !uuid.MatchString(out.RequestID) || c.id != "" && out.RequestID != c.id {
				t.Errorf("the request id is %q", out.RequestID)
			}
		})
	}
	if kept.RequestID != "" {
		t.Error("the test's own output was changed")
	}
}

// bare is an output that has no member for the request id.
type bare struct{ name string }

func (b *bare) WireMembers(c *wire.Codec) { c.OmitZero().String("Name", &b.name) }

// nothing is an output without members.
type nothing struct{}

func (*nothing) WireMembers(*wire.Codec) {}

func TestEveryReplyCarriesARequestID(t *testing.T) {
	for name, output := range map[string]wire.Message{"bare": &bare{"n"}, "nothing": &nothing{}} {
		s := start(t, nil)
		s.Handle("PutBox", func(context.Context, *rpctest.Request) (rpctest.Answer, error) {
			return rpctest.Answer{Output: output}, nil
		})
		out, err := call(t, s, &putBox, boxInput{Name: "n"}, nil)
		if err != nil || out.RequestID != s.Requests()[0].RequestID {
			t.Errorf("%s: %+v, %v", name, out, err)
		}
	}
}

func TestRawReplyGoesOutAsItIs(t *testing.T) {
	s := start(t, nil)
	s.Handle("PutBox", func(context.Context, *rpctest.Request) (rpctest.Answer, error) {
		return rpctest.Answer{Raw: &rpctest.Reply{Status: 502, Header: http.Header{"content-type": {"text/html"}}, Body: "<html>"}}, nil
	})
	seen := make(chan *http.Response, 1)
	_, err := call(t, s, &putBox, boxInput{Name: "n"}, func(c *tencent.Config) { c.Transport = watch(seen) })
	var unreadable *rpc.ReplyError
	if !errors.As(err, &unreadable) || unreadable.Status != 502 {
		t.Errorf("the call ended with %v", err)
	}
	if got := (<-seen).Header["Content-Type"]; len(got) != 1 || got[0] != "text/html" {
		t.Errorf("the content type is %q", got)
	}

	s.Handle("PutBox", rpctest.Raw(0, `{"Response":{"BoxId":5,"Sizes":null,"New":[{}],"RequestId":"r"}}`))
	out, err := call(t, s, &putBox, boxInput{Name: "n"}, nil)
	if err != nil || out.BoxID != "5" || out.Sizes != nil || out.RequestID != "r" {
		t.Errorf("%+v, %v", out, err)
	}
}

// watch passes every reply on, and shows it.
type watch chan *http.Response

func (w watch) RoundTrip(r *http.Request) (*http.Response, error) {
	reply, err := http.DefaultTransport.RoundTrip(r)
	w <- reply
	return reply, err
}

func TestActionWithoutHandlerSaysSo(t *testing.T) {
	s := start(t, nil)
	_, err := call(t, s, &putBox, boxInput{Name: "n"}, nil)
	checkRefused(t, s, err, "UnsupportedOperation", "no handler for PutBox")
}

func TestHandlerThatAnswersNothingIsAnError(t *testing.T) {
	s := start(t, nil)
	s.Handle("PutBox", func(context.Context, *rpctest.Request) (rpctest.Answer, error) { return rpctest.Answer{}, nil })
	_, err := call(t, s, &putBox, boxInput{Name: "n"}, nil)
	checkRefused(t, s, err, "InternalError", "PutBox")
}

func TestRepliesAreJSONDatedByTheServersClock(t *testing.T) {
	s := start(t, answers(nil))
	s.SetClock(func() time.Time { return time.Unix(1_700_000_000, 0) })
	for name, request := range map[string]string{"refused": s.URL + "/", "another path": s.URL + "/x?y=z"} {
		reply, err := http.Get(request)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(reply.Body)
		reply.Body.Close()
		if got, want := reply.Header.Get("Date"), "Tue, 14 Nov 2023 22:13:20 GMT"; got != want {
			t.Errorf("%s: dated %s, want %s", name, got, want)
		}
		if got := reply.Header.Get("Content-Type"); got != "application/json" {
			t.Errorf("%s: the content type is %q", name, got)
		}
		checkEnvelope(t, body)
	}
	if _, err := call(t, s, &putBox, boxInput{Name: "n"}, nil); err != nil {
		t.Errorf("a client with the server's clock: %v", err)
	}
}

// checkEnvelope reads an error's reply by other means than ours.
func checkEnvelope(t testing.TB, body []byte) {
	t.Helper()
	var reply struct {
		Response *struct {
			Error     *struct{ Code, Message string }
			RequestID string `json:"RequestId"`
		}
	}
	if err := json.Unmarshal(body, &reply); err != nil || reply.Response == nil || reply.Response.RequestID == "" {
		t.Fatalf("no envelope (%v): %s", err, body)
	}
	if e := reply.Response.Error; e != nil && (e.Code == "" || e.Message == "") {
		t.Fatalf("an error without code or text: %s", body)
	}
}
