package wire_test

import (
	"errors"
	"testing"

	"github.com/signet-gen/signet/runtime/wire"
)

// registerTask is a request of the size and shape of RegisterMigrationTask.
type registerTask struct {
	TaskType      string
	ServiceSupply string
	CreateTime    wire.Datetime
	UpdateTime    wire.Datetime
	MigrateClass  string
	SrcAccessType string
	SrcDatabase   string `json:"SrcDatabaseType"`
	DstAccessType string
	DstDatabase   string `json:"DstDatabaseType"`
	Src           host   `json:"SrcInfo"`
	Dst           host   `json:"DstInfo"`
	Notes         *string
	ProjectID     *uint64 `json:"ProjectId"`
	Tags          []tag
}

func (r *registerTask) WireMembers(c *wire.Codec) {
	c.Required().String("TaskType", &r.TaskType)
	c.Required().String("ServiceSupply", &r.ServiceSupply)
	c.Required().String("CreateTime", (*string)(&r.CreateTime))
	c.Required().String("UpdateTime", (*string)(&r.UpdateTime))
	c.Required().String("MigrateClass", &r.MigrateClass)
	c.OmitZero().String("SrcAccessType", &r.SrcAccessType)
	c.OmitZero().String("SrcDatabaseType", &r.SrcDatabase)
	c.OmitZero().String("DstAccessType", &r.DstAccessType)
	c.OmitZero().String("DstDatabaseType", &r.DstDatabase)
	c.Required().Message("SrcInfo", &r.Src)
	c.Required().Message("DstInfo", &r.Dst)
	wire.Optional(c, "Notes", &r.Notes, (*wire.Codec).String)
	wire.Optional(c, "ProjectId", &r.ProjectID, (*wire.Codec).Uint64)
	wire.List(c, "Tags", &r.Tags, wire.Struct)
}

type tag struct{ Key, Value string }

func (t *tag) WireMembers(c *wire.Codec) {
	c.Required().String("Key", &t.Key)
	c.String("Value", &t.Value)
}

func newRegisterTask() *registerTask {
	return &registerTask{
		TaskType:      "database",
		ServiceSupply: "tencent",
		CreateTime:    "2018-07-13 15:00:00",
		UpdateTime:    "2018-07-13 16:00:00",
		MigrateClass:  "mysql:mysql",
		SrcAccessType: "extranet", SrcDatabase: "mysql",
		DstAccessType: "cdb", DstDatabase: "mysql",
		Src:       host{Region: "ap-beijing", IP: "10.1.2.3", Port: "3306", InstanceID: "cdb-1"},
		Dst:       host{Region: "ap-guangzhou", IP: "10.3.2.1", Port: "3306", InstanceID: "cdb-2"},
		ProjectID: new(uint64(0)),
		Tags:      []tag{{"owner", "数据库"}, {"stage", "test \"1\""}},
	}
}

const registerTaskJSON = `{"TaskType":"database","ServiceSupply":"tencent","CreateTime":"2018-07-13 15:00:00",` +
	`"UpdateTime":"2018-07-13 16:00:00","MigrateClass":"mysql:mysql","SrcAccessType":"extranet","SrcDatabaseType":"mysql",` +
	`"DstAccessType":"cdb","DstDatabaseType":"mysql",` +
	`"SrcInfo":{"Region":"ap-beijing","Ip":"10.1.2.3","Port":"3306","InstanceId":"cdb-1"},` +
	`"DstInfo":{"Region":"ap-guangzhou","Ip":"10.3.2.1","Port":"3306","InstanceId":"cdb-2"},` +
	`"ProjectId":0,"Tags":[{"Key":"owner","Value":"数据库"},{"Key":"stage","Value":"test \"1\""}]}`

func TestRequestIsWrittenWithoutWhatIsNotSet(t *testing.T) {
	got, err := wire.AppendRequestJSON(nil, newRegisterTask())
	if err != nil {
		t.Fatal(err)
	}
	equal(t, string(got), registerTaskJSON)
}

// request has a member of every kind and presence.
type request struct {
	members func(c *wire.Codec)
}

func (r request) WireMembers(c *wire.Codec) { r.members(c) }

