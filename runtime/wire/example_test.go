package wire_test

import (
	"fmt"

	"github.com/signet-gen/signet/runtime/wire"
)

type volume struct {
	ID   string
	Size uint64
	Tags []string
	Note *string
}

func (v *volume) WireMembers(c *wire.Codec) {
	c.String("VolumeId", &v.ID)
	c.Required().Uint64("Size", &v.Size)
	wire.List(c, "Tags", &v.Tags, (*wire.Codec).String)
	wire.Optional(c, "Note", &v.Note, (*wire.Codec).String)
}

func Example() {
	var v volume
	if err := wire.ReadJSON(`{"VolumeId":"vol-1","Size":"20","Color":"red","Tags":["a","b"]}`, &v, nil); err != nil {
		fmt.Println(err)
		return
	}
	body, _ := wire.AppendRequestJSON(nil, &v)
	fmt.Printf("%s\n", body)

	var p wire.Params
	if err := wire.AppendRequestParams(&p, &v, wire.Flatten{Base: 1}); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s\n", p.AppendQuery(nil))
	// Output:
	// {"VolumeId":"vol-1","Size":20,"Tags":["a","b"]}
	// VolumeId=vol-1&Size=20&Tags.1=a&Tags.2=b
}

// machine is a type as Alibaba Cloud has them: wrapped in replies, and styled in requests.
type machine struct {
	Name  string
	Disks []volume
	Zones []string
}

func (s *machine) WireMembers(c *wire.Codec) {
	c.String("Name", &s.Name)
	wire.List(c.As(wire.JSON).Wrapped("Disk"), "Disks", &s.Disks, wire.Struct)
	wire.List(c.As(wire.Simple), "Zones", &s.Zones, (*wire.Codec).String)
}

func ExampleReadXML() {
	var s machine
	err := wire.ReadXML(`<?xml version="1.0"?>
		<DescribeServerResponse>
			<Name>web &amp; mail</Name>
			<Disks><Disk><VolumeId>vol-1</VolumeId><Size>20</Size></Disk></Disks>
			<Zones>a</Zones><Zones>b</Zones>
		</DescribeServerResponse>`, &s, nil)
	fmt.Println(s.Name, s.Disks[0].ID, s.Disks[0].Size, s.Zones, err)

	body, _ := wire.AppendXML(nil, "Server", &s)
	fmt.Printf("%s\n", body[len(`<?xml version="1.0" encoding="UTF-8"?>`):])
	// Output:
	// web & mail vol-1 20 [a b] <nil>
	// <Server><Name>web &amp; mail</Name><Disks><Disk><VolumeId>vol-1</VolumeId><Size>20</Size></Disk></Disks><Zones>a</Zones><Zones>b</Zones></Server>
}

func ExampleStyle() {
	s := machine{Name: "web", Disks: []volume{{ID: "vol-1", Size: 20}}, Zones: []string{"a", "b"}}
	var p wire.Params
	if err := wire.AppendRequestParams(&p, &s, wire.Flatten{Base: 1}); err != nil {
		fmt.Println(err)
		return
	}
	for i := range p.Len() {
		name, value := p.At(i)
		fmt.Printf("%s=%s\n", name, value)
	}
	// Output:
	// Name=web
	// Disks=[{"VolumeId":"vol-1","Size":20}]
	// Zones=a,b
}

func ExampleReadOptions_mismatch() {
	var v volume
	err := wire.ReadJSON(`{"VolumeId":17,"Size":"20","Tags":{}}`, &v, &wire.ReadOptions{
		OnMismatch: func(m wire.Mismatch) { fmt.Printf("%s: want %s, got %s\n", m.Member, m.Want, m.Got) },
	})
	fmt.Println(v.ID, v.Size, err)
	// Output:
	// VolumeId: want string, got number 17
	// Size: want uint64, got string
	// Tags: want list, got object
	// 17 20 <nil>
}

func ExampleUnflattenJSON() {
	var p wire.Params
	p.Add("Limit", "20")
	p.Add("Filters.0.Name", "zone")
	p.Add("Filters.0.Values.0", "ap-guangzhou-1")
	body, err := wire.UnflattenJSON(nil, &p, 0)
	fmt.Printf("%s %v\n", body, err)
	// Output:
	// {"Filters":[{"Name":"zone","Values":["ap-guangzhou-1"]}],"Limit":"20"} <nil>
}

func ExampleSecret() {
	password := wire.Secret("hunter2")
	fmt.Printf("%v %q %x\n", password, password, password)
	fmt.Println(string(password))
	// Output:
	// *** *** ***
	// hunter2
}
