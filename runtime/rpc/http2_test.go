package rpc_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/binary"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
)

// A frame of HTTP/2 (RFC 9113, section 4.1) is a header of nine bytes and a payload.
const (
	frameData     = 0
	frameHeaders  = 1
	frameReset    = 3
	frameSettings = 4
	framePing     = 6
	frameGoAway   = 7

	flagEnd     = 1 // of a stream; of a setting or ping that it is acknowledged
	flagHeaders = 4
)

// streams is an HTTP/2 server that answers each request by the next word of its
// script, and the rest well. What it refuses it has not done.
type streams struct {
	mu         sync.Mutex
	script     []string
	seen, done int
}

func (s *streams) next() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	word := "fine"
	if len(s.script) > 0 {
		word, s.script = s.script[0], s.script[1:]
	}
	s.seen++
	if word != "refused" && word != "go away" {
		s.done++
	}
	return word
}

// counts are how many requests were seen, and how many were done.
func (s *streams) counts() (seen, done int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seen, s.done
}

func (s *streams) serve(conn net.Conn) {
	defer conn.Close()
	in := bufio.NewReader(conn)
	if _, err := in.Discard(len("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")); err != nil {
		return
	}
	send := func(kind, flags byte, stream uint32, payload string) {
		frame := binary.BigEndian.AppendUint32(nil, uint32(len(payload))<<8|uint32(kind))
		frame = binary.BigEndian.AppendUint32(append(frame, flags), stream)
		_, _ = conn.Write(append(frame, payload...))
	}
	send(frameSettings, 0, 0, "")
	for {
		var header [9]byte
		if _, err := io.ReadFull(in, header[:]); err != nil {
			return
		}
		payload := make([]byte, binary.BigEndian.Uint32(header[:4])>>8)
		if _, err := io.ReadFull(in, payload); err != nil {
			return
		}
		kind, flags, stream := header[3], header[4], binary.BigEndian.Uint32(header[5:])
		switch {
		case (kind == frameSettings || kind == framePing) && flags&flagEnd == 0:
			send(kind, flagEnd, 0, map[bool]string{true: string(payload)}[kind == framePing])
		case (kind == frameHeaders || kind == frameData) && flags&flagEnd != 0:
			word := s.next()
			if word == "dead" {
				_, _ = io.Copy(io.Discard, in) // hears all, and says nothing more
			}
			if word == "dead" || !answerStream(word, stream, send) {
				return
			}
		}
	}
}

// answerStream plays a word of the script; false ends the connection.
func answerStream(word string, stream uint32, send func(kind, flags byte, stream uint32, payload string)) bool {
	const ok = "\x88" // :status 200, by the static table of RFC 7541
	codes := map[string]string{"protocol error": "\x01", "internal error": "\x02", "refused": "\x07", "cancelled": "\x08"}
	switch word {
	case "fine":
		send(frameHeaders, flagHeaders, stream, ok)
		send(frameData, flagEnd, stream, `{"Text":"fine"}`)
	case "go away":
		send(frameGoAway, 0, 0, string(binary.BigEndian.AppendUint64(nil, uint64(stream-1)<<32)))
	case "hang up":
		return false
	case "break off":
		send(frameHeaders, flagHeaders, stream, ok)
		send(frameData, 0, stream, `{"Text":`)
		return false
	default:
		send(frameReset, 0, stream, "\x00\x00\x00"+codes[word])
	}
	return true
}

// startStreams starts the server, and returns its URL and a transport that trusts it.
func startStreams(t *testing.T, s *streams) (string, *http.Transport) {
	t.Helper()
	lender := httptest.NewTLSServer(nil) // of a certificate
	certificates := lender.TLS.Certificates
	transport := lender.Client().Transport.(*http.Transport).Clone()
	transport.ForceAttemptHTTP2 = true
	lender.Close()
	listener, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: certificates, NextProtos: []string{"h2"}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(context.Background())
	var serving sync.WaitGroup
	serving.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			context.AfterFunc(ctx, func() { conn.Close() })
			serving.Go(func() { s.serve(conn) })
		}
	})
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		listener.Close()
		end()
		serving.Wait()
	})
	return "https://" + listener.Addr().String(), transport
}

