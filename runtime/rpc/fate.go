package rpc

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"strings"

	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/wire"
)

// fateOfTransport is what became of an attempt for which a transport has no
// reply. The context of the call decides; bounded is the attempt's.
func fateOfTransport(ctx, bounded context.Context, a *attempt, err error) retry.Fate {
	switch {
	case ctx.Err() != nil, hopeless(err):
		return retry.Final
	case !a.sent.end(), dialFailed(err), streamRefused(err):
		return retry.Unsent
	case bounded.Err() != nil, timedOut(err):
		return retry.TimedOut
	}
	return retry.Unknown
}

// fateOfBody is what became of an attempt whose reply could not be read to its end.
func fateOfBody(ctx, bounded context.Context, err error) retry.Fate {
	switch {
	case ctx.Err() != nil, errors.As(err, new(tooLong)):
		return retry.Final
	case bounded.Err() != nil, timedOut(err):
		return retry.TimedOut
	}
	return retry.Unknown
}

// hopeless tells of errors that the next attempt meets again: a name that does
// not exist, and a server that is not who it should be or does not speak TLS.
func hopeless(err error) bool {
	var name *net.DNSError
	if errors.As(err, &name) && name.IsNotFound {
		return true
	}
	return errors.As(err, new(*tls.CertificateVerificationError)) || errors.As(err, new(tls.RecordHeaderError)) ||
		errors.As(err, new(x509.UnknownAuthorityError)) || errors.As(err, new(x509.HostnameError))
}

// dialFailed tells of errors from before there was a connection.
func dialFailed(err error) bool {
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Op == "dial" || op.Op == "proxyconnect"
	}
	return errors.As(err, new(*net.DNSError))
}

// streamRefused tells of requests over HTTP/2 that the server says it has not
// looked at, for it closes the connection or has too many. net/http would send
// them again itself if it could, and has no other way to tell than this text.
func streamRefused(err error) bool {
	text := err.Error()
	return strings.Contains(text, "cannot retry err [") &&
		(strings.Contains(text, "REFUSED_STREAM") || strings.Contains(text, "graceful shutdown GOAWAY"))
}

func timedOut(err error) bool {
	var t net.Error
	return errors.As(err, &t) && t.Timeout()
}

// fateOfRefusal is what became of an attempt that has a reply, which is err. A
// clock that is found to be wrong, and a key, are put right once in a call.
func (c *Client) fateOfRefusal(r *Request, reply *Reply, err error) retry.Fate {
	switch e := err.(type) {
	case *Error:
		switch c.protocol.Meaning(e) {
		case TooMany:
			c.learnt.limits.Tighten(r.limitKey(r.Credentials.ID), e.RateLimit)
			return retry.Throttled
		case ServerFailed:
			return retry.Unknown
		case ClockWrong:
			return c.clockWrong(r, reply, e)
		case KeyWrong, TokenWrong:
			return c.keyWrong(r)
		}
		return fateOfStatus(e.Status, retry.Final)
	case *ReplyError:
		if errors.As(e.Err, new(*wire.TypeError)) && e.Status < http.StatusInternalServerError {
			return retry.Final // the action answers otherwise than its spec says
		}
		otherwise := retry.Unknown
		if e.Status >= http.StatusBadRequest {
			otherwise = retry.Final
		}
		return fateOfStatus(e.Status, otherwise)
	}
	return retry.Final
}

// fateOfStatus is what an HTTP status says about an attempt, where it says any.
func fateOfStatus(status int, otherwise retry.Fate) retry.Fate {
	switch {
	case status == http.StatusTooManyRequests:
		return retry.Throttled
	case status == http.StatusRequestTimeout, status >= http.StatusInternalServerError:
		return retry.Unknown
	}
	return otherwise
}
