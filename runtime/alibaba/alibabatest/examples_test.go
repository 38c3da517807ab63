package alibabatest_test

import (
	"testing"

	"github.com/signet-gen/signet/runtime/alibaba/alibabatest"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

func TestExamplesOfEachKindPass(t *testing.T) {
	alibabatest.RunExamples(t, []rpctest.Example{
		{
			Action: "PutBox", Title: "A box",
			New:     func() (wire.Message, wire.Message) { return &boxInput{}, &boxOutput{} },
			Request: `{"Name": "n", "Limit": 1, "Label": [{"Name": "a", "Text": "<b>"}], "Notes": [{"Name": "&", "Text": ""}], "Ids": ["a", "b"], "Filter": {"k": "v"}}`,
			Reply:   `{"BoxId": "box-1", "Sizes": {"Size": [7, 0]}, "Labels": {"Label": [{"Name": "a", "Text": "&"}]}, "RequestId": "r"}`,
		},
		{
			Action: "PutBox", Title: "No room",
			New:  func() (wire.Message, wire.Message) { return &boxInput{}, &boxOutput{} },
			Code: "NoRoom.Here", Message: "There is no room <here>.",
		},
		{
			Action: "PutBox", Title: "An error without a text, which a client would call again for",
			New:  func() (wire.Message, wire.Message) { return &boxInput{}, &boxOutput{} },
			Code: "Throttling",
		},
	})
}
