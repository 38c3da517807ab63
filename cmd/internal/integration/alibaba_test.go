package integration

import (
	"context"
	"reflect"
	"testing"

	ecs "github.com/signet-gen/signet/gen/alibaba/ecs/v20140526"
	"github.com/signet-gen/signet/gen/alibaba/ecs/v20140526/ecstest"
	smc "github.com/signet-gen/signet/gen/alibaba/smc/v20190601"
	"github.com/signet-gen/signet/gen/alibaba/smc/v20190601/smctest"
	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/alibaba/alibabatest"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/wire"
)

// temporary is a key with a token, as STS hands them out.
var temporary = credential.Credentials{ID: "STS.test", Secret: "secret-of-a-while", Token: "token/of+a=while&"}

// A road is a way to sign and send a call to Alibaba Cloud, and to be answered.
type road struct {
	name      string
	signature alibaba.Signature
	method    string
	format    alibaba.Format
	sts       bool
}

// roads are all of them.
var roads = func() []road {
	var all []road
	for _, signature := range []alibaba.Signature{alibaba.V2, alibaba.V3} {
		for _, method := range []string{"GET", "POST"} {
			for _, format := range []alibaba.Format{alibaba.JSON, alibaba.XML} {
				name := string(signature) + " " + method + " " + string(format)
				all = append(all, road{name, signature, method, format, false}, road{name + " STS", signature, method, format, true})
			}
		}
	}
	return all
}()

// config is that of a client of the server that goes this road.
func (r road) config(s *alibabatest.Server) alibaba.Config {
	c := s.Config()
	c.Signature, c.Method, c.Format = r.signature, r.method, r.format
	c.Retry = retry.Never // what comes of one attempt is looked at
	if r.sts {
		s.AddKey(temporary)
		c.Credentials = credential.Static(temporary.ID, temporary.Secret, temporary.Token)
	}
	return c
}

// eachRoad runs a test on each road.
func eachRoad(t *testing.T, do func(t *testing.T, r road)) {
	for _, r := range roads {
		t.Run(r.name, func(t *testing.T) { do(t, r) })
	}
}

// serveSMC starts a server of a fake that ends with the test.
func serveSMC(t testing.TB, fake smctest.Fake) *alibabatest.Server {
	t.Helper()
	s := smctest.NewServer(fake)
	t.Cleanup(s.Close)
	return s
}

func serveECS(t testing.TB, fake ecstest.Fake) *alibabatest.Server {
	t.Helper()
	s := ecstest.NewServer(fake)
	t.Cleanup(s.Close)
	return s
}

// text is a message as JSON, in which a nil list is an empty one.
func text(t *testing.T, m wire.Message) string {
	t.Helper()
	written, err := wire.AppendJSON(nil, m)
	if err != nil {
		t.Fatal(err)
	}
	return string(written)
}

// hostile is a text that nothing on the way may change.
const hostile = `a&b=c+d %/?#~*'"<>]]>&amp;` + "\\ 数据 😀 \t,."

// sourceServers are an output of DescribeSourceServers in which lists are
// wrapped, nested, of one item and of none.
var sourceServers = smc.DescribeSourceServersOutput{
	SourceServers: []smc.SourceServer{
		{
			SourceID: "s-1", Name: hostile, State: smc.SourceServerState("a state of tomorrow"),
			CreationTime: "2019-06-27T02:58:09Z", HeartbeatRate: -1, KernelLevel: 2,
			SystemInfo: `{"cores":"2","os":"<Linux & co>"}`,
			DataDisks: []smc.SourceServerDisk{
				{Index: 1, Size: 20, Path: "/home", Parts: []smc.SourceServerPart{
					{Device: "1_0", SizeBytes: 21474836480, Path: "/home/data", Need: true},
					{Device: "1_1", SizeBytes: 1, CanBlock: true},
				}},
				{Index: 2, Size: 40},
			},
			SystemDiskParts: []smc.SourceServerPart{{Device: "0_0", SizeBytes: 254803968, Path: "/boot", Need: true}},
			Tags:            []smc.Tag{{Key: "k", Value: "v"}, {Key: "数", Value: hostile}},
		},
		{SourceID: "s-2"},
	},
	TotalCount: 12, PageNumber: 2, PageSize: 2, RequestID: "C8B26B44-0189-443E-9816-D951F5961662",
}

