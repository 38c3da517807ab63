package main

import (
	"encoding/json"
	"fmt"

	acs "github.com/aliyun/alibaba-cloud-sdk-go/services/smc"

	"github.com/alibabacloud-go/tea/dara"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"
	"github.com/signet-gen/signet/cmd/bench/internal/plain"
	"github.com/signet-gen/signet/cmd/bench/internal/tea"
	smc "github.com/signet-gen/signet/gen/alibaba/smc/v20190601"
)

// Credentials, region and host of every contender for Alibaba Cloud. Nothing
// here is a real key.
const (
	keyID     = "LTAI5tExampleExampleKey1"
	keySecret = "exampleExampleExampleSecret001"
	smcRegion = "cn-qingdao"
	smcHost   = "smc.aliyuncs.com"
)

// serversWanted is what every contender asks for, and stdlib's input as it stands.
var serversWanted = plain.DescribeSourceServersInput{
	State:      "InUse",
	Name:       "orders of the warehouse",
	PageNumber: 1,
	PageSize:   50,
	SourceID:   []string{"s-bp1e2fsl57knvuug0001", "s-bp1e2fsl57knvuug0002"},
}

// signetServers is the input of Signet's client.
func signetServers() smc.DescribeSourceServersInput {
	w := &serversWanted
	return smc.DescribeSourceServersInput{
		State: smc.SourceServerState(w.State), Name: w.Name,
		PageNumber: w.PageNumber, PageSize: w.PageSize, SourceID: w.SourceID,
	}
}

// acsServers is the request of alibaba-cloud-sdk-go. Every call needs one of
// its own, since the SDK keeps a call's state in it.
func acsServers() *acs.DescribeSourceServersRequest {
	w := &serversWanted
	request := acs.CreateDescribeSourceServersRequest()
	request.State = w.State
	request.Name = w.Name
	request.PageNumber = requests.NewInteger(int(w.PageNumber))
	request.PageSize = requests.NewInteger(int(w.PageSize))
	request.SourceId = &w.SourceID
	return request
}

// teaServers is the request of the SDK over darabonba-openapi.
func teaServers() *tea.DescribeSourceServersRequest {
	w := &serversWanted
	return &tea.DescribeSourceServersRequest{
		State:      dara.String(w.State),
		Name:       dara.String(w.Name),
		PageNumber: dara.Int32(w.PageNumber),
		PageSize:   dara.Int32(w.PageSize),
		SourceId:   dara.StringSlice(w.SourceID),
	}
}

// serverListing is the reply to DescribeSourceServers with n servers of some
// 940 bytes each: compact, and with the members of the vendor's documented reply
// in its order. No service gives 500 on a page; they stand for a large reply.
func serverListing(n int) (string, error) {
	text, err := json.Marshal(listedServers(n))
	return string(text), err
}

// listedServers is what DescribeSourceServers gives for n servers.
func listedServers(n int) *plain.DescribeSourceServersOutput {
	out := &plain.DescribeSourceServersOutput{
		TotalCount: int32(n), PageSize: int32(n), PageNumber: 1,
		RequestID: "410E6073-66D0-45D3-AB3E-4DC3F5E40001",
	}
	out.SourceServers.SourceServer = make([]plain.SourceServer, n)
	for i := range n {
		out.SourceServers.SourceServer[i] = sourceServer(i)
	}
	return out
}

// sourceServer is a server with a data disk and texts that hold JSON, as theirs
// do; every tenth is in error and has a description that is not ASCII.
func sourceServer(i int) plain.SourceServer {
	s := plain.SourceServer{
		CreationTime:      fmt.Sprintf("2019-06-27T02:%02d:%02dZ", i/60%60, i%60),
		HeartbeatRate:     30,
		State:             "InUse",
		KernelLevel:       1,
		SourceID:          fmt.Sprintf("s-bp1e2fsl57knvuug%04d", i),
		AgentVersion:      "1.5.2.3",
		SystemDiskSize:    40,
		Description:       "imported from the old data centre",
		JobID:             fmt.Sprintf("j-bp19vlwm0tyigbmj%04d", i),
		Platform:          "OpenSUSE",
		ReplicationDriver: "SMT",
		Name:              fmt.Sprintf("orders-of-the-warehouse-%04d", i),
		SystemInfo:        fmt.Sprintf(`{"agent_mode":"daemon","cores":"2","cpu_usage":"0.00","hostname":"db-%04d","ipv4":"10.0.0.1","memory":"8.00"}`, i),
		Architecture:      "x86_64",
		ResourceGroupID:   "rg-acfmw3ty5y70001",
	}
	s.DataDisks.DataDisk = []plain.DataDisk{{Index: 1, Size: 20, Path: "/home/data"}}
	s.DataDisks.DataDisk[0].Parts.Part = []plain.Part{{SizeBytes: 21474836480, Device: "1_0", Path: "/home/data"}}
	s.SystemDiskParts.SystemDiskPart = []plain.Part{{CanBlock: true, SizeBytes: 254803968, Need: true, Device: "0_0", Path: "/boot"}}
	s.Tags.Tag = []plain.Tag{{Key: "team", Value: "warehouse"}}
	if i%10 == 3 {
		s.State, s.ErrorCode, s.Description = "Unavailable", "SourceServer.Offline", "迁移源"
		s.StatusInfo = `{"error_code": "S1", "error_msg": "There is no rsync."}`
	}
	return s
}
