package tencent

import (
	"errors"

	"github.com/signet-gen/signet/runtime/rpc"
)

var errSucceeded = errors.New("the reply is that of a call that succeeded")

// ReadError reads the body of a reply that refused a call, such as one that was saved.
// A permission that the message names is in the error's Explanation.
func ReadError(body string) (*rpc.Error, error) {
	err := decode(&rpc.Reply{Operation: new(rpc.Operation), Status: 200, Body: body}, noResult{})
	var e *rpc.Error
	switch err := err.(type) {
	case nil:
		return nil, errSucceeded
	case *rpc.ReplyError:
		err.Status = 0 // which is not known of a body alone
		return nil, err
	case *rpc.Error:
		e = err
	}
	if e.Status = 0; Meaning(e) == rpc.Denied {
		e.Explanation = &rpc.Explanation{Permission: new(rpc.Permission)}
		explainDenial(e.Explanation.Permission, e.Message)
	}
	return e, nil
}
