package main

import (
	"errors"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/tencent"
)

// A cloud is what the runtime knows of the errors of one.
type cloud struct {
	// name is what people call it.
	name string
	// meaning says what a code means.
	meaning func(*rpc.Error) rpc.Meaning
	// read reads the body of a reply, and compares what the server says it signed with
	// signed, unless that is empty.
	read func(body, signed string) (*rpc.Error, error)
}

// clouds are those that the runtime speaks to, by the package that does; the order of
// protocols is that in which a reply is tried.
var (
	clouds = map[string]cloud{
		"tencent": {"Tencent Cloud", tencent.Meaning, readTencent},
		"alibaba": {"Alibaba Cloud", alibaba.Meaning, alibaba.ReadError},
	}
	protocols = []string{"tencent", "alibaba"}
)

var errNoEcho = errors.New("the cloud of this reply does not say what it signed: there is nothing to compare --signed with")

func readTencent(body, signed string) (*rpc.Error, error) {
	e, err := tencent.ReadError(body)
	if err == nil && signed != "" {
		err = errNoEcho
	}
	return e, err
}

// again says whether a client attempts a call again that failed with a code.
func (c cloud) again(code string) string {
	switch c.meaning(&rpc.Error{Code: rpc.Code(code)}) {
	case rpc.TooMany:
		return "yes, after a while, whatever the action: it was refused without a look at it"
	case rpc.ServerFailed:
		return "yes, after a while, where the action may be repeated: a read, an idempotent one, or one with an idempotency token"
	case rpc.ClockWrong:
		return "once, if the reply tells the time, with the clock put right"
	case rpc.KeyWrong, rpc.TokenWrong:
		return "once, if the credentials are of a kind that can be fetched anew"
	case rpc.SignatureWrong:
		return "no, the signature would be wrong again"
	case rpc.Denied:
		return "no, the permission would be missing again"
	}
	return "no, unless the HTTP status is 429, 408 or 5xx"
}
