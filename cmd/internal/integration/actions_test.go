// Package integration holds tests of what the generator, the runtime and the
// specs make together: generated clients that call the generated fakes.
package integration

import (
	"context"
	"reflect"
	"slices"
	"testing"

	msp "github.com/signet-gen/signet/gen/tencent/msp/v20180319"
	"github.com/signet-gen/signet/gen/tencent/msp/v20180319/msptest"
	"github.com/signet-gen/signet/runtime/retry"
	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/signet-gen/signet/runtime/tencent/tencenttest"
)

// way is a way to sign and send a call.
type way struct {
	name      string
	signature tencent.Signature
	method    string
}

var ways = []way{
	{"TC3 POST", tencent.TC3, "POST"},
	{"TC3 GET", tencent.TC3, "GET"},
	{"v1 SHA1 GET", tencent.HmacSHA1, "GET"},
	{"v1 SHA1 POST", tencent.HmacSHA1, "POST"},
	{"v1 SHA256 GET", tencent.HmacSHA256, "GET"},
	{"v1 SHA256 POST", tencent.HmacSHA256, "POST"},
}

// client is a client of the server that goes this way, and is configured as
// change leaves it.
func (w way) client(s *tencenttest.Server, change func(*tencent.Config)) *msp.Client {
	return msp.New(s.Config()).With(func(c *tencent.Config) {
		c.Signature, c.Method = w.signature, w.method
		c.Retry = retry.Never // what comes of one attempt is looked at
		if change != nil {
			change(c)
		}
	})
}

// serve starts a server of a fake that ends with the test.
func serve(t testing.TB, fake msptest.Fake) *tencenttest.Server {
	t.Helper()
	s := msptest.NewServer(fake)
	t.Cleanup(s.Close)
	return s
}

// action is one of the service's actions, as the tests call it.
type action struct {
	name string
	// in is an input that sets everything; out and reply are the same output,
	// in Go and as the vendor's document has it, but for its layout.
	in, out any
	reply   string
	call    func(context.Context, *msp.Client, any) (any, error)
}

// calling makes an action's call of its method.
func calling[In, Out any](method func(*msp.Client, context.Context, In) (*Out, error)) func(context.Context, *msp.Client, any) (any, error) {
	return func(ctx context.Context, c *msp.Client, in any) (any, error) {
		out, err := method(c, ctx, in.(In))
		if out == nil {
			return nil, err
		}
		return *out, err
	}
}

// actions are all actions of the service.
var actions = []action{
	{
		name: "RegisterMigrationTask",
		in: msp.RegisterMigrationTaskInput{
			TaskType:        msp.TaskTypeDatabase,
			TaskName:        "ccc & 数据=100%+/?#~*",
			ServiceSupplier: "TencentCloud",
			CreateTime:      "2018-07-13 15:00:00",
			UpdateTime:      "2018-07-13 15:00:00",
			MigrateClass:    "mysql:mysql",
			SrcInfo:         &msp.SrcInfo{Region: "ap-beijing", IP: "127.0.0.1", Port: "80", InstanceID: "cdb-1"},
			DstInfo:         &msp.DstInfo{Region: "ap-beijing", IP: "127.0.0.1", Port: "80", InstanceID: "cdb-2"},
			SrcAccessType:   msp.AccessTypeDirectConnect,
			SrcDatabaseType: msp.DatabaseTypeMySQL,
			DstAccessType:   msp.AccessTypeCVM,
			DstDatabaseType: "a kind of tomorrow",
		},
		out:   msp.RegisterMigrationTaskOutput{TaskID: "msp-jitoh33n", RequestID: "be64a8a3-932f-4ea0-91af-843f537c5648"},
		reply: `{"Response":{"TaskId":"msp-jitoh33n","RequestId":"be64a8a3-932f-4ea0-91af-843f537c5648"}}`,
		call:  calling((*msp.Client).RegisterMigrationTask),
	},
	{
		name:  "ListMigrationTask",
		in:    msp.ListMigrationTaskInput{Offset: 3, Limit: 2, ProjectID: new(uint64(0))},
		out:   documentedTasks,
		reply: documentedTasksReply,
		call:  calling((*msp.Client).ListMigrationTask),
	},
	{
		name: "DescribeMigrationTask",
		in:   msp.DescribeMigrationTaskInput{TaskID: "msp-1vogxxxx"},
		out: msp.DescribeMigrationTaskOutput{
			TaskStatus: []msp.TaskStatus{
				{Status: msp.StatusUnstart, Progress: "-", UpdateTime: "2018-07-16 17:27:45"},
				{Status: msp.StatusMigrating, Progress: "-", UpdateTime: "2018-07-16 17:27:45"},
				{Status: msp.StatusFinish, Progress: "-", UpdateTime: "2018-07-16 17:40:51"},
			},
			RequestID: "ca59d091-0d07-4516-8375-dd88db394b81",
		},
		reply: `{"Response":{"TaskStatus":[
			{"Status":"unstart","Progress":"-","UpdateTime":"2018-07-16 17:27:45"},
			{"Status":"migrating","Progress":"-","UpdateTime":"2018-07-16 17:27:45"},
			{"Status":"finish","Progress":"-","UpdateTime":"2018-07-16 17:40:51"}
			],"RequestId":"ca59d091-0d07-4516-8375-dd88db394b81"}}`,
		call: calling((*msp.Client).DescribeMigrationTask),
	},
	{
		name:  "ModifyMigrationTaskStatus",
		in:    msp.ModifyMigrationTaskStatusInput{Status: msp.StatusUnstart, TaskID: "msp-1vogxxxx"},
		out:   msp.ModifyMigrationTaskStatusOutput{RequestID: "889dc357-de9b-4edb-a516-ed596e622a94"},
		reply: `{"Response":{"RequestId":"889dc357-de9b-4edb-a516-ed596e622a94"}}`,
		call:  calling((*msp.Client).ModifyMigrationTaskStatus),
	},
	{
		name:  "ModifyMigrationTaskBelongToProject",
		in:    msp.ModifyMigrationTaskBelongToProjectInput{TaskID: "msp-1vxxx", ProjectID: 0},
		out:   msp.ModifyMigrationTaskBelongToProjectOutput{RequestID: "f06db343-5c00-4a4b-848c-b0340c238118"},
		reply: `{"Response":{"RequestId":"f06db343-5c00-4a4b-848c-b0340c238118"}}`,
		call:  calling((*msp.Client).ModifyMigrationTaskBelongToProject),
	},
	{
		name: "ListMigrationProject",
		in:   msp.ListMigrationProjectInput{Offset: 1, Limit: 500},
		out: msp.ListMigrationProjectOutput{
			Projects: []msp.Project{
				{ProjectID: 10013, ProjectName: "test2"},
				{ProjectID: 10012, ProjectName: "test1"},
				{ProjectID: 10007, ProjectName: "test"},
			},
			TotalCount: 3,
			RequestID:  "1824f552-3027-458f-82e9-4603846e52c4",
		},
		reply: `{"Response":{"TotalCount":3,"Projects":[{"ProjectId":10013,"ProjectName":"test2"},
			{"ProjectId":10012,"ProjectName":"test1"},{"ProjectId":10007,"ProjectName":"test"}],
			"RequestId":"1824f552-3027-458f-82e9-4603846e52c4"}}`,
		call: calling((*msp.Client).ListMigrationProject),
	},
	{
		name:  "DeregisterMigrationTask",
		in:    msp.DeregisterMigrationTaskInput{TaskID: "msp-1vogaxgk"},
		out:   msp.DeregisterMigrationTaskOutput{RequestID: "c1aedbb4-b674-4833-b68f-3c90938252d5"},
		reply: `{"Response":{"RequestId":"c1aedbb4-b674-4833-b68f-3c90938252d5"}}`,
		//lint:ignore SA1019 a deprecated action must work as long as it is there
		call: calling((*msp.Client).DeregisterMigrationTask),
	},
}

