package alibaba_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/naming"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/generator/spec"
	"github.com/signet-gen/signet/specs"
)

// handMade are the services of specs/alibaba as people wrote them.
func handMade(t *testing.T, dir string) *model.Service {
	set, err := spec.Load(specs.FS)
	if err != nil {
		t.Fatal(err)
	}
	services, err := resolve.Build(set)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(services, func(s *model.Service) bool { return s.Dir == dir })
	if i < 0 {
		t.Skipf("there is no %s", dir)
	}
	return services[i]
}

// comparison tells how an imported service differs from a hand-made one.
type comparison struct {
	// file is what was imported: what it does not name was published later.
	file        string
	differences []string
	seen        map[[2]*model.Struct]bool
}

func (c *comparison) differ(format string, args ...any) {
	c.differences = append(c.differences, fmt.Sprintf(format, args...))
}

// missing tells of a thing that the file has.
func (c *comparison) missing(path, name string) {
	if strings.Contains(c.file, `"`+name+`"`) {
		c.differ("%s is missing", path)
	}
}

func (c *comparison) services(got, want *model.Service) {
	for _, w := range want.Actions {
		i := slices.IndexFunc(got.Actions, func(a *model.Action) bool { return a.Name == w.Name })
		if i < 0 {
			c.missing(w.Name, w.Name)
			continue
		}
		g := got.Actions[i]
		c.structs(w.Name+"/input", g.Input, w.Input)
		c.structs(w.Name+"/output", g.Output, w.Output)
		if g.Effect != w.Effect && g.Effect == model.Read {
			c.differ("%s: effect %s, want %s", w.Name, g.Effect, w.Effect)
		}
		if (g.Pager == nil) != (w.Pager == nil) {
			c.differ("%s: pager %v, want %v", w.Name, g.Pager != nil, w.Pager != nil)
		}
	}
}

func (c *comparison) structs(path string, got, want *model.Struct) {
	if c.seen[[2]*model.Struct{got, want}] {
		return
	}
	c.seen[[2]*model.Struct{got, want}] = true
	for _, w := range want.Fields {
		here := path + "/" + w.Name
		i := slices.IndexFunc(got.Fields, func(f *model.Field) bool { return f.Name == w.Name })
		if i < 0 {
			c.missing(here, w.Name)
			continue
		}
		g := got.Fields[i]
		if g.Type == model.String && w.Style != "" {
			continue // people found that the text is a list or an object
		}
		if g.Wrapper != w.Wrapper {
			c.differ("%s: wrapper %q, want %q", here, g.Wrapper, w.Wrapper)
		}
		if strings.Contains(path, "/input") && g.Required != w.Required {
			c.differ("%s: required %v, want %v", here, g.Required, w.Required)
		}
		if strings.Contains(path, "/input") && g.Style != w.Style {
			c.differ("%s: style %q, want %q", here, g.Style, w.Style)
		}
		c.types(here, g.Type, w.Type)
	}
}

func (c *comparison) types(path string, got, want model.Type) {
	switch w := want.(type) {
	case *model.Struct:
		if g, ok := got.(*model.Struct); ok {
			c.structs(path, g, w)
			return
		}
	case model.List:
		if g, ok := got.(model.List); ok {
			c.types(path, g.Elem, w.Elem)
			return
		}
	case model.Map:
		if g, ok := got.(model.Map); ok {
			c.types(path, g.Elem, w.Elem)
			return
		}
	}
	if plainName(got) != plainName(want) {
		c.differ("%s: type %s, want %s", path, plainName(got), plainName(want))
	}
}

// plainName is the name of a type. What people found in prose, that a text is
// one of some values or a time, no file of the vendor tells.
func plainName(t model.Type) string {
	switch t := t.(type) {
	case *model.Enum:
		return "string"
	case *model.Struct:
		return "struct"
	case model.List:
		return "list of " + plainName(t.Elem)
	case model.Map:
		return "map of " + plainName(t.Elem)
	case model.Scalar:
		if t == model.Timestamp || t == model.Datetime {
			return "string"
		}
		return string(t)
	}
	return "?"
}

// cutTo is a service with the actions of another, and the types that they need:
// what else there is may have names that are still to be settled.
func cutTo(s *spec.Service, want *model.Service) *spec.Service {
	less := *s
	less.Actions, less.Types, less.Errors = nil, nil, nil
	needed := map[string]bool{}
	var need func(fields spec.Map[*spec.Field])
	need = func(fields spec.Map[*spec.Field]) {
		for _, f := range fields {
			e := f.Value.Type.Value
			for e.Elem != nil {
				e = *e.Elem
			}
			if t, ok := s.Types.Get(e.Name); ok && e.Kind == spec.NamedType && !needed[e.Name] {
				needed[e.Name] = true
				need(t.Fields)
			}
		}
	}
	for _, a := range s.Actions {
		if slices.ContainsFunc(want.Actions, func(w *model.Action) bool { return w.Name == a.Key }) {
			bare := *a.Value
			bare.Errors, bare.Examples = spec.Errors{}, nil
			importer.Add(&less.Actions, a.Key, &bare)
			need(a.Value.Input)
			need(a.Value.Output)
		}
	}
	for _, t := range s.Types {
		if needed[t.Key] {
			setApart(t.Value.Fields)
			importer.Add(&less.Types, t.Key, t.Value)
		}
	}
	return &less
}

// setApart names the members that come to one Go name, as settling does.
func setApart(fields spec.Map[*spec.Field]) {
	seen := map[string]bool{}
	for _, f := range fields {
		name := naming.Go(f.Key)
		if seen[name] {
			f.Value.Name = importer.Set(name + "Again")
		}
		seen[name] = true
	}
}

