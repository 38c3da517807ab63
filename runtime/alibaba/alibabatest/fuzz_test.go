package alibabatest_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/alibaba/alibabatest"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

// fuzzTime is when all fuzzed requests come.
var fuzzTime = time.Unix(1_700_000_000, 0)

const fuzzDate = "2023-11-14T22:13:20Z"

// How a fuzzed request is signed, so that fuzzing gets past the signature too.
const (
	asItComes = iota
	signedV3
	signedV2
	waysToSign
)

func FuzzAnyRequestIsAnswered(f *testing.F) {
	const form = "application/x-www-form-urlencoded"
	f.Add("POST", "/", "Name=n&Label.1.Name=a&Data=AP8%3D", form, "", "Letter=%20+%25", "application/json", byte(signedV3))
	f.Add("GET", "/", "Name=n&Notes=%5B%7B%22Name%22%3A%22a%22%7D%5D&Ids=a,b", "", "", "", "application/xml", byte(signedV3))
	f.Add("GET", "/", "Name=n&Label.1.Name=%20+%25&Filter.a=b", "", "", "", "", byte(signedV2))
	f.Add("POST", "/", "Format=XML", form, "", "Name=n&Limit=3&Open=true", "", byte(signedV2))
	f.Add("POST", "/x", "a=b", "text/plain", "ACS3-HMAC-SHA256 Credential=a,SignedHeaders=content-type;host,Signature=00", "", "*/*", byte(asItComes))
	s := start(f, func(_ context.Context, in boxInput) (*boxOutput, error) { return &boxOutput{BoxID: in.Name}, nil })
	s.SetClock(func() time.Time { return fuzzTime })
	f.Fuzz(func(t *testing.T, method, path, query, contentType, authorization, body, accept string, way byte) {
		r := &http.Request{
			Method: method, URL: &url.URL{Path: path, RawQuery: query}, Host: "store.example.com",
			Header: http.Header{"Content-Type": {contentType}, "Authorization": {authorization}, "Accept": {accept}},
		}
		switch way % waysToSign {
		case signedV3:
			signFuzzedV3(r, body)
		case signedV2:
			signFuzzedV2(r, body)
		}
		r.Body = io.NopCloser(strings.NewReader(body))
		reply := httptest.NewRecorder()
		s.ServeHTTP(reply, r)
		if reply.Code != http.StatusOK {
			checkError(t, reply.Body.Bytes())
		} else if !strings.Contains(reply.Body.String(), s.Requests()[0].RequestID) {
			t.Errorf("no request id: %s", reply.Body)
		}
		s.Forget()
	})
}

// fuzzedNonce is a new one for each request of a process.
var fuzzedNonce int64

func nextNonce() string {
	fuzzedNonce++
	return strconv.FormatInt(fuzzedNonce, 10)
}

// signFuzzedV3 signs a request, if its query can be read at all.
func signFuzzedV3(r *http.Request, body string) {
	query, err := rpctest.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return
	}
	for name, value := range map[string]string{
		"x-acs-action": "PutBox", "x-acs-version": store.Version, "x-acs-date": fuzzDate, "x-acs-signature-nonce": nextNonce(),
		"x-acs-content-sha256": string(alibaba.ContentSHA256(nil, []byte(body))),
	} {
		r.Header.Set(name, value)
	}
	r.Header.Set("Authorization", string(alibaba.SignV3(nil, alibabatest.AccessKeyID, alibabatest.AccessKeySecret,
		&alibaba.V3Request{Method: r.Method, Host: r.Host, Query: query, Header: r.Header})))
}

// signFuzzedV2 adds the common parameters to the query, and signs them with
// those of the form, if they can be read at all.
func signFuzzedV2(r *http.Request, body string) {
	r.Header.Del("Authorization")
	query, err := rpctest.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return
	}
	for _, p := range [][2]string{
		{"Action", "PutBox"}, {"Version", store.Version}, {"Timestamp", fuzzDate}, {"AccessKeyId", alibabatest.AccessKeyID},
		{"SignatureMethod", "HMAC-SHA1"}, {"SignatureVersion", "1.0"}, {"SignatureNonce", nextNonce()},
	} {
		query.Add(p[0], p[1])
	}
	all := new(wire.Params)
	all.AddAll(query)
	if form, err := rpctest.ParseQuery(body); err == nil {
		all.AddAll(form)
	}
	query.Add("Signature", string(alibaba.SignV2(nil, alibabatest.AccessKeySecret, r.Method, all)))
	r.URL.RawQuery = string(query.AppendQuery(nil))
}
