package rpc

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/signet-gen/signet/runtime/wire"
)

// smallestRead is how much room each read of a reply is given at least.
const smallestRead = 4 << 10

var replies = sync.Pool{New: func() any { return new([]byte) }}

// readBody reads the whole body of a reply, but no more than limit bytes, and
// closes it, which gives the connection back.
func readBody(response *http.Response, limit int64) (string, error) {
	if response.Body == nil {
		return "", nil
	}
	defer response.Body.Close()
	if response.StatusCode == http.StatusSwitchingProtocols {
		return "", errSwitched // what follows has no end
	}
	buffer := replies.Get().(*[]byte)
	defer replies.Put(buffer)
	read, err := appendBody((*buffer)[:0], response, limit)
	if cap(read) <= maxKept {
		*buffer = read
	}
	if err != nil {
		return "", err
	}
	return string(read), nil
}

var errSwitched = errors.New("the server switches to another protocol, which it was not asked to")

// appendBody reads into dst. The length that the reply promises is believed as
// far as memory is cheap.
func appendBody(dst []byte, response *http.Response, limit int64) ([]byte, error) {
	if response.ContentLength > limit {
		return dst, tooLong(limit)
	}
	dst = slices.Grow(dst, int(min(max(response.ContentLength+1, smallestRead), maxKept)))
	for {
		if cap(dst)-len(dst) == 0 {
			dst = slices.Grow(dst, smallestRead)
		}
		n, err := response.Body.Read(dst[len(dst):cap(dst)])
		dst = dst[:len(dst)+n]
		switch {
		case int64(len(dst)) > limit:
			return dst, tooLong(limit)
		case err == io.EOF:
			return dst, nil
		case err != nil:
			return dst, fmt.Errorf("the reply broke off after %d bytes: %w", len(dst), err)
		}
	}
}

// tooLong is the error of a reply that is longer than so many bytes.
type tooLong int64

func (limit tooLong) Error() string {
	return fmt.Sprintf("the reply is longer than %d bytes: ask for less at a time, or raise Options.MaxReplyBytes", int64(limit))
}

// decode reads a reply into out, and completes the error that it may tell of.
func (c *Client) decode(reply *Reply, out wire.Message) error {
	reply.Read = &c.read
	if hook := c.options.OnMismatch; hook != nil {
		op := reply.Operation
		reply.Read = &wire.ReadOptions{
			CopyStrings: c.options.CopyStrings,
			OnMismatch:  func(m wire.Mismatch) { hook(op, m) },
		}
	}
	err := c.protocol.Decode(reply, out)
	switch e := err.(type) {
	case *Error:
		if e.RetryAfter == 0 {
			e.RetryAfter = retryAfter(reply.Header, c.options.Now)
		}
	case *ReplyError:
		if e.RetryAfter == 0 {
			e.RetryAfter = retryAfter(reply.Header, c.options.Now)
		}
	}
	return err
}

// longestWait bounds what is believed of a wait.
const longestWait = 365 * 24 * time.Hour

// retryAfter is how long a reply asks to wait by HTTP's own header (RFC 9110,
// section 10.2.3): seconds, or a date, which is compared with the reply's own.
func retryAfter(header http.Header, now func() time.Time) time.Duration {
	text := header.Get("Retry-After")
	if text == "" {
		return 0
	}
	if seconds, err := strconv.ParseUint(text, 10, 32); err == nil {
		return min(time.Duration(seconds)*time.Second, longestWait)
	}
	until, err := http.ParseTime(text)
	if err != nil {
		return 0
	}
	from, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		from = now()
	}
	return min(max(until.Sub(from), 0), longestWait)
}

// inOperation says of an error in which call it came about.
func inOperation(op *Operation, err error) error {
	switch e := err.(type) {
	case *Error:
		if e.Service == "" { // else it is of another call, which a provider of credentials made
			e.Service, e.Action = op.Service.Name, op.Action
			return e
		}
	case *ReplyError:
		if e.Service == "" {
			e.Service, e.Action = op.Service.Name, op.Action
			return e
		}
	}
	return fmt.Errorf("%s: %w", op, err)
}

// ended is err, with the context's own error within it if the context has
// ended: transports report that in ways of their own, which hide it or a cause.
func ended(ctx context.Context, err error) error {
	why := ctx.Err()
	if why == nil {
		return err
	}
	if cause := context.Cause(ctx); cause != why && !errors.Is(err, cause) {
		err = fmt.Errorf("%w (%w)", err, cause)
	}
	if !errors.Is(err, why) {
		err = fmt.Errorf("%w: %w", why, err)
	}
	return err
}
