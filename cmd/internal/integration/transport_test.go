package integration

import (
	"bytes"
	"io"
	"net/http"
	"time"
)

// tamper is a transport that changes the body of each request, or the query of
// one without a body.
type tamper func(string) string

func (change tamper) RoundTrip(r *http.Request) (*http.Response, error) {
	changed, body, err := read(r)
	if err != nil {
		return nil, err
	}
	if len(body) == 0 {
		changed.URL.RawQuery = change(changed.URL.RawQuery)
	}
	fill(changed, []byte(change(string(body))))
	return http.DefaultTransport.RoundTrip(changed)
}

// replay is a transport that sends each request again, after a while on the
// clock, and answers as the second one was answered.
type replay struct{ wait func() }

func (again replay) RoundTrip(r *http.Request) (*http.Response, error) {
	copied, body, err := read(r)
	if err != nil {
		return nil, err
	}
	fill(copied, body)
	first, err := http.DefaultTransport.RoundTrip(copied)
	if err != nil {
		return nil, err
	}
	if _, err := io.Copy(io.Discard, first.Body); err != nil {
		return nil, err
	}
	first.Body.Close()
	again.wait()
	fill(copied, body)
	return http.DefaultTransport.RoundTrip(copied)
}

// read copies a request, and takes its body.
func read(r *http.Request) (copied *http.Request, body []byte, err error) {
	if r.Body != nil {
		body, err = io.ReadAll(r.Body)
		r.Body.Close()
	}
	return r.Clone(r.Context()), body, err
}

func fill(r *http.Request, body []byte) {
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
}

// off is a clock that differs from the right one.
func off(by time.Duration) func() time.Time {
	return func() time.Time { return time.Now().Add(by) }
}
