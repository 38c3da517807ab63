package tencent_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/wire"
)

func TestReplies(t *testing.T) {
	for _, test := range []struct {
		name   string
		status int
		body   string
		want   string
	}{
		{"a result", 200, answer, ""},
		{"unknown members", 200, `{"Request":1,"Response":{"New":{"a":[]},"Status":"ok","RequestId":"r"}}`, ""},
		{"an error", 200, `{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure","Message":"The provided credentials could not be validated."},"RequestId":"ed93f3cb"}}`,
			"msp.DescribeTask: AuthFailure.SignatureFailure: The provided credentials could not be validated. (request ed93f3cb, HTTP 200)"},
		{"an error after other members", 500, `{"Response":{"RequestId":"ed93f3cb","Status":"ok","Error":{"Message":"m","Code":"InternalError"}}}`,
			"msp.DescribeTask: InternalError: m (request ed93f3cb, HTTP 500)"},
		{"an error in a damaged reply", 200, `{"Response":{"Error":{"Code":"InternalError","Message":"m"},`,
			"msp.DescribeTask: InternalError: m (HTTP 200)"},
		{"an error without text", 200, `{"Response":{"Error":{"Code":"InternalError"}}}`,
			"msp.DescribeTask: InternalError (HTTP 200)"},
		{"no error", 200, `{"Response":{"Error":null,"Status":"ok","RequestId":"r"}}`, ""},
		{"an empty error", 200, `{"Response":{"Error":{},"Status":"ok","RequestId":"r"}}`, ""},
		{"an empty result", 200, `{"Response":{}}`, ""},
		{"an Error that is another thing", 200, `{"Response":{"Error":{"Code":"x","Message":{}},"Status":"ok","RequestId":"r"}}`, ""},
		{"an Error that is a text", 200, `{"Response":{"Error":"x","Status":"ok","RequestId":"r"}}`, ""},
		{"a page", 502, "<html>\r\n<head><title>502 Bad Gateway</title></head>", `msp.DescribeTask: the reply is not the JSON that it should be: malformed JSON at offset 0: `},
		{"nothing", 200, "", "msp.DescribeTask: the reply is empty (HTTP 200)"},
		{"space", 504, " \n", "msp.DescribeTask: the reply is empty (HTTP 504)"},
		{"another JSON", 200, `{"code":4100,"message":"no"}`, "msp.DescribeTask: the reply has no member Response, so it is not from Tencent Cloud's API 3.0 (HTTP 200)"},
		{"a Response that is none", 200, `{"Response":null}`, "msp.DescribeTask: the reply has no member Response, so it is not from Tencent Cloud's API 3.0 (HTTP 200)"},
		{"a wrong type before the request id", 200, `{"Response":{"Status":{},"RequestId":"r-1"}}`, "msp.DescribeTask: the reply does not fit the action: Response.Status (offset 22): want string, got object (request r-1, HTTP 200)"},
		{"a wrong type before an error", 200, `{"Response":{"Status":{},"Error":{"Code":"InternalError"},"RequestId":"r-1"}}`, "msp.DescribeTask: InternalError (request r-1, HTTP 200)"},
		{"a wrong type after the request id", 200, `{"Response":{"RequestId":"r-1","Status":{"a":1}}}`, "msp.DescribeTask: the reply does not fit the action: Response.Status (offset 40): want string, got object (request r-1, HTTP 200)"},
		{"an error's status alone", 500, answer, "msp.DescribeTask: the reply has the status of an error, and names none (request 1234-abcd, HTTP 500)"},
	} {
		at, _ := serve(t, test.status, test.body)
		_, err := call(config(at), describe, &input{Name: "n"})
		if got := text(err); got != test.want && (!strings.HasSuffix(test.want, ": ") || !strings.HasPrefix(got, test.want)) {
			t.Errorf("%s:\ngot  %v\nwant %s", test.name, err, test.want)
		}
	}
}

func TestAPageOfAProxyIsShownInPart(t *testing.T) {
	at, _ := serve(t, 502, "<h1>502 Bad Gateway</h1> https://msp/?SecretId="+testID+"&Signature=abc")
	cfg := config(at)
	cfg.Signature, cfg.Method = tencent.HmacSHA1, "GET"
	_, err := call(cfg, describe, &input{Name: "n"})
	var reply *rpc.ReplyError
	if !errors.As(err, &reply) || reply.Status != 502 || reply.Excerpt != "<h1>502 Bad Gateway</h1> https://msp/?***" {
		t.Errorf("got %v", err)
	}
}

// failure is an output with members that the envelope has too.
type failure struct {
	Error     errorMember
	RequestID string
}

func (f *failure) WireMembers(c *wire.Codec) {
	c.Message("Error", &f.Error)
	c.String("RequestId", &f.RequestID)
}

type errorMember struct{ reason string }

func (e *errorMember) WireMembers(c *wire.Codec) { c.String("Reason", &e.reason) }

func TestAResultMayHaveAnErrorOfItsOwn(t *testing.T) {
	at, _ := serve(t, 200, `{"Response":{"Error":{"Reason":"because"},"RequestId":"r"}}`)
	out, err := rpc.Call[failure](context.Background(), tencent.NewClient(config(at), msp), describe, &input{Name: "n"})
	if err != nil || out.Error.reason != "because" || out.RequestID != "r" {
		t.Errorf("got %+v, %v", out, err)
	}
}

func FuzzReply(f *testing.F) {
	for _, body := range []string{answer, "", "<html>", `{"Response":{"Error":{"Code":"a.b","Message":"m"},"RequestId":"r"}}`, `{"Response":[]}`, `{"Response":{"Error":"x"}}`} {
		f.Add(200, body)
		f.Add(502, body)
	}
	f.Fuzz(func(t *testing.T, status int, body string) {
		if status == http.StatusSwitchingProtocols {
			return // whose body is no reply: package rpc refuses it
		}
		cfg := config("http://h")
		cfg.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: status, Body: io.NopCloser(strings.NewReader(body))}, r.Body.Close()
		})
		out, err := call(cfg, describe, &input{Name: "n"})
		var refusal *rpc.Error
		var reply *rpc.ReplyError
		switch {
		case err == nil && (out == nil || status < 200 || status > 299 || !json.Valid([]byte(body))):
			t.Errorf("status %d with %q is a result", status, body)
		case err != nil && errors.As(err, &refusal) && (refusal.Code == "" || refusal.Status != status):
			t.Errorf("%q is the error %#v", body, refusal)
		case err != nil && !errors.As(err, &refusal) && (!errors.As(err, &reply) || len(reply.Excerpt) > 210):
			t.Errorf("%q is the error %v", body, err)
		}
	})
}
