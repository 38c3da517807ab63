package integration

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	msp "github.com/signet-gen/signet/gen/tencent/msp/v20180319"
	"github.com/signet-gen/signet/gen/tencent/msp/v20180319/msptest"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/wire"
)

// documentedTasks is the reply that the vendor's document shows for
// ListMigrationTask, where an end is "-" and the project is 0.
var documentedTasks = msp.ListMigrationTaskOutput{
	TotalCount: 13,
	Tasks: []msp.Task{
		{
			TaskID: "msp-81pzxxx", TaskName: "xxx", MigrationType: msp.TaskTypeFile, Status: msp.StatusMigrating,
			SrcInfo:           msp.SrcInfo{Region: "cos.ap-beijing", IP: "127.0.0.1", Port: "80", InstanceID: "-"},
			DstInfo:           msp.DstInfo{Region: "127.0.0.1", IP: "127.0.0.1", Port: "80", InstanceID: "-"},
			MigrationTimeLine: msp.TimeObj{CreateTime: "2018-07-13 15:00:00", EndTime: "-"},
			Updated:           "2018-07-13 15:00:00",
		},
		{
			TaskID: "msp-j33xxx", TaskName: "ccc", MigrationType: msp.TaskTypeDatabase, Status: msp.StatusMigrating,
			SrcInfo:           msp.SrcInfo{Region: "ap-beijing", IP: "127.0.0.1", Port: "80", InstanceID: "-"},
			DstInfo:           msp.DstInfo{Region: "ap-beijing", IP: "127.0.0.1", Port: "80", InstanceID: "-"},
			MigrationTimeLine: msp.TimeObj{CreateTime: "2018-07-13 15:00:00", EndTime: "-"},
			Updated:           "2018-07-13 15:00:00",
		},
	},
	RequestID: "b7534e17-4744-4787-95a9-05f7f0419f4c",
}

// documentedTasksReply is the same with the members in the document's order.
const documentedTasksReply = `{
  "Response": {
    "TotalCount": 13,
    "Tasks": [
      {
        "TaskId": "msp-81pzxxx", "TaskName": "xxx", "MigrationType": "file", "Status": "migrating",
        "ProjectId": 0, "ProjectName": "",
        "SrcInfo": {"Ip": "127.0.0.1", "Port": "80", "Region": "cos.ap-beijing", "InstanceId": "-"},
        "DstInfo": {"Ip": "127.0.0.1", "Port": "80", "Region": "127.0.0.1", "InstanceId": "-"},
        "MigrationTimeLine": {"CreateTime": "2018-07-13 15:00:00", "EndTime": "-"},
        "Updated": "2018-07-13 15:00:00"
      },
      {
        "TaskId": "msp-j33xxx", "TaskName": "ccc", "MigrationType": "database", "Status": "migrating",
        "ProjectId": 0, "ProjectName": "",
        "SrcInfo": {"Ip": "127.0.0.1", "Port": "80", "Region": "ap-beijing", "InstanceId": "-"},
        "DstInfo": {"Ip": "127.0.0.1", "Port": "80", "Region": "ap-beijing", "InstanceId": "-"},
        "MigrationTimeLine": {"CreateTime": "2018-07-13 15:00:00", "EndTime": "-"},
        "Updated": "2018-07-13 15:00:00"
      }
    ],
    "RequestId": "b7534e17-4744-4787-95a9-05f7f0419f4c"
  }
}`

func TestDocumentedRepliesAreReadWholeEachWay(t *testing.T) {
	eachCall(t, func(t *testing.T, a action, w way) {
		s := serve(t, msptest.Fake{})
		s.Handle(a.name, rpctest.Raw(200, a.reply))
		var odd []wire.Mismatch
		out, err := a.call(t.Context(), w.client(s, func(c *tencent.Config) {
			c.OnMismatch = func(_ *rpc.Operation, m wire.Mismatch) { odd = append(odd, m) }
		}), a.in)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(out, a.out) {
			t.Errorf("the caller got\n%+v, want\n%+v", out, a.out)
		}
		if len(odd) > 0 {
			t.Errorf("the document's own reply counts as odd: %+v", odd)
		}
	})
}

