package alibabatest_test

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

// eachFormat runs a test on a client of either format.
func eachFormat(t *testing.T, do func(t *testing.T, configure func(*alibaba.Config))) {
	for _, format := range []alibaba.Format{alibaba.JSON, alibaba.XML} {
		t.Run(string(format), func(t *testing.T) { do(t, func(c *alibaba.Config) { c.Format = format }) })
	}
}

func TestErrorOfAHandlerIsAnswered(t *testing.T) {
	limit := rpc.Code("InvalidParameter.Limit")
	for _, c := range []struct {
		name    string
		err     error
		code    rpc.Code
		message string
		status  int
		id      string
	}{
		{"error of the API", &rpc.Error{Code: limit, Message: "too large", RequestID: "id-1"}, limit, "too large", 400, "id-1"},
		{"with a status", fmt.Errorf("wrapped: %w", &rpc.Error{Code: "InternalError.Db", Message: "m", Status: 503}), "InternalError.Db", "m", 503, ""},
		{"of what is not found", &rpc.Error{Code: "InvalidBox.NotFound", Message: "m"}, "InvalidBox.NotFound", "m", 404, ""},
		{"of what is forbidden", &rpc.Error{Code: "Forbidden.RAM", Message: "m"}, "Forbidden.RAM", "m", 403, ""},
		{"of what is not there now", &rpc.Error{Code: "ServiceUnavailable", Message: "m"}, "ServiceUnavailable", "m", 503, ""},
		{"code alone", limit, limit, string(limit), 400, ""},
		{"wrapped code", fmt.Errorf("limit 200 \"quoted\" <&>\r\n: %w", limit), limit, "limit 200 \"quoted\" <&>\r\n: InvalidParameter.Limit", 400, ""},
		{"any error", errors.New("disk on fire"), "InternalError", "disk on fire", 500, ""},
		{"what XML cannot hold", errors.New("bell \a, half \xff"), "InternalError", "bell \a, half \ufffd", 500, ""},
		{"error without a code", &rpc.Error{Message: "lost"}, "InternalError", "lost", 500, ""},
		{"context", context.DeadlineExceeded, "InternalError", "context deadline exceeded", 500, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			eachFormat(t, func(t *testing.T, configure func(*alibaba.Config)) {
				s := start(t, func(context.Context, boxInput) (*boxOutput, error) { return &boxOutput{BoxID: "not sent"}, c.err })
				_, err := call(t, s, &putBox, boxInput{Name: "n"}, configure)
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
				if request.Code != c.code {
					t.Errorf("recorded was %+v", request)
				}
			})
		})
	}
}

func TestAllThatAnErrorTellsArrives(t *testing.T) {
	eachFormat(t, func(t *testing.T, configure func(*alibaba.Config)) {
		sent := rpc.Error{
			Code: "Throttling.User", Message: "slower <please>", RequestID: "id-1", Status: 429,
			Advice: "https://api.aliyun.com/troubleshoot?q=Throttling&product=store",
			Details: map[string]string{
				"HostId": "store.example.com", "AccessDeniedDetail.AuthAction": "store:PutBox",
				"AccessDeniedDetail.PolicyType": "AccountLevel & more",
			},
			RetryAfter: 1500 * time.Millisecond,
		}
		s := start(t, func(context.Context, boxInput) (*boxOutput, error) { return nil, &sent })
		_, err := call(t, s, &putBox, boxInput{Name: "n"}, configure)
		var got *rpc.Error
		if !errors.As(err, &got) {
			t.Fatal(err)
		}
		got.Service, got.Action = "", ""
		if !reflect.DeepEqual(*got, sent) {
			t.Errorf("the caller got\n%+v, sent was\n%+v", *got, sent)
		}
	})
}

