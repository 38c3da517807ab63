package rpc_test

import (
	"compress/gzip"
	"context"
	"crypto/tls"
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

	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
)

func TestTheDefaultTransportHasItsFigures(t *testing.T) {
	d := rpc.DefaultTransport().(*http.Transport)
	got := fmt.Sprintln("idle connections", d.MaxIdleConns, d.MaxIdleConnsPerHost, "closed after", d.IdleConnTimeout,
		"all", d.MaxConnsPerHost, "TLS", tls.VersionName(d.TLSClientConfig.MinVersion), "within", d.TLSHandshakeTimeout,
		"HTTP/2", d.ForceAttemptHTTP2, "pings", d.HTTP2.SendPingTimeout, d.HTTP2.PingTimeout,
		"reply", d.ResponseHeaderTimeout, "gzip", !d.DisableCompression, "kept", !d.DisableKeepAlives, "proxies", d.Proxy != nil)
	const want = "idle connections 512 128 closed after 50s all 0 TLS TLS 1.2 within 10s HTTP/2 true pings 30s 15s reply 0s gzip true kept true proxies true\n"
	if got != want {
		t.Errorf("got  %swant %s", got, want)
	}
	if rpc.DefaultTransport() != rpc.DefaultTransport() {
		t.Error("clients do not share their connections")
	}
}

func TestTheDefaultTransportLeavesTheProgramsOwnAlone(t *testing.T) {
	own := &http.Transport{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS13}, HTTP2: &http.HTTP2Config{PingTimeout: 1}, ResponseHeaderTimeout: time.Hour}
	made := rpc.NewTransport(own)
	if own.MaxIdleConns != 0 || own.HTTP2.PingTimeout != 1 || made.TLSClientConfig.MinVersion != tls.VersionTLS13 || made.ResponseHeaderTimeout != time.Hour {
		t.Errorf("own is %+v", own)
	}
	if made.DialContext != nil {
		t.Error("a dialer comes from nowhere")
	}
}

// trusting is Go's transport for a server that has its own certificate.
func trusting(server *httptest.Server) *http.Transport {
	standard := http.DefaultTransport.(*http.Transport).Clone()
	standard.TLSClientConfig = server.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	return standard
}

func TestTheDefaultTransportSpeaksHTTP2WhereTheServerDoes(t *testing.T) {
	for _, http2 := range []bool{true, false} {
		var major atomic.Int32
		s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			major.Store(int32(r.ProtoMajor))
			fine(w, r)
		}))
		s.EnableHTTP2 = http2
		s.StartTLS()
		transport := rpc.NewTransport(trusting(s))
		if _, err := call(t, context.Background(), s.URL, rpc.Options{Transport: transport}, &echo{Text: "x"}); err != nil {
			t.Error(err)
		}
		if want := map[bool]int32{true: 2, false: 1}[http2]; major.Load() != want {
			t.Errorf("HTTP/%d was spoken, want %d", major.Load(), want)
		}
		transport.CloseIdleConnections()
		s.Close()
	}
}

func TestOldTLSIsNotSpoken(t *testing.T) {
	s := httptest.NewUnstartedServer(&script{replies: []http.HandlerFunc{fine}})
	s.TLS = &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // clients that refuse are meant to
	s.StartTLS()
	defer s.Close()
	standard := trusting(s)
	standard.TLSClientConfig.MinVersion = tls.VersionTLS10
	options := rpc.Options{Transport: standard}
	if _, err := call(t, context.Background(), s.URL, options, &echo{Text: "x"}); err != nil {
		t.Fatalf("the server does not speak it either: %v", err)
	}
	options = rpc.Options{Transport: rpc.NewTransport(standard), Retry: retry.Never}
	if _, err := call(t, context.Background(), s.URL, options, &echo{Text: "x"}); err == nil || !strings.Contains(err.Error(), "protocol version") {
		t.Errorf("got %v", err)
	}
}

// A server that is gone without a word answers no ping, and so the call goes to
// another connection.
func TestDeadConnectionsOfHTTP2AreFoundByPings(t *testing.T) {
	s := &streams{script: []string{"fine", "dead", "fine"}}
	at, transport := startStreams(t, s)
	transport = rpc.NewTransport(transport)
	transport.HTTP2.SendPingTimeout, transport.HTTP2.PingTimeout = 50*time.Millisecond, 50*time.Millisecond
	defer transport.CloseIdleConnections()
	c := client(t, at, rpc.Options{Transport: transport, Retry: retry.Policy{Base: 1}})
	for i := range 2 {
		if _, err := rpc.Call[echo](context.Background(), c, effects["read"], &echo{Text: "x"}); err != nil {
			t.Errorf("call %d: %v", i, err)
		}
	}
	if seen, done := s.counts(); seen != 3 || done != 3 {
		t.Errorf("the server saw %d requests and did %d", seen, done)
	}
}