// resolved is an imported service, resolved: of it what another has.
func resolved(t *testing.T, r *importer.Result, want *model.Service) *model.Service {
	set, err := load(cutTo(r.Service, want))
	if err != nil {
		t.Fatal(err)
	}
	services, err := resolve.Build(set)
	if err != nil {
		t.Fatal(err)
	}
	return services[0]
}

// differences are those that stay, by case: people knew more than the file, or
// made one type of two, or one parameter of several (SystemDisk.Size is a member
// of SystemDisk on the wire).
var differences = map[string][]string{
	"smc requests": {
		`DescribeReplicationJobs/output/ReplicationJobs/Disks/System/Size: type int32, want int64`,
	},
	"smartag": {
		`DiscribeSmartAccessGatewayDiagnosisReport/output/DiagnoseResult/EndTime: type int32, want int64`,
		`DiscribeSmartAccessGatewayDiagnosisReport/output/DiagnoseResult/StartTime: type int32, want int64`,
		`DescribeGrantRules: pager false, want true`,
		`CreateProbeTask/input/Port: required true, want false`,
		`CreateProbeTask/input/PacketNumber: required true, want false`,
		`DescribeSagRouteProtocolBgp/output/LocalAs: type int32, want int64`,
		`ViewSmartAccessGatewayBgpRoute/output/LocalAs: type int32, want int64`,
	},
	"smartag requests": {
		`AssociateSmartAGWithApplicationBandwidthPackage/input/AssociateConfigs: style "repeat", want "flat"`,
		`DiscribeSmartAccessGatewayDiagnosisReport/output/DiagnoseResult/EndTime: type int32, want int64`,
		`DiscribeSmartAccessGatewayDiagnosisReport/output/DiagnoseResult/StartTime: type int32, want int64`,
		`DescribeSagRouteProtocolBgp/output/LocalAs: type int32, want int64`,
		`ViewSmartAccessGatewayBgpRoute/output/LocalAs: type int32, want int64`,
	},
	"dysmsapi": {
		`QueryMobilesCardSupport/input/Mobiles: type any, want map of string`,
	},
	"ecs": {
		`DescribeInstanceAttribute/output/EipAddress/IsSupportUnassociate is missing`,
		`DescribeInstanceAttribute/output/DedicatedHostAttribute/DedicatedHostClusterId is missing`,
		`DescribeInstanceAttribute/output/OperationLocks/LockMsg is missing`,
		`ModifyInstanceAttribute/input/CpuOptions is missing`,
		`CreateInstance/input/SystemDisk/Size is missing`,
		`CreateInstance/input/SystemDisk/Category is missing`,
		`CreateInstance/input/SystemDisk/DiskName is missing`,
		`CreateInstance/input/SystemDisk/Description is missing`,
		`CreateInstance/input/SystemDisk/PerformanceLevel is missing`,
		`CreateInstance/input/HibernationOptions is missing`,
		`DescribeDedicatedHosts/input/SocketDetails: type string, want bool`,
		`DescribeDisks/input/Filter is missing`,
		`DescribeInstances/input/Filter is missing`,
		`RunInstances/input/SystemDisk/Size is missing`,
		`RunInstances/input/SystemDisk/Category is missing`,
		`RunInstances/input/SystemDisk/DiskName is missing`,
		`RunInstances/input/SystemDisk/Description is missing`,
		`RunInstances/input/SystemDisk/PerformanceLevel is missing`,
		`RunInstances/input/SystemDisk/AutoSnapshotPolicyId is missing`,
		`RunInstances/input/SystemDisk/Encrypted: type string, want bool`,
		`RunInstances/input/HibernationOptions is missing`,
		`RunInstances/input/CpuOptions is missing`,
		`RunInstances/input/DataDisk/Encrypted: type string, want bool`,
	},
}

// TestWhatPeopleFoundIsFound compares what is imported with what people wrote
// of the same services: actions, members, types, wrappers, what is required, how
// it travels, which actions read and which have pages.
func TestWhatPeopleFoundIsFound(t *testing.T) {
	corpus(t)
	for _, tt := range []struct{ name, file, dir string }{
		{"smc", "corpus/alibaba/smc/2019-06-01/api-docs.json", "alibaba/smc/2019-06-01"},
		{"smc requests", "facts/alibaba-smc-2019-06-01.json", "alibaba/smc/2019-06-01"},
		{"smartag", "corpus/alibaba/smartag/2018-03-13/api-docs.json", "alibaba/smartag/2018-03-13"},
		{"smartag requests", "facts/alibaba-smartag-2018-03-13.json", "alibaba/smartag/2018-03-13"},
		{"sts", "corpus/alibaba/sts/2015-04-01/api-docs.json", "alibaba/sts/2015-04-01"},
		{"dysmsapi", "corpus/alibaba/dysmsapi/2017-05-25/api-docs.json", "alibaba/dysmsapi/2017-05-25"},
		{"ecs", "corpus/alibaba/ecs/2014-05-26/api-docs.json", "alibaba/ecs/2014-05-26"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			file := filepath.Join(shared, tt.file)
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want := handMade(t, tt.dir)
			c := &comparison{file: string(data), seen: map[[2]*model.Struct]bool{}}
			c.services(resolved(t, importFile(t, file), want), want)
			if got, want := strings.Join(c.differences, "\n"), strings.Join(differences[tt.name], "\n"); got != want {
				t.Errorf("differences:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}