func TestPanicOfAHandlerIsAnErrorThatTellsWhere(t *testing.T) {
	eachFormat(t, func(t *testing.T, configure func(*alibaba.Config)) {
		s := start(t, func(context.Context, boxInput) (*boxOutput, error) {
			var none *boxOutput
			return &boxOutput{BoxID: none.BoxID}, nil
		})
		_, err := call(t, s, &putBox, boxInput{Name: "n"}, configure)
		if !errors.Is(err, rpc.Code("InternalError")) {
			t.Fatal(err)
		}
		for _, part := range []string{"handler of PutBox panicked", "nil pointer", "reply_test.go"} {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("the error lacks %q: %v", part, err)
			}
		}
	})
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
			eachFormat(t, func(t *testing.T, configure func(*alibaba.Config)) {
				s := start(t, answers(c.out))
				out, err := call(t, s, &putBox, boxInput{Name: "n"}, configure)
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
		t.Run(name, func(t *testing.T) {
			eachFormat(t, func(t *testing.T, configure func(*alibaba.Config)) {
				s := start(t, nil)
				s.Handle("PutBox", func(context.Context, *rpctest.Request) (rpctest.Answer, error) {
					return rpctest.Answer{Output: output}, nil
				})
				out, err := call(t, s, &putBox, boxInput{Name: "n"}, configure)
				if err != nil || out.RequestID != s.Requests()[0].RequestID {
					t.Errorf("%+v, %v", out, err)
				}
			})
		})
	}
}

// An output that XML cannot hold fails where it is seen, and does not arrive as
// something else.
func TestOutputThatCannotBeWrittenIsAnError(t *testing.T) {
	s := start(t, answers(&boxOutput{BoxID: "bell \a"}))
	_, err := call(t, s, &putBox, boxInput{Name: "n"}, func(c *alibaba.Config) { c.Format = alibaba.XML })
	checkRefused(t, s, err, 500, "InternalError", "output of PutBox cannot be written", "BoxId")
	out, err := call(t, s, &putBox, boxInput{Name: "n"}, nil)
	if err != nil || out.BoxID != "bell \a" {
		t.Error(out, err)
	}
}

