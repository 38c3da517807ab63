package integration

import (
	"context"
	"fmt"
	"strings"
	"testing"

	smc "github.com/signet-gen/signet/gen/alibaba/smc/v20190601"
	"github.com/signet-gen/signet/gen/alibaba/smc/v20190601/smctest"
	msp "github.com/signet-gen/signet/gen/tencent/msp/v20180319"
	"github.com/signet-gen/signet/gen/tencent/msp/v20180319/msptest"
	"github.com/signet-gen/signet/runtime/rpc"
)

// What the specs know reaches errors: the resource that a permission is for, and what
// to do about a code, though the cloud told neither.
func TestErrorsTellWhatTheSpecsKnow(t *testing.T) {
	client := smctest.New(t, smctest.Fake{
		StartReplicationJob: func(context.Context, smc.StartReplicationJobInput) (*smc.StartReplicationJobOutput, error) {
			return nil, &rpc.Error{Code: "Forbidden.RAM"}
		},
		DeleteSourceServer: func(context.Context, smc.DeleteSourceServerInput) (*smc.DeleteSourceServerOutput, error) {
			return nil, smc.ErrSourceServerWithRunningReplicationJob + ".OfAnother"
		},
		ListAccessTokens: func(context.Context, smc.ListAccessTokensInput) (*smc.ListAccessTokensOutput, error) {
			return nil, rpc.Code("Nobody.Knows")
		},
	})
	_, denied := client.StartReplicationJob(t.Context(), smc.StartReplicationJobInput{JobID: "j"})
	_, child := client.DeleteSourceServer(t.Context(), smc.DeleteSourceServerInput{SourceID: "s"})
	_, unknown := client.ListAccessTokens(t.Context(), smc.ListAccessTokensInput{})
	mspClient := msptest.New(t, msptest.Fake{
		ListMigrationProject: func(context.Context, msp.ListMigrationProjectInput) (*msp.ListMigrationProjectOutput, error) {
			return nil, msp.ErrUnauthorizedOperation
		},
	})
	_, unauthorized := mspClient.ListMigrationProject(t.Context(), msp.ListMigrationProjectInput{})
	for _, test := range []struct {
		err  error
		says []string
	}{
		{denied, []string{"\nadvice: Have an administrator grant the action", "\npermission: smc:StartReplicationJob, as the action is called", "\n  resource: acs:smc:$regionid:$accountid:replicationJob/$jobId"}},
		{child, []string{"\nadvice: Stop the job with StopReplicationJob, then try again."}},
		{unknown, []string{"Nobody.Knows"}},
		{unauthorized, []string{"\nadvice: Have an administrator grant the action", "\npermission: msp:ListMigrationProject, as the action is called"}},
	} {
		report := fmt.Sprintf("%+v", test.err)
		for _, part := range test.says {
			if !strings.Contains(report, part) {
				t.Errorf("the report lacks %q:\n%s", part, report)
			}
		}
	}
	if report := fmt.Sprintf("%+v", unknown); strings.Contains(report, "\n") {
		t.Errorf("there is advice for a code that nobody knows: %s", report)
	}
}
