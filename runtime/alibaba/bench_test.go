package alibaba_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

// sourceServers is a request of the size of smc's DescribeSourceServers.
type sourceServers struct {
	JobID, State, Name, ResourceGroupID string
	PageNumber, PageSize                *int32
	SourceID                            []string
	Tag                                 []tag
}

func (in *sourceServers) WireMembers(c *wire.Codec) {
	c.OmitZero().String("JobId", &in.JobID)
	c.OmitZero().String("State", &in.State)
	c.OmitZero().String("Name", &in.Name)
	wire.Optional(c, "PageNumber", &in.PageNumber, (*wire.Codec).Int32)
	wire.Optional(c, "PageSize", &in.PageSize, (*wire.Codec).Int32)
	wire.List(c, "SourceId", &in.SourceID, (*wire.Codec).String)
	c.OmitZero().String("ResourceGroupId", &in.ResourceGroupID)
	wire.List(c, "Tag", &in.Tag, wire.Struct)
}

var describing = sourceServers{
	JobID: "j-bp19vlwm0tyigbmj7xyz", State: "Available", Name: "the web shop", ResourceGroupID: "rg-acfmw3ty5y7abcd",
	PageNumber: new(int32(1)), PageSize: new(int32(50)),
	SourceID: []string{"s-bp1e2fsl57knvuug0001", "s-bp1e2fsl57knvuug0002", "s-bp1e2fsl57knvuug0003"},
	Tag:      []tag{{"owner", "shop team"}, {"env", "production"}},
}

// sourceServer is a reply's element of the size of smc's.
type sourceServer struct {
	CreationTime, State, SourceID, Name, Platform, Arch, ReplicationDriver, ErrorCode string
	HeartbeatRate, KernelLevel, SystemDiskSize                                        int32
	DataDisks                                                                         []sourceDisk
	Tags                                                                              []tag
}

type sourceDisk struct {
	Index, Size int32
	Path        string
}

func (d *sourceDisk) WireMembers(c *wire.Codec) {
	c.Int32("Index", &d.Index)
	c.Int32("Size", &d.Size)
	c.String("Path", &d.Path)
}

func (s *sourceServer) WireMembers(c *wire.Codec) {
	c.String("CreationTime", &s.CreationTime)
	c.Int32("HeartbeatRate", &s.HeartbeatRate)
	c.String("State", &s.State)
	wire.List(c.Wrapped("DataDisk"), "DataDisks", &s.DataDisks, wire.Struct)
	c.String("SourceId", &s.SourceID)
	c.String("Name", &s.Name)
	c.String("Platform", &s.Platform)
	c.String("Architecture", &s.Arch)
	c.String("ReplicationDriver", &s.ReplicationDriver)
	c.String("ErrorCode", &s.ErrorCode)
	c.Int32("KernelLevel", &s.KernelLevel)
	c.Int32("SystemDiskSize", &s.SystemDiskSize)
	wire.List(c.Wrapped("Tag"), "Tags", &s.Tags, wire.Struct)
}

type foundServers struct {
	TotalCount int32
	Servers    []sourceServer
	RequestID  string
}

func (f *foundServers) WireMembers(c *wire.Codec) {
	c.Int32("TotalCount", &f.TotalCount)
	wire.List(c.Wrapped("SourceServer"), "SourceServers", &f.Servers, wire.Struct)
	c.String("RequestId", &f.RequestID)
}

// found is a reply with n servers.
func found(n int) *foundServers {
	f := &foundServers{TotalCount: int32(n), RequestID: "C8B26B44-0189-443E-9816-D951F59623A9"}
	for i := range n {
		f.Servers = append(f.Servers, sourceServer{
			CreationTime: "2019-06-27T02:58:09Z", State: "InUse", SourceID: fmt.Sprintf("s-bp1e2fsl57knvuug%04d", i), Name: "the web shop",
			Platform: "CentOS", Arch: "x86_64", ReplicationDriver: "SMT", HeartbeatRate: 30, KernelLevel: 2, SystemDiskSize: 40,
			DataDisks: []sourceDisk{{1, 20, "/dev/vdb"}, {2, 100, "/dev/vdc"}}, Tags: []tag{{"owner", "shop team"}},
		})
	}
	return f
}

