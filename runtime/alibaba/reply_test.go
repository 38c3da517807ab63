package alibaba_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/rpc"
)

func TestReplies(t *testing.T) {
	const call = "ecs.DescribeThings: "
	for _, test := range []struct {
		name   string
		status int
		body   string
		want   string
	}{
		{"a result", 200, answer, ""},
		{"a result in XML", 200, answerXML, ""},
		{"a result in XML behind a byte order mark", 200, "\ufeff" + answerXML, ""},
		{"unknown members", 200, `{"New":{"a":[]},"Code":"OK","Message":"fine","Status":"ok","RequestId":"r"}`, ""},
		{"another success", 202, answer, ""},
		{"an error", 404, `{"RequestId":"540CFF28","HostId":"ecs.aliyuncs.com","Code":"InvalidAccessKeyId.NotFound","Message":"Specified access key is not found."}`,
			call + "InvalidAccessKeyId.NotFound: Specified access key is not found. (request 540CFF28, HTTP 404)"},
		{"an error in XML", 400, `<?xml version="1.0" encoding="UTF-8"?><Error><RequestId>540CFF28</RequestId><HostId>ecs.aliyuncs.com</HostId><Code>MissingParameter.CommandId</Code><Message>The input parameter &quot;CommandId&quot; is missing.</Message></Error>`,
			call + `MissingParameter.CommandId: The input parameter "CommandId" is missing. (request 540CFF28, HTTP 400)`},
		{"an error in small letters", 403, `{"code":"StatusForbidden","message":"m","requestId":"r","hostId":"h"}`, call + "StatusForbidden: m (request r, HTTP 403)"},
		{"an error in a damaged reply", 500, `{"Code":"InternalError","Message":"m",`, call + "InternalError: m (HTTP 500)"},
		{"an error without text", 503, `{"Code":"ServiceUnavailable"}`, call + "ServiceUnavailable (HTTP 503)"},
		{"an error whose code is a number", 403, `{"Code":403,"Message":"m"}`, call + "403: m (HTTP 403)"},
		{"no error", 400, `{"RequestId":"r"}`, call + "the reply has the status of an error, and names none (request r, HTTP 400)"},
		{"a result with the status of an error", 500, answer, call + "the reply has the status of an error, and names none (request 1234-abcd, HTTP 500)"},
		{"a redirect", 302, "", call + "the reply has the status of an error, and names none (HTTP 302)"},
		{"a page", 502, "<html><head><title>502 Bad Gateway</title></head><br></html>", call + "the reply is neither the JSON nor the XML that it should be: malformed XML at offset "},
		{"a text", 502, "upstream is gone", call + "the reply is neither the JSON nor the XML that it should be: malformed JSON at offset 0: "},
		{"nothing", 200, "", call + "the reply is empty (HTTP 200)"},
		{"space", 200, " \n", call + "the reply is empty (HTTP 200)"},
		{"half a reply", 200, `{"RequestId":"r","Status":"private`, call + "the reply is neither the JSON nor the XML that it should be: malformed JSON at offset 34: the text ends inside a string (request r, HTTP 200)"},
		{"half a reply in XML", 200, `<?xml version="1.0"?><DescribeThingsResponse><Status>private`, call + "the reply is neither the JSON nor the XML that it should be: malformed XML at offset 60: the text ends inside the element Status (HTTP 200)"},
		{"half a reply in XML without a prolog", 200, `<DescribeThingsResponse><Status>private`, call + "the reply is neither the JSON nor the XML that it should be: malformed XML at offset 39: the text ends inside the element Status (HTTP 200)"},
		{"a document type", 200, `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, call + "the reply is neither the JSON nor the XML that it should be: malformed XML at offset 0: a document type is not read: it can hold entities that grow without bound: "},
		{"a wrong type", 200, `{"Status":{},"RequestId":"r-1"}`, call + "the reply does not fit the action: Status (offset 10): want string, got object (request r-1, HTTP 200)"},
		{"a wrong type in XML", 200, `<R><Limit>many</Limit><RequestId>r-1</RequestId></R>`, call + "the reply does not fit the action: Limit (offset 3): want uint64, got string"},
		{"a list", 200, `[1]`, call + "the reply does not fit the action: the whole text (offset 0): want object, got list (HTTP 200)"},
	} {
		at, _ := serve(t, test.status, test.body)
		_, err := callThings(at)
		if got := text(err); got != test.want && (!strings.HasPrefix(got, test.want) || test.want == "" || strings.HasSuffix(test.want, ")")) {
			t.Errorf("%s:\ngot  %v\nwant %s", test.name, err, test.want)
		}
		if strings.Contains(text(err), "private") {
			t.Errorf("%s: the error shows data: %v", test.name, err)
		}
	}
}

func callThings(at string) (*output, error) { return call(config(at), describe, &input{Name: "n"}) }

// told is what the cloud tells of an error.
func told(e *rpc.Error) rpc.Error {
	return rpc.Error{Service: e.Service, Action: e.Action, Code: e.Code, Message: e.Message, RequestID: e.RequestID,
		Status: e.Status, Advice: e.Advice, Details: e.Details, RetryAfter: e.RetryAfter}
}

func TestErrorsTellAllThatTheCloudTells(t *testing.T) {
	want := rpc.Error{
		Service: "ecs", Action: "DescribeThings", Code: "Forbidden.RAM", Message: "not allowed", RequestID: "r", Status: 403,
		Advice: "https://api.aliyun.com/troubleshoot?q=Forbidden.RAM&requestId=r",
		Details: map[string]string{
			"HostId": "ecs.aliyuncs.com", "AccessDeniedDetail.AuthAction": "ecs:DescribeThings", "AccessDeniedDetail.PolicyType": "AccountLevelIdentityBasedPolicy",
			"AccessDeniedDetail.EncodedDiagnosticMessage": "AQIB",
		},
	}
	for name, body := range map[string]string{
		"JSON": `{"RequestId":"r","HostId":"ecs.aliyuncs.com","Code":"Forbidden.RAM","Message":"not allowed","Recommend":"https://api.aliyun.com/troubleshoot?q=Forbidden.RAM&requestId=r",` +
			`"AccessDeniedDetail":{"AuthAction":"ecs:DescribeThings","PolicyType":"AccountLevelIdentityBasedPolicy","EncodedDiagnosticMessage":"AQIB","AuthPrincipalType":"","Null":null}}`,
		"XML": `<Error><RequestId>r</RequestId><HostId>ecs.aliyuncs.com</HostId><Code>Forbidden.RAM</Code><Message>not allowed</Message>` +
			`<Recommend><![CDATA[https://api.aliyun.com/troubleshoot?q=Forbidden.RAM&requestId=r]]></Recommend><AccessDeniedDetail><AuthAction>ecs:DescribeThings</AuthAction>` +
			`<PolicyType>AccountLevelIdentityBasedPolicy</PolicyType><EncodedDiagnosticMessage>AQIB</EncodedDiagnosticMessage></AccessDeniedDetail></Error>`,
	} {
		at, _ := serve(t, 403, body)
		_, err := callThings(at)
		var got *rpc.Error
		if !errors.As(err, &got) || !reflect.DeepEqual(told(got), want) {
			t.Errorf("%s: got %+v\nwant %+v", name, got, want)
		}
	}
	for body, want := range map[string]map[string]string{
		`{"Code":"C"}`:                                           nil,
		`{"Code":"C","AccessDeniedDetail":{}}`:                   nil,
		`{"Code":"C","AccessDeniedDetail":"text"}`:               {"AccessDeniedDetail": "text"},
		`{"Code":"C","accessDeniedDetail":{"a":[1,{"b":true}]}}`: {"AccessDeniedDetail.a.1": "1", "AccessDeniedDetail.a.2.b": "true"},
	} {
		at, _ := serve(t, 403, body)
		_, err := callThings(at)
		var got *rpc.Error
		if !errors.As(err, &got) || !reflect.DeepEqual(got.Details, want) {
			t.Errorf("%s: got %v", body, err)
		}
	}
}

func TestErrorsKnowHowLongToWait(t *testing.T) {
	const throttled = `{"Code":"Throttling.User","Message":"Request was denied due to user flow control."}`
	for _, test := range []struct {
		name   string
		header []string
		want   time.Duration
	}{
		{"nothing", nil, 0},
		{"the cloud's own", []string{"x-acs-retry-after", "1500"}, 1500 * time.Millisecond},
		{"the cloud's own beats the others", []string{"x-acs-retry-after", "100", "Retry-After", "9", "x-ratelimit-user-api", "Remain:0,TimeLeft:5000"}, 100 * time.Millisecond},
		{"not to wait", []string{"x-acs-retry-after", "0", "x-ratelimit-user-api", "Limit:100,Remain:0,TimeLeft:2000"}, 2 * time.Second},
		{"no number", []string{"x-acs-retry-after", "soon"}, 0},
		{"the action's window", []string{"x-ratelimit-user-api", "Limit:100,Remain:0,TimeLeft:2000"}, 2 * time.Second},
		{"the longer window", []string{"x-ratelimit-user-api", "Limit:1, Remain:0, TimeLeft:20", "x-ratelimit-user", "Limit:1,Remain:0,TimeLeft:30"}, 30 * time.Millisecond},
		{"calls are left", []string{"x-ratelimit-user-api", "Limit:100,Remain:5,TimeLeft:2000"}, 0},
		{"a window that says nothing", []string{"x-ratelimit-user-api", "", "x-ratelimit-user", "Limit,TimeLeft,:"}, 0},
		{"for ever", []string{"x-acs-retry-after", "999999999999"}, 365 * 24 * time.Hour},
		{"HTTP's own", []string{"Retry-After", "7"}, 7 * time.Second},
	} {
		for _, body := range []string{throttled, "<h1>busy</h1>"} {
			at, _ := serve(t, 429, body, test.header...)
			_, err := callThings(at)
			var refusal *rpc.Error
			var page *rpc.ReplyError
			switch {
			case errors.As(err, &refusal) && (refusal.RetryAfter != test.want || !errors.Is(err, rpc.Code("Throttling"))):
				t.Errorf("%s: got %v, wait %s, want %s", test.name, err, refusal.RetryAfter, test.want)
			case errors.As(err, &page) && page.RetryAfter != test.want:
				t.Errorf("%s: the page says %s, want %s", test.name, page.RetryAfter, test.want)
			case refusal == nil && page == nil:
				t.Errorf("%s: got %v", test.name, err)
			}
		}
	}
}

func TestAPageOfAProxyIsShownInPart(t *testing.T) {
	at, _ := serve(t, 502, "<h1>502 Bad Gateway</h1><br> https://ecs/?AccessKeyId="+testID+"&Signature=abc")
	cfg := config(at)
	cfg.Signature, cfg.Method = alibaba.V2, "GET"
	_, err := call(cfg, describe, &input{Name: "n"})
	var reply *rpc.ReplyError
	if !errors.As(err, &reply) || reply.Status != 502 || reply.Excerpt != "<h1>502 Bad Gateway</h1><br> https://ecs/?***" {
		t.Errorf("got %v", err)
	}
}

func FuzzReply(f *testing.F) {
	for _, body := range []string{answer, answerXML, "", "<html>", `{"Code":"a.b","Message":"m","RequestId":"r"}`, `<Error><Code>a</Code></Error>`, `[]`, `{"Code":{}}`, "\ufeff<a/>"} {
		f.Add(200, body)
		f.Add(502, body)
	}
	f.Fuzz(func(t *testing.T, status int, body string) {
		if status == http.StatusSwitchingProtocols {
			return // whose body is no reply: package rpc refuses it
		}
		cfg := config("http://h")
		cfg.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: status, Body: io.NopCloser(strings.NewReader(body))}, nil
		})
		out, err := call(cfg, describe, &input{Name: "n"})
		var refusal *rpc.Error
		var reply *rpc.ReplyError
		switch {
		case err == nil && (out == nil || status < 200 || status > 299 || !readable(body)):
			t.Errorf("status %d with %q is a result", status, body)
		case err != nil && errors.As(err, &refusal) && (refusal.Code == "" || refusal.Status != status):
			t.Errorf("%q is the error %#v", body, refusal)
		case err != nil && !errors.As(err, &refusal) && (!errors.As(err, &reply) || len(reply.Excerpt) > 210):
			t.Errorf("%q is the error %v", body, err)
		}
	})
}

// readable tells whether others read a body, too, but for the names that XML has no place for.
func readable(body string) bool {
	if json.Valid([]byte(body)) || !utf8.ValidString(body) {
		return true
	}
	d := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(body, "\ufeff")))
	for {
		if _, err := d.Token(); err != nil {
			return errors.Is(err, io.EOF) || strings.Contains(err.Error(), "name")
		}
	}
}
