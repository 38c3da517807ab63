package tencenttest_test

import (
	"testing"

	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/tencent/tencenttest"
	"github.com/signet-gen/signet/runtime/wire"
)

func TestExamplesOfEachKindPass(t *testing.T) {
	tencenttest.RunExamples(t, []rpctest.Example{
		{
			Action: "PutBox", Title: "A box",
			New:     func() (wire.Message, wire.Message) { return &boxInput{}, &boxOutput{} },
			Request: `{"Name": "n", "Limit": 1, "Labels": [{"Name": "a", "Text": "<b>"}]}`,
			Reply:   `{"BoxId": "box-1", "Sizes": [7, 0], "RequestId": "r"}`,
		},
		{
			Action: "PutBox", Title: "No room",
			New:  func() (wire.Message, wire.Message) { return &boxInput{}, &boxOutput{} },
			Code: "NoRoom.Here", Message: "There is no room <here>.",
		},
		{
			Action: "PutBox", Title: "An error without a text, which a client would call again for",
			New:  func() (wire.Message, wire.Message) { return &boxInput{}, &boxOutput{} },
			Code: "RequestLimitExceeded",
		},
	})
}
