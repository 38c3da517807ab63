package wire_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/signet-gen/signet/runtime/wire"
)

// The types of a task list as a service would have them. The list of members
// has DstInfo last, as documents do; real replies put it before MigrationTimeLine.

type taskList struct {
	TotalCount uint64
	Tasks      []task
	RequestID  string `json:"RequestId"`
}

func (l *taskList) WireMembers(c *wire.Codec) {
	c.Uint64("TotalCount", &l.TotalCount)
	wire.List(c, "Tasks", &l.Tasks, wire.Struct)
	c.String("RequestId", &l.RequestID)
}

type task struct {
	TaskID            string `json:"TaskId"`
	TaskName          string
	MigrationType     string
	Status            status
	ProjectID         uint64 `json:"ProjectId"`
	ProjectName       string
	SrcInfo           host
	MigrationTimeLine timeLine
	Updated           wire.Datetime
	DstInfo           host
}

func (t *task) WireMembers(c *wire.Codec) {
	c.String("TaskId", &t.TaskID)
	c.String("TaskName", &t.TaskName)
	c.String("MigrationType", &t.MigrationType)
	c.String("Status", (*string)(&t.Status))
	c.Uint64("ProjectId", &t.ProjectID)
	c.String("ProjectName", &t.ProjectName)
	c.Message("SrcInfo", &t.SrcInfo)
	c.Message("MigrationTimeLine", &t.MigrationTimeLine)
	c.String("Updated", (*string)(&t.Updated))
	c.Message("DstInfo", &t.DstInfo)
}

type status string

type host struct {
	Region     string
	IP         string `json:"Ip"`
	Port       string
	InstanceID string `json:"InstanceId"`
}

func (h *host) WireMembers(c *wire.Codec) {
	c.String("Region", &h.Region)
	c.String("Ip", &h.IP)
	c.String("Port", &h.Port)
	c.String("InstanceId", &h.InstanceID)
}

type timeLine struct {
	CreateTime wire.Datetime
	EndTime    wire.Datetime
}

func (l *timeLine) WireMembers(c *wire.Codec) {
	c.String("CreateTime", (*string)(&l.CreateTime))
	c.String("EndTime", (*string)(&l.EndTime))
}

// taskBody returns the body of a list of n tasks: 500 make about 234 KB.
func taskBody(n int) string {
	var b bytes.Buffer
	fmt.Fprintf(&b, `{"TotalCount":%d,"Tasks":[`, n)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"TaskId":"msp-%08x","TaskName":"move database %d of the web shop to the cloud","MigrationType":"database:mysql",`+
			`"Status":"migrating","ProjectId":%d,"ProjectName":"project-%d",`+
			`"SrcInfo":{"Region":"","Ip":"10.0.%d.%d","Port":"3306","InstanceId":"cdb-src%05d"},`+
			`"DstInfo":{"Region":"ap-guangzhou","Ip":"172.16.%d.%d","Port":"3306","InstanceId":"cdb-dst%05d"},`+
			`"MigrationTimeLine":{"CreateTime":"2018-07-13 15:%02d:00","EndTime":"-"},"Updated":"2018-07-13 16:%02d:30"}`,
			i*7919, i, 1000+i, i%17, i/256, i%256, i, i/256, i%256, i, i%60, i%60)
	}
	b.WriteString(`],"RequestId":"4f0a7a5e-8d2b-4a67-9c3e-1f2e3d4c5b6a"}`)
	return b.String()
}

func TestTaskListIsReadAsEncodingJSONReadsIt(t *testing.T) {
	body := taskBody(500)
	var got, want taskList
	if err := wire.ReadJSON(body, &got, nil); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(body), &want); err != nil {
		t.Fatal(err)
	}
	equal(t, got, want)
}

func BenchmarkDecode500Tasks(b *testing.B) {
	body := taskBody(500)
	octets := []byte(body)
	b.Run("wire", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			var l taskList
			if err := wire.ReadJSON(body, &l, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("wire from bytes", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			var l taskList
			if err := wire.ReadJSON(string(octets), &l, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("encoding/json", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			var l taskList
			if err := json.Unmarshal(octets, &l); err != nil {
				b.Fatal(err)
			}
		}
	})
}
