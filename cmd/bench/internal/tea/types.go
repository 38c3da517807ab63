package tea

// DescribeSourceServersRequest is the request of [Client.DescribeSourceServers].
type DescribeSourceServersRequest struct {
	Name       *string   `json:"Name,omitempty" xml:"Name,omitempty"`
	PageNumber *int32    `json:"PageNumber,omitempty" xml:"PageNumber,omitempty"`
	PageSize   *int32    `json:"PageSize,omitempty" xml:"PageSize,omitempty"`
	SourceId   []*string `json:"SourceId,omitempty" xml:"SourceId,omitempty"`
	State      *string   `json:"State,omitempty" xml:"State,omitempty"`
}

// DescribeSourceServersResponse is the reply to [Client.DescribeSourceServers].
type DescribeSourceServersResponse struct {
	Headers    map[string]*string         `json:"headers,omitempty" xml:"headers,omitempty"`
	StatusCode *int32                     `json:"statusCode,omitempty" xml:"statusCode,omitempty"`
	Body       *DescribeSourceServersBody `json:"body,omitempty" xml:"body,omitempty"`
}

// DescribeSourceServersBody is the body of the reply.
type DescribeSourceServersBody struct {
	PageNumber    *int32         `json:"PageNumber,omitempty" xml:"PageNumber,omitempty"`
	PageSize      *int32         `json:"PageSize,omitempty" xml:"PageSize,omitempty"`
	RequestId     *string        `json:"RequestId,omitempty" xml:"RequestId,omitempty"`
	SourceServers *SourceServers `json:"SourceServers,omitempty" xml:"SourceServers,omitempty" type:"Struct"`
	TotalCount    *int32         `json:"TotalCount,omitempty" xml:"TotalCount,omitempty"`
}

// SourceServers wraps the list of source servers.
type SourceServers struct {
	SourceServer []*SourceServer `json:"SourceServer,omitempty" xml:"SourceServer,omitempty" type:"Repeated"`
}

// SourceServer is a machine that can be migrated.
type SourceServer struct {
	AgentVersion      *string          `json:"AgentVersion,omitempty" xml:"AgentVersion,omitempty"`
	Architecture      *string          `json:"Architecture,omitempty" xml:"Architecture,omitempty"`
	CreationTime      *string          `json:"CreationTime,omitempty" xml:"CreationTime,omitempty"`
	DataDisks         *DataDisks       `json:"DataDisks,omitempty" xml:"DataDisks,omitempty" type:"Struct"`
	Description       *string          `json:"Description,omitempty" xml:"Description,omitempty"`
	ErrorCode         *string          `json:"ErrorCode,omitempty" xml:"ErrorCode,omitempty"`
	HeartbeatRate     *int32           `json:"HeartbeatRate,omitempty" xml:"HeartbeatRate,omitempty"`
	JobId             *string          `json:"JobId,omitempty" xml:"JobId,omitempty"`
	KernelLevel       *int32           `json:"KernelLevel,omitempty" xml:"KernelLevel,omitempty"`
	Name              *string          `json:"Name,omitempty" xml:"Name,omitempty"`
	Platform          *string          `json:"Platform,omitempty" xml:"Platform,omitempty"`
	ReplicationDriver *string          `json:"ReplicationDriver,omitempty" xml:"ReplicationDriver,omitempty"`
	ResourceGroupId   *string          `json:"ResourceGroupId,omitempty" xml:"ResourceGroupId,omitempty"`
	SourceId          *string          `json:"SourceId,omitempty" xml:"SourceId,omitempty"`
	State             *string          `json:"State,omitempty" xml:"State,omitempty"`
	StatusInfo        *string          `json:"StatusInfo,omitempty" xml:"StatusInfo,omitempty"`
	SystemDiskParts   *SystemDiskParts `json:"SystemDiskParts,omitempty" xml:"SystemDiskParts,omitempty" type:"Struct"`
	SystemDiskSize    *int32           `json:"SystemDiskSize,omitempty" xml:"SystemDiskSize,omitempty"`
	SystemInfo        *string          `json:"SystemInfo,omitempty" xml:"SystemInfo,omitempty"`
	Tags              *Tags            `json:"Tags,omitempty" xml:"Tags,omitempty" type:"Struct"`
}

// DataDisks wraps a list of disks.
type DataDisks struct {
	DataDisk []*DataDisk `json:"DataDisk,omitempty" xml:"DataDisk,omitempty" type:"Repeated"`
}

// DataDisk is a data disk of a source server.
type DataDisk struct {
	Index *int32  `json:"Index,omitempty" xml:"Index,omitempty"`
	Parts *Parts  `json:"Parts,omitempty" xml:"Parts,omitempty" type:"Struct"`
	Path  *string `json:"Path,omitempty" xml:"Path,omitempty"`
	Size  *int32  `json:"Size,omitempty" xml:"Size,omitempty"`
}

// Parts wraps the partitions of a data disk.
type Parts struct {
	Part []*Part `json:"Part,omitempty" xml:"Part,omitempty" type:"Repeated"`
}

// SystemDiskParts wraps the partitions of the system disk.
type SystemDiskParts struct {
	SystemDiskPart []*Part `json:"SystemDiskPart,omitempty" xml:"SystemDiskPart,omitempty" type:"Repeated"`
}

// Part is a partition.
type Part struct {
	CanBlock  *bool   `json:"CanBlock,omitempty" xml:"CanBlock,omitempty"`
	Device    *string `json:"Device,omitempty" xml:"Device,omitempty"`
	Need      *bool   `json:"Need,omitempty" xml:"Need,omitempty"`
	Path      *string `json:"Path,omitempty" xml:"Path,omitempty"`
	SizeBytes *int64  `json:"SizeBytes,omitempty" xml:"SizeBytes,omitempty"`
}

// Tags wraps a list of tags.
type Tags struct {
	Tag []*Tag `json:"Tag,omitempty" xml:"Tag,omitempty" type:"Repeated"`
}

// Tag is a tag of a source server.
type Tag struct {
	Key   *string `json:"Key,omitempty" xml:"Key,omitempty"`
	Value *string `json:"Value,omitempty" xml:"Value,omitempty"`
}
