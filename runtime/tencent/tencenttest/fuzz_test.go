package tencenttest_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/tencent/tencenttest"
	"github.com/signet-gen/signet/runtime/wire"
)

// fuzzTime is when all fuzzed requests come.
var fuzzTime = time.Unix(1_700_000_000, 0)

// How a fuzzed request is signed, so that fuzzing gets past the signature too.
const (
	asItComes = iota
	signedTC3
	signedV1
	waysToSign
)

func FuzzAnyRequestIsAnsweredByAnEnvelope(f *testing.F) {
	f.Add("POST", "/", "", "application/json", "", `{"Name":"n","Labels":[{"Name":"a","Text":null}],"Data":"AP8="}`, byte(signedTC3))
	f.Add("GET", "/", "Name=n&Labels.0.Name=a&Limit=3&Open=true", "application/x-www-form-urlencoded", "", "", byte(signedTC3))
	f.Add("POST", "/", "", "multipart/form-data; boundary=x", "", "--x\r\nContent-Disposition: form-data; name=\"Name\"\r\n\r\nn\r\n--x\r\nContent-Disposition: form-data; name=\"Labels\"\r\nContent-Type: application/json\r\n\r\n[]\r\n--x--\r\n", byte(signedTC3))
	f.Add("GET", "/", "Name=n&Labels.0.Name=%20+%25", "", "", "", byte(signedV1))
	f.Add("POST", "/", "", "application/x-www-form-urlencoded", "", "Name=n&Data=AA%3D%3D", byte(signedV1))
	f.Add("POST", "/x", "a=b", "text/plain", "TC3-HMAC-SHA256 Credential=a/2023-11-14/store/tc3_request, SignedHeaders=content-type;host, Signature=00", "", byte(asItComes))
	s := start(f, func(_ context.Context, in boxInput) (*boxOutput, error) { return &boxOutput{BoxID: in.Name}, nil })
	s.SetClock(func() time.Time { return fuzzTime })
	f.Fuzz(func(t *testing.T, method, path, query, contentType, authorization, body string, way byte) {
		r := &http.Request{
			Method: method, URL: &url.URL{Path: path, RawQuery: query}, Host: "store.example.com",
			Header: http.Header{"Content-Type": {contentType}, "Authorization": {authorization}},
		}
		switch way % waysToSign {
		case signedTC3:
			signFuzzed(r, body)
		case signedV1:
			body = signFuzzedV1(r, body)
		}
		r.Body = io.NopCloser(strings.NewReader(body))
		reply := httptest.NewRecorder()
		s.ServeHTTP(reply, r)
		if reply.Code != http.StatusOK {
			t.Errorf("the status is %d", reply.Code)
		}
		checkEnvelope(t, reply.Body.Bytes())
		s.Forget()
	})
}

// signFuzzed signs a request by TC3, whatever it is.
func signFuzzed(r *http.Request, body string) {
	action := "PutBox"
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart") {
		action = "PutFile"
	}
	r.Header.Set("X-Tc-Action", action)
	r.Header.Set("X-Tc-Version", store.Version)
	r.Header.Set("X-Tc-Timestamp", "1700000000")
	r.Header.Set("Authorization", string(tencent.SignTC3(nil, tencenttest.SecretID, tencenttest.SecretKey, &tencent.TC3Request{
		Service: store.Name, Time: fuzzTime, Method: r.Method, Host: r.Host,
		ContentType: r.Header.Get("Content-Type"), Query: r.URL.RawQuery, Body: []byte(body),
	})))
}

// fuzzedNonce is a new one for each request of a process.
var fuzzedNonce int64

// signFuzzedV1 adds the common parameters to those of the query or form, and
// signs them if they can be read at all. It returns the body.
func signFuzzedV1(r *http.Request, body string) string {
	r.Header.Del("Authorization")
	text := body
	if r.Method == http.MethodGet {
		text = r.URL.RawQuery
	}
	values, err := url.ParseQuery(text)
	if err != nil {
		return body
	}
	fuzzedNonce++
	list := new(wire.Params)
	for name, all := range values {
		list.Add(name, all[0])
	}
	for _, p := range [][2]string{{"Action", "PutBox"}, {"Version", store.Version}, {"Timestamp", "1700000000"}, {"SecretId", tencenttest.SecretID}} {
		if !values.Has(p[0]) {
			list.Add(p[0], p[1])
		}
	}
	list.AddInt("Nonce", fuzzedNonce)
	list.Add("Signature", string(tencent.SignV1(nil, tencenttest.SecretKey, r.Method, r.Host, list)))
	text = string(list.AppendQuery(nil))
	if r.Method == http.MethodGet {
		r.URL.RawQuery = text
		return body
	}
	return text
}
