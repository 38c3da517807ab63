package alibaba_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

func TestMain(m *testing.M) {
	for _, name := range []string{alibaba.EnvAccessKeyID, alibaba.EnvAccessKeySecret, alibaba.EnvSecurityToken, alibaba.EnvRegion} {
		os.Unsetenv(name)
	}
	os.Exit(m.Run())
}

const (
	testID    = "LTAItest0123456789"
	testKey   = "key-0123456789"
	testToken = "token-0123456789+/="
)

var (
	ecs = &rpc.Service{Name: "ecs", Version: "2014-05-26", Endpoints: rpc.Endpoints{
		Default: "ecs.aliyuncs.com", Regional: "ecs.{region}.aliyuncs.com", VPC: "ecs-vpc.{region}.aliyuncs.com",
		Hosts:    map[string]string{"cn-hangzhou": "ecs-cn-hangzhou.aliyuncs.com"},
		VPCHosts: map[string]string{"cn-odd": "ecs.vpc-proxy.aliyuncs.com"},
	}}
	smc = &rpc.Service{Name: "smc", Version: "2019-06-01", Endpoints: rpc.Endpoints{Default: "smc.aliyuncs.com"}}
	sag = &rpc.Service{Name: "smartag", Version: "2018-03-13", Endpoints: rpc.Endpoints{Regional: "smartag.{region}.aliyuncs.com"}}

	describe = &rpc.Operation{Service: ecs, Action: "DescribeThings"}
)

// input is the input of all actions here: a parameter of each place and style.
type input struct {
	RegionID string
	Name     string
	Limit    *uint64
	Disks    []disk
	Tags     []tag
	IDs      []string
	Filter   map[string]string
	Note     string
	File     string
	Trace    string
}

type disk struct {
	Size int64
	Part []int64
}

func (d *disk) WireMembers(c *wire.Codec) {
	c.Int64("Size", &d.Size)
	wire.List(c, "Part", &d.Part, (*wire.Codec).Int64)
}

type tag struct{ Key, Value string }

func (t *tag) WireMembers(c *wire.Codec) {
	c.String("Key", &t.Key)
	c.String("Value", &t.Value)
}

func (in *input) WireMembers(c *wire.Codec) {
	c.In(wire.Host).OmitZero().String("RegionId", &in.RegionID)
	c.Required().String("Name", &in.Name)
	wire.Optional(c, "Limit", &in.Limit, (*wire.Codec).Uint64)
	wire.List(c, "Disk", &in.Disks, wire.Struct)
	wire.List(c.As(wire.JSON), "Tags", &in.Tags, wire.Struct)
	wire.List(c.As(wire.Simple), "Ids", &in.IDs, (*wire.Codec).String)
	wire.Map(c.In(wire.Query), "Filter", &in.Filter, (*wire.Codec).String)
	c.OmitZero().In(wire.Query).String("Note", &in.Note)
	c.OmitZero().In(wire.Body).String("File", &in.File)
	c.OmitZero().In(wire.Header).String("x-acs-trace-id", &in.Trace)
}

// output is the output of all actions here.
type output struct {
	Status    string
	Limit     uint64
	Tags      []tag
	RequestID string
}

func (out *output) WireMembers(c *wire.Codec) {
	c.String("Status", &out.Status)
	c.Uint64("Limit", &out.Limit)
	wire.List(c.Wrapped("Tag"), "Tags", &out.Tags, wire.Struct)
	c.String("RequestId", &out.RequestID)
}

const (
	answer    = `{"Status":"ok","Limit":7,"Tags":{"Tag":[{"Key":"k","Value":"v"}]},"RequestId":"1234-abcd"}`
	answerXML = `<?xml version="1.0" encoding="UTF-8"?><DescribeThingsResponse><RequestId>1234-abcd</RequestId><Status>ok</Status><Limit>7</Limit><Tags><Tag><Key>k</Key><Value>v</Value></Tag></Tags></DescribeThingsResponse>`
)

// seen is a request that a server got.
type seen struct {
	*http.Request
	body string
}

// serve answers every request by the same bytes, and keeps the last one.
func serve(t testing.TB, status int, body string, header ...string) (at string, last *seen) {
	last = new(seen)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		*last = seen{r.Clone(context.Background()), string(text)}
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(s.Close)
	return s.URL, last
}

var testTime = time.Date(2026, 11, 22, 23, 59, 59, 5, time.FixedZone("UTC+8", 8*3600))

// config is one for a server of a test.
func config(at string) alibaba.Config {
	return alibaba.Config{
		Credentials: credential.Static(testID, testKey, ""), Region: "cn-shanghai", Endpoint: at,
		Options: rpc.Options{Now: func() time.Time { return testTime }, Retry: retry.Never},
	}
}

func call(cfg alibaba.Config, op *rpc.Operation, in *input) (*output, error) {
	return rpc.Call[output](context.Background(), alibaba.NewClient(cfg, op.Service), op, in)
}

// verify verifies a request as the cloud does: by what came in alone.
func verify(r *seen) (id string, err error) {
	query, err := rpctest.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return "", err
	}
	if authorization := r.Header.Get("Authorization"); authorization != "" {
		return alibaba.VerifyV3(authorization, &alibaba.V3Request{
			Method: r.Method, Host: r.Host, Query: query, Header: r.Header, Body: []byte(r.body),
		}, oneKey(testID, testKey))
	}
	form, err := rpctest.ParseQuery(r.body)
	if err != nil {
		return "", err
	}
	query.AddAll(form)
	return alibaba.VerifyV2(r.Method, query, oneKey(testID, testKey))
}

// lines are the parameters of a query or form, a line each, without what
// differs from call to call.
func lines(t *testing.T, text string) string {
	t.Helper()
	p, err := rpctest.ParseQuery(text)
	if err != nil {
		t.Fatal(err)
	}
	p.Sort()
	var all []string
	for i := range p.Len() {
		name, value := p.At(i)
		if n := string(name); n == "Signature" || n == "SignatureNonce" {
			value = []byte("…")
		}
		all = append(all, string(name)+"="+string(value))
	}
	return strings.Join(all, "\n")
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