// net/http sends a request again by itself when the server gives up its stream,
// for some reasons, of which one does not tell that nothing was done.
func TestFaultsOfHTTP2(t *testing.T) {
	const harm = "not attempted again: the server may have acted, and a second time would do harm"
	for _, test := range []struct {
		script     string
		effects    string
		seen, done int
		waits, err string
	}{
		{"fine", "read token write get bare", 1, 1, "", ""},
		{"refused", "read token write get", 2, 1, "100", ""},
		{"refused,refused", "write", 3, 1, "100 200", ""},
		{"go away", "read token write get", 2, 1, "100", ""},
		{"refused", "bare", 2, 1, "", ""}, // net/http itself, and rightly
		{"protocol error", "read token", 2, 2, "100", ""},
		{"protocol error", "write get", 1, 1, "", harm},
		{"internal error", "read token", 2, 2, "100", ""},
		{"internal error", "write get bare", 1, 1, "", harm},
		{"cancelled", "read token", 2, 2, "100", ""},
		{"cancelled", "write get bare", 1, 1, "", harm},
		{"hang up", "read token", 2, 2, "100", ""},
		{"hang up", "write get bare", 1, 1, "", harm},
		{"break off", "read token", 2, 2, "100", ""},
		{"break off", "write get bare", 1, 1, "", harm},
	} {
		for _, effect := range strings.Fields(test.effects) {
			t.Run(test.script+"/"+effect, func(t *testing.T) {
				t.Parallel()
				s := &streams{script: strings.Split(test.script, ",")}
				at, transport := startStreams(t, s)
				var waits []string
				c := client(t, at, rpc.Options{
					Transport: transport, Retry: retry.Policy{Random: func() float64 { return 1 }, AttemptTimeout: 5 * time.Second},
					Sleep: noted(&waits),
				})
				_, err := rpc.Call[echo](context.Background(), c, effects[effect], &order{ID: "order 1"})
				if (err == nil) != (test.err == "") || err != nil && !strings.HasSuffix(err.Error(), test.err) {
					t.Errorf("got  %v\nwant …%s", err, test.err)
				}
				seen, done := s.counts()
				if got := strings.Join(waits, " "); got != test.waits || seen != test.seen || done != test.done {
					t.Errorf("waited %q, the server saw %d and did %d; want %q, %d, %d", got, seen, done, test.waits, test.seen, test.done)
				}
			})
		}
	}
}

// noted keeps the waits between attempts, in milliseconds, and does not wait.
func noted(waits *[]string) func(context.Context, time.Duration) error {
	return func(_ context.Context, d time.Duration) error {
		*waits = append(*waits, fmt.Sprint(d.Milliseconds()))
		return nil
	}
}

// A connection that ends before TLS stands carried no request, so that any may be
// sent again.
func TestBrokenHandshakesAreTriedAgain(t *testing.T) {
	server := httptest.NewUnstartedServer(&script{replies: []http.HandlerFunc{fine}})
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // clients that hang up are meant to
	server.StartTLS()
	defer server.Close()
	for _, effect := range []string{"read", "token", "write", "get", "bare"} {
		dials := 0
		transport := server.Client().Transport.(*http.Transport).Clone()
		transport.DialContext = func(ctx context.Context, network, at string) (net.Conn, error) {
			conn, err := new(net.Dialer).DialContext(ctx, network, at)
			if dials++; dials < 3 && err == nil {
				conn.Close()
			}
			return conn, err
		}
		var waits []string
		c := client(t, server.URL, rpc.Options{Transport: transport, Retry: retry.Policy{Random: func() float64 { return 1 }}, Sleep: noted(&waits)})
		if _, err := rpc.Call[echo](context.Background(), c, effects[effect], &order{ID: "order 1"}); err != nil || strings.Join(waits, " ") != "100 200" {
			t.Errorf("%s: waited %q, %v", effect, waits, err)
		}
		transport.CloseIdleConnections()
	}
}

// Of a transport that is not net/http's nobody knows whether it had a connection,
// and it need not read a body that is empty.
func TestATransportWithoutHooksMayHaveSentAll(t *testing.T) {
	for _, effect := range []string{"bare", "get"} {
		attempts := 0
		c := client(t, "http://h/", rpc.Options{Transport: roundTrip(func(*http.Request) (*http.Response, error) {
			attempts++
			return nil, io.ErrUnexpectedEOF
		})})
		if _, err := rpc.Call[echo](context.Background(), c, effects[effect], &order{ID: "1"}); err == nil || attempts != 1 {
			t.Errorf("%s: %d attempts: %v", effect, attempts, err)
		}
	}
}
