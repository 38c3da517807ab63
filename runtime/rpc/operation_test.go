package rpc_test

import (
	"fmt"
	"testing"

	"github.com/signet-gen/signet/runtime/rpc"
)

func TestEndpointsGiveTheHostOfARegion(t *testing.T) {
	all := rpc.Endpoints{Default: "d", Regional: "{region}.r", Hosts: map[string]string{"odd": "o"}}
	regional := rpc.Endpoints{Regional: "{region}.r"}
	for _, test := range []struct {
		name      string
		endpoints rpc.Endpoints
		region    string
		regional  bool
		want, err string
	}{
		{"default", all, "x", false, "d", ""},
		{"default without a region", all, "", false, "d", ""},
		{"regional", all, "x", true, "x.r", ""},
		{"an odd region", all, "odd", true, "o", ""},
		{"no default", regional, "x", false, "x.r", ""},
		{"no region", all, "", true, "", "a regional host needs a region, and none is configured"},
		{"no rule", rpc.Endpoints{Default: "d"}, "x", true, "", "the service has no host of its own in region x: leave the choice of host to its default, or name one"},
	} {
		got, err := test.endpoints.Host(test.region, test.regional)
		if got != test.want || (err == nil) != (test.err == "") || err != nil && err.Error() != test.err {
			t.Errorf("%s: got %s, %v", test.name, got, err)
		}
	}
}

func TestEffectsHaveNames(t *testing.T) {
	var zero rpc.Effect
	if got := fmt.Sprint(zero, rpc.Write, rpc.Idempotent, rpc.Read, rpc.Effect(9)); got != "write write idempotent read Effect(9)" {
		t.Errorf("got %s", got)
	}
}

func TestTheNearestHostIsTheRegionsOwn(t *testing.T) {
	all := rpc.Endpoints{Default: "d", Regional: "{region}.r", VPC: "{region}.v", Hosts: map[string]string{"odd": "o"}, VPCHosts: map[string]string{"odd": "ov"}}
	central := rpc.Endpoints{Default: "d", VPC: "v"}
	exceptions := rpc.Endpoints{Hosts: map[string]string{"odd": "o"}, VPCHosts: map[string]string{"odd": "ov"}}
	for _, test := range []struct {
		name            string
		endpoints       rpc.Endpoints
		region          string
		public, private string
	}{
		{"a region", all, "x", "x.r", "x.v"},
		{"an odd region", all, "odd", "o", "ov"},
		{"no region", all, "", "d", "! a host inside a private network needs a region, and none is configured"},
		{"a central service", central, "x", "d", "v"},
		{"a central service without a region", central, "", "d", "v"},
		{"exceptions alone", exceptions, "odd", "o", "ov"},
		{"exceptions alone, another region", exceptions, "x",
			"! the service has no host of its own in region x: leave the choice of host to its default, or name one",
			"! no host of the service inside private networks is known: leave the choice of host to its default, or name one"},
		{"exceptions alone, no region", exceptions, "",
			"! a regional host needs a region, and none is configured",
			"! a host inside a private network needs a region, and none is configured"},
		{"nothing", rpc.Endpoints{}, "x",
			"! the service has no host of its own in region x: leave the choice of host to its default, or name one",
			"! no host of the service inside private networks is known: leave the choice of host to its default, or name one"},
	} {
		public, err := test.endpoints.Nearest(test.region)
		if err != nil {
			public = "! " + err.Error()
		}
		private, err := test.endpoints.Private(test.region)
		if err != nil {
			private = "! " + err.Error()
		}
		if public != test.public || private != test.private {
			t.Errorf("%s:\ngot  %s, %s\nwant %s, %s", test.name, public, private, test.public, test.private)
		}
	}
}

func TestOperationsChooseTheirMethod(t *testing.T) {
	for _, test := range []struct {
		name       string
		op         rpc.Operation
		configured string
		want       string
	}{
		{"by itself", rpc.Operation{}, "", "POST"},
		{"as configured", rpc.Operation{}, "GET", "GET"},
		{"as preferred", rpc.Operation{Methods: []string{"GET", "POST"}}, "", "GET"},
		{"a file", rpc.Operation{Methods: []string{"GET", "POST"}, Multipart: true}, "", "POST"},
		{"one only", rpc.Operation{Methods: []string{"POST"}}, "GET", "the action takes only POST, and this call is a GET: call it by a client with another Config.Method"},
		{"a file in a GET", rpc.Operation{Multipart: true}, "GET", "the action takes a file, which only a POST can carry, and this call is a GET: call it by a client with another Config.Method"},
	} {
		got, err := test.op.Method(test.configured)
		if err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

func TestEndpointsAreHostsOrURLs(t *testing.T) {
	for text, want := range map[string]string{
		"msp.example.com":      "https://msp.example.com/",
		"H:8443":               "https://h:8443/",
		"http://[::1]:80/":     "http://[::1]:80/",
		"ftp://h":              "it is of scheme ftp: use https, or http for tests",
		"h/v3":                 "it has a path, query or fragment: signatures hold for the path / alone, so name the host only",
		"https://me:secret@h":  "Config.Endpoint holds a user or password: credentials go into Config.Credentials",
		"https://me:sec ret@h": "Config.Endpoint is neither a host nor a URL",
		"h:":                   "it has no host, or a colon without a port",
		"müller.example":       "it holds a character that cannot be in a Host header: write an international name in its ASCII form (xn--…)",
	} {
		u, err := rpc.ParseEndpoint(text, "it")
		got := u.String()
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}
