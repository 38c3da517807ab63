package alibaba_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

// clashing is an input with members that common parameters of V2 are called as.
type clashing struct{ format, timestamp string }

func (in *clashing) WireMembers(c *wire.Codec) {
	c.String("Format", &in.format)
	c.In(wire.Body).String("Timestamp", &in.timestamp)
	c.In(wire.Header).String("Action", &in.format)
}

func TestParametersMayBeCalledAsCommonOnesUnderV3Only(t *testing.T) {
	at, last := serve(t, 200, answer)
	cfg := config(at)
	send := func() error {
		_, err := rpc.Call[output](t.Context(), alibaba.NewClient(cfg, ecs), describe, &clashing{"MP4", "now"})
		return err
	}
	if err := send(); err != nil || last.URL.RawQuery != "Format=MP4" || last.body != "Timestamp=now" {
		t.Errorf("sent %s and %s, %v", last.URL.RawQuery, last.body, err)
	}
	cfg.Signature = alibaba.V2
	const want = "ecs.DescribeThings: the action has parameters that are named as common ones of HMAC-SHA1 are (Format, Timestamp), so that the cloud could not tell which is which: call it by a client whose Config.Signature is ACS3-HMAC-SHA256"
	if err := send(); text(err) != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestCallsThatCannotBeMade(t *testing.T) {
	postOnly := &rpc.Operation{Service: ecs, Action: "PostOnly", Methods: []string{"POST"}}
	upload := &rpc.Operation{Service: ecs, Action: "Upload", Multipart: true}
	for _, test := range []struct {
		name   string
		change func(*alibaba.Config)
		op     *rpc.Operation
		in     input
		want   string
	}{
		{"missing parameters", func(c *alibaba.Config) {}, describe, input{}, "ecs.DescribeThings: required members are not set: Name"},
		{"missing parameters under V2", func(c *alibaba.Config) { c.Signature = alibaba.V2 }, describe, input{}, "ecs.DescribeThings: required members are not set: Name"},
		{"a GET of an action that takes POST", func(c *alibaba.Config) { c.Method = "GET" }, postOnly, input{Name: "n"},
			"ecs.PostOnly: the action takes only POST, and this call is a GET: call it by a client with another Config.Method"},
		{"a file", func(c *alibaba.Config) {}, upload, input{Name: "n"}, "ecs.Upload: the action takes multipart/form-data, which no RPC API of Alibaba Cloud does"},
		{"a line end in a header", func(c *alibaba.Config) {}, describe, input{Name: "n", Trace: "a\r\nx-acs-action: Other"},
			"ecs.DescribeThings: the parameter x-acs-trace-id goes into the header, which cannot carry its line end or control character"},
		{"a bad configuration", func(c *alibaba.Config) {
			c.Region, c.Signature, c.Method, c.Format, c.Endpoint = "cn hangzhou", "SHA3", "PUT", "YAML", "http://h/path"
		}, describe, input{Name: "n"}, `ecs.DescribeThings: the region "cn hangzhou" is not the name of one: Config.Region, or ALIBABA_CLOUD_REGION_ID, is such as cn-hangzhou
Config.Signature "SHA3" is neither ACS3-HMAC-SHA256 nor HMAC-SHA1
Config.Method "PUT" is neither POST nor GET
Config.Format "YAML" is neither JSON nor XML
Config.Endpoint "http://h/path" has a path, query or fragment: signatures hold for the path / alone, so name the host only`},
		{"a region that is none, without an endpoint", func(c *alibaba.Config) { c.Region, c.Endpoint = "../x", "" }, describe, input{Name: "n"},
			`ecs.DescribeThings: the region "../x" is not the name of one: Config.Region, or ALIBABA_CLOUD_REGION_ID, is such as cn-hangzhou`},
		{"no keys", func(c *alibaba.Config) { c.Credentials = credential.Env("NO_ID", "NO_KEY", "") }, describe, input{Name: "n"},
			"ecs.DescribeThings: there are no credentials in the environment: NO_ID and NO_KEY are not set"},
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
		cfg.Credentials = credential.Static(testID, testKey, testToken)
		cfg.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
			return (&http.Client{}).Do(r) // which puts the URL into its errors
		})
		_, err := call(cfg, describe, &input{Name: "n"})
		if err == nil || !strings.HasPrefix(err.Error(), "ecs.DescribeThings: dial tcp 127.0.0.1:") {
			t.Errorf("%v: got %v", way, err)
		}
		for e := err; e != nil; e = errors.Unwrap(e) {
			shown := fmt.Sprintf("%+v", e)
			for _, secret := range []string{"Signature", testID, testKey, testToken} {
				if strings.Contains(shown, secret) {
					t.Errorf("%v: an error shows the request: %s", way, shown)
				}
			}
		}
	}
}

func TestClientsPrintNoSecrets(t *testing.T) {
	cfg := config("http://127.0.0.1:1")
	client := alibaba.NewClient(cfg, ecs)
	for _, verb := range []string{"%v", "%+v", "%#v"} {
		for _, value := range []any{cfg, &cfg, client, *client, struct{ c any }{client}} {
			if shown := fmt.Sprintf(verb, value); strings.Contains(shown, testKey) {
				t.Errorf("%s of %T shows the secret", verb, value)
			}
		}
	}
}
