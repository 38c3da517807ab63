package integration

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"

	ecs "github.com/signet-gen/signet/gen/alibaba/ecs/v20140526"
	"github.com/signet-gen/signet/gen/alibaba/ecs/v20140526/ecstest"
	msp "github.com/signet-gen/signet/gen/tencent/msp/v20180319"
	"github.com/signet-gen/signet/gen/tencent/msp/v20180319/msptest"
	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/tencent"
)

// A variable is a client that is varied by With, and two servers: the client's own
// and another.
type variable struct {
	name       string
	own, other *rpctest.Server
	// call calls a variation of the client at an endpoint, or its own if that is empty.
	call func(endpoint string, change func(*rpc.Options)) error
}

func variables(t testing.TB) []variable {
	list := func(context.Context, msp.ListMigrationTaskInput) (*msp.ListMigrationTaskOutput, error) {
		return &msp.ListMigrationTaskOutput{}, nil
	}
	describe := func(context.Context, ecs.DescribeInstancesInput) (*ecs.DescribeInstancesOutput, error) {
		return &ecs.DescribeInstancesOutput{}, nil
	}
	t1, t2 := serve(t, msptest.Fake{ListMigrationTask: list}), serve(t, msptest.Fake{ListMigrationTask: list})
	a1, a2 := ecstest.NewServer(ecstest.Fake{DescribeInstances: describe}), ecstest.NewServer(ecstest.Fake{DescribeInstances: describe})
	t.Cleanup(a1.Close)
	t.Cleanup(a2.Close)
	tencents, alibabas := t1.Config(), a1.Config()
	tencents.Header, alibabas.Header = rpc.Header{"X-Base": {"1"}}, rpc.Header{"X-Base": {"1"}}
	tencentClient, alibabaClient := msp.New(tencents), ecs.New(alibabas)
	return []variable{
		{"tencent", t1.Server, t2.Server, func(endpoint string, change func(*rpc.Options)) error {
			client := tencentClient.With(func(c *tencent.Config) {
				if endpoint != "" {
					c.Endpoint = endpoint
				}
				change(&c.Options)
			})
			_, err := client.ListMigrationTask(context.Background(), msp.ListMigrationTaskInput{})
			return err
		}},
		{"alibaba", a1.Server, a2.Server, func(endpoint string, change func(*rpc.Options)) error {
			client := alibabaClient.With(func(c *alibaba.Config) {
				if endpoint != "" {
					c.Endpoint = endpoint
				}
				change(&c.Options)
			})
			_, err := client.DescribeInstances(context.Background(), ecs.DescribeInstancesInput{})
			return err
		}},
	}
}

func TestOneCallMayGoElsewhereWithItsOwnHeader(t *testing.T) {
	for _, v := range variables(t) {
		if err := v.call(v.other.URL, func(o *rpc.Options) { o.Header["X-Trace-Id"] = []string{"7"} }); err != nil {
			t.Errorf("%s: %v", v.name, err)
		}
		if err := v.call("", func(*rpc.Options) {}); err != nil {
			t.Errorf("%s: %v", v.name, err)
		}
		own, other := v.own.Requests(), v.other.Requests()
		if len(own) != 1 || len(other) != 1 {
			t.Fatalf("%s: the client's own server saw %d requests, the other %d", v.name, len(own), len(other))
		}
		if h := other[0].Header; h.Get("X-Trace-Id") != "7" || h.Get("X-Base") != "1" {
			t.Errorf("%s: sent were %v", v.name, h)
		}
		if h := own[0].Header; h.Get("X-Trace-Id") != "" || h.Get("X-Base") != "1" {
			t.Errorf("%s: one variation changed another: %v", v.name, h)
		}
	}
}

func TestEmptyClientsAreVaried(t *testing.T) {
	var none msp.Client
	_, err := none.With(func(c *tencent.Config) { c.Method = "PUT" }).ListMigrationTask(context.Background(), msp.ListMigrationTaskInput{})
	if err == nil || !strings.Contains(err.Error(), "Config.Method") {
		t.Errorf("got %v", err)
	}
	if _, err := none.ListMigrationTask(context.Background(), msp.ListMigrationTaskInput{}); err == nil || !strings.Contains(err.Error(), "the client is empty") {
		t.Errorf("got %v", err)
	}
}

