package main

import (
	"github.com/signet-gen/signet/cmd/bench/internal/peer"
	"github.com/signet-gen/signet/cmd/bench/internal/plain"
	msp "github.com/signet-gen/signet/gen/tencent/msp/v20180319"
	"github.com/signet-gen/signet/runtime/wire"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
)

// Credentials and region of every contender. Nothing here is a real key.
const (
	secretID  = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"
	secretKey = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"
	region    = "ap-guangzhou"
	host      = "msp.tencentcloudapi.com"

	contentType = "application/json"
)

// texts are what every contender registers, and stdlib's input as it stands.
var texts = plain.RegisterMigrationTaskInput{
	TaskType:        "database",
	TaskName:        "orders of the warehouse",
	ServiceSupplier: "TencentCloud",
	CreateTime:      "2018-07-13 15:00:00",
	UpdateTime:      "2018-07-13 15:00:00",
	MigrateClass:    "mysql:mysql",
	SrcInfo:         plain.Endpoint{Region: "ap-beijing", IP: "127.0.0.1", Port: "80", InstanceID: "mysql-51ee0001"},
	DstInfo:         plain.Endpoint{Region: "ap-guangzhou", IP: "127.0.0.1", Port: "80", InstanceID: "cdb-51ee0002"},
	SrcAccessType:   "cvm",
	SrcDatabaseType: "mysql",
	DstAccessType:   "cvm",
	DstDatabaseType: "mysql",
}

// signetRegister is the input of the generated client.
func signetRegister() msp.RegisterMigrationTaskInput {
	t := &texts
	return msp.RegisterMigrationTaskInput{
		TaskType:        msp.TaskType(t.TaskType),
		TaskName:        t.TaskName,
		ServiceSupplier: t.ServiceSupplier,
		CreateTime:      wire.Datetime(t.CreateTime),
		UpdateTime:      wire.Datetime(t.UpdateTime),
		MigrateClass:    t.MigrateClass,
		SrcInfo: &msp.SrcInfo{
			Region: t.SrcInfo.Region, IP: t.SrcInfo.IP, Port: t.SrcInfo.Port, InstanceID: t.SrcInfo.InstanceID,
		},
		DstInfo: &msp.DstInfo{
			Region: t.DstInfo.Region, IP: t.DstInfo.IP, Port: t.DstInfo.Port, InstanceID: t.DstInfo.InstanceID,
		},
		SrcAccessType:   msp.AccessType(t.SrcAccessType),
		SrcDatabaseType: msp.DatabaseType(t.SrcDatabaseType),
		DstAccessType:   msp.AccessType(t.DstAccessType),
		DstDatabaseType: msp.DatabaseType(t.DstDatabaseType),
	}
}

// sdkRegister is the request of the SDK. Every call needs one of its own, since
// the SDK keeps a call's state in it.
func sdkRegister() *peer.RegisterMigrationTaskRequest {
	t := &texts
	return &peer.RegisterMigrationTaskRequest{
		TaskType:        common.StringPtr(t.TaskType),
		TaskName:        common.StringPtr(t.TaskName),
		ServiceSupplier: common.StringPtr(t.ServiceSupplier),
		CreateTime:      common.StringPtr(t.CreateTime),
		UpdateTime:      common.StringPtr(t.UpdateTime),
		MigrateClass:    common.StringPtr(t.MigrateClass),
		SrcInfo: &peer.SrcInfo{
			Region:     common.StringPtr(t.SrcInfo.Region),
			Ip:         common.StringPtr(t.SrcInfo.IP),
			Port:       common.StringPtr(t.SrcInfo.Port),
			InstanceId: common.StringPtr(t.SrcInfo.InstanceID),
		},
		DstInfo: &peer.DstInfo{
			Region:     common.StringPtr(t.DstInfo.Region),
			Ip:         common.StringPtr(t.DstInfo.IP),
			Port:       common.StringPtr(t.DstInfo.Port),
			InstanceId: common.StringPtr(t.DstInfo.InstanceID),
		},
		SrcAccessType:   common.StringPtr(t.SrcAccessType),
		SrcDatabaseType: common.StringPtr(t.SrcDatabaseType),
		DstAccessType:   common.StringPtr(t.DstAccessType),
		DstDatabaseType: common.StringPtr(t.DstDatabaseType),
	}
}

// registerBody is the body that both clients make of it; the check holds them to it.
const registerBody = `{"TaskType":"database","TaskName":"orders of the warehouse","ServiceSupplier":"TencentCloud",` +
	`"CreateTime":"2018-07-13 15:00:00","UpdateTime":"2018-07-13 15:00:00","MigrateClass":"mysql:mysql",` +
	`"SrcInfo":{"Region":"ap-beijing","Ip":"127.0.0.1","Port":"80","InstanceId":"mysql-51ee0001"},` +
	`"DstInfo":{"Region":"ap-guangzhou","Ip":"127.0.0.1","Port":"80","InstanceId":"cdb-51ee0002"},` +
	`"SrcAccessType":"cvm","SrcDatabaseType":"mysql","DstAccessType":"cvm","DstDatabaseType":"mysql"}`

// pageLimit is how many tasks a list asks for.
const pageLimit = 20

func signetPage() msp.ListMigrationTaskInput {
	return msp.ListMigrationTaskInput{Limit: pageLimit}
}

func sdkPage() *peer.ListMigrationTaskRequest {
	return &peer.ListMigrationTaskRequest{Limit: common.Uint64Ptr(pageLimit)}
}

func standardPage() plain.ListMigrationTaskInput {
	return plain.ListMigrationTaskInput{Limit: pageLimit}
}
