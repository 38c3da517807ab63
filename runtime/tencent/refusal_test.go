package tencent_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/tencent"
)

func TestSizeLimits(t *testing.T) {
	for _, test := range []struct {
		signature tencent.Signature
		method    string
		limit     int
		advice    string
	}{
		{tencent.TC3, "POST", tencent.MaxPOSTBytes, "the body of the request is %d bytes, and a POST signed by TC3-HMAC-SHA256 takes at most 10485760: send less at a time"},
		{tencent.TC3, "GET", tencent.MaxGETBytes, "the query of the request is %d bytes, and a GET signed by TC3-HMAC-SHA256 takes at most 32768: use POST, which takes 10485760, or send less at a time"},
		{tencent.HmacSHA1, "POST", tencent.MaxPOSTBytesV1, "the body of the request is %d bytes, and a POST signed by HmacSHA1 takes at most 1048576: sign by TC3-HMAC-SHA256, which takes 10485760, or send less at a time"},
		{tencent.HmacSHA256, "GET", tencent.MaxGETBytes, "the query of the request is %d bytes, and a GET signed by HmacSHA256 takes at most 32768: use POST, which takes 1048576, or send less at a time"},
	} {
		name := fmt.Sprintf("%s %s", test.signature, test.method)
		at, last := serve(t, 200, answer)
		cfg := config(at)
		cfg.Signature, cfg.Method = test.signature, test.method
		if _, err := call(cfg, describe, &input{Name: strings.Repeat("x", test.limit-600)}); err != nil {
			t.Errorf("%s: a request below the limit: %v", name, err)
		}
		last.Request = nil
		_, err := call(cfg, describe, &input{Name: strings.Repeat("x", test.limit+1)})
		var size *tencent.SizeError
		if !errors.As(err, &size) || size.Limit != test.limit || size.Bytes <= test.limit {
			t.Fatalf("%s: got %v", name, err)
		}
		if want := "msp.DescribeTask: " + fmt.Sprintf(test.advice, size.Bytes); err.Error() != want {
			t.Errorf("%s:\ngot  %v\nwant %s", name, err, want)
		}
		if last.Request != nil {
			t.Errorf("%s: it was sent all the same", name)
		}
	}
}

func TestTheLargestRequestIsSent(t *testing.T) {
	at, last := serve(t, 200, answer)
	in := &input{Name: strings.Repeat("x", tencent.MaxPOSTBytes-len(`{"Name":""}`))}
	if _, err := call(config(at), describe, in); err != nil || len(last.body) != tencent.MaxPOSTBytes {
		t.Fatalf("sent %d bytes, %v", len(last.body), err)
	}
	in.Name += "x"
	var size *tencent.SizeError
	if _, err := call(config(at), describe, in); !errors.As(err, &size) || size.Bytes != tencent.MaxPOSTBytes+1 {
		t.Errorf("got %v", err)
	}
}

