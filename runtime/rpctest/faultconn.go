package rpctest

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
	"time"
)

// faultConn is a connection of a client to a [FaultProxy], with one to the server
// that is made when it is needed. One goroutine serves it.
type faultConn struct {
	proxy  *FaultProxy
	client net.Conn
	in     recorded
	server net.Conn
	back   recorded
}

// recorded reads messages and keeps their bytes as they came.
type recorded struct {
	*bufio.Reader
	bytes *bytes.Buffer
}

// record reads from conn. Neither side sends the next message before it has the
// answer to the last, so that nothing is read ahead.
func record(conn net.Conn) recorded {
	kept := new(bytes.Buffer)
	return recorded{bufio.NewReader(io.TeeReader(conn, kept)), kept}
}

// message is what came since the last one.
func (r recorded) message() []byte {
	text := bytes.Clone(r.bytes.Bytes())
	r.bytes.Reset()
	return text
}

func newFaultConn(p *FaultProxy, conn net.Conn) *faultConn {
	return &faultConn{proxy: p, client: conn, in: record(conn)}
}

// reset ends the connection to the client by an RST.
func (c *faultConn) reset() {
	abort(c.client)
}

// abort closes a connection so that the other side meets a reset, and this
// machine keeps nothing of it.
func abort(conn net.Conn) {
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}

// end ends the connection as a fault does.
func (c *faultConn) end(f ProxyFault) {
	if !f.Orderly {
		c.reset()
	}
	_ = c.client.Close()
}

func (c *faultConn) serve() {
	defer c.proxy.closing(c)
	defer c.dropServer()
	defer c.client.Close()
	if c.proxy.hangsUp() {
		return
	}
	for {
		if _, err := c.in.Peek(1); err != nil {
			return
		}
		if !c.exchange(c.proxy.next()) {
			return
		}
	}
}

// exchange plays one fault, and reports whether the connection can be used on.
func (c *faultConn) exchange(f ProxyFault) bool {
	switch f.Kind {
	case FaultHangUp:
		return false
	case FaultResetRequest:
		_, _ = io.CopyN(io.Discard, c.in, int64(f.At))
		c.end(f)
		return false
	case FaultReset:
		c.end(f)
		return false
	}
	request, err := c.readRequest()
	if err != nil {
		return false
	}
	c.proxy.count(func(n *FaultCounts) { n.Requests++ })
	switch f.Kind {
	case FaultLoseRequest:
		c.wait(f.Delay)
		c.end(f)
		return false
	case FaultReply:
		return c.wait(f.Delay) && c.send(f, replyBytes(f), false)
	}
	answer, err := c.forward(request)
	if err != nil {
		answer = replyBytes(ProxyFault{Reply: Reply{Status: http.StatusBadGateway, Body: "the server behind the fault proxy: " + err.Error()}})
	}
	return c.wait(f.Delay) && c.answer(f, answer)
}

// request is a whole one.
type request struct {
	*http.Request
	raw []byte
}

func (c *faultConn) readRequest() (*request, error) {
	r, err := http.ReadRequest(c.in.Reader)
	if err != nil {
		return nil, err
	}
	if r.Header.Get("Expect") == "100-continue" {
		if _, err := io.WriteString(c.client, "HTTP/1.1 100 Continue\r\n\r\n"); err != nil {
			return nil, err
		}
	}
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		return nil, err
	}
	return &request{r, c.in.message()}, nil
}

// forward asks the server and returns the whole answer.
func (c *faultConn) forward(r *request) ([]byte, error) {
	if c.server == nil {
		conn, err := net.Dial("tcp", c.proxy.target)
		if err != nil {
			return nil, err
		}
		c.server, c.back = conn, record(conn)
	}
	if _, err := c.server.Write(r.raw); err != nil {
		c.dropServer()
		return nil, err
	}
	c.proxy.count(func(n *FaultCounts) { n.Forwarded++ })
	for {
		answer, err := http.ReadResponse(c.back.Reader, r.Request)
		if err == nil {
			_, err = io.Copy(io.Discard, answer.Body)
		}
		if err != nil {
			c.dropServer()
			return nil, err
		}
		if answer.StatusCode >= http.StatusOK {
			whole := c.back.message()
			if answer.Close {
				c.dropServer()
			}
			return whole, nil
		}
	}
}

// dropServer ends the connection to the server, which has answered or will not.
func (c *faultConn) dropServer() {
	if c.server != nil {
		abort(c.server)
		c.server = nil
	}
}

// answer sends the server's answer, or what becomes of it.
func (c *faultConn) answer(f ProxyFault, whole []byte) bool {
	switch f.Kind {
	case FaultLoseAnswer:
		c.end(f)
		return false
	case FaultGarbage:
		_, _ = io.WriteString(c.client, "\x16\x03\x01 this is no HTTP\r\n\r\n")
		return false
	case FaultReplyAfter:
		return c.send(f, replyBytes(f), false)
	case FaultBreakAnswer:
		c.send(f, whole[:f.cut(whole)], false)
		c.end(f)
		return false
	case FaultLength:
		c.send(f, withLength(whole, f.At), false)
		return false
	}
	return c.send(f, whole, true) && f.Kind != FaultCloseIdle
}

// send writes an answer as slowly as it should be, and reports whether all of it
// was; passed tells that it is the server's.
func (c *faultConn) send(f ProxyFault, answer []byte, passed bool) bool {
	answer = withDate(answer, f.Skew)
	if f.Stall > 0 {
		first := f.cut(answer)
		if !c.write(f, answer[:first]) || !c.wait(f.Stall) {
			return false
		}
		answer = answer[first:]
	}
	if passed { // counted first, for a client that has all of it may ask at once
		c.proxy.count(func(n *FaultCounts) { n.Passed++ })
	}
	whole := c.write(f, answer)
	if passed && !whole {
		c.proxy.count(func(n *FaultCounts) { n.Passed-- })
	}
	return whole
}

// write writes piece by piece.
func (c *faultConn) write(f ProxyFault, text []byte) bool {
	for f.Chunk > 0 && len(text) > f.Chunk {
		if _, err := c.client.Write(text[:f.Chunk]); err != nil || !c.wait(f.Pause) {
			return false
		}
		text = text[f.Chunk:]
	}
	_, err := c.client.Write(text)
	return err == nil
}

// wait waits for d, and reports whether the client is still there.
func (c *faultConn) wait(d time.Duration) bool {
	if d <= 0 {
		return true
	}
	_ = c.client.SetReadDeadline(time.Now().Add(d))
	_, err := c.in.Peek(1) // a client that waits for its answer sends nothing
	_ = c.client.SetReadDeadline(time.Time{})
	var timeout net.Error
	return err == nil || errors.As(err, &timeout) && timeout.Timeout()
}
