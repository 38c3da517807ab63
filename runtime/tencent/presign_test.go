package tencent_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/wire"
)

var (
	cvm           = &rpc.Service{Name: "cvm", Version: "2017-03-12", Endpoints: rpc.Endpoints{Default: "cvm.tencentcloudapi.com"}}
	readInstances = &rpc.Operation{Service: cvm, Action: "DescribeInstances", Effect: rpc.Read}
	readTask      = &rpc.Operation{Service: msp, Action: "DescribeTask", Effect: rpc.Read}
)

// instances is the input of the vendor's example.
type instances struct {
	ids           []string
	limit, offset int64
}

func (in *instances) WireMembers(c *wire.Codec) {
	wire.List(c, "InstanceIds", &in.ids, (*wire.Codec).String)
	c.Int64("Limit", &in.limit)
	c.Int64("Offset", &in.offset)
}

func presign(cfg tencent.Config, op *rpc.Operation, in wire.Message) (rpc.Presigned, error) {
	return rpc.Presign(context.Background(), tencent.NewClient(cfg, op.Service), func() (*rpc.Operation, wire.Message) { return op, in })
}

func TestAPresignedURLIsThatOfTheVendorsExample(t *testing.T) {
	for _, key := range []struct{ id, secret, signature string }{
		{starredID, starredKey, "zmmjn35mikh6pM3V7sUEuX4wyYM="},
		{exampleID, exampleKey, "EliP9YW3pW28FpsEdkXt/+WcGeI="},
	} {
		cfg := tencent.Config{Credentials: credential.Static(key.id, key.secret, ""), Region: "ap-guangzhou"}
		cfg.Now = func() time.Time { return time.Unix(1465185768, 0) }
		u, err := presign(cfg, readInstances, &instances{[]string{"ins-09dx96dg"}, 20, 0})
		if err != nil {
			t.Fatal(err)
		}
		host, query, _ := strings.Cut(u.URL.Value(), "?")
		values, err := url.ParseQuery(query)
		if err != nil || host != "https://cvm.tencentcloudapi.com/" {
			t.Fatalf("%s: %v", host, err)
		}
		params := new(wire.Params)
		for name := range values {
			params.Add(name, values.Get(name))
		}
		if id, err := tencent.VerifyV1("GET", "cvm.tencentcloudapi.com", params, oneKey(key.id, key.secret)); id != key.id || err != nil {
			t.Errorf("verified as %q, %v", id, err)
		}
		if got := values.Get("SignatureMethod"); got != "HmacSHA256" {
			t.Errorf("signed by %s", got)
		}

		// The vendor's differs in the nonce, in the older algorithm, and names no client.
		params.Reset()
		for name := range values {
			if name != "Signature" && name != "SignatureMethod" && name != "RequestClient" && name != "Nonce" {
				params.Add(name, values.Get(name))
			}
		}
		params.Add("Nonce", "11886")
		params.Add("Signature", string(tencent.SignV1(nil, key.secret, "GET", "cvm.tencentcloudapi.com", params)))
		params.Sort()
		want := "Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Limit=20&Nonce=11886&Offset=0&Region=ap-guangzhou&SecretId=" +
			url.QueryEscape(key.id) + "&Signature=" + url.QueryEscape(key.signature) + "&Timestamp=1465185768&Version=2017-03-12"
		if got := string(params.AppendQuery(nil)); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestPresigningSaysTheLanguageAndTheToken(t *testing.T) {
	cfg := config("")
	cfg.Language, cfg.Credentials = "en-US", credential.Static(testID, testKey, "a+b/c==")
	u, err := presign(cfg, readInstances, &instances{})
	if err != nil {
		t.Fatal(err)
	}
	at, err := url.Parse(u.URL.Value())
	if err != nil || at.Query().Get("Language") != "en-US" || at.Query().Get("Token") != "a+b/c==" || at.Fragment != "" {
		t.Errorf("%v, %v", at, err)
	}
}

func TestPresigningRefuses(t *testing.T) {
	read := func(change func(op *rpc.Operation)) *rpc.Operation {
		op := *describe
		op.Effect = rpc.Read
		change(&op)
		return &op
	}
	for _, test := range []struct {
		name string
		op   *rpc.Operation
		in   *input
		want string
	}{
		{"a write", describe, &input{Name: "n"}, "msp.DescribeTask: there are presigned URLs only of operations that read and take GET, since whatever follows links would act by any other: call it instead"},
		{"no GET", read(func(op *rpc.Operation) { op.Methods = []string{"POST"} }), &input{Name: "n"}, "msp.DescribeTask: there are presigned URLs only of operations that read and take GET, since whatever follows links would act by any other: call it instead"},
		{"a file", read(func(op *rpc.Operation) { op.Multipart = true }), &input{Name: "n"}, "msp.DescribeTask: there are presigned URLs only of operations that read and take GET, since whatever follows links would act by any other: call it instead"},
		{"a common name", read(func(op *rpc.Operation) {}), &input{Name: "n", Region: "r"}, "msp.DescribeTask: the action has parameters that are named as common ones of HmacSHA256 are (Region), so that the cloud could not tell which is which: it has no presigned URL, so call it"},
		{"too long", read(func(op *rpc.Operation) {}), &input{Name: strings.Repeat("箱", 4000)}, "msp.DescribeTask: the query of the request is N bytes, and a GET signed by HmacSHA256 takes at most 32768: call the action instead, or ask for less at a time"},
		{"nothing required", read(func(op *rpc.Operation) {}), &input{}, "msp.DescribeTask: required members are not set: Name"},
	} {
		_, err := presign(config(""), test.op, test.in)
		var size *tencent.SizeError
		if errors.As(err, &size) {
			test.want = strings.Replace(test.want, "N bytes", fmt.Sprint(size.Bytes, " bytes"), 1)
		}
		if err == nil || err.Error() != test.want {
			t.Errorf("%s:\ngot  %v\nwant %s", test.name, err, test.want)
		}
	}
}

// Whoever gets the URL makes the call by it, here the browser of a user who has
// no key.
func ExampleConfig_presign() {
	cfg := tencent.Config{Region: "ap-guangzhou", Credentials: credential.Static("AKIDexample", "secret", "")}
	cfg.Now = func() time.Time { return time.Unix(1465185768, 0) }
	client := tencent.NewClient(cfg, cvm)

	// A generated client has this as client.Presign(ctx, cvm.DescribeInstancesInput{Limit: 20}).
	u, err := rpc.Presign(context.Background(), client, func() (*rpc.Operation, wire.Message) {
		return readInstances, &instances{limit: 20}
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("logs show:", u.URL)
	fmt.Println("good until", u.Expires.UTC().Format(time.DateTime))
	host, _, _ := strings.Cut(u.URL.Value(), "?")
	fmt.Println("a URL of", host)
	// Output:
	// logs show: ***
	// good until 2016-06-06 04:07:48
	// a URL of https://cvm.tencentcloudapi.com/
}

func TestPresigningTellsFaultsOfTheConfigurationAsCallsDo(t *testing.T) {
	op := *describe
	op.Effect = rpc.Read
	for _, change := range []func(c *tencent.Config){
		func(c *tencent.Config) { c.Region = "ap guangzhou" },
		func(c *tencent.Config) { c.Signature, c.Method = "MD5", "PUT" },
		func(c *tencent.Config) { c.Endpoint = "https://host/path" },
		func(c *tencent.Config) { c.Endpoint, c.RegionalEndpoint, c.Region = "", true, "" },
		func(c *tencent.Config) { c.Credentials = credential.Static("", "secret", "") },
		func(c *tencent.Config) { c.Retry.Attempts = -1 },
	} {
		cfg := config("http://127.0.0.1:1")
		change(&cfg)
		_, want := call(cfg, &op, &input{Name: "n"})
		_, got := presign(cfg, &op, &input{Name: "n"})
		if want == nil || got == nil || got.Error() != want.Error() {
			t.Errorf("got  %v\nwant %v", got, want)
		}
	}
}

func TestAPresignedURLCarriesAnyText(t *testing.T) {
	for _, text := range []string{"", " ", "+", "%20", "%", "&", "=", "a=b&c=d", "*", "~", "/?#[]@:;,", "中文", "\xff\xfe", "\x00", "\r\n", "😀"} {
		u, err := presign(config(""), readTask, &input{Name: text + "."})
		if err != nil {
			t.Fatal(err)
		}
		params := queryOf(t, u)
		if got := rpctest.ValueOf(params, "Name"); got != text+"." {
			t.Errorf("%q came as %q", text, got)
		}
		if id, err := tencent.VerifyV1("GET", "msp.tencentcloudapi.com", params, oneKey(testID, testKey)); id != testID || err != nil {
			t.Errorf("%q: verified as %q, %v", text, id, err)
		}
	}
}

// queryOf are the parameters of a presigned URL.
func queryOf(t *testing.T, u rpc.Presigned) *wire.Params {
	t.Helper()
	at, err := url.Parse(u.URL.Value())
	if err != nil {
		t.Fatal(err)
	}
	params, err := rpctest.ParseQuery(at.RawQuery)
	if err != nil {
		t.Fatal(err)
	}
	return params
}
