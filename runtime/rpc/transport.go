package rpc

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"sync"
	"time"
)

const (
	// idleConnections is how many idle connections to a host are kept. Go's own 2
	// make a client of many goroutines dial again and again.
	idleConnections = 128
	// idleHosts is how many hosts may have as many of them.
	idleHosts = 4
	// idleTimeout is when an idle connection is closed. It lies under the 60
	// seconds after which servers and load balancers close it from their side,
	// which a request on its way may meet.
	idleTimeout = 50 * time.Second
	// dialTimeout bounds a dial, and a handshake of TLS. It has room for three
	// losses of the first packet, which is sent again after 1, 3 and 7 seconds.
	dialTimeout = 10 * time.Second
	// silence is how long nothing may come of a connection before it is asked
	// whether it is still there, and patience how long it may take to answer.
	silence, patience = 30 * time.Second, 15 * time.Second
)

// probes ask a connection by TCP, which finds out a server that is gone while a
// long reply is waited for.
var probes = net.KeepAliveConfig{Enable: true, Idle: silence, Interval: patience / 3, Count: 3}

// defaultTransport is shared by all clients that have no transport of their own.
// What the program has set up in [http.DefaultTransport] holds for it as well.
var defaultTransport = sync.OnceValue(func() http.RoundTripper {
	standard, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return http.DefaultTransport // the program put its own there, and means it
	}
	return newTransport(standard)
})

// newTransport is standard with other figures. From Go's own transport it takes
// the proxies of the environment (HTTP_PROXY, HTTPS_PROXY, NO_PROXY), HTTP/2 and
// gzip. How long a reply may take to begin is not limited: that is for the
// attempt's timeout and the context to say. No request asks for a 100 Continue, so
// that the wait for one does not matter.
func newTransport(standard *http.Transport) *http.Transport {
	t := standard.Clone()
	t.MaxIdleConns, t.MaxIdleConnsPerHost = idleHosts*idleConnections, idleConnections
	t.IdleConnTimeout = idleTimeout
	t.TLSHandshakeTimeout = dialTimeout
	if t.DialContext != nil {
		t.DialContext = bounded(t.DialContext)
	}
	if t.TLSClientConfig == nil {
		t.TLSClientConfig = new(tls.Config)
	}
	t.TLSClientConfig.MinVersion = max(t.TLSClientConfig.MinVersion, tls.VersionTLS12)
	if t.HTTP2 == nil {
		t.HTTP2 = new(http.HTTP2Config)
	}
	t.HTTP2.SendPingTimeout, t.HTTP2.PingTimeout = silence, patience
	return t
}

type dialer = func(ctx context.Context, network, address string) (net.Conn, error)

// bounded is a dialer whose dials are bounded and whose connections are probed.
func bounded(dial dialer) dialer {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		ctx, cancel := context.WithTimeout(ctx, dialTimeout)
		defer cancel()
		conn, err := dial(ctx, network, address)
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.SetKeepAliveConfig(probes) // else the dialer's own hold
		}
		return conn, err
	}
}
