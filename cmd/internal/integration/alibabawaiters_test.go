package integration

import (
	"fmt"
	"strings"
	"testing"

	"github.com/signet-gen/signet/gen/alibaba/dysmsapi/v20170525"
	"github.com/signet-gen/signet/gen/alibaba/dysmsapi/v20170525/dysmsapitest"
	"github.com/signet-gen/signet/gen/alibaba/ecs/v20140526"
	"github.com/signet-gen/signet/gen/alibaba/ecs/v20140526/ecstest"
	"github.com/signet-gen/signet/gen/alibaba/smc/v20190601"
	"github.com/signet-gen/signet/gen/alibaba/smc/v20190601/smctest"
	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/wait"
)

// states is a page of instances in these states.
func states(texts string) func() (*ecs.DescribeInstanceStatusOutput, error) {
	return func() (*ecs.DescribeInstanceStatusOutput, error) {
		out := &ecs.DescribeInstanceStatusOutput{}
		for s := range strings.FieldsSeq(texts) {
			out.InstanceStatuses = append(out.InstanceStatuses, ecs.InstanceStatus{Status: ecs.InstanceState(s)})
		}
		out.TotalCount = int32(len(out.InstanceStatuses))
		return out, nil
	}
}

func instances(t *testing.T, l *leap, pages ...string) *ecs.Client {
	t.Helper()
	var all []func() (*ecs.DescribeInstanceStatusOutput, error)
	for _, p := range pages {
		all = append(all, states(p))
	}
	gone := func() (*ecs.DescribeInstanceAttributeOutput, error) { return nil, ecs.ErrInvalidInstanceIDNotFound }
	here := func() (*ecs.DescribeInstanceAttributeOutput, error) {
		return &ecs.DescribeInstanceAttributeOutput{Status: ecs.InstanceStateStopped}, nil
	}
	s := ecstest.NewServer(ecstest.Fake{
		DescribeInstanceStatus:    script[ecs.DescribeInstanceStatusInput](all...),
		DescribeInstanceAttribute: script[ecs.DescribeInstanceAttributeInput](here, here, gone),
	})
	t.Cleanup(s.Close)
	s.SetClock(l.Now)
	return ecs.New(s.Config()).With(func(c *alibaba.Config) { l.options(&c.Options) })
}

// Right after RunInstances the list can be empty, and then short.
func TestWaitsUntilAllInstancesThatWereAskedForRun(t *testing.T) {
	l := newLeap()
	client := instances(t, l, "", "Running", "Running Pending", "Running Running")
	in := ecs.DescribeInstanceStatusInput{RegionID: "cn-hangzhou", InstanceID: []string{"i-1", "i-2"}}
	out, err := client.WaitUntilInstancesRunning(t.Context(), in)
	if err != nil || len(out.InstanceStatuses) != 2 || fmt.Sprint(l.slept) != "[3s 3.6s 4.32s]" {
		t.Errorf("got %+v, %v after %v", out, err, l.slept)
	}
	in.InstanceID = append(in.InstanceID, "i-3")
	_, err = client.WaitUntilInstancesRunning(t.Context(), in)
	wantWaitError(t, err, wait.TimedOut, `ecs.WaitUntilInstancesRunning: not within 10m0s: InstanceStatuses.Status is "Running" in 2 of the 3 that are asked for, after `, nil)
}

// One call shows 50 instances at most, so that a wait for 51 would never end well.
func TestAWaitForMoreInstancesThanAPageHoldsSaysSoAtOnce(t *testing.T) {
	client := instances(t, newLeap()) // any call would fail otherwise
	for _, test := range []struct {
		ids      int
		pageSize int32
		want     string
	}{
		{51, 0, "51 are asked for, and the page that is looked at has 50 at most"},
		{3, 2, "3 are asked for, and the page that is looked at has 2 at most"},
	} {
		in := ecs.DescribeInstanceStatusInput{RegionID: "cn-hangzhou", InstanceID: make([]string, test.ids), PageSize: test.pageSize}
		_, err := client.WaitUntilInstancesRunning(t.Context(), in)
		wantWaitError(t, err, wait.Impossible, "ecs.WaitUntilInstancesRunning: it cannot succeed: "+test.want, nil)
	}
}