func TestSourceServersAreDescribedOnEachRoad(t *testing.T) {
	in := smc.DescribeSourceServersInput{
		Name: hostile, State: smc.SourceServerState("any, too"), PageNumber: 2, PageSize: 2,
		SourceID: []string{"s-1", hostile, "s-3"}, OwnerID: -7,
		Tag: []smc.Tag{{Key: "k", Value: "v"}, {Key: hostile, Value: "数"}},
	}
	eachRoad(t, func(t *testing.T, r road) {
		var got smc.DescribeSourceServersInput
		s := serveSMC(t, smctest.Fake{
			DescribeSourceServers: func(_ context.Context, in smc.DescribeSourceServersInput) (*smc.DescribeSourceServersOutput, error) {
				got = in
				return &sourceServers, nil
			},
		})
		out, err := smc.New(r.config(s)).DescribeSourceServers(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, in) {
			t.Errorf("the fake got\n%+v, want\n%+v", got, in)
		}
		if got, want := text(t, out), text(t, &sourceServers); got != want {
			t.Errorf("the caller got\n%s, want\n%s", got, want)
		}
		if method := s.Requests()[0].Method; method != r.method {
			t.Errorf("it was a %s", method)
		}
	})
}

func TestNestedParametersArriveOnEachRoad(t *testing.T) {
	in := smc.CreateReplicationJobInput{
		RegionID: "cn-hangzhou", SourceID: "s-1", ClientToken: "token", Description: hostile,
		RunOnce: new(false), JobType: new(int32(0)),
		DataDisk: []smc.DataDisk{
			{Index: 1, Size: 40, Part: []smc.DiskPart{{Device: "1_0", SizeBytes: 1 << 40, Block: new(true)}, {Device: "1_1", Block: new(false)}}},
			{Index: 2, Size: 20},
		},
		SystemDiskPart: []smc.DiskPart{{Device: "0_0", SizeBytes: 1}},
		Tag:            []smc.Tag{{Key: "a", Value: "b"}},
		Disks: &smc.JobDisks{
			Data:   []smc.JobDataDisk{{DiskID: "d-1", LVM: new(false), Size: 20, Part: []smc.VolumePart{{Path: "/", SizeBytes: 9}}}},
			System: &smc.JobSystemDisk{LVM: new(true), Size: 40},
		},
	}
	eachRoad(t, func(t *testing.T, r road) {
		var got smc.CreateReplicationJobInput
		s := serveSMC(t, smctest.Fake{
			CreateReplicationJob: func(_ context.Context, in smc.CreateReplicationJobInput) (*smc.CreateReplicationJobOutput, error) {
				got = in
				return &smc.CreateReplicationJobOutput{JobID: "j-1"}, nil
			},
		})
		out, err := smc.New(r.config(s)).CreateReplicationJob(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, in) {
			t.Errorf("the fake got\n%s, want\n%s", text(t, &got), text(t, &in))
		}
		if out.JobID != "j-1" || out.RequestID == "" {
			t.Errorf("the caller got %+v", out)
		}
	})
}

func TestEachStyleArrivesOnEachRoad(t *testing.T) {
	instances := ecs.DescribeInstancesInput{
		RegionID: "cn-beijing", InstanceIDs: []string{"i-1", hostile}, PrivateIPAddresses: []string{},
		IOOptimized: new(false), Tag: []ecs.Tag{{Key: "k", Value: "v"}}, IPv6Address: []string{"::1"},
	}
	images := ecs.DescribeImagesInput{RegionID: "cn-beijing", Status: []ecs.ImageStatus{"Available", "Waiting"}}
	eachRoad(t, func(t *testing.T, r road) {
		var got ecs.DescribeInstancesInput
		var gotImages ecs.DescribeImagesInput
		s := serveECS(t, ecstest.Fake{
			DescribeInstances: func(_ context.Context, in ecs.DescribeInstancesInput) (*ecs.DescribeInstancesOutput, error) {
				got = in
				return nil, nil
			},
			DescribeImages: func(_ context.Context, in ecs.DescribeImagesInput) (*ecs.DescribeImagesOutput, error) {
				gotImages = in
				return nil, nil
			},
		})
		client := ecs.New(r.config(s))
		if _, err := client.DescribeInstances(t.Context(), instances); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, instances) {
			t.Errorf("the fake got\n%s, want\n%s", text(t, &got), text(t, &instances))
		}
		if _, err := client.DescribeImages(t.Context(), images); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(gotImages, images) {
			t.Errorf("the fake got\n%s, want\n%s", text(t, &gotImages), text(t, &images))
		}
	})
}
