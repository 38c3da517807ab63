package rpc

import (
	"context"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/retry"
)

// keyWrong has credentials forgotten that were refused. Nothing was done, so that
// any operation may be attempted again, once in a call, if there are others.
func (c *Client) keyWrong(r *Request) retry.Fate {
	if r.renewed || !credential.Forget(c.credentials, r.Credentials) {
		return retry.Final
	}
	r.renewed, r.keyRefused = true, true
	return retry.Corrected
}

// otherKey waits for credentials other than those that were refused, which the next
// attempt asks for again, and says why there are none.
func (c *Client) otherKey(ctx context.Context, r *Request) (reason string) {
	r.keyRefused = false
	fresh, err := c.credentials.Retrieve(ctx)
	switch {
	case err != nil:
		return "there are no other credentials: " + err.Error()
	case fresh.SameKey(r.Credentials):
		return "the source of the credentials still gives those that were refused"
	}
	return ""
}
