package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"slices"

	"github.com/alibabacloud-go/tea/dara"
	"github.com/signet-gen/signet/cmd/bench/internal/plain"
	smc "github.com/signet-gen/signet/gen/alibaba/smc/v20190601"
)

// differencesServers has all contenders read a reply of n servers.
func differencesServers(n int) error {
	reply, err := serverListing(n)
	if err != nil {
		return err
	}
	return differencesServersRead(fmt.Sprintf("a reply of %d servers", n), reply, listedServers(n).SourceServers.SourceServer)
}

// differencesServersRead has all contenders read a reply and compares the servers.
func differencesServersRead(what, reply string, want []plain.SourceServer) error {
	readers := []struct {
		who  string
		read func(http.RoundTripper) ([]plain.SourceServer, error)
		want []plain.SourceServer
	}{
		{"signet", serversBySignet, want},
		{"stdlib", serversByStandard, want},
		{"darabonba-openapi", serversByTea, want},
		{"alibaba-cloud-sdk-go", serversByACS, withoutNewMembers(want)},
	}
	var faults []error
	for _, r := range readers {
		got, err := r.read(newAnswering(reply))
		switch {
		case err != nil:
			faults = append(faults, fmt.Errorf("%s, %s: %w", what, r.who, err))
		case !slices.EqualFunc(got, r.want, func(a, b plain.SourceServer) bool { return reflect.DeepEqual(a, b) }):
			faults = append(faults, fmt.Errorf("%s, %s: read\n%+v, want\n%+v", what, r.who, got, r.want))
		}
	}
	return errors.Join(faults...)
}

// withoutNewMembers leaves out what alibaba-cloud-sdk-go's structs have no field for.
func withoutNewMembers(servers []plain.SourceServer) []plain.SourceServer {
	servers = slices.Clone(servers)
	for i := range servers {
		servers[i].ResourceGroupID, servers[i].Tags = "", plain.Tags{}
	}
	return servers
}

func serversByStandard(t http.RoundTripper) ([]plain.SourceServer, error) {
	out, err := newStandardSMC(t).DescribeSourceServers(context.Background(), serversWanted)
	if err != nil {
		return nil, err
	}
	return out.SourceServers.SourceServer, nil
}

func serversByTea(t http.RoundTripper) ([]plain.SourceServer, error) {
	client, err := newTea(t)
	if err != nil {
		return nil, err
	}
	out, err := client.DescribeSourceServers(teaServers(), &dara.RuntimeOptions{})
	if err != nil {
		return nil, err
	}
	return plainServers(out.Body.SourceServers)
}

func serversByACS(t http.RoundTripper) ([]plain.SourceServer, error) {
	client, err := newACS(t)
	if err != nil {
		return nil, err
	}
	out, err := client.DescribeSourceServers(acsServers())
	if err != nil {
		return nil, err
	}
	return plainServers(out.SourceServers)
}

// plainServers are the servers in an SDK's structs as plain values, by way of
// the JSON that the structs make of them.
func plainServers(structs any) ([]plain.SourceServer, error) {
	text, err := json.Marshal(structs)
	if err != nil {
		return nil, err
	}
	var servers plain.SourceServers
	err = json.Unmarshal(text, &servers)
	return servers.SourceServer, err
}

func serversBySignet(t http.RoundTripper) ([]plain.SourceServer, error) {
	out, err := newSignetSMC("", t).DescribeSourceServers(context.Background(), signetServers())
	if err != nil {
		return nil, err
	}
	var servers []plain.SourceServer
	for i := range out.SourceServers {
		servers = append(servers, serverFromSignet(&out.SourceServers[i]))
	}
	return servers, nil
}

// serverFromSignet is the server as a plain value.
func serverFromSignet(s *smc.SourceServer) plain.SourceServer {
	p := plain.SourceServer{
		CreationTime: string(s.CreationTime), HeartbeatRate: s.HeartbeatRate, State: string(s.State),
		KernelLevel: s.KernelLevel, SourceID: s.SourceID, AgentVersion: s.AgentVersion, StatusInfo: s.StatusInfo,
		SystemDiskSize: s.SystemDiskSize, Description: s.Description, ErrorCode: s.ErrorCode, JobID: s.JobID,
		Platform: s.Platform, ReplicationDriver: s.ReplicationDriver, Name: s.Name, SystemInfo: s.SystemInfo,
		Architecture: s.Architecture, ResourceGroupID: s.ResourceGroupID,
	}
	p.SystemDiskParts.SystemDiskPart = partsFromSignet(s.SystemDiskParts)
	for _, d := range s.DataDisks {
		disk := plain.DataDisk{Index: d.Index, Size: d.Size, Path: d.Path}
		disk.Parts.Part = partsFromSignet(d.Parts)
		p.DataDisks.DataDisk = append(p.DataDisks.DataDisk, disk)
	}
	for _, t := range s.Tags {
		p.Tags.Tag = append(p.Tags.Tag, plain.Tag(t))
	}
	return p
}

func partsFromSignet(parts []smc.SourceServerPart) []plain.Part {
	var out []plain.Part
	for _, p := range parts {
		out = append(out, plain.Part{CanBlock: p.CanBlock, SizeBytes: p.SizeBytes, Need: p.Need, Device: p.Device, Path: p.Path})
	}
	return out
}

// oddServersReply has what real replies have and tidy ones have not: white
// space, escapes, members in another order, null, absent and unknown members.
const oddServersReply = `
{ "RequestId": "410E6073-66D0-45D3-AB3E-4DC3F5E40001", "PageNumber": 1,
  "NewMember": {"Deep": [1, {"x": "]}"}, null]},
  "SourceServers": { "SourceServer": [
	{"Name": "say \"\u4f60\u597d\" \ud83d\ude80\n", "SourceId": "s-\u0031", "State": "a state of tomorrow",
	 "Tags": {"Tag": [{"Value": "", "Key": "team", "More": true}, {"Key": "x"}]},
	 "SystemDiskParts": {"SystemDiskPart": [{"SizeBytes": 9223372036854775807, "Need": true}]}},
	{},
	{"DataDisks": {"DataDisk": [{"Path": "/a", "Parts": null}, {"Index": 2}]}, "Description": null, "HeartbeatRate": -1}
  ], "More": [] },
  "TotalCount": 3
}
`

var oddServers = []plain.SourceServer{
	{
		Name: "say \"你好\" 🚀\n", SourceID: "s-1", State: "a state of tomorrow",
		Tags:            plain.Tags{Tag: []plain.Tag{{Key: "team"}, {Key: "x"}}},
		SystemDiskParts: plain.SystemDiskParts{SystemDiskPart: []plain.Part{{SizeBytes: 9223372036854775807, Need: true}}},
	},
	{},
	{
		DataDisks:     plain.DataDisks{DataDisk: []plain.DataDisk{{Path: "/a"}, {Index: 2}}},
		HeartbeatRate: -1,
	},
}
