package tencent_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/tencent"
)

func TestTheFirstMethodOfAnActionIsPreferred(t *testing.T) {
	at, last := serve(t, 200, answer)
	op := &rpc.Operation{Service: msp, Action: "GetFirst", Methods: []string{"GET", "POST"}}
	if _, err := call(config(at), op, &input{Name: "n"}); err != nil || last.Method != "GET" {
		t.Errorf("sent a %s, %v", last.Method, err)
	}
	both := &rpc.Operation{Service: msp, Action: "Upload", Methods: []string{"GET", "POST"}, Multipart: true}
	if _, err := call(config(at), both, &input{Name: "n"}); err != nil || last.Method != "POST" {
		t.Errorf("sent a file by %s, %v", last.Method, err)
	}
	cfg := config(at)
	cfg.Method = "POST"
	if _, err := call(cfg, op, &input{Name: "n"}); err != nil || last.Method != "POST" {
		t.Errorf("sent a %s, %v", last.Method, err)
	}
}

func TestEndpoints(t *testing.T) {
	odd := &rpc.Service{Name: "odd", Version: "2026-01-01", Endpoints: rpc.Endpoints{Default: "odd.example.com"}}
	for _, test := range []struct {
		name    string
		service *rpc.Service
		cfg     tencent.Config
		want    string
		err     string
	}{
		{"the service's own", msp, tencent.Config{}, "https://msp.tencentcloudapi.com/", ""},
		{"the service's own, with a region", msp, tencent.Config{Region: "eu-frankfurt"}, "https://msp.tencentcloudapi.com/", ""},
		{"regional", msp, tencent.Config{Region: "eu-frankfurt", RegionalEndpoint: true}, "https://msp.eu-frankfurt.tencentcloudapi.com/", ""},
		{"regional, without a region", msp, tencent.Config{RegionalEndpoint: true}, "",
			"Config.RegionalEndpoint, Config.Region or TENCENTCLOUD_REGION does not fit service msp: a regional host needs a region, and none is configured"},
		{"regional, without a rule", odd, tencent.Config{Region: "x", RegionalEndpoint: true}, "",
			"Config.RegionalEndpoint, Config.Region or TENCENTCLOUD_REGION does not fit service odd: the service has no host of its own in region x: leave the choice of host to its default, or name one"},
		{"a host", msp, tencent.Config{Endpoint: "msp.internal.example.com"}, "https://msp.internal.example.com/", ""},
		{"a host beats the region's", msp, tencent.Config{Endpoint: "h", Region: "x", RegionalEndpoint: true}, "https://h/", ""},
		{"a host in capitals", msp, tencent.Config{Endpoint: "MSP.Example.com"}, "https://msp.example.com/", ""},
		{"a host with a port", msp, tencent.Config{Endpoint: "h:8443"}, "https://h:8443/", ""},
		{"a URL", msp, tencent.Config{Endpoint: "http://127.0.0.1:8080"}, "http://127.0.0.1:8080/", ""},
		{"a URL with a slash", msp, tencent.Config{Endpoint: "https://h/"}, "https://h/", ""},
		{"an address", msp, tencent.Config{Endpoint: "http://[::1]:80"}, "http://[::1]:80/", ""},
		{"another scheme", msp, tencent.Config{Endpoint: "ftp://h"}, "", `Config.Endpoint "ftp://h" is of scheme ftp: use https, or http for tests`},
		{"a path", msp, tencent.Config{Endpoint: "h/v3"}, "", `Config.Endpoint "h/v3" has a path, query or fragment: signatures hold for the path / alone, so name the host only`},
		{"a query", msp, tencent.Config{Endpoint: "https://h?x"}, "", `Config.Endpoint "https://h?x" has a path, query or fragment: signatures hold for the path / alone, so name the host only`},
		{"a password", msp, tencent.Config{Endpoint: "https://me:secret@h"}, "", "Config.Endpoint holds a user or password: credentials go into Config.Credentials"},
		{"a password that is malformed", msp, tencent.Config{Endpoint: "https://me:sec ret@h"}, "", "Config.Endpoint is neither a host nor a URL"},
		{"no host", msp, tencent.Config{Endpoint: "https://"}, "", `Config.Endpoint "https://" has no host, or a colon without a port`},
		{"no port", msp, tencent.Config{Endpoint: "h:"}, "", `Config.Endpoint "h:" has no host, or a colon without a port`},
		{"a port alone", msp, tencent.Config{Endpoint: ":80"}, "", `Config.Endpoint ":80" has no host, or a colon without a port`},
		{"a port that is none", msp, tencent.Config{Endpoint: "h:http"}, "", `Config.Endpoint "h:http" is neither a host nor a URL`},
		{"an international name", msp, tencent.Config{Endpoint: "müller.example"}, "", `Config.Endpoint "müller.example" holds a character that cannot be in a Host header: write an international name in its ASCII form (xn--…)`},
		{"a zone", msp, tencent.Config{Endpoint: "http://[fe80::1%25eth0]"}, "", `Config.Endpoint "http://[fe80::1%25eth0]" holds a character that cannot be in a Host header: write an international name in its ASCII form (xn--…)`},
	} {
		var sent string
		test.cfg.Credentials = credential.Static(testID, testKey, "")
		test.cfg.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
			sent = r.URL.String()
			if r.Host != r.URL.Host {
				t.Errorf("%s: sent to %s, signed for %s", test.name, r.URL.Host, r.Host)
			}
			return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(answer))}, r.Body.Close()
		})
		_, err := call(test.cfg, &rpc.Operation{Service: test.service, Action: "A"}, &input{Name: "n"})
		want := test.err
		if want != "" {
			want = test.service.Name + ".A: " + want
		}
		if sent != test.want || text(err) != want {
			t.Errorf("%s:\ngot  %s, %v\nwant %s, %s", test.name, sent, err, test.want, want)
		}
	}
}

func TestTheEnvironmentFillsIn(t *testing.T) {
	at, last := serve(t, 200, answer)
	t.Setenv(tencent.EnvSecretID, testID)
	t.Setenv(tencent.EnvSecretKey, testKey)
	t.Setenv(tencent.EnvToken, testToken)
	t.Setenv(tencent.EnvRegion, "eu-moscow")
	if _, err := call(tencent.Config{Endpoint: at}, describe, &input{Name: "n"}); err != nil {
		t.Fatal(err)
	}
	if id, err := verify(last); id != testID || err != nil || last.Header.Get("X-TC-Token") != testToken || last.Header.Get("X-TC-Region") != "eu-moscow" {
		t.Errorf("verified as %q, %v, with %v", id, err, last.Header)
	}
}