func TestPresence(t *testing.T) {
	var (
		text   string
		flag   bool
		n      uint64
		i      int64
		small  int32
		f      float64
		octets []byte
		any_   any
		list   []string
		table  map[string]string
		may    *string
		object inner
	)
	_ = small
	for _, test := range []struct {
		name    string
		members func(c *wire.Codec)
		request string // what a request says; "!" and a path when it is refused
		params  string
		whole   string // what AppendJSON says
	}{
		{"plain string", func(c *wire.Codec) { c.String("A", &text) }, `{"A":""}`, `A=`, `{"A":""}`},
		{"required string", func(c *wire.Codec) { c.Required().String("A", &text) }, `!A`, `!A`, `{"A":""}`},
		{"string, zero left out", func(c *wire.Codec) { c.OmitZero().String("A", &text) }, `{}`, ``, `{"A":""}`},
		{"plain bool", func(c *wire.Codec) { c.Bool("A", &flag) }, `{"A":false}`, `A=false`, `{"A":false}`},
		{"required bool", func(c *wire.Codec) { c.Required().Bool("A", &flag) }, `{"A":false}`, `A=false`, `{"A":false}`},
		{"bool, zero left out", func(c *wire.Codec) { c.OmitZero().Bool("A", &flag) }, `{}`, ``, `{"A":false}`},
		{"plain uint64", func(c *wire.Codec) { c.Uint64("A", &n) }, `{"A":0}`, `A=0`, `{"A":0}`},
		{"required uint64", func(c *wire.Codec) { c.Required().Uint64("A", &n) }, `{"A":0}`, `A=0`, `{"A":0}`},
		{"uint64, zero left out", func(c *wire.Codec) { c.OmitZero().Uint64("A", &n) }, `{}`, ``, `{"A":0}`},
		{"int64, zero left out", func(c *wire.Codec) { c.OmitZero().Int64("A", &i) }, `{}`, ``, `{"A":0}`},
		{"int32, zero left out", func(c *wire.Codec) { c.OmitZero().Int32("A", &small) }, `{}`, ``, `{"A":0}`},
		{"float64, zero left out", func(c *wire.Codec) { c.OmitZero().Float64("A", &f) }, `{}`, ``, `{"A":0}`},
		{"plain bytes", func(c *wire.Codec) { c.Bytes("A", &octets) }, `{}`, ``, `{"A":""}`},
		{"required bytes", func(c *wire.Codec) { c.Required().Bytes("A", &octets) }, `!A`, `!A`, `{"A":""}`},
		{"plain any", func(c *wire.Codec) { c.Any("A", &any_) }, `{}`, ``, `{"A":null}`},
		{"required any", func(c *wire.Codec) { c.Required().Any("A", &any_) }, `!A`, `!A`, `{"A":null}`},
		{"plain list", func(c *wire.Codec) { wire.List(c, "A", &list, (*wire.Codec).String) }, `{}`, ``, `{"A":[]}`},
		{"required list", func(c *wire.Codec) { wire.List(c.Required(), "A", &list, (*wire.Codec).String) }, `!A`, `!A`, `{"A":[]}`},
		{"plain map", func(c *wire.Codec) { wire.Map(c, "A", &table, (*wire.Codec).String) }, `{}`, ``, `{"A":{}}`},
		{"required map", func(c *wire.Codec) { wire.Map(c.Required(), "A", &table, (*wire.Codec).String) }, `!A`, `!A`, `{"A":{}}`},
		{"pointer", func(c *wire.Codec) { wire.Optional(c, "A", &may, (*wire.Codec).String) }, `{}`, ``, `{"A":null}`},
		{"required pointer", func(c *wire.Codec) { wire.Optional(c.Required(), "A", &may, (*wire.Codec).String) }, `!A`, `!A`, `{"A":null}`},
		{"plain object", func(c *wire.Codec) { c.Message("A", &object) },
			`{"A":{"Name":"","Size":0,"State":""}}`, `A.Name=&A.Size=0&A.State=`, `{"A":{"Name":"","Size":0,"State":""}}`},
		{"object of nothing", func(c *wire.Codec) { c.Message("A", &wholly{}) }, `{"A":{}}`, ``, `{"A":{"B":"","C":""}}`},
		{"object of nothing, left out", func(c *wire.Codec) { c.OmitZero().Message("A", &wholly{}) }, `{}`, ``, `{"A":{"B":"","C":""}}`},
		{"object of nothing but what is missing, left out", func(c *wire.Codec) {
			c.OmitZero().Message("A", request{func(c *wire.Codec) { c.Required().String("B", &text) }})
		}, `{}`, ``, `{"A":{"B":""}}`},
		{"object that lacks a member", func(c *wire.Codec) { c.Message("A", &wholly{b: "b"}) }, `!A.C`, `!A.C`, `{"A":{"B":"b","C":""}}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := request{test.members}
			check(t, test.request, func() (string, error) { b, err := wire.AppendRequestJSON(nil, m); return string(b), err })
			check(t, test.params, func() (string, error) { return flat(m, wire.Flatten{}) })
			check(t, test.whole, func() (string, error) { b, err := wire.AppendJSON(nil, m); return string(b), err })
		})
	}
}

// wholly is an object all of whose members can be left out; C is required once B is set.
type wholly struct{ b, c string }

func (w *wholly) WireMembers(c *wire.Codec) {
	c.OmitZero().String("B", &w.b)
	if w.b != "" {
		c.Required()
	} else {
		c.OmitZero()
	}
	c.String("C", &w.c)
}

// check compares what write returns with want, where "!" stands before the one member that is missing.
func check(t *testing.T, want string, write func() (string, error)) {
	t.Helper()
	got, err := write()
	if missing, ok := errors.AsType[*wire.MissingError](err); ok && len(missing.Members) == 1 {
		got = "!" + missing.Members[0]
	} else if err != nil {
		t.Fatal(err)
	}
	equal(t, got, want)
}

// flat returns the parameters of a request, in the order in which they were written.
func flat(m wire.Message, f wire.Flatten) (string, error) {
	var p wire.Params
	err := wire.AppendRequestParams(&p, m, f)
	return string(p.AppendQuery(nil)), err
}

func TestWhatIsSetIsWrittenEvenWhenItIsZero(t *testing.T) {
	list, table, octets := []string{}, map[string]string{}, []byte{}
	m := request{func(c *wire.Codec) {
		wire.List(c, "List", &list, (*wire.Codec).String)
		wire.List(c.OmitZero(), "Same", &list, (*wire.Codec).String)
		wire.Map(c, "Map", &table, (*wire.Codec).String)
		c.Bytes("Octets", &octets)
		zero, text, no := new(uint64(0)), new(""), new(false)
		wire.Optional(c, "Zero", &zero, (*wire.Codec).Uint64)
		wire.Optional(c.OmitZero(), "Text", &text, (*wire.Codec).String)
		wire.Optional(c.Required(), "No", &no, (*wire.Codec).Bool)
	}}
	got, err := wire.AppendRequestJSON(nil, m)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, string(got), `{"List":[],"Same":[],"Map":{},"Octets":"","Zero":0,"Text":"","No":false}`)
}

func TestElementsThatAreNilAreWritten(t *testing.T) {
	octets, grid, maps, maybes := [][]byte{nil, {1}}, [][]string{nil}, []map[string]string{nil}, []*string{nil, new("a")}
	m := request{func(c *wire.Codec) {
		wire.List(c, "Octets", &octets, (*wire.Codec).Bytes)
		wire.List(c, "Grid", &grid, func(c *wire.Codec, name string, p *[]string) { wire.List(c, name, p, (*wire.Codec).String) })
		wire.List(c, "Maps", &maps, func(c *wire.Codec, name string, p *map[string]string) { wire.Map(c, name, p, (*wire.Codec).String) })
		wire.List(c, "Maybes", &maybes, func(c *wire.Codec, name string, p **string) { wire.Optional(c, name, p, (*wire.Codec).String) })
		wire.List(c, "Nothing", &grid, func(*wire.Codec, string, *[]string) {})
	}}
	const want = `{"Octets":["","AQ=="],"Grid":[[]],"Maps":[{}],"Maybes":[null,"a"],"Nothing":[null]}`
	for _, write := range []func([]byte, wire.Message) ([]byte, error){wire.AppendJSON, wire.AppendRequestJSON} {
		got, err := write(nil, m)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, string(got), want)
	}
}

func TestMissingMembersAreReportedAllAtOnce(t *testing.T) {
	r := &registerTask{MigrateClass: "x", Tags: []tag{{Key: "a"}, {}, {Value: "v"}}}
	want := []string{"TaskType", "ServiceSupply", "CreateTime", "UpdateTime", "Tags.1.Key", "Tags.2.Key"}
	var p wire.Params
	p.Add("Before", "1")
	body, err := wire.AppendRequestJSON([]byte("before"), r)
	for _, err := range []error{err, wire.AppendRequestParams(&p, r, wire.Flatten{Base: 1})} {
		missing, ok := err.(*wire.MissingError)
		if !ok {
			t.Fatalf("got %v", err)
		}
		equal(t, missing.Members, want)
		equal(t, err.Error(), "required members are not set: TaskType, ServiceSupply, CreateTime, UpdateTime, Tags.1.Key, Tags.2.Key")
	}
	equal(t, string(body), "before")
	equal(t, string(p.AppendQuery(nil)), "Before=1")
}

func TestMissingMembersInMapsAndLongLists(t *testing.T) {
	byName := map[string]tag{"b": {}, "a": {Key: "k"}}
	_, err := wire.AppendRequestJSON(nil, request{func(c *wire.Codec) { wire.Map(c, "ByName", &byName, wire.Struct) }})
	equal(t, err.Error(), "required members are not set: ByName.b.Key")

	_, err = wire.AppendRequestJSON(nil, &registerTask{Tags: make([]tag, 30)})
	if missing, ok := err.(*wire.MissingError); !ok || len(missing.Members) != 35 {
		t.Fatalf("got %v", err)
	}
	const end = "Tags.14.Key and 15 more"
	if text := err.Error(); text[len(text)-len(end):] != end {
		t.Errorf("got %s", text)
	}
}
