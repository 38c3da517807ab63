package plain

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
)

// DescribeSourceServersInput is the input of [Client.DescribeSourceServers].
type DescribeSourceServersInput struct {
	State      string
	Name       string
	PageNumber int32
	PageSize   int32
	SourceID   []string
}

// values are the parameters, lists counted from 1.
func (in *DescribeSourceServersInput) values() url.Values {
	v := url.Values{}
	v.Set("State", in.State)
	v.Set("Name", in.Name)
	v.Set("PageNumber", strconv.Itoa(int(in.PageNumber)))
	v.Set("PageSize", strconv.Itoa(int(in.PageSize)))
	for i, id := range in.SourceID {
		v.Set("SourceId."+strconv.Itoa(i+1), id)
	}
	return v
}

// DescribeSourceServers lists source servers, a page at a time.
func (c *Client) DescribeSourceServers(ctx context.Context, in DescribeSourceServersInput) (*DescribeSourceServersOutput, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.URL+"?"+in.values().Encode(), nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("X-Acs-Action", "DescribeSourceServers")
	request.Header.Set("X-Acs-Version", "2019-06-01")
	response, err := c.HTTP.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %s", response.Status)
	}
	return DecodeSourceServers(text)
}

// DecodeSourceServers reads the reply in one parse.
func DecodeSourceServers(text []byte) (*DescribeSourceServersOutput, error) {
	out := new(DescribeSourceServersOutput)
	return out, json.Unmarshal(text, out)
}

// DescribeSourceServersOutput is the output of [Client.DescribeSourceServers].
// Members stand in the order of the reply that the vendor documents.
type DescribeSourceServersOutput struct {
	SourceServers SourceServers
	TotalCount    int32
	PageSize      int32
	RequestID     string `json:"RequestId"`
	PageNumber    int32
}

// SourceServers wraps the list of source servers.
type SourceServers struct{ SourceServer []SourceServer }

// SourceServer is a machine that can be migrated.
type SourceServer struct {
	CreationTime      string
	HeartbeatRate     int32
	State             string
	DataDisks         DataDisks
	SystemDiskParts   SystemDiskParts
	KernelLevel       int32
	SourceID          string `json:"SourceId"`
	AgentVersion      string
	StatusInfo        string
	SystemDiskSize    int32
	Description       string
	ErrorCode         string
	JobID             string `json:"JobId"`
	Platform          string
	ReplicationDriver string
	Name              string
	SystemInfo        string
	Architecture      string
	ResourceGroupID   string `json:"ResourceGroupId"`
	Tags              Tags
}

// DataDisks wraps a list of disks.
type DataDisks struct{ DataDisk []DataDisk }

// DataDisk is a data disk of a source server.
type DataDisk struct {
	Index int32
	Size  int32
	Parts Parts
	Path  string
}

// Parts wraps the partitions of a data disk.
type Parts struct{ Part []Part }

// SystemDiskParts wraps the partitions of the system disk.
type SystemDiskParts struct{ SystemDiskPart []Part }

// Part is a partition.
type Part struct {
	CanBlock  bool
	SizeBytes int64
	Need      bool
	Device    string
	Path      string
}

// Tags wraps a list of tags.
type Tags struct{ Tag []Tag }

// Tag is a tag of a source server.
type Tag struct{ Key, Value string }