func TestCallsThatCannotBeMade(t *testing.T) {
	postOnly := &rpc.Operation{Service: msp, Action: "PostOnly", Methods: []string{"POST"}}
	getOnly := &rpc.Operation{Service: msp, Action: "GetOnly", Methods: []string{"GET"}}
	for _, test := range []struct {
		name   string
		change func(*tencent.Config)
		op     *rpc.Operation
		in     input
		want   string
	}{
		{"missing parameters", func(c *tencent.Config) {}, describe, input{},
			"msp.DescribeTask: required members are not set: Name"},
		{"missing parameters of a GET", func(c *tencent.Config) { c.Method = "GET" }, describe, input{},
			"msp.DescribeTask: required members are not set: Name"},
		{"missing parameters under v1", func(c *tencent.Config) { c.Signature = tencent.HmacSHA1 }, describe, input{},
			"msp.DescribeTask: required members are not set: Name"},
		{"missing parts", func(c *tencent.Config) {}, upload, input{},
			"msp.UploadFile: required members are not set: Name"},
		{"a GET of an action that takes POST", func(c *tencent.Config) { c.Method = "GET" }, postOnly, input{Name: "n"},
			"msp.PostOnly: the action takes only POST, and this call is a GET: call it by a client with another Config.Method"},
		{"a POST of an action that takes GET", func(c *tencent.Config) { c.Method = "POST" }, getOnly, input{Name: "n"},
			"msp.GetOnly: the action takes only GET, and this call is a POST: call it by a client with another Config.Method"},
		{"a file in a GET", func(c *tencent.Config) { c.Method = "GET" }, upload, input{Name: "n"},
			"msp.UploadFile: the action takes a file, which only a POST can carry, and this call is a GET: call it by a client with another Config.Method"},
		{"a file under v1", func(c *tencent.Config) { c.Signature = tencent.HmacSHA256 }, upload, input{Name: "n"},
			"msp.UploadFile: the action takes multipart/form-data, which HmacSHA256 cannot sign: call it by a client whose Config.Signature is TC3-HMAC-SHA256"},
		{"a common parameter under v1", func(c *tencent.Config) { c.Signature = tencent.HmacSHA1 }, describe, input{Name: "n", Region: "mine"},
			"msp.DescribeTask: the action has parameters that are named as common ones of HmacSHA1 are (Region), so that the cloud could not tell which is which: call it by a client whose Config.Signature is TC3-HMAC-SHA256"},
		{"a bad configuration", func(c *tencent.Config) {
			c.Region, c.Language, c.Signature, c.Method, c.Endpoint = "ap guangzhou", "en_US", "SHA3", "PUT", "http://h/path"
		}, describe, input{Name: "n"}, `msp.DescribeTask: the region "ap guangzhou" is not the name of one: Config.Region, or TENCENTCLOUD_REGION, is such as ap-guangzhou
Config.Language "en_US" is not a language: it is such as en-US or zh-CN
Config.Signature "SHA3" is none of TC3-HMAC-SHA256, HmacSHA1, HmacSHA256
Config.Method "PUT" is neither POST nor GET
Config.Endpoint "http://h/path" has a path, query or fragment: signatures hold for the path / alone, so name the host only`},
		{"no keys", func(c *tencent.Config) { c.Credentials = credential.Env("NO_ID", "NO_KEY", "") }, describe, input{Name: "n"},
			"msp.DescribeTask: there are no credentials in the environment: NO_ID and NO_KEY are not set"},
	} {
		cfg := config("http://127.0.0.1:1")
		cfg.Transport = roundTrip(func(*http.Request) (*http.Response, error) {
			t.Errorf("%s: the request was sent", test.name)
			return nil, errors.New("sent")
		})
		test.change(&cfg)
		if _, err := call(cfg, test.op, &test.in); text(err) != test.want {
			t.Errorf("%s:\ngot  %v\nwant %s", test.name, err, test.want)
		}
	}
}

func TestNothingIsLeakedByAFailingTransport(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	s.Close()
	for _, way := range everyWay {
		cfg := config(s.URL)
		cfg.Signature, cfg.Method = way.signature, way.method
		cfg.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
			return (&http.Client{}).Do(r) // which puts the URL into its errors
		})
		_, err := call(cfg, describe, &input{Name: "n"})
		if err == nil || !strings.HasPrefix(err.Error(), "msp.DescribeTask: dial tcp 127.0.0.1:") {
			t.Errorf("%v: got %v", way, err)
		}
		for e := err; e != nil; e = errors.Unwrap(e) {
			if shown := fmt.Sprintf("%+v", e); strings.Contains(shown, "Signature") || strings.Contains(shown, testID) || strings.Contains(shown, testKey) {
				t.Errorf("%v: an error shows the request: %s", way, shown)
			}
		}
	}
}

func TestClientsPrintNoSecrets(t *testing.T) {
	cfg := config("http://127.0.0.1:1")
	client := tencent.NewClient(cfg, msp)
	for _, verb := range []string{"%v", "%+v", "%#v"} {
		for _, value := range []any{cfg, &cfg, client, *client, struct{ c any }{client}} {
			if shown := fmt.Sprintf(verb, value); strings.Contains(shown, testKey) {
				t.Errorf("%s of %T shows the secret", verb, value)
			}
		}
	}
}
