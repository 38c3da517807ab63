package rpc

import (
	"net/http"
	"sync"
	"time"
)

// idleConnections is how many idle connections to a host are kept. Go's own 2
// make a client of many goroutines dial again and again.
const idleConnections = 128

// idleTimeout is when an idle connection is closed. It lies under the 60
// seconds after which servers and load balancers close it from their side,
// which a request on its way may meet.
const idleTimeout = 50 * time.Second

// defaultTransport is shared by all clients that have no transport of their own.
var defaultTransport = sync.OnceValue(func() http.RoundTripper {
	standard, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return http.DefaultTransport // the program put its own there, and means it
	}
	t := standard.Clone()
	t.MaxIdleConns, t.MaxIdleConnsPerHost = 4*idleConnections, idleConnections
	t.IdleConnTimeout = idleTimeout
	return t
})
