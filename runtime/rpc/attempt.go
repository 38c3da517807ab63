package rpc

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync"
)

// attempt is one attempt as net/http sends it, in one piece of memory. It is
// not used again: transports, and what people put around them, may keep a
// request and close its body more than once.
type attempt struct {
	request http.Request
	url     url.URL
	body    body
	sent    sent
	reply   Reply
	from    sender
	// trace is there for requests without a body: see watch.
	trace httptrace.ClientTrace
	// values holds the values of the header, each a list of one.
	values [headerRoom]string
	count  int
}

// headerRoom is how many header fields an attempt has room for.
const headerRoom = 12

// template is what all attempts have in common.
var template = &http.Request{Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}

func newAttempt(owner *Request) *attempt {
	a := new(attempt)
	a.body.owner, a.body.sent = owner, &a.sent
	a.request.Header = make(http.Header, 8) // 8 is one group of a Go map
	return a
}

func (a *attempt) setHeader(name, value string) {
	if a.count == len(a.values) {
		a.request.Header[name] = []string{value}
		return
	}
	a.values[a.count] = value
	a.request.Header[name] = a.values[a.count : a.count+1 : a.count+1]
	a.count++
}

// http is the attempt, signed, with its body open.
//
// net/http sends some requests again by itself when a connection breaks, though
// the server may have acted on them: a GET over HTTP/1.1, and any request over
// HTTP/2 that the server gives up with a PROTOCOL_ERROR. That would be a write
// done twice, or a nonce used twice. It cannot do so with a body that it has read
// and cannot have anew: hence no GetBody, and the empty body of a GET.
func (r *Request) http(ctx context.Context) *http.Request {
	a := r.attempt
	if len(r.Body) == 0 {
		a.sent.whole = true // a transport need not read the empty body
		if !r.Operation.repeatable() {
			ctx = a.watch(ctx)
		}
	}
	header := a.request.Header
	a.request = *template.WithContext(ctx)
	a.url = r.URL
	a.request.Method, a.request.URL, a.request.Host, a.request.Header = r.Method, &a.url, r.Host, header
	if len(r.Body) > 0 || r.Method == http.MethodGet { // an empty one of a POST would be sent in chunks
		a.body.data = r.Body
		a.request.ContentLength = int64(len(r.Body))
		a.request.Body = a.body.open()
	}
	return &a.request
}

// watch finds out by the hooks of net/http whether there was a connection at all
// for a request without a body. Of a transport without these hooks it is not known,
// so that the server may have the request.
func (a *attempt) watch(ctx context.Context) context.Context {
	a.trace.GetConn = func(string) { a.sent.dial() }
	a.trace.GotConn = func(httptrace.GotConnInfo) { a.sent.connected() }
	return httptrace.WithClientTrace(ctx, &a.trace)
}

// body is the body of an attempt over a buffer of its owner, which it holds
// until it is closed. A transport may close it while another of its goroutines
// reads, and the buffer must not change under a read: hence the lock.
type body struct {
	owner  *Request
	sent   *sent
	data   []byte
	mu     sync.Mutex
	read   int
	opened bool
}

// sent tells how much of a request left for the server.
type sent struct {
	mu sync.Mutex
	// whole tells that a body was read to its end, so that the server may have
	// all of it; over, that none will be read any further; had, that there was a
	// connection, as far as that is watched.
	whole, over, had bool
}

// dial notes that a connection is looked for.
func (s *sent) dial() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.whole = s.had
}

// connected notes that there is a connection.
func (s *sent) connected() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.whole, s.had = true, true
}

// end keeps what is left of the body from being read, and reports whether the
// server may have all of it.
func (s *sent) end() (whole bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.over = true
	return s.whole
}

// allow reports whether the last piece of a body may be read, and notes it.
func (s *sent) allow(last bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return false
	}
	s.whole = s.whole || last
	return true
}

// open makes the body readable and takes a hold on the owner's buffers.
func (b *body) open() io.ReadCloser {
	b.owner.holders.Add(1)
	b.opened = true
	return b
}

var errBodyClosed = errors.New("rpc: the request's body was read after it was closed")

// Read reads on, until the body is closed.
func (b *body) Read(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case !b.opened:
		return 0, errBodyClosed
	case b.read == len(b.data):
		b.sent.allow(true)
		return 0, io.EOF
	}
	rest := b.data[b.read:]
	if !b.sent.allow(len(p) >= len(rest)) {
		return 0, errBodyClosed
	}
	n := copy(p, rest)
	b.read += n
	return n, nil
}

// Close gives up the hold, once.
func (b *body) Close() error {
	b.mu.Lock()
	held := b.opened
	b.opened = false
	b.mu.Unlock()
	if held {
		b.owner.release()
	}
	return nil
}
