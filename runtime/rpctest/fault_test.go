package rpctest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/rpctest"
)

// behind is a server with a fault proxy before it, and a client of the proxy.
type behind struct {
	*rpctest.FaultProxy
	seen   atomic.Int32
	client *http.Client
}

const wholeText = `{"Text":"whole"}`

func newBehind(t *testing.T) *behind {
	t.Helper()
	b := new(behind)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if text, err := io.ReadAll(r.Body); err != nil || r.Method == "POST" && len(text) == 0 {
			t.Errorf("the server read %d bytes, %v", len(text), err)
		}
		b.seen.Add(1)
		w.Header().Set("Date", "Sun, 22 Nov 2026 04:00:00 GMT")
		_, _ = io.WriteString(w, wholeText)
	}))
	proxy, err := rpctest.NewFaultProxy(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	transport := new(http.Transport)
	b.FaultProxy, b.client = proxy, &http.Client{Transport: transport}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		proxy.Close()
		server.Close()
	})
	return b
}

// post sends a request of n bytes and reads the answer.
func (b *behind) post(n int) (*http.Response, string, error) {
	r, err := b.client.Post(b.URL, "text/plain", strings.NewReader(strings.Repeat("x", n)))
	if err != nil {
		return nil, "", err
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	return r, string(text), err
}

func TestFaultProxiesPassWhatTheyDoNotHarm(t *testing.T) {
	b := newBehind(t)
	for _, n := range []int{1, 100, 300_000} {
		if r, text, err := b.post(n); err != nil || text != wholeText || r.StatusCode != 200 {
			t.Errorf("%d bytes: %q, %v", n, text, err)
		}
	}
	got := b.Counts()
	if got.Connections != 1 || got.Open != 1 || got.Requests != 3 || got.Forwarded != 3 || got.Passed != 3 || len(got.Played) != 0 {
		t.Errorf("counted %+v", got)
	}
}

func TestRequestsReachTheServerByteByByte(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	const sent = "POST /a?b=%20+c HTTP/1.1\r\nhost: Example.COM\r\nx-LOWER:  two\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
	const answered = "HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\nHTTP/1.1 299 Odd reason\r\nx-odd:1\r\nTransfer-Encoding: chunked\r\n\r\n2;ext\r\nok\r\n0\r\n\r\n"
	came := make(chan string, 1)
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		text := make([]byte, len(sent))
		_, _ = io.ReadFull(conn, text)
		came <- string(text)
		_, _ = io.WriteString(conn, answered)
	}()
	proxy, err := rpctest.NewFaultProxy("http://" + listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer proxy.Close()
	conn, err := net.Dial("tcp", strings.TrimPrefix(proxy.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_, _ = io.WriteString(conn, sent)
	if got := <-came; got != sent {
		t.Errorf("the server got\n%q, sent was\n%q", got, sent)
	}
	back := make([]byte, len(answered))
	if _, err := io.ReadFull(conn, back); err != nil || string(back) != answered {
		t.Errorf("the client got\n%q, %v, answered was\n%q", back, err, answered)
	}
}

func TestEachFaultDoesItsHarm(t *testing.T) {
	reset := func(err error) bool {
		return errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) || errors.Is(err, net.ErrClosed)
	}
	ended := func(err error) bool { return errors.Is(err, io.EOF) || strings.HasSuffix(fmt.Sprint(err), "EOF") }
	cut := func(err error) bool { return errors.Is(err, io.ErrUnexpectedEOF) }
	for _, test := range []struct {
		name  string
		fault rpctest.ProxyFault
		seen  int32
		text  string
		fails func(error) bool
	}{
		{"none", rpctest.ProxyFault{}, 1, wholeText, nil},
		{"reset", rpctest.ProxyFault{Kind: rpctest.FaultReset}, 0, "", reset},
		{"reset request", rpctest.ProxyFault{Kind: rpctest.FaultResetRequest, At: 5000}, 0, "", reset},
		{"lose request", rpctest.ProxyFault{Kind: rpctest.FaultLoseRequest}, 0, "", reset},
		{"lose request orderly", rpctest.ProxyFault{Kind: rpctest.FaultLoseRequest, Orderly: true}, 0, "", ended},
		{"lose answer", rpctest.ProxyFault{Kind: rpctest.FaultLoseAnswer}, 1, "", reset},
		{"lose answer orderly", rpctest.ProxyFault{Kind: rpctest.FaultLoseAnswer, Orderly: true}, 1, "", ended},
		{"break answer", rpctest.ProxyFault{Kind: rpctest.FaultBreakAnswer}, 1, wholeText[:8], reset},
		{"truncate", rpctest.ProxyFault{Kind: rpctest.FaultBreakAnswer, Orderly: true}, 1, wholeText[:8], cut},
		{"truncate the header", rpctest.ProxyFault{Kind: rpctest.FaultBreakAnswer, At: 17, Orderly: true}, 1, "", cut},
		{"garbage", rpctest.ProxyFault{Kind: rpctest.FaultGarbage}, 1, "", func(err error) bool { return strings.Contains(err.Error(), "malformed HTTP") }},
		{"too long a length", rpctest.ProxyFault{Kind: rpctest.FaultLength, At: 7}, 1, wholeText, cut},
		{"too short a length", rpctest.ProxyFault{Kind: rpctest.FaultLength, At: -7}, 1, wholeText[:9], nil},
		{"reply", rpctest.Answering(502, "<h1>gone</h1>"), 0, "<h1>gone</h1>", nil},
		{"reply after", rpctest.ProxyFault{Kind: rpctest.FaultReplyAfter, Reply: rpctest.Reply{Body: "else"}, Size: 6}, 1, "else  ", nil},
		{"trickle", rpctest.ProxyFault{Chunk: 9, Pause: time.Millisecond}, 1, wholeText, nil},
		{"stall", rpctest.ProxyFault{Stall: time.Millisecond}, 1, wholeText, nil},
		{"close idle", rpctest.ProxyFault{Kind: rpctest.FaultCloseIdle}, 1, wholeText, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newBehind(t)
			b.Play(test.fault)
			_, text, err := b.post(10_000)
			if (err == nil) != (test.fails == nil) || err != nil && !test.fails(err) || text != test.text {
				t.Errorf("got %q, %v", text, err)
			}
			if b.seen.Load() != test.seen || b.Counts().Played[test.fault.Kind] != 1 {
				t.Errorf("the server saw %d; %+v", b.seen.Load(), b.Counts())
			}
			time.Sleep(20 * time.Millisecond) // in which the client meets the end of its connection
			if _, text, err := b.post(1); err != nil || text != wholeText {
				t.Errorf("the request after the fault: %q, %v", text, err)
			}
		})
	}
}

func TestHangingUpTakesAConnectionAndNoRequest(t *testing.T) {
	b := newBehind(t)
	b.Play(rpctest.ProxyFault{Kind: rpctest.FaultHangUp})
	conn, err := net.Dial("tcp", strings.TrimPrefix(b.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if n, err := conn.Read(make([]byte, 1)); n != 0 || err != io.EOF {
		t.Errorf("read %d, %v", n, err)
	}
	if got := b.Counts(); got.Connections != 1 || got.Requests != 0 || got.Played[rpctest.FaultHangUp] != 1 {
		t.Errorf("counted %+v", got)
	}
}

func TestDelaysEndWhenTheClientGoesAway(t *testing.T) {
	b := newBehind(t)
	b.Play(rpctest.ProxyFault{Delay: time.Hour})
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	r, _ := http.NewRequestWithContext(ctx, "POST", b.URL, strings.NewReader("x"))
	if _, err := b.client.Do(r); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	for deadline := time.Now().Add(5 * time.Second); b.Counts().Open > 0; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%+v", b.Counts())
		}
	}
	if got := b.Counts(); got.Forwarded != 1 || got.Passed != 0 {
		t.Errorf("counted %+v", got)
	}
	b.Play(rpctest.ProxyFault{Delay: 30 * time.Millisecond})
	begun := time.Now()
	if _, _, err := b.post(1); err != nil || time.Since(begun) < 30*time.Millisecond {
		t.Errorf("got %v after %v", err, time.Since(begun))
	}
}

func TestDatesAreSkewed(t *testing.T) {
	b := newBehind(t)
	b.Play(rpctest.ProxyFault{Skew: -90 * time.Minute})
	if r, _, err := b.post(1); err != nil || r.Header.Get("Date") != "Sun, 22 Nov 2026 02:30:00 GMT" {
		t.Errorf("got %v, %v", r.Header, err)
	}
}

func TestAProxyThatIsDownRefusesConnections(t *testing.T) {
	b := newBehind(t)
	b.Down()
	if _, _, err := b.post(1); !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("got %v", err)
	}
	if err := b.Up(); err != nil {
		t.Fatal(err)
	}
	if _, text, err := b.post(1); err != nil || text != wholeText {
		t.Errorf("got %q, %v", text, err)
	}
}

