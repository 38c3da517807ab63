package rpc

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/signet-gen/signet/runtime/wire"
)

// Presigner is a [Protocol] of a cloud that takes all of a call from a URL.
type Presigner interface {
	Protocol

	// Presigning returns the protocol that makes such URLs: by GET, with the
	// signature and all else in the query. life is how long the cloud takes one.
	Presigning() (p Protocol, life time.Duration)
}

// Presigned is a call as a URL that anybody can fetch by GET, without a key, and
// that answers what the cloud would answer to the caller who made it.
//
// It grants access: whoever has it can make the call once. Its query holds the
// parameters, the id of the key, the token of temporary credentials and the
// signature, which covers all of them, and never the secret of the key.
type Presigned struct {
	// URL is the whole URL. Nothing prints it; URL.Value() gives it out. An error
	// of net/http names the URL that it was about.
	URL wire.Masked[string]
	// Expires is when the cloud refuses it at the latest, by the cloud's clock: by
	// its age, or since temporary credentials end. Both clouds may refuse it once
	// it was fetched, for a nonce that was used before.
	Expires time.Time
}

var (
	errNotPresignable = errors.New("there are presigned URLs only of operations that read and take GET, since whatever follows links would act by any other: call it instead")
	errNoPresigner    = errors.New("the cloud has no presigned URLs")
)

// Presign makes a URL of the call that input tells, and sends nothing. The
// client's configuration counts as for calls, but for how it signs, its header
// fields and its rate limit. Errors are those of [Call].
//
// Generated code enters here; an input that is a nil pointer is its error.
func Presign(ctx context.Context, c *Client, input func() (*Operation, wire.Message)) (Presigned, error) {
	op, in := operationOf(input)
	if in == nil {
		return Presigned{}, errNoInput
	}
	url, err := c.presign(ctx, op, in)
	if err != nil {
		return Presigned{}, inOperation(op, err)
	}
	return url, nil
}

// operationOf asks for a call. A pointer that is nil cannot be asked, and panics.
func operationOf(input func() (*Operation, wire.Message)) (op *Operation, in wire.Message) {
	defer func() { _ = recover() }()
	return input()
}

func (c *Client) presign(ctx context.Context, op *Operation, in wire.Message) (Presigned, error) {
	if c == nil || c.hidden == nil {
		return Presigned{}, errNoClient
	}
	presigner, ok := c.protocol.(Presigner)
	if !ok {
		return Presigned{}, errNoPresigner
	}
	if op != nil && !op.presignable() {
		return Presigned{}, errNotPresignable
	}
	protocol, life := presigner.Presigning()
	own := *c.settings
	own.options.RateLimit = Unlimited // nobody has called yet
	signing := &Client{protocol: protocol, hidden: &hidden{&own}, learnt: c.learnt}
	r, err := signing.encode(ctx, op, in)
	if err != nil {
		return Presigned{}, err
	}
	defer r.release()
	if err := signing.sign(ctx, r); err != nil {
		return Presigned{}, err
	}
	expires := r.Time.Truncate(time.Second).Add(life)
	if end := r.Credentials.Expires; !end.IsZero() && end.Before(expires) {
		expires = end
	}
	return Presigned{wire.Mask(r.URL.String()), expires}, nil
}

// presignable tells whether a URL of the operation does no harm to fetch.
func (op *Operation) presignable() bool {
	_, err := op.Method(http.MethodGet)
	return op.Effect == Read && err == nil
}
