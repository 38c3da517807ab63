package alibaba_test

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

var readThings = &rpc.Operation{Service: ecs, Action: "DescribeThings", Effect: rpc.Read}

// hosts is the input of the vendor's example.
type hosts struct {
	region string
	tags   []tag
}

func (in *hosts) WireMembers(c *wire.Codec) {
	c.In(wire.Host).OmitZero().String("RegionId", &in.region)
	wire.List(c.In(wire.Body), "Tag", &in.tags, wire.Struct)
}

func presign(cfg alibaba.Config, op *rpc.Operation, in wire.Message) (rpc.Presigned, error) {
	return rpc.Presign(context.Background(), alibaba.NewClient(cfg, op.Service), func() (*rpc.Operation, wire.Message) { return op, in })
}

func TestAPresignedURLIsThatOfTheVendorsExample(t *testing.T) {
	op := &rpc.Operation{Service: ecs, Action: "DescribeDedicatedHosts", Effect: rpc.Read}
	cfg := alibaba.Config{Credentials: credential.Static(exampleID, exampleKey, ""), Region: "cn-beijing"}
	cfg.Now = func() time.Time { return time.Date(2023, 3, 13, 8, 34, 30, 0, time.UTC) }
	u, err := presign(cfg, op, &hosts{tags: []tag{{"testkey", "testvalue"}}})
	if err != nil {
		t.Fatal(err)
	}
	host, query, _ := strings.Cut(u.URL.Value(), "?")
	params, err := rpctest.ParseQuery(query)
	if err != nil || host != "https://ecs.cn-beijing.aliyuncs.com/" {
		t.Fatalf("%s: %v", host, err)
	}
	if id, err := alibaba.VerifyV2("GET", params, oneKey(exampleID, exampleKey)); id != exampleID || err != nil {
		t.Errorf("verified as %q, %v", id, err)
	}

	// The vendor's differs in the nonce, and so in the signature.
	same := new(wire.Params)
	for i := range params.Len() {
		if name, value := params.At(i); string(name) == "SignatureNonce" {
			same.Add("SignatureNonce", "edb2b34af0af9a6d14deaf7c1a5315eb")
		} else if string(name) != "Signature" {
			same.Add(string(name), string(value))
		}
	}
	signature := string(alibaba.SignV2(nil, exampleKey, "GET", same))
	same.Add("Signature", signature)
	const want = "https://ecs.cn-beijing.aliyuncs.com/?AccessKeyId=testid&Action=DescribeDedicatedHosts&Format=JSON&RegionId=cn-beijing&SignatureMethod=HMAC-SHA1&SignatureNonce=edb2b34af0af9a6d14deaf7c1a5315eb&SignatureVersion=1.0&Tag.1.Key=testkey&Tag.1.Value=testvalue&Timestamp=2023-03-13T08%3A34%3A30Z&Version=2014-05-26&Signature=fRmq1o6saIIjVlawOy%2Bo6jDU9JQ%3D"
	if got := host + "?" + string(same.AppendQuery(nil)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestPresigningCarriesThePlacesOfAllParameters(t *testing.T) {
	in := awkward()
	in.Trace = ""
	cfg := config("")
	cfg.Format, cfg.VPC = alibaba.XML, true
	u, err := presign(cfg, readThings, in)
	if err != nil {
		t.Fatal(err)
	}
	host, query, _ := strings.Cut(u.URL.Value(), "?")
	params, err := rpctest.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	get := func(name string) string { return rpctest.ValueOf(params, name) }
	if get("Name") != in.Name || get("File") != in.File || get("Note") != in.Note || get("Format") != "XML" || !strings.Contains(host, "ecs-vpc.") {
		t.Errorf("got %s?%s", host, query)
	}
	if id, err := alibaba.VerifyV2("GET", params, oneKey(testID, testKey)); id != testID || err != nil {
		t.Errorf("verified as %q, %v", id, err)
	}
}

func TestPresigningRefuses(t *testing.T) {
	for _, test := range []struct {
		name string
		op   *rpc.Operation
		in   wire.Message
		want string
	}{
		{"a write", describe, &input{Name: "n"}, "ecs.DescribeThings: there are presigned URLs only of operations that read"},
		{"a parameter in the header", readThings, &input{Name: "n", Trace: "t"}, "ecs.DescribeThings: the parameter x-acs-trace-id goes into the header, which a URL has not: leave it out, or call the action instead"},
		{"a common name", readThings, &named{"Format"}, "ecs.DescribeThings: the action has parameters that are named as common ones of HMAC-SHA1 are (Format), so that the cloud could not tell which is which: it has no presigned URL, so call it"},
		{"a wrong region", readThings, &input{Name: "n", RegionID: "cn/hangzhou"}, `ecs.DescribeThings: the region "cn/hangzhou" of the call`},
	} {
		cfg := config("")
		if _, err := presign(cfg, test.op, test.in); err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s:\ngot  %v\nwant %s", test.name, err, test.want)
		}
	}
}

// named is an input of one parameter.
type named struct{ name string }

func (in *named) WireMembers(c *wire.Codec) { c.String(in.name, &in.name) }

func TestAPresignedURLCarriesAnyText(t *testing.T) {
	for _, text := range hostile {
		u, err := presign(config(""), readThings, &input{Name: text + "."})
		if err != nil {
			t.Fatal(err)
		}
		params := queryOf(t, u)
		if got := rpctest.ValueOf(params, "Name"); got != text+"." {
			t.Errorf("%q came as %q", text, got)
		}
		if id, err := alibaba.VerifyV2("GET", params, oneKey(testID, testKey)); id != testID || err != nil {
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
