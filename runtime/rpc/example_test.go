package rpc_test

import (
	"errors"
	"fmt"
	"log/slog"
	"os"

	"github.com/signet-gen/signet/runtime/rpc"
)

// An error is one line; what explains it comes with %+v, or by Report for a log.
func ExampleError_Report() {
	err := error(&rpc.Error{
		Service: "smc", Action: "StartReplicationJob", Code: "Forbidden.RAM", Message: "not authorized", RequestID: "1234", Status: 403,
		Remedy: "Have an administrator grant the action.",
		Explanation: &rpc.Explanation{
			KeyID: "LTAI***89ab", Source: "environment ALIBABA_CLOUD_ACCESS_KEY_ID",
			Permission: &rpc.Permission{Action: "smc:StartReplicationJob", Told: true, Denial: "ImplicitDeny"},
		},
	})
	fmt.Printf("%v\n\n", err)
	fmt.Printf("%+v\n\n", err)

	log := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: withoutTime}))
	if refused := (*rpc.Error)(nil); errors.As(err, &refused) {
		log.Error("migrate", "code", refused.Code, "report", refused.Report())
	}
	// Output:
	// smc.StartReplicationJob: Forbidden.RAM: not authorized (request 1234, HTTP 403)
	//
	// smc.StartReplicationJob: Forbidden.RAM: not authorized (request 1234, HTTP 403)
	// advice: Have an administrator grant the action.
	// key: LTAI***89ab from environment ALIBABA_CLOUD_ACCESS_KEY_ID, without a token
	// permission: smc:StartReplicationJob
	//   denied by: ImplicitDeny
	//
	// level=ERROR msg=migrate code=Forbidden.RAM report="smc.StartReplicationJob: Forbidden.RAM: not authorized (request 1234, HTTP 403)\nadvice: Have an administrator grant the action.\nkey: LTAI***89ab from environment ALIBABA_CLOUD_ACCESS_KEY_ID, without a token\npermission: smc:StartReplicationJob\n  denied by: ImplicitDeny"
}

func withoutTime(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}