func TestDashInADateIsNoTime(t *testing.T) {
	s := serve(t, msptest.Fake{})
	s.Handle("ListMigrationTask", rpctest.Raw(200, documentedTasksReply))
	out, err := msp.New(s.Config()).ListMigrationTask(t.Context(), msp.ListMigrationTaskInput{})
	if err != nil {
		t.Fatal(err)
	}
	line := out.Tasks[0].MigrationTimeLine
	if !line.EndTime.IsZero() || line.EndTime != "-" || line.CreateTime.IsZero() {
		t.Errorf("the dates are %+v", line)
	}
	created, err := line.CreateTime.Time()
	if err != nil || created.UTC().Format("2006-01-02T15:04Z07:00") != "2018-07-13T07:00Z" {
		t.Errorf("the task was created at %s, %v", created, err)
	}
}

// oddReply is a reply that is not what the document promises, and is read.
type oddReply struct {
	name, tasks string
	want        []msp.Task
	// odd are the members that are counted as of another type.
	odd []string
}

var oddReplies = []oddReply{
	{name: "null members", tasks: `[{"TaskId":null,"Status":null,"ProjectId":null,"SrcInfo":null,"MigrationTimeLine":null,"Updated":null}]`, want: []msp.Task{{}}},
	{name: "null list", tasks: `null`},
	{name: "empty list", tasks: `[]`, want: []msp.Task{}},
	{name: "missing members", tasks: `[{},{"TaskId":"a"}]`, want: []msp.Task{{}, {TaskID: "a"}}},
	{name: "null element", tasks: `[null,{"TaskId":"a"}]`, want: []msp.Task{{}, {TaskID: "a"}}},
	{name: "unknown members", tasks: `[{"Color":"red","TaskId":"a","Deep":{"TaskId":"not this",  "List":[[{}]]},"Status":"fail","N":-1.5e3}]`, want: []msp.Task{{TaskID: "a", Status: msp.StatusFail}}},
	{name: "other order", tasks: `[{"Updated":"-","Status":"finish","TaskId":"a"}]`, want: []msp.Task{{TaskID: "a", Status: msp.StatusFinish, Updated: "-"}}},
	{name: "unknown values of enumerations", tasks: `[{"Status":"paused","MigrationType":"mailbox"}]`, want: []msp.Task{{Status: "paused", MigrationType: "mailbox"}}},
	{name: "member in another case", tasks: `[{"taskid":"a","TASKID":"b"}]`, want: []msp.Task{{}}},
	{name: "escapes", tasks: `[{"TaskId":"\u0061","TaskName":"\u6570\u636e\n\ud83d\ude80"}]`, want: []msp.Task{{TaskID: "a", TaskName: "数据\n🚀"}}},
	{name: "numbers for texts", tasks: `[{"TaskId":123456789012345678901,"SrcInfo":{"Port":80},"Updated":1531465200}]`,
		want: []msp.Task{{TaskID: "123456789012345678901", SrcInfo: msp.SrcInfo{Port: "80"}, Updated: "1531465200"}},
		odd:  []string{"Response.Tasks.0.TaskId", "Response.Tasks.0.SrcInfo.Port", "Response.Tasks.0.Updated"}},
	{name: "texts for numbers", tasks: `[{"ProjectId":"10005"},{"ProjectId":""}]`, want: []msp.Task{{ProjectID: 10005}, {}},
		odd: []string{"Response.Tasks.0.ProjectId", "Response.Tasks.1.ProjectId"}},
	{name: "list for an object", tasks: `[{"TaskId":"a","SrcInfo":[],"DstInfo":""}]`, want: []msp.Task{{TaskID: "a"}},
		odd: []string{"Response.Tasks.0.SrcInfo", "Response.Tasks.0.DstInfo"}},
	{name: "object for a list", tasks: `{}`, want: []msp.Task{}, odd: []string{"Response.Tasks"}},
}

