package peer

//lint:file-ignore SA5008 omitnil is an option of the JSON package that the SDK brings along.

import (
	tchttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"
)

// RegisterMigrationTaskRequest is the request of [Client.RegisterMigrationTask].
type RegisterMigrationTaskRequest struct {
	*tchttp.BaseRequest

	TaskType        *string  `json:"TaskType,omitnil,omitempty" name:"TaskType"`
	TaskName        *string  `json:"TaskName,omitnil,omitempty" name:"TaskName"`
	ServiceSupplier *string  `json:"ServiceSupplier,omitnil,omitempty" name:"ServiceSupplier"`
	CreateTime      *string  `json:"CreateTime,omitnil,omitempty" name:"CreateTime"`
	UpdateTime      *string  `json:"UpdateTime,omitnil,omitempty" name:"UpdateTime"`
	MigrateClass    *string  `json:"MigrateClass,omitnil,omitempty" name:"MigrateClass"`
	SrcInfo         *SrcInfo `json:"SrcInfo,omitnil,omitempty" name:"SrcInfo"`
	DstInfo         *DstInfo `json:"DstInfo,omitnil,omitempty" name:"DstInfo"`
	SrcAccessType   *string  `json:"SrcAccessType,omitnil,omitempty" name:"SrcAccessType"`
	SrcDatabaseType *string  `json:"SrcDatabaseType,omitnil,omitempty" name:"SrcDatabaseType"`
	DstAccessType   *string  `json:"DstAccessType,omitnil,omitempty" name:"DstAccessType"`
	DstDatabaseType *string  `json:"DstDatabaseType,omitnil,omitempty" name:"DstDatabaseType"`
}

// RegisterMigrationTaskResponse is the reply to [Client.RegisterMigrationTask].
type RegisterMigrationTaskResponse struct {
	*tchttp.BaseResponse
	Response *RegisterMigrationTaskResult `json:"Response"`
}

// RegisterMigrationTaskResult is what the reply's envelope holds.
type RegisterMigrationTaskResult struct {
	TaskId    *string `json:"TaskId,omitnil,omitempty" name:"TaskId"`
	RequestId *string `json:"RequestId,omitnil,omitempty" name:"RequestId"`
}

// ListMigrationTaskRequest is the request of [Client.ListMigrationTask].
type ListMigrationTaskRequest struct {
	*tchttp.BaseRequest

	Offset    *uint64 `json:"Offset,omitnil,omitempty" name:"Offset"`
	Limit     *uint64 `json:"Limit,omitnil,omitempty" name:"Limit"`
	ProjectId *uint64 `json:"ProjectId,omitnil,omitempty" name:"ProjectId"`
}

// ListMigrationTaskResponse is the reply to [Client.ListMigrationTask].
type ListMigrationTaskResponse struct {
	*tchttp.BaseResponse
	Response *ListMigrationTaskResult `json:"Response"`
}

// NewListMigrationTaskResponse returns an empty reply to decode into.
func NewListMigrationTaskResponse() *ListMigrationTaskResponse {
	return &ListMigrationTaskResponse{BaseResponse: &tchttp.BaseResponse{}}
}

// ListMigrationTaskResult is what the reply's envelope holds.
type ListMigrationTaskResult struct {
	TotalCount *uint64 `json:"TotalCount,omitnil,omitempty" name:"TotalCount"`
	Tasks      []*Task `json:"Tasks,omitnil,omitempty" name:"Tasks"`
	RequestId  *string `json:"RequestId,omitnil,omitempty" name:"RequestId"`
}

// Task is a migration task.
type Task struct {
	TaskId            *string  `json:"TaskId,omitnil,omitempty" name:"TaskId"`
	TaskName          *string  `json:"TaskName,omitnil,omitempty" name:"TaskName"`
	MigrationType     *string  `json:"MigrationType,omitnil,omitempty" name:"MigrationType"`
	Status            *string  `json:"Status,omitnil,omitempty" name:"Status"`
	ProjectId         *uint64  `json:"ProjectId,omitnil,omitempty" name:"ProjectId"`
	ProjectName       *string  `json:"ProjectName,omitnil,omitempty" name:"ProjectName"`
	SrcInfo           *SrcInfo `json:"SrcInfo,omitnil,omitempty" name:"SrcInfo"`
	MigrationTimeLine *TimeObj `json:"MigrationTimeLine,omitnil,omitempty" name:"MigrationTimeLine"`
	Updated           *string  `json:"Updated,omitnil,omitempty" name:"Updated"`
	DstInfo           *DstInfo `json:"DstInfo,omitnil,omitempty" name:"DstInfo"`
}

// SrcInfo is where a migration reads from.
type SrcInfo struct {
	Region     *string `json:"Region,omitnil,omitempty" name:"Region"`
	Ip         *string `json:"Ip,omitnil,omitempty" name:"Ip"`
	Port       *string `json:"Port,omitnil,omitempty" name:"Port"`
	InstanceId *string `json:"InstanceId,omitnil,omitempty" name:"InstanceId"`
}

// DstInfo is where a migration writes to.
type DstInfo struct {
	Region     *string `json:"Region,omitnil,omitempty" name:"Region"`
	Ip         *string `json:"Ip,omitnil,omitempty" name:"Ip"`
	Port       *string `json:"Port,omitnil,omitempty" name:"Port"`
	InstanceId *string `json:"InstanceId,omitnil,omitempty" name:"InstanceId"`
}

// TimeObj is when a migration began and ended.
type TimeObj struct {
	CreateTime *string `json:"CreateTime,omitnil,omitempty" name:"CreateTime"`
	EndTime    *string `json:"EndTime,omitnil,omitempty" name:"EndTime"`
}
