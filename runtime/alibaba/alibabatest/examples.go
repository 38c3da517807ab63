package alibabatest

import (
	"testing"

	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

// Forms are how Alibaba Cloud's requests and replies are written: requests as
// parameters counted from 1, replies as JSON or XML.
var Forms = rpctest.Forms{Flatten: wire.Flatten{Base: 1}, XML: true}

// RunExamples tests the examples of a service: see [rpctest.RunExamples].
func RunExamples(t *testing.T, examples []rpctest.Example) {
	t.Helper()
	rpctest.RunExamples(t, Forms, examples)
}