func TestVariationsAreMadeByManyGoroutines(t *testing.T) {
	for _, v := range variables(t) {
		var all sync.WaitGroup
		for i := range 32 {
			all.Go(func() {
				if err := v.call("", func(o *rpc.Options) { o.Header["X-Trace-Id"] = []string{fmt.Sprint(i)} }); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		seen := map[string]bool{}
		for _, request := range v.own.Requests() {
			seen[request.Header.Get("X-Trace-Id")] = true
		}
		if len(seen) != 32 {
			t.Errorf("%s: %d traces were seen", v.name, len(seen))
		}
	}
}

func TestFieldsOfTheCloudsAreNotForHeadersToSet(t *testing.T) {
	for _, v := range variables(t) {
		name := map[string]string{"tencent": "x-tc-Token", "alibaba": "x-acs-Security-Token"}[v.name]
		err := v.call("", func(o *rpc.Options) { o.Header = rpc.Header{name: {"hidden"}} })
		want := "Options.Header sets " + http.CanonicalHeaderKey(name) + ", which requests have of themselves: leave it out"
		if err == nil || !strings.HasSuffix(err.Error(), want) || len(v.own.Requests()) != 0 {
			t.Errorf("%s: %v", v.name, err)
		}
	}
}

// Package fmt calls no methods on unexported fields, and a client has no others.
func TestClientsShowNothingThatTheyHold(t *testing.T) {
	const secret, token, header = "secret-of-the-marker", "token-of-the-marker", "header-of-the-marker"
	key := &revealing{credential.Credentials{ID: "AKIDmarker", Secret: secret, Token: token}, secret}
	options := rpc.Options{Header: rpc.Header{"X-Gate": {header}}}
	for _, p := range []credential.Provider{credential.Static("AKIDmarker", secret, token), key, *key, credential.Cached(*key)} {
		tencents, alibabas := msp.New(tencent.Config{Credentials: p, Options: options}), ecs.New(alibaba.Config{Credentials: p, Options: options})
		readers, alibabaReaders := tencents.ReadOnly(), alibabas.ReadOnly()
		for _, value := range []any{
			tencents, *tencents, alibabas, *alibabas, readers, *readers, alibabaReaders, *alibabaReaders,
			tencent.NewClient(tencent.Config{Credentials: p, Options: options}, &rpc.Service{}),
			struct{ client msp.Client }{*tencents}, map[string]any{"clients": []*ecs.Client{alibabas}},
		} {
			var out bytes.Buffer
			for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
				fmt.Fprintf(&out, verb+"\n", value)
			}
			for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
				slog.New(handler).Info("m", "client", value)
			}
			text, _ := json.Marshal(value)
			out.Write(text)
			for _, marker := range []string{secret, token, header} {
				if strings.Contains(out.String(), marker) || strings.Contains(out.String(), fmt.Sprintf("%x", marker)) {
					t.Fatalf("%T with %T shows %s: %s", value, p, marker, out.String())
				}
			}
		}
	}
}

// revealing is a provider of a program's own that masks nothing.
type revealing struct {
	credential.Credentials
	plain string
}

func (r revealing) Retrieve(context.Context) (credential.Credentials, error) {
	return r.Credentials, nil
}

// A call may be made by a variation of its own, so that making one must be cheap.
func BenchmarkWith(b *testing.B) {
	tencents := msp.New(tencent.Config{Credentials: credential.Static("id", "secret", ""), Region: "ap-guangzhou"})
	alibabas := ecs.New(alibaba.Config{Credentials: credential.Static("id", "secret", ""), Region: "cn-hangzhou"})
	header := rpc.Header{"X-Trace-Id": {"7"}}
	b.Run("tencent", func(b *testing.B) {
		for b.Loop() {
			tencents.With(func(c *tencent.Config) {})
		}
	})
	b.Run("tencent-header", func(b *testing.B) {
		for b.Loop() {
			tencents.With(func(c *tencent.Config) { c.Header = header })
		}
	})
	b.Run("alibaba", func(b *testing.B) {
		for b.Loop() {
			alibabas.With(func(c *alibaba.Config) {})
		}
	})
	b.Run("alibaba-endpoint", func(b *testing.B) {
		for b.Loop() {
			alibabas.With(func(c *alibaba.Config) { c.Endpoint = "http://127.0.0.1:8080" })
		}
	})
}