// eachCall runs a test for each action each way.
func eachCall(t *testing.T, test func(*testing.T, action, way)) {
	for _, a := range actions {
		for _, w := range ways {
			t.Run(a.name+"/"+w.name, func(t *testing.T) { test(t, a, w) })
		}
	}
}

// recording is a fake that notes every input, and answers as the actions of
// these tests do.
func recording(inputs *[]any) msptest.Fake {
	return msptest.Fake{
		RegisterMigrationTask:              recorded[msp.RegisterMigrationTaskInput, msp.RegisterMigrationTaskOutput](inputs),
		ListMigrationTask:                  recorded[msp.ListMigrationTaskInput, msp.ListMigrationTaskOutput](inputs),
		DescribeMigrationTask:              recorded[msp.DescribeMigrationTaskInput, msp.DescribeMigrationTaskOutput](inputs),
		ModifyMigrationTaskStatus:          recorded[msp.ModifyMigrationTaskStatusInput, msp.ModifyMigrationTaskStatusOutput](inputs),
		ModifyMigrationTaskBelongToProject: recorded[msp.ModifyMigrationTaskBelongToProjectInput, msp.ModifyMigrationTaskBelongToProjectOutput](inputs),
		ListMigrationProject:               recorded[msp.ListMigrationProjectInput, msp.ListMigrationProjectOutput](inputs),
		DeregisterMigrationTask:            recorded[msp.DeregisterMigrationTaskInput, msp.DeregisterMigrationTaskOutput](inputs),
	}
}

// recorded is a function that notes its input, and answers with the output of
// its type.
func recorded[In, Out any](inputs *[]any) func(context.Context, In) (*Out, error) {
	i := slices.IndexFunc(actions, func(a action) bool { _, is := a.in.(In); return is })
	out := actions[i].out.(Out)
	return func(_ context.Context, in In) (*Out, error) {
		*inputs = append(*inputs, in)
		return &out, nil
	}
}

func TestEveryActionReachesTheTypedFakeEachWay(t *testing.T) {
	eachCall(t, func(t *testing.T, a action, w way) {
		var inputs []any
		s := serve(t, recording(&inputs))
		out, err := a.call(t.Context(), w.client(s, nil), a.in)
		if err != nil {
			t.Fatal(err)
		}
		if len(inputs) != 1 || !reflect.DeepEqual(inputs[0], a.in) {
			t.Errorf("the fake got\n%+v, sent was\n%+v", inputs, a.in)
		}
		if !reflect.DeepEqual(out, a.out) {
			t.Errorf("the caller got\n%+v, want\n%+v", out, a.out)
		}
		request := s.Requests()[0]
		if request.Action != a.name || request.Version != "2018-03-19" || request.Method != w.method || request.Signature != string(w.signature) {
			t.Errorf("recorded was %+v", request)
		}
	})
}

func TestTheseAreAllActionsOfTheService(t *testing.T) {
	fake := reflect.TypeFor[msptest.Fake]()
	if fake.NumField() != len(actions) {
		t.Errorf("the fake has %d actions, and the tests have %d", fake.NumField(), len(actions))
	}
	for _, a := range actions {
		if _, known := fake.FieldByName(a.name); !known {
			t.Errorf("the fake has no %s", a.name)
		}
	}
}
