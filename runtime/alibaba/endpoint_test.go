package alibaba_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
)

func TestEndpoints(t *testing.T) {
	const misfit = "Config.Region, ALIBABA_CLOUD_REGION_ID, Config.VPC or the call's own region does not fit service "
	for _, test := range []struct {
		name    string
		service *rpc.Service
		cfg     alibaba.Config
		region  string // of the call
		want    string
		sent    string // the region that is sent
		err     string
	}{
		{"no region", ecs, alibaba.Config{}, "", "https://ecs.aliyuncs.com/", "", ""},
		{"the client's region", ecs, alibaba.Config{Region: "cn-shanghai"}, "", "https://ecs.cn-shanghai.aliyuncs.com/", "cn-shanghai", ""},
		{"an odd region", ecs, alibaba.Config{Region: "cn-hangzhou"}, "", "https://ecs-cn-hangzhou.aliyuncs.com/", "cn-hangzhou", ""},
		{"the call's region", ecs, alibaba.Config{}, "eu-central-1", "https://ecs.eu-central-1.aliyuncs.com/", "eu-central-1", ""},
		{"the call's region beats the client's", ecs, alibaba.Config{Region: "cn-shanghai"}, "cn-hangzhou", "https://ecs-cn-hangzhou.aliyuncs.com/", "cn-hangzhou", ""},
		{"a private network", ecs, alibaba.Config{Region: "cn-shanghai", VPC: true}, "", "https://ecs-vpc.cn-shanghai.aliyuncs.com/", "cn-shanghai", ""},
		{"a private network of an odd region", ecs, alibaba.Config{VPC: true}, "cn-odd", "https://ecs.vpc-proxy.aliyuncs.com/", "cn-odd", ""},
		{"a private network without a region", ecs, alibaba.Config{VPC: true}, "", "", "", misfit + "ecs: a host inside a private network needs a region, and none is configured"},
		{"a central service", smc, alibaba.Config{Region: "cn-shanghai"}, "", "https://smc.aliyuncs.com/", "cn-shanghai", ""},
		{"a central service has no private host", smc, alibaba.Config{Region: "cn-shanghai", VPC: true}, "", "", "", misfit + "smc: no host of the service inside private networks is known: leave the choice of host to its default, or name one"},
		{"a regional service", sag, alibaba.Config{Region: "cn-shanghai"}, "", "https://smartag.cn-shanghai.aliyuncs.com/", "cn-shanghai", ""},
		{"a regional service by the call", sag, alibaba.Config{}, "cn-hongkong", "https://smartag.cn-hongkong.aliyuncs.com/", "cn-hongkong", ""},
		{"a regional service without a region", sag, alibaba.Config{}, "", "", "", misfit + "smartag: a regional host needs a region, and none is configured"},
		{"a region that is no name", ecs, alibaba.Config{}, "evil.example.com/?x=", "", "", `the region "evil.example.com/?x=" of the call is not the name of one: it is such as cn-hangzhou`},
		{"a host", ecs, alibaba.Config{Endpoint: "ECS.internal.example.com:8443", Region: "cn-shanghai", VPC: true}, "eu-central-1", "https://ecs.internal.example.com:8443/", "eu-central-1", ""},
		{"a URL", sag, alibaba.Config{Endpoint: "http://127.0.0.1:8080"}, "", "http://127.0.0.1:8080/", "", ""},
		{"a password", ecs, alibaba.Config{Endpoint: "https://me:secret@h"}, "", "", "", "Config.Endpoint holds a user or password: credentials go into Config.Credentials"},
		{"a path", ecs, alibaba.Config{Endpoint: "h/v3"}, "", "", "", `Config.Endpoint "h/v3" has a path, query or fragment: signatures hold for the path / alone, so name the host only`},
	} {
		var sent, region string
		test.cfg.Credentials = credential.Static(testID, testKey, "")
		test.cfg.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
			region = r.URL.Query().Get("RegionId")
			r.URL.RawQuery = ""
			sent = r.URL.String()
			if r.Host != r.URL.Host {
				t.Errorf("%s: sent to %s, signed for %s", test.name, r.URL.Host, r.Host)
			}
			return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(answer))}, nil
		})
		_, err := call(test.cfg, &rpc.Operation{Service: test.service, Action: "A"}, &input{Name: "n", RegionID: test.region})
		want := test.err
		if want != "" {
			want = test.service.Name + ".A: " + want
		}
		if sent != test.want || region != test.sent || text(err) != want {
			t.Errorf("%s:\ngot  %s, %s, %v\nwant %s, %s, %s", test.name, sent, region, err, test.want, test.sent, want)
		}
	}
}

func TestTheEnvironmentFillsIn(t *testing.T) {
	at, last := serve(t, 200, answer)
	t.Setenv(alibaba.EnvAccessKeyID, testID)
	t.Setenv(alibaba.EnvAccessKeySecret, testKey)
	t.Setenv(alibaba.EnvSecurityToken, testToken)
	t.Setenv(alibaba.EnvRegion, "eu-central-1")
	if _, err := call(alibaba.Config{Endpoint: at}, describe, &input{Name: "n"}); err != nil {
		t.Fatal(err)
	}
	if id, err := verify(last); id != testID || err != nil || last.Header.Get("x-acs-security-token") != testToken || last.URL.Query().Get("RegionId") != "eu-central-1" {
		t.Errorf("verified as %q, %v, with %v", id, err, last.Header)
	}
}

func TestTheFirstMethodOfAnActionIsPreferred(t *testing.T) {
	at, last := serve(t, 200, answer)
	op := &rpc.Operation{Service: ecs, Action: "GetFirst", Methods: []string{"GET", "POST"}}
	if _, err := call(config(at), op, &input{Name: "n"}); err != nil || last.Method != "GET" {
		t.Errorf("sent a %s, %v", last.Method, err)
	}
	cfg := config(at)
	cfg.Method = "POST"
	if _, err := call(cfg, op, &input{Name: "n"}); err != nil || last.Method != "POST" {
		t.Errorf("sent a %s, %v", last.Method, err)
	}
}
