package tencenttest_test

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/tencent/tencenttest"
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

// signTC3 signs what the parcel is by now with the server's key, but for change.
func (p *parcel) signTC3(change func(*tencent.TC3Request)) {
	seconds, _ := strconv.ParseInt(p.Header.Get("X-Tc-Timestamp"), 10, 64)
	signed := &tencent.TC3Request{
		Service: store.Name, Time: time.Unix(seconds, 0), Method: p.Method, Host: p.Host,
		ContentType: p.Header.Get("Content-Type"), Query: p.URL.RawQuery, Body: p.body, Header: p.Header,
	}
	if change != nil {
		change(signed)
	}
	p.Header.Set("Authorization", string(tencent.SignTC3(nil, tencenttest.SecretID, tencenttest.SecretKey, signed)))
}

// signV1 signs the parcel's query, changed, with the server's key.
func (p *parcel) signV1(change func(map[string]string)) {
	parameters := map[string]string{}
	for name, values := range p.URL.Query() {
		parameters[name] = values[0]
	}
	change(parameters)
	list := new(wire.Params)
	for name, value := range parameters {
		if name != "Signature" {
			list.Add(name, value)
		}
	}
	list.Add("Signature", string(tencent.SignV1(nil, tencenttest.SecretKey, p.Method, p.Host, list)))
	p.URL.RawQuery = string(list.AppendQuery(nil))
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
	if err != nil || bytes.Contains(text, []byte(`"Error"`)) {
		r.t.Errorf("the first request was answered with %s (%v)", text, err)
	}
	first.Body.Close()
	return http.DefaultTransport.RoundTrip(again)
}