func TestChancesAreThoseOfTheSeed(t *testing.T) {
	play := func(seed uint64) string {
		b := newBehind(t)
		b.Roll(seed, rpctest.Chance{Of: 0.3, Fault: rpctest.Answering(503, "-")}, rpctest.Chance{Of: 0.3, Fault: rpctest.Answering(502, "+")})
		var came strings.Builder
		for range 40 {
			_, text, err := b.post(1)
			if err != nil {
				t.Fatal(err)
			}
			came.WriteByte(text[0])
		}
		return came.String()
	}
	first := play(7)
	for _, answer := range []string{"{", "-", "+"} {
		if !strings.Contains(first, answer) {
			t.Errorf("no %s in %s", answer, first)
		}
	}
	if again := play(7); again != first {
		t.Errorf("the same seed gave\n%s and\n%s", first, again)
	}
	if other := play(8); other == first {
		t.Error("another seed gave the same")
	}
}

func TestAServerThatIsGoneIsABadGateway(t *testing.T) {
	server := httptest.NewServer(nil)
	server.Close()
	proxy, err := rpctest.NewFaultProxy(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer proxy.Close()
	r, err := http.Get(proxy.URL)
	if err != nil || r.StatusCode != http.StatusBadGateway {
		t.Fatalf("got %v, %v", r, err)
	}
	r.Body.Close()
}

func TestFaultProxiesGoToHTTPServersOnly(t *testing.T) {
	for _, target := range []string{"", "https://127.0.0.1:1", "127.0.0.1:80", "http://127.0.0.1", "http://%"} {
		if _, err := rpctest.NewFaultProxy(target); err == nil || !strings.Contains(err.Error(), "such as http://127.0.0.1:8080") {
			t.Errorf("%q: %v", target, err)
		}
	}
}

func TestFaultKindsHaveNames(t *testing.T) {
	seen := map[string]bool{}
	for k := rpctest.FaultNone; k <= rpctest.FaultCloseIdle+1; k++ {
		if name := k.String(); name == "" || seen[name] {
			t.Errorf("%d is called %q", k, name)
		}
		seen[k.String()] = true
	}
}

func TestRepliesAreWrittenAsTheyAreGiven(t *testing.T) {
	b := newBehind(t)
	b.Play(rpctest.Answering(400, "busy", "Retry-After", "2", "Date", "Sun, 22 Nov 2026 05:00:00 GMT"))
	r, text, err := b.post(1)
	if err != nil || r.StatusCode != 400 || text != "busy" || r.Header.Get("Retry-After") != "2" || r.Header.Get("Date") != "Sun, 22 Nov 2026 05:00:00 GMT" {
		t.Errorf("got %v %q, %v", r, text, err)
	}
}
