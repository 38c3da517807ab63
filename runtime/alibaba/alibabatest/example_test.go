package alibabatest_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/alibaba/alibabatest"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
)

// Generated packages do this by typed functions: see smctest beside smc.
func ExampleNewServer() {
	server := alibabatest.NewServer(&store, rpctest.Action{
		Name: "PutBox",
		Handle: rpctest.Handle(func(_ context.Context, in boxInput) (*boxOutput, error) {
			if in.Limit > 100 {
				return nil, fmt.Errorf("%d are too many: %w", in.Limit, rpc.Code("InvalidParameter.Limit"))
			}
			return &boxOutput{BoxID: "box-of-" + in.Name}, nil
		}),
	})
	defer server.Close()

	client := alibaba.NewClient(server.Config(), &store)
	out, err := rpc.Call[boxOutput](context.Background(), client, &putBox, &boxInput{Name: "shoes"})
	fmt.Println(out.BoxID, err)

	config := server.Config()
	config.Signature, config.Format = alibaba.V2, alibaba.XML
	client = alibaba.NewClient(config, &store)
	_, err = rpc.Call[boxOutput](context.Background(), client, &putBox, &boxInput{Name: "shoes", Limit: 200})
	fmt.Println(errors.Is(err, rpc.Code("InvalidParameter")))

	config.Credentials = credential.Static(alibabatest.AccessKeyID, "another-secret", "")
	_, err = rpc.Call[boxOutput](context.Background(), alibaba.NewClient(config, &store), &putBox, &boxInput{Name: "shoes"})
	fmt.Println(errors.Is(err, alibaba.ErrSignatureMismatch))

	for _, request := range server.Requests() {
		fmt.Printf("%s %s %s %s %q\n", request.Action, request.Signature, request.Format, request.Params, request.Code)
	}
	// Output:
	// box-of-shoes <nil>
	// true
	// true
	// PutBox ACS3-HMAC-SHA256 JSON {"Name":"shoes","RegionId":"cn-hangzhou"} ""
	// PutBox HMAC-SHA1 XML {"Limit":"200","Name":"shoes","RegionId":"cn-hangzhou"} "InvalidParameter.Limit"
	// PutBox HMAC-SHA1 XML  "SignatureDoesNotMatch"
}
