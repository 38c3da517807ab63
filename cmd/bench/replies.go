package main

import (
	"encoding/json"
	"fmt"

	"github.com/signet-gen/signet/cmd/bench/internal/plain"
)

// registered is the reply to RegisterMigrationTask, with the new task's id.
const (
	registeredID = "msp-jitoh33n"
	registered   = `{"Response":{"TaskId":"` + registeredID + `","RequestId":"be64a8a3-932f-4ea0-91af-843f537c5648"}}`
)

// listed is what ListMigrationTask gives for n tasks.
func listed(n int) plain.ListMigrationTaskOutput {
	out := plain.ListMigrationTaskOutput{TotalCount: uint64(n), Tasks: make([]plain.Task, n)}
	out.RequestID = "b7534e17-4744-4787-95a9-05f7f0419f4c"
	for i := range out.Tasks {
		out.Tasks[i] = task(i)
	}
	return out
}

// listing is the reply to ListMigrationTask with n tasks of some 468 bytes
// each: compact, as the service sends it, and with the members in the order of
// the vendor's documented reply, which is not the order of its table of types.
func listing(n int) (string, error) {
	var reply struct{ Response plain.ListMigrationTaskOutput }
	reply.Response = listed(n)
	text, err := json.Marshal(reply)
	return string(text), err
}

func task(i int) plain.Task {
	t := plain.Task{
		TaskID:        fmt.Sprintf("msp-%08x", 0x2f6a1c00+i*7919),
		TaskName:      fmt.Sprintf("orders of the warehouse, shard %04d", i),
		MigrationType: "database",
		Status:        "migrating",
		ProjectID:     uint64(1000000 + i%17),
		ProjectName:   "warehouse",
		SrcInfo:       endpoint("ap-beijing", "mysql", i),
		DstInfo:       endpoint("ap-guangzhou", "cdb", i+500),
		Updated:       fmt.Sprintf("2018-07-13 15:%02d:%02d", i/60%60, i%60),
	}
	t.MigrationTimeLine = plain.TimeLine{CreateTime: "2018-07-13 15:00:00", EndTime: "-"}
	if i%10 == 3 {
		t.MigrationType, t.Status, t.ProjectName = "file", "finish", "迁移项目"
		t.MigrationTimeLine.EndTime = "2018-07-14 09:30:00"
	}
	return t
}

func endpoint(region, engine string, i int) plain.Endpoint {
	return plain.Endpoint{
		IP:         fmt.Sprintf("10.%d.%d.%d", i%4, i/250, i%250),
		Port:       "3306",
		Region:     region,
		InstanceID: fmt.Sprintf("%s-%08x", engine, 0x51ee0000+i*104729),
	}
}

// oddReply has what real replies have and tidy ones have not: white space,
// escapes, members in another order, null, absent and unknown members, an
// empty date.
const oddReply = `
{ "Response" : {
	"RequestId": "b7534e17-4744-4787-95a9-05f7f0419f4c",
	"NewMember": {"Deep": [1, {"x": "]}"}, null]},
	"Tasks": [
		{"Updated": "-", "DstInfo": {"InstanceId": "cdb-1", "Ip": "10.0.0.1"}, "TaskId": "msp-\u0031",
		 "TaskName": "say \"\u4f60\u597d\" \ud83d\ude80\n", "ProjectId": 18446744073709551615, "Status": "a status of tomorrow"},
		{},
		{"SrcInfo": null, "MigrationTimeLine": {"EndTime": "", "CreateTime": "0000-00-00 00:00:00", "More": true},
		 "ProjectName": null, "MigrationType": "host"}
	],
	"TotalCount": 3
} }
`

var oddTasks = []plain.Task{
	{
		TaskID: "msp-1", TaskName: "say \"你好\" 🚀\n", Status: "a status of tomorrow",
		ProjectID: 18446744073709551615, Updated: "-",
		DstInfo: plain.Endpoint{IP: "10.0.0.1", InstanceID: "cdb-1"},
	},
	{},
	{
		MigrationType:     "host",
		MigrationTimeLine: plain.TimeLine{CreateTime: "0000-00-00 00:00:00"},
	},
}
