package rpctest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

// plain is a cloud that signs nothing: action and version stand in the query,
// the parameters are the body, a reply is the output or "code: message".
type plain struct{}

func (plain) MaxBody() int64 { return 100 }

func (plain) Verify(r *http.Request, body []byte, _ time.Time, call *rpctest.Request) *rpc.Error {
	call.Action, call.Version = r.URL.Query().Get("action"), r.URL.Query().Get("version")
	call.Params, call.Multipart = string(body), r.Header.Get("Content-Type") == "multipart/form-data"
	if len(body) > 100 {
		return &rpc.Error{Code: "TooLong", Message: fmt.Sprint(len(body))}
	}
	return nil
}

func (plain) Answer(_ *rpctest.Request, output wire.Message) (rpctest.Reply, error) {
	text, err := wire.AppendJSON(nil, output)
	return rpctest.Reply{Body: string(text)}, err
}

func (plain) Refuse(_ *rpctest.Request, e *rpc.Error) rpctest.Reply {
	return rpctest.Reply{Status: http.StatusBadRequest, Body: string(e.Code) + ": " + e.Message}
}

func (plain) Codes() rpctest.Codes {
	return rpctest.Codes{
		UnknownAction: "Action", UnknownVersion: "Version", MissingParameter: "Missing", InvalidParameter: "Invalid",
		UnsupportedMethod: "Method", Unsupported: "Unsupported", Internal: "Internal",
	}
}

var service = rpc.Service{Name: "plain", Version: "v1"}

type input struct {
	Name  string
	Count int64
}

func (in *input) WireMembers(c *wire.Codec) {
	c.Required().String("Name", &in.Name)
	c.Required().Int64("Count", &in.Count)
}

type output struct{ Text any }

func (out *output) WireMembers(c *wire.Codec) { c.Any("Text", &out.Text) }

// echo answers with its input.
func echo(_ context.Context, in input) (*output, error) {
	return &output{Text: fmt.Sprintf("%s %d", in.Name, in.Count)}, nil
}

// start starts a server of the actions Echo, PostOnly, File, Mute and Odd.
func start(t *testing.T) *rpctest.Server {
	s := rpctest.NewServer(&service, plain{},
		rpctest.Action{Name: "Echo", Required: []string{"Name", "Count"}, Handle: rpctest.Handle(echo)},
		rpctest.Action{Name: "PostOnly", Methods: []string{"POST"}, Handle: rpctest.Handle(echo)},
		rpctest.Action{Name: "File", Multipart: true, Handle: rpctest.Handle(echo)},
		rpctest.Action{Name: "Mute", Handle: rpctest.Handle[input, output](nil)},
		rpctest.Action{Name: "Odd", Handle: rpctest.Handle(func(context.Context, input) (*output, error) {
			return &output{Text: struct{}{}}, nil // of a type that cannot be written
		})},
	)
	t.Cleanup(s.Close)
	return s
}

