package tencenttest_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/tencent/tencenttest"
)

// Generated packages do this by typed functions: see msptest beside msp.
func ExampleNewServer() {
	server := tencenttest.NewServer(&store, rpctest.Action{
		Name: "PutBox",
		Handle: rpctest.Handle(func(_ context.Context, in boxInput) (*boxOutput, error) {
			if in.Limit > 100 {
				return nil, fmt.Errorf("%d are too many: %w", in.Limit, rpc.Code("InvalidParameterValue.Limit"))
			}
			return &boxOutput{BoxID: "box-of-" + in.Name}, nil
		}),
	})
	defer server.Close()

	client := tencent.NewClient(server.Config(), &store)
	out, err := rpc.Call[boxOutput](context.Background(), client, &putBox, &boxInput{Name: "shoes"})
	fmt.Println(out.BoxID, err)

	_, err = rpc.Call[boxOutput](context.Background(), client, &putBox, &boxInput{Name: "shoes", Limit: 200})
	fmt.Println(errors.Is(err, rpc.Code("InvalidParameterValue")))

	config := server.Config()
	config.Credentials = credential.Static(tencenttest.SecretID, "another-secret", "")
	_, err = rpc.Call[boxOutput](context.Background(), tencent.NewClient(config, &store), &putBox, &boxInput{Name: "shoes"})
	fmt.Println(errors.Is(err, tencent.ErrSignatureFailure))

	for _, request := range server.Requests() {
		fmt.Printf("%s %s %q\n", request.Action, request.Params, request.Code)
	}
	// Output:
	// box-of-shoes <nil>
	// true
	// true
	// PutBox {"Name":"shoes"} ""
	// PutBox {"Name":"shoes","Limit":200} "InvalidParameterValue.Limit"
	// PutBox  "AuthFailure.SignatureFailure"
}
