package tencenttest

import (
	"testing"

	"github.com/signet-gen/signet/runtime/rpctest"
)

// Forms are how Tencent Cloud's requests and replies are written: requests as
// JSON or as parameters counted from 0, replies as JSON.
var Forms = rpctest.Forms{JSON: true}

// RunExamples tests the examples of a service: see [rpctest.RunExamples].
func RunExamples(t *testing.T, examples []rpctest.Example) {
	t.Helper()
	rpctest.RunExamples(t, Forms, examples)
}