// The dialer is the program's own; its dials are bounded and its connections probed.
func TestDialsAreBounded(t *testing.T) {
	s := httptest.NewServer(&script{replies: []http.HandlerFunc{fine}})
	defer s.Close()
	var left time.Duration
	fail := errors.New("no way there")
	transport := rpc.NewTransport(&http.Transport{DialContext: func(ctx context.Context, network, at string) (net.Conn, error) {
		deadline, _ := ctx.Deadline()
		left = time.Until(deadline)
		if at != "made.up:80" {
			return nil, fail
		}
		return new(net.Dialer).DialContext(ctx, network, s.Listener.Addr().String())
	}})
	defer transport.CloseIdleConnections()
	if _, err := call(t, context.Background(), "http://made.up/", rpc.Options{Transport: transport}, &echo{Text: "x"}); err != nil {
		t.Error(err)
	}
	if left <= 0 || left > 10*time.Second {
		t.Errorf("a dial may take %v", left)
	}
	if _, err := call(t, context.Background(), "http://other/", rpc.Options{Transport: transport, Retry: retry.Never}, &echo{Text: "x"}); !errors.Is(err, fail) {
		t.Errorf("got %v", err)
	}
}

func TestConnectionsAreUsedAgainByManyGoroutines(t *testing.T) {
	const goroutines, calls = 32, 20
	for _, secure := range []bool{false, true} {
		var opened, arrived atomic.Int32
		all := make(chan struct{})
		s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if n := arrived.Add(1); n == goroutines {
				close(all)
			}
			<-all // so that as many connections are needed at first
			fine(w, r)
		}))
		s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
			if state == http.StateNew {
				opened.Add(1)
			}
		}
		var transport *http.Transport
		if secure {
			s.StartTLS()
			transport = rpc.NewTransport(trusting(s))
		} else {
			s.Start()
			transport = rpc.NewTransport(http.DefaultTransport.(*http.Transport))
		}
		c := client(t, s.URL, rpc.Options{Transport: transport})
		var work sync.WaitGroup
		for range goroutines {
			work.Go(func() {
				for range calls {
					if _, err := rpc.Call[echo](context.Background(), c, operation, &echo{Text: "x"}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		work.Wait()
		if opened.Load() > goroutines || arrived.Load() != goroutines*calls {
			t.Errorf("%d connections were opened for %d requests of %d goroutines", opened.Load(), arrived.Load(), goroutines)
		}
		transport.CloseIdleConnections()
		s.Close()
	}
}

// A few bytes that unpack to more and more are read as far as Options.MaxReplyBytes,
// and the rest is not asked for.
func TestABombIsNotUnpacked(t *testing.T) {
	ended := make(chan int64, 1)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		zeros, written := make([]byte, 1<<20), int64(0)
		for r.Context().Err() == nil && written < 100<<30 {
			if _, err := z.Write(zeros); err != nil {
				break
			}
			written += int64(len(zeros))
		}
		ended <- written
	}))
	defer s.Close()
	transport := rpc.NewTransport(http.DefaultTransport.(*http.Transport))
	defer transport.CloseIdleConnections()
	_, err := call(t, context.Background(), s.URL, rpc.Options{Transport: transport, MaxReplyBytes: 1 << 16}, &echo{Text: "x"})
	if err == nil || !strings.Contains(err.Error(), "longer than 65536 bytes") || errors.As(err, new(*rpc.AttemptsError)) {
		t.Errorf("got %v", err)
	}
	if written := <-ended; written >= 100<<30 {
		t.Errorf("the server wrote all of %d bytes", written)
	}
}

func TestTransportsThatGiveMoreThanTheyMay(t *testing.T) {
	body := func() io.ReadCloser { return io.NopCloser(strings.NewReader(`{"Text":"x"}`)) }
	for _, test := range []struct {
		name     string
		response *http.Response
		err      error
		want     string
	}{
		{"a reply and an error", &http.Response{StatusCode: 200, Body: body()}, errors.New("lost"), "plain.Echo: lost"},
		{"a reply without a header", &http.Response{StatusCode: 200, Body: body()}, nil, ""},
		{"a reply without a status", &http.Response{Body: body()}, nil, ""},
		{"a length that is wrong", &http.Response{StatusCode: 200, ContentLength: 3, Body: body()}, nil, ""},
		{"an empty reply", &http.Response{}, nil, "plain.Echo: the reply is not JSON"},
	} {
		options := rpc.Options{Retry: retry.Never, Transport: roundTrip(func(*http.Request) (*http.Response, error) { return test.response, test.err })}
		out, err := call(t, context.Background(), "http://h/", options, &echo{Text: "x"})
		if test.want == "" && (err != nil || out.Text != "x") || test.want != "" && (err == nil || err.Error() != test.want) {
			t.Errorf("%s: got %v, %v", test.name, out, err)
		}
	}
}

// A transport that closes no body keeps the buffers of its call from all others.
func TestTransportsThatCloseNothingSpoilNothing(t *testing.T) {
	var bodies []io.ReadCloser
	options := rpc.Options{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		bodies = append(bodies, r.Body)
		return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(`{"Text":"x"}`))}, nil
	})}
	for i := range 50 {
		if _, err := call(t, context.Background(), "http://h/", options, &echo{Text: fmt.Sprint("call ", i)}); err != nil {
			t.Fatal(err)
		}
	}
	for i, body := range bodies {
		if text, err := io.ReadAll(body); err != nil || string(text) != fmt.Sprintf(`{"Text":"call %d"}`, i) {
			t.Errorf("the body of call %d reads %s, %v", i, text, err)
		}
	}
}
