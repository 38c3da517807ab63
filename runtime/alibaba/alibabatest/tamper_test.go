package alibabatest_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/alibaba/alibabatest"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

// parcel is a request on its way, whose body can be changed.
type parcel struct {
	*http.Request
	body []byte
}

// tamper is a transport that changes each request before it is sent.
type tamper func(*parcel)

func (change tamper) RoundTrip(r *http.Request) (*http.Response, error) {
	p := &parcel{Request: r.Clone(r.Context())}
	if r.Body != nil {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		p.body = body
	}
	change(p)
	p.Body, p.ContentLength = io.NopCloser(bytes.NewReader(p.body)), int64(len(p.body))
	return http.DefaultTransport.RoundTrip(p.Request)
}

// signV3 signs what the parcel is by now with the server's key.
func (p *parcel) signV3() {
	query, err := rpctest.ParseQuery(p.URL.RawQuery)
	if err != nil { // it is signed all the same: the signature is not looked at
		query = new(wire.Params)
	}
	p.Header.Set("x-acs-content-sha256", string(alibaba.ContentSHA256(nil, p.body)))
	p.Header.Set("Authorization", string(alibaba.SignV3(nil, alibabatest.AccessKeyID, alibabatest.AccessKeySecret,
		&alibaba.V3Request{Method: p.Method, Host: p.Host, Query: query, Header: p.Header})))
}

// signV2 signs the parcel's query, changed, and its form with the server's key.
func (p *parcel) signV2(change func(map[string]string)) {
	parameters := map[string]string{}
	for name, values := range p.URL.Query() {
		parameters[name] = values[0]
	}
	delete(parameters, "Signature")
	change(parameters)
	query, all := new(wire.Params), new(wire.Params)
	for name, value := range parameters {
		query.Add(name, value)
	}
	all.AddAll(query)
	if form, err := rpctest.ParseQuery(string(p.body)); err == nil {
		all.AddAll(form)
	}
	query.Add("Signature", string(alibaba.SignV2(nil, alibabatest.AccessKeySecret, p.Method, all)))
	p.URL.RawQuery = string(query.AppendQuery(nil))
}

// ahead is a clock that differs from the right one.
func ahead(d time.Duration) func() time.Time {
	return func() time.Time { return time.Now().Add(d) }
}

// replay sends every request twice, and answers with the second reply.
type replay struct{ t testing.TB }

func (r replay) RoundTrip(request *http.Request) (*http.Response, error) {
	var again *http.Request
	first, err := tamper(func(p *parcel) {
		again = p.Request.Clone(p.Context())
		again.Body = io.NopCloser(bytes.NewReader(p.body))
		again.ContentLength = int64(len(p.body))
	}).RoundTrip(request)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(first.Body)
	if err != nil || first.StatusCode != http.StatusOK {
		r.t.Errorf("the first request was answered with %s (%v)", text, err)
	}
	first.Body.Close()
	return http.DefaultTransport.RoundTrip(again)
}

// replace is a parcel in whose query and form one text stands for another.
func replace(old, text string) tamper {
	return func(p *parcel) {
		p.URL.RawQuery = strings.Replace(p.URL.RawQuery, old, text, 1)
		p.body = bytes.Replace(p.body, []byte(old), []byte(text), 1)
	}
}

// header sets a header field, or takes it away, after the request was signed.
func header(name, value string) tamper {
	return func(p *parcel) {
		if p.Header.Del(name); value != "" {
			p.Header.Set(name, value)
		}
	}
}

// setNonce signs the parcel with another nonce, by a key.
func (p *parcel) setNonce(nonce, id, secret string) {
	query, _ := rpctest.ParseQuery(p.URL.RawQuery)
	if p.Header.Get("Authorization") != "" {
		p.Header.Set("x-acs-signature-nonce", nonce)
		p.Header.Set("Authorization", string(alibaba.SignV3(nil, id, secret,
			&alibaba.V3Request{Method: p.Method, Host: p.Host, Query: query, Header: p.Header})))
		return
	}
	values := p.URL.Query()
	values.Set("SignatureNonce", nonce)
	values.Del("Signature")
	query, _ = rpctest.ParseQuery(values.Encode())
	all := new(wire.Params)
	all.AddAll(query)
	form, _ := rpctest.ParseQuery(string(p.body))
	all.AddAll(form)
	query.Add("Signature", string(alibaba.SignV2(nil, secret, p.Method, all)))
	p.URL.RawQuery = string(query.AppendQuery(nil))
}