// send sends a request, and returns the reply's body.
func send(t *testing.T, s *rpctest.Server, method, query, contentType, body string) string {
	t.Helper()
	r, err := http.NewRequest(method, s.URL+"/?"+query, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", contentType)
	reply, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	text, err := io.ReadAll(reply.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestServerChecksWhatNeedsNoCloud(t *testing.T) {
	const good = `{"Name":"n","Count":0}`
	for _, c := range []struct {
		name, method, query, contentType, body, want string
	}{
		{"good", "POST", "action=Echo&version=v1", "", good, `{"Text":"n 0"}`},
		{"good GET", "GET", "action=Echo&version=v1", "", good, `{"Text":"n 0"}`},
		{"space around", "POST", "action=Echo&version=v1", "", " \t\r\n" + good + "\n", `{"Text":"n 0"}`},
		{"version", "POST", "action=Echo&version=v2", "", good, `Version: this server is plain of version v1, and the request asks for version "v2"`},
		{"action", "POST", "action=Ech&version=v1", "", good, `Action: plain v1 has no action "Ech": it has Echo, File, Mute, Odd, PostOnly`},
		{"case", "POST", "action=POSTONLY&version=v1", "", good, `Action: plain v1 has no action "POSTONLY": did you mean PostOnly? Case matters`},
		{"method", "GET", "action=PostOnly&version=v1", "", good, "Method: PostOnly takes POST only, and this is a GET"},
		{"multipart", "POST", "action=Echo&version=v1", "multipart/form-data", good, "Method: Echo does not take multipart/form-data"},
		{"not multipart", "POST", "action=File&version=v1", "", good, "Method: File takes a POST as multipart/form-data only"},
		{"a GET is never multipart", "GET", "action=File&version=v1", "", good, `{"Text":"n 0"}`},
		{"two missing", "POST", "action=Echo&version=v1", "", `{"Count":null}`, "Missing: Echo requires Name, Count: missing or empty in this request"},
		{"empty", "POST", "action=Echo&version=v1", "", `{"Name":"","Count":1}`, "Missing: Echo requires Name: missing or empty in this request"},
		{"no object", "POST", "action=Echo&version=v1", "", `7`, "Invalid: the parameters of Echo cannot be read: they must be a JSON object; send {} when there are none"},
		{"type", "POST", "action=Echo&version=v1", "", `{"Name":"n","Count":"x"}`, "Invalid: the parameters of Echo do not fit: Count (offset 20): want int64, got string"},
		{"too long", "POST", "action=Echo&version=v1", "", strings.Repeat(" ", 1000), "TooLong: 101"},
		{"no handler", "POST", "action=Mute&version=v1", "", good, "Unsupported: the test has no handler for Mute: give the fake's Mute a function"},
		{"output that cannot be written", "POST", "action=Odd&version=v1", "", good, "Internal: the output of Odd cannot be written: Text: a value of type struct {} cannot be written"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := start(t)
			if got := send(t, s, c.method, c.query, c.contentType, c.body); got != c.want {
				t.Errorf("the answer is\n%s, want\n%s", got, c.want)
			}
		})
	}
}

func TestUnknownActionOfALargeServiceListsSome(t *testing.T) {
	s := rpctest.NewServer(&service, plain{})
	defer s.Close()
	if got := send(t, s, "POST", "action=A&version=v1", "", "{}"); got != `Action: plain v1 has no action "A": this server knows no actions at all` {
		t.Error(got)
	}
	for i := range 30 {
		s.Handle(fmt.Sprintf("Act%02d", i), rpctest.Raw(200, "raw"))
	}
	got := send(t, s, "POST", "action=A&version=v1", "", "{}")
	if want := `Act00, Act01, Act02, Act03, Act04, Act05, Act06, Act07, Act08, Act09 and 20 more`; !strings.HasSuffix(got, want) {
		t.Error(got)
	}
}

func TestHandlerCanBeChangedWhileServing(t *testing.T) {
	s := start(t)
	s.Handle("Echo", rpctest.Raw(200, "raw"))
	if got := send(t, s, "POST", "action=Echo&version=v1", "", `{"Name":"n","Count":1}`); got != "raw" {
		t.Errorf("the answer is %s", got)
	}
	if got := send(t, s, "POST", "action=Echo&version=v1", "", `{}`); !strings.HasPrefix(got, "Missing: ") {
		t.Errorf("what the action requires was forgotten: %s", got)
	}
}

func TestRequestsAreRecordedUntilForgotten(t *testing.T) {
	s := start(t)
	send(t, s, "POST", "action=Echo&version=v1", "", `{"Name":"n","Count":1}`)
	send(t, s, "POST", "action=Nothing&version=v1", "", `{}`)
	requests := s.Requests()
	if len(requests) != 2 || requests[0].Params != `{"Name":"n","Count":1}` || requests[0].Code != "" || requests[1].Code != "Action" {
		t.Fatalf("recorded was %+v", requests)
	}
	if requests[0].Action = "changed"; s.Requests()[0].Action != "Echo" {
		t.Error("who changes what Requests returns changes the record")
	}
	s.Forget()
	if len(s.Requests()) != 0 || len(requests) != 2 {
		t.Error("not forgotten, or forgotten too much")
	}
}

func TestBodyThatBreaksOffIsRefused(t *testing.T) {
	s := start(t)
	r := httptest.NewRequest("POST", "/?action=Echo&version=v1", iotest.ErrReader(errors.New("cable cut")))
	reply := httptest.NewRecorder()
	s.ServeHTTP(reply, r)
	if got, want := reply.Body.String(), "Invalid: the request's body broke off: cable cut"; got != want {
		t.Errorf("the answer is %s, want %s", got, want)
	}
	r.Body = nil
	reply = httptest.NewRecorder()
	s.ServeHTTP(reply, r)
	if got := reply.Body.String(); !strings.HasPrefix(got, "Invalid: ") {
		t.Errorf("the answer to no body at all is %s", got)
	}
}

func TestClockIsTheTestsOwn(t *testing.T) {
	s := start(t)
	then := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	s.SetClock(func() time.Time { return then })
	if got := s.Now(); !got.Equal(then) {
		t.Errorf("the clock says %s", got)
	}
	s.SetClock(nil)
	if d := time.Since(s.Now()); d < -time.Minute || d > time.Minute {
		t.Errorf("without a clock of its own the server is off by %s", d)
	}
}

func TestOutOfRangeStatusOfARawReplyIs200(t *testing.T) {
	s := start(t)
	for status, want := range map[int]int{0: 200, -1: 200, 101: 200, 418: 418, 503: 503, 1000: 200} {
		s.Handle("Echo", rpctest.Raw(status, "raw"))
		r := httptest.NewRequest("POST", "/?action=Echo&version=v1", strings.NewReader(`{"Name":"n","Count":1}`))
		reply := httptest.NewRecorder()
		s.ServeHTTP(reply, r)
		if reply.Code != want {
			t.Errorf("the status %d went out as %d, want %d", status, reply.Code, want)
		}
	}
}