func TestOddRepliesAreReadAndCounted(t *testing.T) {
	for _, reply := range oddReplies {
		t.Run(reply.name, func(t *testing.T) {
			s := serve(t, msptest.Fake{})
			s.Handle("ListMigrationTask", rpctest.Raw(200, `{"Response":{"Tasks":`+reply.tasks+`,"TotalCount":7,"RequestId":"r-1"}}`))
			var odd []string
			client := msp.New(s.Config()).With(func(c *tencent.Config) {
				c.OnMismatch = func(op *rpc.Operation, m wire.Mismatch) { odd = append(odd, m.Member) }
			})
			out, err := client.ListMigrationTask(t.Context(), msp.ListMigrationTaskInput{})
			if err != nil {
				t.Fatal(err)
			}
			want := msp.ListMigrationTaskOutput{TotalCount: 7, Tasks: reply.want, RequestID: "r-1"}
			if !reflect.DeepEqual(*out, want) {
				t.Errorf("got\n%+v, want\n%+v", *out, want)
			}
			if !slices.Equal(odd, reply.odd) {
				t.Errorf("counted were %q, want %q", odd, reply.odd)
			}
		})
	}
}

func TestErrorEnvelopeIsAnErrorEachWay(t *testing.T) {
	const reply = `{"Response":{"Error":{"Code":"InvalidParameterValue.Limit","Message":"no \"such\" limit"},"RequestId":"ed93f3cb-f35e-473f-b9f3-0d451b8b79c6"}}`
	eachCall(t, func(t *testing.T, a action, w way) {
		s := serve(t, msptest.Fake{})
		s.Handle(a.name, rpctest.Raw(200, reply))
		out, err := a.call(t.Context(), w.client(s, nil), a.in)
		var got *rpc.Error
		if out != nil || !errors.As(err, &got) {
			t.Fatalf("%v, %v", out, err)
		}
		want := rpc.Error{
			Service: "msp", Action: a.name, Code: "InvalidParameterValue.Limit", Message: `no "such" limit`,
			RequestID: "ed93f3cb-f35e-473f-b9f3-0d451b8b79c6", Status: 200,
			Remedy: "Read in the message which one it is, and compare it with the values and limits in the description.",
		}
		if !reflect.DeepEqual(*got, want) {
			t.Errorf("got %+v, want %+v", *got, want)
		}
		if !errors.Is(err, msp.ErrInvalidParameterValue) || errors.Is(err, msp.ErrInvalidParameter) || errors.Is(err, msp.ErrInternalError) {
			t.Error("errors.Is does not go by code and dotted parent")
		}
	})
}

func TestReplyThatIsNotTheVendorsSaysWhatCame(t *testing.T) {
	for _, c := range []struct {
		name   string
		status int
		body   string
		says   []string
	}{
		{"page of a proxy", 502, "<html><h1>Bad Gateway</h1></html>", []string{"502", "Bad Gateway"}},
		{"nothing", 200, "", []string{"empty"}},
		{"cut off", 200, documentedTasksReply[:len(documentedTasksReply)/2], []string{"offset"}},
		{"no envelope", 200, `{"Tasks":[]}`, []string{"Response"}},
		{"error without an envelope", 403, `{"message":"go away"}`, []string{"403"}},
		{"success with the status of an error", 500, documentedTasksReply, []string{"500"}},
		{"another type", 200, `{"Response":{"Tasks":[{"SrcInfo":7}],"RequestId":"r-2"}}`, []string{"Response.Tasks.0.SrcInfo", "object", "number 7", "r-2"}},
		{"text in a number", 200, `{"Response":{"TotalCount":"many","RequestId":"r-2"}}`, []string{"TotalCount", "uint64", "r-2"}},
		{"number out of range", 200, `{"Response":{"TotalCount":-1,"RequestId":"r-2"}}`, []string{"TotalCount", "-1", "r-2"}},
		{"trailing data", 200, documentedTasksReply + `{}`, []string{"end of the text"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := serve(t, msptest.Fake{})
			s.Handle("ListMigrationTask", rpctest.Raw(c.status, c.body))
			out, err := msp.New(s.Config()).ListMigrationTask(t.Context(), msp.ListMigrationTaskInput{})
			var unreadable *rpc.ReplyError
			if out != nil || !errors.As(err, &unreadable) {
				t.Fatalf("%v, %v", out, err)
			}
			for _, part := range append(c.says, "msp.ListMigrationTask") {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("the error lacks %q: %v", part, err)
				}
			}
		})
	}
}
