package tencent_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/wire"
)

// register is a request of the size of msp's RegisterMigrationTask.
type register struct {
	TaskType, TaskName, ServiceSupplier, CreateTime, UpdateTime, MigrateClass string
	SrcAccessType, SrcDatabaseType, DstAccessType, DstDatabaseType            string
	Src, Dst                                                                  *place
}

type place struct{ Region, IP, Port, InstanceID string }

func (p *place) WireMembers(c *wire.Codec) {
	c.OmitZero().String("Region", &p.Region)
	c.OmitZero().String("Ip", &p.IP)
	c.OmitZero().String("Port", &p.Port)
	c.OmitZero().String("InstanceId", &p.InstanceID)
}

func (r *register) WireMembers(c *wire.Codec) {
	c.Required().String("TaskType", &r.TaskType)
	c.Required().String("TaskName", &r.TaskName)
	c.Required().String("ServiceSupplier", &r.ServiceSupplier)
	c.Required().String("CreateTime", &r.CreateTime)
	c.Required().String("UpdateTime", &r.UpdateTime)
	c.Required().String("MigrateClass", &r.MigrateClass)
	wire.Optional(c, "SrcInfo", &r.Src, wire.Struct)
	wire.Optional(c, "DstInfo", &r.Dst, wire.Struct)
	c.OmitZero().String("SrcAccessType", &r.SrcAccessType)
	c.OmitZero().String("SrcDatabaseType", &r.SrcDatabaseType)
	c.OmitZero().String("DstAccessType", &r.DstAccessType)
	c.OmitZero().String("DstDatabaseType", &r.DstDatabaseType)
}

var registration = register{
	TaskType: "database", TaskName: "orders to the cloud", ServiceSupplier: "TencentCloud",
	CreateTime: "2018-07-13 15:00:00", UpdateTime: "2018-07-13 15:00:00", MigrateClass: "mysql:mysql",
	Src:           &place{Region: "ap-beijing", IP: "192.0.2.1", Port: "3306", InstanceID: "ins-09dx96dg"},
	Dst:           &place{Region: "ap-guangzhou", IP: "192.0.2.2", Port: "3306", InstanceID: "cdb-2r8kd3jh"},
	SrcAccessType: "cvm", SrcDatabaseType: "mysql", DstAccessType: "cdb", DstDatabaseType: "mysql",
}

// task is a reply's element of the size of msp's Task.
type task struct {
	TaskID, TaskName, MigrationType, Status, CreateTime, UpdateTime string
	ProjectID                                                       uint64
	Src, Dst                                                        place
}

func (t *task) WireMembers(c *wire.Codec) {
	c.String("TaskId", &t.TaskID)
	c.String("TaskName", &t.TaskName)
	c.String("MigrationType", &t.MigrationType)
	c.String("Status", &t.Status)
	c.Uint64("ProjectId", &t.ProjectID)
	c.Message("SrcInfo", &t.Src)
	c.String("CreateTime", &t.CreateTime)
	c.String("UpdateTime", &t.UpdateTime)
	c.Message("DstInfo", &t.Dst)
}

type tasks struct {
	TotalCount uint64
	Tasks      []task
	RequestID  string
}

func (t *tasks) WireMembers(c *wire.Codec) {
	c.Uint64("TotalCount", &t.TotalCount)
	wire.List(c, "Tasks", &t.Tasks, wire.Struct)
	c.String("RequestId", &t.RequestID)
}

// listOf is a reply with n tasks.
func listOf(n int) string {
	var list []string
	for i := range n {
		list = append(list, fmt.Sprintf(`{"TaskId":"msp-%08d","TaskName":"orders to the cloud","MigrationType":"database","Status":"finish","ProjectId":0,`+
			`"SrcInfo":{"Region":"ap-beijing","Ip":"192.0.2.1","Port":"3306","InstanceId":"ins-09dx96dg"},"CreateTime":"2018-07-13 15:00:00","UpdateTime":"-",`+
			`"DstInfo":{"Region":"ap-guangzhou","Ip":"192.0.2.2","Port":"3306","InstanceId":"cdb-2r8kd3jh"}}`, i))
	}
	return fmt.Sprintf(`{"Response":{"TotalCount":%d,"Tasks":[%s],"RequestId":"be64a8a3-932f-4ea0-91af-843f537c5648"}}`, n, strings.Join(list, ","))
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

func benchConfig(transport http.RoundTripper) tencent.Config {
	return tencent.Config{
		Credentials: credential.Static(testID, testKey, ""), Region: "ap-guangzhou",
		Options: rpc.Options{Transport: transport},
	}
}

var registerTask = &rpc.Operation{Service: msp, Action: "RegisterMigrationTask"}

func authorize(dst []byte, r *tencent.TC3Request) []byte {
	return tencent.SignTC3(dst[:0], exampleID, exampleKey, r)
}

func buildAndSign(client *rpc.Client) error {
	r, err := client.NewRequest(context.Background(), registerTask, &registration)
	if err != nil {
		return err
	}
	if r.Body != nil {
		return r.Body.Close()
	}
	return nil
}

func wholeCall(client *rpc.Client, want int) error {
	out, err := rpc.Call[tasks](context.Background(), client, registerTask, &registration)
	if err == nil && len(out.Tasks) != want {
		err = fmt.Errorf("got %d tasks", len(out.Tasks))
	}
	return err
}

func TestAllocations(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector empties pools")
	}
	dst, request := make([]byte, 0, 512), describeInstances(unnamedBody)
	two := tencent.NewClient(benchConfig(answering(listOf(2))), msp)
	many := tencent.NewClient(benchConfig(answering(listOf(500))), msp)
	for _, test := range []struct {
		name string
		most float64
		run  func() error
	}{
		{"Authorization alone", 0, func() error { authorize(dst, request); return nil }},
		{"build and sign", 6, func() error { return buildAndSign(two) }},
		{"a call with 2 tasks", 15, func() error { return wholeCall(two, 2) }},
		{"a call with 500 tasks", 24, func() error { return wholeCall(many, 500) }},
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

func BenchmarkAuthorization(b *testing.B) {
	b.ReportAllocs()
	dst, request := make([]byte, 0, 512), describeInstances(unnamedBody)
	for b.Loop() {
		authorize(dst, request)
	}
}

func BenchmarkBuildAndSign(b *testing.B) {
	for _, way := range everyWay[1:] {
		b.Run(fmt.Sprintf("%s-%s", way.signature, way.method), func(b *testing.B) {
			b.ReportAllocs()
			cfg := benchConfig(answering(""))
			cfg.Signature, cfg.Method = way.signature, way.method
			client := tencent.NewClient(cfg, msp)
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
		b.Run(fmt.Sprint(n, "-tasks"), func(b *testing.B) {
			b.ReportAllocs()
			client := tencent.NewClient(benchConfig(answering(listOf(n))), msp)
			for b.Loop() {
				if err := wholeCall(client, n); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
