package plain

// RegisterMigrationTaskInput is the input of [Client.RegisterMigrationTask].
type RegisterMigrationTaskInput struct {
	TaskType        string
	TaskName        string
	ServiceSupplier string
	CreateTime      string
	UpdateTime      string
	MigrateClass    string
	SrcInfo         Endpoint
	DstInfo         Endpoint
	SrcAccessType   string
	SrcDatabaseType string
	DstAccessType   string
	DstDatabaseType string
}

// RegisterMigrationTaskOutput is the output of [Client.RegisterMigrationTask].
type RegisterMigrationTaskOutput struct {
	TaskID string `json:"TaskId"`
	Envelope
}

// ListMigrationTaskInput is the input of [Client.ListMigrationTask].
type ListMigrationTaskInput struct {
	Offset    uint64  `json:",omitzero"`
	Limit     uint64  `json:",omitzero"`
	ProjectID *uint64 `json:"ProjectId,omitzero"`
}

// ListMigrationTaskOutput is the output of [Client.ListMigrationTask].
type ListMigrationTaskOutput struct {
	TotalCount uint64
	Tasks      []Task
	Envelope
}

// Envelope is what stands beside the members of every result.
type Envelope struct {
	RequestID string `json:"RequestId"`
	Error     *Fault `json:",omitempty"`
}

// Fault is the service's refusal.
type Fault struct {
	Code, Message string
}

func (f *Fault) Error() string { return f.Code + ": " + f.Message }

func (e *Envelope) fault() *Fault { return e.Error }

// Task is a migration task. Its fields stand in the order of the reply that
// the vendor documents.
type Task struct {
	TaskID            string `json:"TaskId"`
	TaskName          string
	MigrationType     string
	Status            string
	ProjectID         uint64 `json:"ProjectId"`
	ProjectName       string
	SrcInfo           Endpoint
	DstInfo           Endpoint
	MigrationTimeLine TimeLine
	Updated           string
}

// Endpoint is where a migration reads from or writes to.
type Endpoint struct {
	IP         string `json:"Ip"`
	Port       string
	Region     string
	InstanceID string `json:"InstanceId"`
}

// TimeLine is when a migration began and ended; "-" stands for not yet.
type TimeLine struct {
	CreateTime string
	EndTime    string
}
