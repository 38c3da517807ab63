package rpc_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/pem"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/rpc"
)

// The environment of a child: which endpoint it calls, and where all direct dials
// but those to the proxy lead.
const (
	childEndpoint = "SIGNET_TEST_ENDPOINT"
	childDirect   = "SIGNET_TEST_DIRECT"
)

// TestProxyChild is a program of its own, for net/http looks at the environment once.
// It makes a call and prints what came of it.
func TestProxyChild(t *testing.T) {
	at := os.Getenv(childEndpoint)
	if at == "" {
		t.Skip("this is for TestProxiesOfTheEnvironment to run")
	}
	standard := http.DefaultTransport.(*http.Transport)
	standard.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if strings.HasSuffix(address, ".example:80") {
			address = os.Getenv(childDirect)
		}
		return new(net.Dialer).DialContext(ctx, network, address)
	}
	out, err := call(t, context.Background(), at, rpc.Options{Retry: retry.Never}, &echo{Text: "x"})
	fmt.Printf("came: %+v, %+v, %#v\n", out, err, err)
}

// proxy notes the first line of each request, and who asks. It passes on requests
// with the one password that it knows, and tunnels to one server.
type proxy struct {
	mu     sync.Mutex
	lines  []string
	tunnel string
}

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	user, password, _ := strings.Cut(strings.TrimSpace(basic(r.Header.Get("Proxy-Authorization"))), ":")
	p.mu.Lock()
	p.lines = append(p.lines, strings.TrimSpace(r.Method+" "+r.RequestURI+" "+user))
	p.mu.Unlock()
	switch {
	case password != "" && password != "open-sesame":
		http.Error(w, "who are you?", http.StatusProxyAuthRequired)
	case r.Method == http.MethodConnect:
		p.connect(w)
	default:
		fine(w, r)
	}
}

func basic(header string) string {
	r := http.Request{Header: http.Header{"Authorization": {header}}}
	user, password, _ := r.BasicAuth()
	return user + ":" + password
}

func (p *proxy) connect(w http.ResponseWriter) {
	conn, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	onward, err := net.Dial("tcp", p.tunnel)
	if err != nil {
		return
	}
	defer onward.Close()
	_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\n\r\n")
	go func() { _, _ = io.Copy(onward, buffered) }()
	_, _ = io.Copy(conn, bufio.NewReader(onward))
}

func TestProxiesOfTheEnvironment(t *testing.T) {
	secure := httptest.NewTLSServer(http.HandlerFunc(fine))
	defer secure.Close()
	trusted := filepath.Join(t.TempDir(), "trusted.pem")
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: secure.Certificate().Raw})
	if err := os.WriteFile(trusted, certificate, 0o600); err != nil {
		t.Fatal(err)
	}
	direct := httptest.NewServer(answers(200, `{"Text":"direct"}`))
	defer direct.Close()
	gone := httptest.NewServer(nil)
	gone.Close()
	const password = "open-sesame"
	for _, test := range []struct {
		name, endpoint string
		// environment is that of the child; PROXY and GONE stand for hosts.
		environment []string
		// lines are what the proxy saw, and came is a part of what the child tells.
		lines, came string
	}{
		{"none", "http://plain.example", nil, "", `Text:direct`},
		{"HTTP", "http://plain.example", []string{"HTTP_PROXY=http://PROXY"}, "POST http://plain.example/", "Text:fine"},
		{"HTTP, in small letters", "http://plain.example", []string{"http_proxy=PROXY"}, "POST http://plain.example/", "Text:fine"},
		{"HTTP, with a password", "http://plain.example", []string{"HTTP_PROXY=http://user:open-sesame@PROXY"}, "POST http://plain.example/ user", "Text:fine"},
		{"HTTP, with another password", "http://plain.example", []string{"HTTP_PROXY=http://user:closed-sesame@PROXY"}, "POST http://plain.example/ user",
			`the reply is not JSON: "who are you?" (HTTP 407)`},
		{"HTTP is not for HTTPS", "http://plain.example", []string{"HTTPS_PROXY=http://PROXY"}, "", "Text:direct"},
		{"HTTPS", "https://example.com", []string{"HTTPS_PROXY=http://PROXY"}, "CONNECT example.com:443", "Text:fine"},
		{"HTTPS, with a password", "https://example.com", []string{"HTTPS_PROXY=http://user:open-sesame@PROXY"}, "CONNECT example.com:443 user", "Text:fine"},
		{"HTTPS, with another password", "https://example.com", []string{"HTTPS_PROXY=http://user:closed-sesame@PROXY"}, "CONNECT example.com:443 user",
			"plain.Echo: Proxy Authentication Required"},
		{"not this host", "http://plain.example", []string{"HTTP_PROXY=http://PROXY", "NO_PROXY=other.example,plain.example"}, "", "Text:direct"},
		{"not this domain", "http://plain.example", []string{"HTTP_PROXY=http://PROXY", "NO_PROXY=.example"}, "", "Text:direct"},
		{"gone", "https://example.com", []string{"HTTPS_PROXY=http://user:open-sesame@GONE"}, "", "connection refused"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := &proxy{tunnel: secure.Listener.Addr().String()}
			server := httptest.NewServer(p)
			defer server.Close()
			hosts := strings.NewReplacer("PROXY=", "PROXY=", "PROXY", server.Listener.Addr().String(), "GONE", gone.Listener.Addr().String())
			child := exec.Command(os.Args[0], "-test.run=^TestProxyChild$", "-test.v")
			child.Env = []string{childEndpoint + "=" + test.endpoint, childDirect + "=" + direct.Listener.Addr().String(), "SSL_CERT_FILE=" + trusted, "SSL_CERT_DIR=/nowhere"}
			for _, variable := range test.environment {
				child.Env = append(child.Env, hosts.Replace(variable))
			}
			out, err := child.CombinedOutput()
			if err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			if got := strings.Join(p.lines, ", "); got != test.lines {
				t.Errorf("the proxy saw %q, want %q", got, test.lines)
			}
			_, came, _ := bytes.Cut(out, []byte("came: "))
			if !bytes.Contains(came, []byte(test.came)) || bytes.Contains(out, []byte(password)) || bytes.Contains(out, []byte("closed-sesame")) {
				t.Errorf("the child tells %s, want …%s", out, test.came)
			}
		})
	}
}
