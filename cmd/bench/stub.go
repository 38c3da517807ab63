package main

import (
	"errors"
	"io"
	"net/http"
	"strings"
)

// errRefused is what a [gate] answers.
var errRefused = errors.New("refused by the stub")

// drain reads a request's body to its end, as any transport does.
func drain(r *http.Request) error {
	if r.Body == nil {
		return nil
	}
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		return err
	}
	return r.Body.Close()
}

// answering is a transport that reads a request and gives the same reply to
// each. Its two allocations, the response and its body, are in every figure.
type answering struct {
	reply  string
	header http.Header
}

func newAnswering(reply string) *answering {
	return &answering{reply, http.Header{"Content-Type": {"application/json"}}}
}

func (a *answering) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := drain(r); err != nil {
		return nil, err
	}
	return a.response(r), nil
}

func (a *answering) response(r *http.Request) *http.Response {
	body := new(textBody)
	body.Reset(a.reply)
	return &http.Response{
		Status:        "200 OK",
		StatusCode:    http.StatusOK,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        a.header,
		Body:          body,
		ContentLength: int64(len(a.reply)),
		Request:       r,
	}
}

// A textBody is a body in memory.
type textBody struct{ strings.Reader }

func (*textBody) Close() error { return nil }

// recording is a transport that keeps the last request and its body.
type recording struct {
	answering
	request *http.Request
	body    string
}

func newRecording(reply string) *recording {
	return &recording{answering: *newAnswering(reply)}
}

func (t *recording) RoundTrip(r *http.Request) (*http.Response, error) {
	t.request, t.body = r.Clone(r.Context()), ""
	if r.Body != nil {
		text, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		if err := r.Body.Close(); err != nil {
			return nil, err
		}
		t.body = string(text)
	}
	return t.response(r), nil
}
