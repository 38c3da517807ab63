package rpctest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net"
	"net/url"
	"sync"
)

// FaultProxy stands between a client and a test server and does harm: it delays
// answers, loses them, breaks connections at any point, answers something else.
// It speaks HTTP/1.1 on the loopback interface, and passes on what it does not
// harm byte by byte, so that signatures hold. What it does comes from a script,
// by [FaultProxy.Play], or by chance, by [FaultProxy.Roll]; else it does nothing.
//
// It tells how many requests the server was sent, which is what a test of
// retries wants to know. All methods may be called while it serves.
type FaultProxy struct {
	// URL is where the proxy listens, such as http://127.0.0.1:49152.
	URL string

	target, address string
	serving         sync.WaitGroup

	mu       sync.Mutex
	listener net.Listener
	conns    map[*faultConn]bool
	script   []ProxyFault
	chances  []Chance
	random   *rand.Rand
	counts   FaultCounts
	closed   bool
}

// NewFaultProxy starts a proxy to the server at target, an http URL such as that
// of [Server]. Close ends it.
func NewFaultProxy(target string) (*FaultProxy, error) {
	u, err := url.Parse(target)
	if err != nil || u.Scheme != "http" || u.Port() == "" {
		return nil, fmt.Errorf("a fault proxy goes to an http URL with a port, such as http://127.0.0.1:8080, and not to %q", target)
	}
	p := &FaultProxy{target: u.Host, address: "127.0.0.1:0", conns: map[*faultConn]bool{}}
	if err := p.Up(); err != nil {
		return nil, err
	}
	p.address = p.listener.Addr().String()
	p.URL = "http://" + p.address
	return p, nil
}

// Up listens again after Down, where it listened before.
func (p *FaultProxy) Up() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.listener != nil || p.closed {
		return nil
	}
	listener, err := net.Listen("tcp", p.address)
	if err != nil {
		return fmt.Errorf("the fault proxy cannot listen: %w", err)
	}
	p.listener = listener
	p.serving.Go(func() { p.accept(listener) })
	return nil
}

// Down refuses connections until Up, and resets those that are open.
func (p *FaultProxy) Down() {
	p.mu.Lock()
	if p.listener != nil {
		_ = p.listener.Close()
		p.listener = nil
	}
	for c := range p.conns {
		c.reset()
	}
	p.mu.Unlock()
}

// Close ends the proxy and its connections, and waits until they have ended.
func (p *FaultProxy) Close() {
	p.mu.Lock()
	p.closed = true
	p.mu.Unlock()
	p.Down()
	p.serving.Wait()
}

// Play adds faults to the script. Each request takes the next one; when there is
// none left, requests pass.
func (p *FaultProxy) Play(faults ...ProxyFault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.script = append(p.script, faults...)
}

// Roll lets faults happen by chance to the requests that no script is for. The
// same seed gives the same faults in the same order. Without chances it stops.
func (p *FaultProxy) Roll(seed uint64, chances ...Chance) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.random, p.chances = rand.New(rand.NewPCG(seed, seed)), chances
}

// Counts are what was seen so far.
func (p *FaultProxy) Counts() FaultCounts {
	p.mu.Lock()
	defer p.mu.Unlock()
	counts := p.counts
	counts.Open, counts.Played = len(p.conns), maps.Clone(p.counts.Played)
	return counts
}

func (p *FaultProxy) accept(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		if c := p.open(conn); c != nil {
			p.serving.Go(c.serve)
		}
	}
}

// open takes a connection in, unless the proxy is down.
func (p *FaultProxy) open(conn net.Conn) *faultConn {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.listener == nil {
		_ = conn.Close()
		return nil
	}
	c := newFaultConn(p, conn)
	p.conns[c] = true
	p.counts.Connections++
	return c
}

func (p *FaultProxy) closing(c *faultConn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.conns, c)
}

// hangsUp tells whether the script hangs up on a connection that was accepted.
func (p *FaultProxy) hangsUp() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.script) == 0 || p.script[0].Kind != FaultHangUp {
		return false
	}
	p.take()
	return true
}

// next is what happens to a request that begins.
func (p *FaultProxy) next() ProxyFault {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.script) > 0 {
		return p.take()
	}
	if len(p.chances) == 0 {
		return ProxyFault{}
	}
	at := p.random.Float64()
	for _, c := range p.chances {
		if at -= c.Of; at < 0 {
			p.played(c.Fault)
			return c.Fault
		}
	}
	return ProxyFault{}
}

// take is the next fault of the script, which has one. The proxy is locked.
func (p *FaultProxy) take() ProxyFault {
	f := p.script[0]
	p.script = p.script[1:]
	p.played(f)
	return f
}

func (p *FaultProxy) played(f ProxyFault) {
	if p.counts.Played == nil {
		p.counts.Played = map[FaultKind]int{}
	}
	p.counts.Played[f.Kind]++
}

// count changes the counts.
func (p *FaultProxy) count(change func(*FaultCounts)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change(&p.counts)
}