func TestWaitsUntilInstancesAreReleased(t *testing.T) {
	l := newLeap()
	client := instances(t, l, "Stopping", "Stopped", "")
	if _, err := client.WaitUntilInstancesReleased(t.Context(), ecs.DescribeInstanceStatusInput{RegionID: "cn-hangzhou", InstanceID: []string{"i-1"}}); err != nil || len(l.slept) != 2 {
		t.Errorf("got %v after %v", err, l.slept)
	}
	out, err := client.WaitUntilInstanceReleased(t.Context(), ecs.DescribeInstanceAttributeInput{InstanceID: "i-1"})
	if err != nil || out.Status != ecs.InstanceStateStopped || len(l.slept) != 4 {
		t.Errorf("got the last output %+v, %v after %v", out, err, l.slept)
	}
}

func TestAWaitForAReplicationJobFailsWithIt(t *testing.T) {
	job := func(statuses ...smc.JobStatus) func() (*smc.DescribeReplicationJobsOutput, error) {
		return func() (*smc.DescribeReplicationJobsOutput, error) {
			out := &smc.DescribeReplicationJobsOutput{}
			for _, s := range statuses {
				out.ReplicationJobs = append(out.ReplicationJobs, smc.ReplicationJob{Status: s})
			}
			return out, nil
		}
	}
	server := func(id smc.SourceServerState) func() (*smc.DescribeSourceServersOutput, error) {
		return func() (*smc.DescribeSourceServersOutput, error) {
			return &smc.DescribeSourceServersOutput{SourceServers: []smc.SourceServer{{State: id}}}, nil
		}
	}
	l := newLeap()
	s := smctest.NewServer(smctest.Fake{
		DescribeReplicationJobs: script[smc.DescribeReplicationJobsInput](job("Running", "Ready"), job("Finished", "Running"), job("Finished", "InError")),
		DescribeSourceServers:   script[smc.DescribeSourceServersInput](server("Unavailable"), server("Available")),
	})
	t.Cleanup(s.Close)
	s.SetClock(l.Now)
	client := smc.New(s.Config()).With(func(c *alibaba.Config) { l.options(&c.Options) })
	out, err := client.WaitUntilReplicationJobsFinished(t.Context(), smc.DescribeReplicationJobsInput{JobID: []string{"j-1", "j-2"}})
	wantWaitError(t, err, wait.Failed, `smc.WaitUntilReplicationJobsFinished: what is waited for has failed: ReplicationJobs.Status is "Finished" (1 of 2), "InError" (1 of 2), after 3 calls of DescribeReplicationJobs in 1m6s`, nil)
	if out == nil || out.ReplicationJobs[1].Status != smc.JobStatusInError {
		t.Errorf("the output is %+v", out)
	}
	if _, err := client.WaitUntilSourceServersAvailable(t.Context(), smc.DescribeSourceServersInput{SourceID: []string{"s-1"}}); err != nil {
		t.Error(err)
	}
}

func TestWaitsUntilAMessageArrives(t *testing.T) {
	sent := func(status int64) func() (*dysmsapi.QuerySendDetailsOutput, error) {
		return func() (*dysmsapi.QuerySendDetailsOutput, error) {
			return &dysmsapi.QuerySendDetailsOutput{Code: "OK", Details: []dysmsapi.SendDetail{{SendStatus: status}}}, nil
		}
	}
	l := newLeap()
	s := dysmsapitest.NewServer(dysmsapitest.Fake{QuerySendDetails: script[dysmsapi.QuerySendDetailsInput](sent(1), sent(3), sent(2))})
	t.Cleanup(s.Close)
	s.SetClock(l.Now)
	client := dysmsapi.New(s.Config()).With(func(c *alibaba.Config) { l.options(&c.Options) })
	in := dysmsapi.QuerySendDetailsInput{PhoneNumber: "13900000000", SendDate: "20181228", PageSize: 10, CurrentPage: 1}
	if _, err := client.WaitUntilMessagesArrived(t.Context(), in); err != nil {
		t.Error(err)
	}
	_, err := client.WaitUntilMessagesArrived(t.Context(), in)
	wantWaitError(t, err, wait.Failed, `dysmsapi.WaitUntilMessagesArrived: what is waited for has failed: SmsSendDetailDTOs.SendStatus is "2", after 1 call`, nil)
}
