package tencent_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/wire"
)

const (
	testID    = "AKIDtest0123456789"
	testKey   = "key-0123456789"
	testToken = "token-0123456789"
)

var (
	msp = &rpc.Service{Name: "msp", Version: "2018-03-19", Endpoints: rpc.Endpoints{
		Default: "msp.tencentcloudapi.com", Regional: "msp.{region}.tencentcloudapi.com",
	}}
	describe = &rpc.Operation{Service: msp, Action: "DescribeTask"}
	upload   = &rpc.Operation{Service: msp, Action: "UploadFile", Multipart: true}
)

// input is the input of all actions here.
type input struct {
	Name    string
	Limit   *uint64
	Tags    []tag
	File    []byte
	Region  string
	Secrets map[string]string
}

type tag struct{ Key, Value string }

func (t *tag) WireMembers(c *wire.Codec) {
	c.String("Key", &t.Key)
	c.String("Value", &t.Value)
}

func (in *input) WireMembers(c *wire.Codec) {
	c.Required().String("Name", &in.Name)
	wire.Optional(c, "Limit", &in.Limit, (*wire.Codec).Uint64)
	wire.List(c, "Tags", &in.Tags, wire.Struct)
	c.OmitZero().Bytes("File", &in.File)
	c.OmitZero().String("Region", &in.Region)
	wire.Map(c, "Secrets", &in.Secrets, (*wire.Codec).String)
}

// output is the output of all actions here.
type output struct {
	Status    string
	Limit     uint64
	RequestID string
}

func (out *output) WireMembers(c *wire.Codec) {
	c.String("Status", &out.Status)
	c.Uint64("Limit", &out.Limit)
	c.String("RequestId", &out.RequestID)
}

const answer = `{"Response":{"Status":"ok","Limit":7,"RequestId":"1234-abcd"}}`

// seen is a request that a server got.
type seen struct {
	*http.Request
	body string
}

// serve answers every request by the same bytes, and keeps the last one.
func serve(t testing.TB, status int, body string) (at string, last *seen) {
	last = new(seen)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		*last = seen{r.Clone(context.Background()), string(text)}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(s.Close)
	return s.URL, last
}

var testTime = time.Date(2026, 11, 22, 23, 59, 59, 0, time.UTC)

// config is one for a server of a test.
func config(at string) tencent.Config {
	return tencent.Config{
		Credentials: credential.Static(testID, testKey, ""), Region: "ap-guangzhou", Endpoint: at,
		Options: rpc.Options{Now: func() time.Time { return testTime }, Retry: retry.Never},
	}
}

func call(cfg tencent.Config, op *rpc.Operation, in *input) (*output, error) {
	return rpc.Call[output](context.Background(), tencent.NewClient(cfg, op.Service), op, in)
}

// verify verifies a request as the cloud does: by what came in alone.
func verify(r *seen) (id string, err error) {
	if authorization := r.Header.Get("Authorization"); authorization != "" {
		seconds, err := strconv.ParseInt(r.Header.Get("X-TC-Timestamp"), 10, 64)
		if err != nil {
			return "", err
		}
		return tencent.VerifyTC3(authorization, &tencent.TC3Request{
			Service: "msp", Time: time.Unix(seconds, 0), Method: r.Method, Host: r.Host,
			ContentType: r.Header.Get("Content-Type"), Query: r.URL.RawQuery, Body: []byte(r.body), Header: r.Header,
		}, oneKey(testID, testKey))
	}
	params, err := paramsV1(r)
	if err != nil {
		return "", err
	}
	return tencent.VerifyV1(r.Method, r.Host, params, oneKey(testID, testKey))
}

// paramsV1 are the parameters of a request under signature v1.
func paramsV1(r *seen) (*wire.Params, error) {
	text := r.URL.RawQuery
	if r.Method == http.MethodPost {
		if text != "" || r.Header.Get("Content-Type") != "application/x-www-form-urlencoded" {
			return nil, fmt.Errorf("a POST of %s with the query %q", r.Header.Get("Content-Type"), text)
		}
		text = r.body
	}
	values, err := url.ParseQuery(text)
	params := new(wire.Params)
	for name, list := range values {
		for _, value := range list {
			params.Add(name, value)
		}
	}
	return params, err
}

// asJSON is a JSON text without space and with sorted members.
func asJSON(t *testing.T, text string) string {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	sorted, _ := json.Marshal(value)
	return string(sorted)
}

// sortedQuery is a query or form as the names and values in it, a line each,
// without what differs from call to call.
func sortedQuery(t *testing.T, query string) string {
	t.Helper()
	values, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Nonce", "Signature"} {
		if values.Has(name) {
			values.Set(name, "…")
		}
	}
	text, _ := url.QueryUnescape(values.Encode())
	return strings.ReplaceAll(text, "&", "\n")
}
