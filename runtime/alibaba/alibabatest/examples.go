package alibabatest

import (
	"testing"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

// Forms are how Alibaba Cloud's requests and replies are written: requests as
// parameters counted from 1, replies as JSON or XML.
var Forms = rpctest.Forms{Flatten: wire.Flatten{Base: 1}, XML: true, Fail: fail}

// RunExamples tests the examples of a service: see [rpctest.RunExamples].
func RunExamples(t *testing.T, examples []rpctest.Example) {
	t.Helper()
	rpctest.RunExamples(t, Forms, examples)
}

// fail calls a server that answers with an error, once, and returns what the
// client makes of it.
func fail(e *rpc.Error) error {
	service := rpc.Service{Name: "example", Version: "2006-01-02"}
	server := NewServer(&service, rpctest.Refused(e))
	defer server.Close()
	config := server.Config()
	config.Retry.Attempts = 1
	return rpctest.CallRefused(alibaba.NewClient(config, &service), &service)
}