func TestRawReplyGoesOutAsItIs(t *testing.T) {
	s := start(t, nil)
	s.Handle("PutBox", func(context.Context, *rpctest.Request) (rpctest.Answer, error) {
		return rpctest.Answer{Raw: &rpctest.Reply{Status: 502, Header: http.Header{"content-type": {"text/html"}}, Body: "<html>"}}, nil
	})
	seen := make(chan *http.Response, 1)
	_, err := call(t, s, &putBox, boxInput{Name: "n"}, func(c *alibaba.Config) { c.Transport = watch(seen) })
	var unreadable *rpc.ReplyError
	if !errors.As(err, &unreadable) || unreadable.Status != 502 {
		t.Errorf("the call ended with %v", err)
	}
	if got := (<-seen).Header["Content-Type"]; len(got) != 1 || got[0] != "text/html" {
		t.Errorf("the content type is %q", got)
	}

	s.Handle("PutBox", rpctest.Raw(0, `<PutBoxResponse><BoxId>5</BoxId><Sizes/><New><a/></New><RequestId>r</RequestId></PutBoxResponse>`))
	out, err := call(t, s, &putBox, boxInput{Name: "n"}, nil)
	if err != nil || out.BoxID != "5" || len(out.Sizes) != 0 || out.RequestID != "r" {
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

func TestRepliesAreWhatTheVendorsAre(t *testing.T) {
	for _, c := range []struct {
		name          string
		format        alibaba.Format
		err           error
		kind, content string
	}{
		{"JSON", alibaba.JSON, nil, "application/json;charset=utf-8", `{"BoxId":"b","Sizes":{"Size":[1,2]},"Labels":{"Label":[{"Name":"n","Text":""}]},"RequestId":"id-1"}`},
		{"XML", alibaba.XML, nil, "text/xml;charset=utf-8", `<?xml version="1.0" encoding="UTF-8"?><PutBoxResponse><BoxId>b</BoxId><Sizes><Size>1</Size><Size>2</Size></Sizes><Labels><Label><Name>n</Name><Text></Text></Label></Labels><RequestId>id-1</RequestId></PutBoxResponse>`},
		{"error in JSON", alibaba.JSON, rpc.Code("NoBox"), "application/json;charset=utf-8", `{"RequestId":"id-1","HostId":"alibabatest","Code":"NoBox","Message":"m"}`},
		{"error in XML", alibaba.XML, rpc.Code("NoBox"), "text/xml;charset=utf-8", `<?xml version="1.0" encoding="UTF-8"?><Error><RequestId>id-1</RequestId><HostId>alibabatest</HostId><Code>NoBox</Code><Message>m</Message></Error>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := start(t, func(context.Context, boxInput) (*boxOutput, error) {
				if c.err != nil {
					return nil, &rpc.Error{Code: "NoBox", Message: "m", RequestID: "id-1"}
				}
				return &boxOutput{BoxID: "b", Sizes: []uint64{1, 2}, Labels: []label{{"n", ""}}, RequestID: "id-1"}, nil
			})
			var reply *http.Response
			var body []byte
			_, err := call(t, s, &putBox, boxInput{Name: "n"}, func(config *alibaba.Config) {
				config.Format = c.format
				config.Transport = keep(func(r *http.Response, text []byte) { reply, body = r, text })
			})
			if !errors.Is(err, c.err) {
				t.Fatal(err)
			}
			if string(body) != c.content {
				t.Errorf("the reply is\n%s, want\n%s", body, c.content)
			}
			if got := reply.Header.Get("Content-Type"); got != c.kind {
				t.Errorf("the content type is %q", got)
			}
			if got := reply.Header.Get("x-acs-request-id"); got != "id-1" {
				t.Errorf("the header has the request id %q", got)
			}
		})
	}
}

// keep shows every reply and its body, and passes them on.
type keep func(*http.Response, []byte)

func (k keep) RoundTrip(r *http.Request) (*http.Response, error) {
	reply, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(reply.Body)
	reply.Body.Close()
	reply.Body = io.NopCloser(strings.NewReader(string(body)))
	k(reply, body)
	return reply, err
}

func TestActionWithoutHandlerSaysSo(t *testing.T) {
	eachFormat(t, func(t *testing.T, configure func(*alibaba.Config)) {
		s := start(t, nil)
		_, err := call(t, s, &putBox, boxInput{Name: "n"}, configure)
		checkRefused(t, s, err, 400, "UnsupportedOperation", "no handler for PutBox")
	})
}

func TestHandlerThatAnswersNothingIsAnError(t *testing.T) {
	s := start(t, nil)
	s.Handle("PutBox", func(context.Context, *rpctest.Request) (rpctest.Answer, error) { return rpctest.Answer{}, nil })
	_, err := call(t, s, &putBox, boxInput{Name: "n"}, nil)
	checkRefused(t, s, err, 500, "InternalError", "PutBox")
}

func TestAnyRequestIsAnsweredAndDatedByTheServersClock(t *testing.T) {
	s := start(t, answers(nil))
	s.SetClock(func() time.Time { return time.Unix(1_700_000_000, 0) })
	for name, request := range map[string]string{
		"refused": s.URL + "/", "another path": s.URL + "/x?y=z", "in JSON": s.URL + "/?Format=JSON", "in nothing": s.URL + "/?Format=none",
	} {
		reply, err := http.Get(request)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(reply.Body)
		reply.Body.Close()
		if got, want := reply.Header.Get("Date"), "Tue, 14 Nov 2023 22:13:20 GMT"; got != want {
			t.Errorf("%s: dated %s, want %s", name, got, want)
		}
		checkError(t, body)
	}
	if _, err := call(t, s, &putBox, boxInput{Name: "n"}, nil); err != nil {
		t.Errorf("a client with the server's clock: %v", err)
	}
}

// checkError reads the reply to a refused call by other means than ours.
func checkError(t testing.TB, body []byte) {
	t.Helper()
	var reply struct {
		Code, Message string
		RequestID     string `json:"RequestId" xml:"RequestId"`
	}
	read := json.Unmarshal
	if strings.HasPrefix(string(body), "<") {
		read = xml.Unmarshal
	}
	if err := read(body, &reply); err != nil || reply.Code == "" || reply.Message == "" || reply.RequestID == "" {
		t.Fatalf("no error (%v): %s", err, body)
	}
}
