package rpc_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/rpc"
)

// echoHandler answers by what it was sent, and breaks every seventh call off
// in the middle of the body.
func echoHandler(broken *sync.Map) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Break") != "" {
			_, _ = io.CopyN(io.Discard, r.Body, 10)
			broken.Store(r.RemoteAddr, true)
			panic(http.ErrAbortHandler)
		}
		text, err := io.ReadAll(r.Body)
		if err == nil {
			_, _ = w.Write(text)
		}
	}
}

// Buffers are shared by calls one after the other. No call may see another's
// bytes, however early the server answers or the caller goes away.
func TestCallsDoNotMixTheirBuffers(t *testing.T) {
	var broken sync.Map
	for _, http2 := range []bool{false, true} {
		s := httptest.NewUnstartedServer(echoHandler(&broken))
		s.EnableHTTP2 = http2
		s.Config.ErrorLog = log.New(io.Discard, "", 0) // callers that go away are meant to
		s.StartTLS()
		transport := s.Client().Transport
		var calls sync.WaitGroup
		for g := range 16 {
			calls.Go(func() {
				for i := range 30 {
					echoOnce(t, transport, s.URL, g, i)
				}
			})
		}
		calls.Wait()
		s.Close()
	}
}

// echoOnce makes one call of many: some are cancelled in the middle, some
// broken off by the server.
func echoOnce(t *testing.T, transport http.RoundTripper, at string, g, i int) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	mode := (g + i) % 7
	options := rpc.Options{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		if mode == 1 {
			r.Header.Set("X-Break", "1")
		}
		if mode == 2 {
			time.AfterFunc(time.Duration(i)*20*time.Microsecond, cancel)
		}
		return transport.RoundTrip(r)
	})}
	want := strings.Repeat(fmt.Sprintf("%d-%d;", g, i), 1+1000*(i%11))
	out, err := call(t, ctx, at, options, &echo{Text: want})
	switch {
	case mode == 1 && err == nil:
		t.Errorf("call %d-%d was broken off, and knows nothing of it", g, i)
	case mode == 2 && err != nil && !errors.Is(err, context.Canceled):
		t.Errorf("call %d-%d was cancelled: %v", g, i, err)
	case mode != 1 && mode != 2 && err != nil:
		t.Errorf("call %d-%d: %v", g, i, err)
	case err == nil && out.Text != want:
		t.Errorf("call %d-%d got the bytes of another call", g, i)
	}
}

func TestBodiesAreReadOnlyUntilTheyAreClosed(t *testing.T) {
	var kept *http.Request
	options := rpc.Options{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		kept = r
		return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader("{}"))}, nil
	})}
	_, _ = call(t, context.Background(), "http://h/", options, &echo{Text: "first"})
	for range 100 { // the buffers of the first call must not serve these
		_, _ = call(t, context.Background(), "http://h/", rpc.Options{Transport: roundTrip(closing)}, &echo{Text: "other"})
	}
	if text, err := io.ReadAll(kept.Body); string(text) != `{"Text":"first"}` || err != nil {
		t.Errorf("the body of a call that has ended reads %s, %v", text, err)
	}
	for range 2 { // closing twice is closing once
		if err := kept.Body.Close(); err != nil {
			t.Error(err)
		}
	}
	if n, err := kept.Body.Read(make([]byte, 9)); n != 0 || err == nil || err == io.EOF {
		t.Errorf("a closed body gives %d bytes, %v", n, err)
	}
	if kept.Header.Get("X-Id") != "key-id-1" {
		t.Errorf("the header of a call that has ended was changed: %v", kept.Header)
	}
}

func TestATransportMaySpoilItsRequest(t *testing.T) {
	at, _ := serve(t, 200, `{"Text":"answer"}`)
	host := strings.TrimPrefix(at, "http://")
	c := client(t, "http://example.com/", rpc.Options{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		if r.URL.Host != "example.com" || r.Host != "example.com" || r.Header["X-Id"][0] != "key-id-1" {
			t.Errorf("the request of another call shows: %s %s %v", r.URL, r.Host, r.Header)
		}
		r.URL.Host, r.Host, r.Header["X-Id"][0] = host, host, "spoilt"
		return http.DefaultTransport.RoundTrip(r)
	})})
	for range 3 {
		if _, err := rpc.Call[echo](context.Background(), c, operation, &echo{Text: "x"}); err != nil {
			t.Fatal(err)
		}
	}
}

// closing is a transport that reads and closes the body, and answers nothing.
func closing(r *http.Request) (*http.Response, error) {
	_, _ = io.Copy(io.Discard, r.Body)
	return nil, r.Body.Close()
}

// oneUse is a connection that takes no byte more once something has come back,
// as one that the other side has closed meanwhile.
type oneUse struct {
	net.Conn
	used atomic.Bool
}

func (c *oneUse) Write(p []byte) (int, error) {
	if c.used.Load() {
		return 0, errors.New("closed meanwhile")
	}
	return c.Conn.Write(p)
}

func (c *oneUse) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if n > 0 {
		c.used.Store(true)
	}
	return n, err
}

func TestACallTakesAnotherConnectionWhenAnIdleOneWasClosed(t *testing.T) {
	s := httptest.NewServer(echoHandler(new(sync.Map)))
	defer s.Close()
	dials := 0
	transport := &http.Transport{DialContext: func(ctx context.Context, network, at string) (net.Conn, error) {
		dials++
		conn, err := new(net.Dialer).DialContext(ctx, network, at)
		return &oneUse{Conn: conn}, err
	}}
	defer transport.CloseIdleConnections()
	for i := range 5 {
		text := fmt.Sprint("text ", i)
		out, err := call(t, context.Background(), s.URL, rpc.Options{Transport: transport}, &echo{Text: text})
		if err != nil || out.Text != text {
			t.Fatalf("call %d: got %v, %v", i, out, err)
		}
	}
	if dials != 5 {
		t.Errorf("%d connections were made for 5 calls that need one each", dials)
	}
}