// answering is a transport in memory that answers always the same.
func answering(body string) http.RoundTripper {
	return roundTrip(func(r *http.Request) (*http.Response, error) {
		if r.Body != nil {
			r.Body.Close()
		}
		return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body))}, nil
	})
}

// benchClient is a client that is answered n servers.
func benchClient(b testing.TB, n int, change func(*alibaba.Config)) *rpc.Client {
	cfg := alibaba.Config{Credentials: credential.Static(testID, testKey, ""), Region: "cn-shanghai"}
	if change != nil {
		change(&cfg)
	}
	body, err := wire.AppendJSON(nil, found(n))
	if cfg.Format == alibaba.XML {
		body, err = wire.AppendXML(nil, "DescribeSourceServersResponse", found(n))
	}
	if err != nil {
		b.Fatal(err)
	}
	cfg.Transport = answering(string(body))
	return alibaba.NewClient(cfg, smc)
}

var describeServers = &rpc.Operation{Service: smc, Action: "DescribeSourceServers", Effect: rpc.Read}

func buildAndSign(client *rpc.Client) error {
	r, err := client.NewRequest(context.Background(), describeServers, &describing)
	if err == nil && r.Body != nil {
		err = r.Body.Close()
	}
	return err
}

func wholeCall(client *rpc.Client, want int) error {
	out, err := rpc.Call[foundServers](context.Background(), client, describeServers, &describing)
	if err == nil && len(out.Servers) != want {
		err = fmt.Errorf("got %d servers", len(out.Servers))
	}
	return err
}

func TestAllocations(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector empties pools")
	}
	dst, request, params := make([]byte, 0, 4096), runInstances(), describeDedicatedHosts()
	v2 := func(c *alibaba.Config) { c.Signature = alibaba.V2 }
	v2GET := func(c *alibaba.Config) { c.Signature, c.Method = alibaba.V2, "GET" }
	two := benchClient(t, 2, nil)
	for _, test := range []struct {
		name string
		most float64
		run  func() error
	}{
		{"V3's Authorization alone", 0, func() error { alibaba.SignV3(dst, exampleID3, exampleKey3, request); return nil }},
		{"V2's Signature alone", 0, func() error { alibaba.SignV2(dst, exampleKey, "GET", params); return nil }},
		{"build and sign by V3", 8, func() error { return buildAndSign(two) }},
		{"build and sign by V2", 8, client(t, v2)},
		{"build and sign by V2 as GET", 8, client(t, v2GET)},
		{"a call with 2 servers", 24, func() error { return wholeCall(two, 2) }},
	} {
		got := testing.AllocsPerRun(200, func() {
			if err := test.run(); err != nil {
				t.Fatal(err)
			}
		})
		if got > test.most {
			t.Errorf("%s: %v allocations, want at most %v", test.name, got, test.most)
		}
		t.Logf("%s: %v allocations", test.name, got)
	}
}

// client builds and signs by a client that is configured otherwise.
func client(t testing.TB, change func(*alibaba.Config)) func() error {
	c := benchClient(t, 2, change)
	return func() error { return buildAndSign(c) }
}

func BenchmarkAuthorization(b *testing.B) {
	b.ReportAllocs()
	dst, request := make([]byte, 0, 4096), runInstances()
	for b.Loop() {
		alibaba.SignV3(dst, exampleID3, exampleKey3, request)
	}
}

func BenchmarkBuildAndSign(b *testing.B) {
	for _, way := range everyWay[1:] {
		b.Run(fmt.Sprintf("%s-%s", way.signature, way.method), func(b *testing.B) {
			b.ReportAllocs()
			client := benchClient(b, 0, func(c *alibaba.Config) { c.Signature, c.Method = way.signature, way.method })
			for b.Loop() {
				if err := buildAndSign(client); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkCall(b *testing.B) {
	for _, n := range []int{2, 500} {
		for _, format := range []alibaba.Format{alibaba.JSON, alibaba.XML} {
			b.Run(fmt.Sprintf("%d-servers-%s", n, format), func(b *testing.B) {
				b.ReportAllocs()
				client := benchClient(b, n, func(c *alibaba.Config) { c.Format = format })
				for b.Loop() {
					if err := wholeCall(client, n); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
