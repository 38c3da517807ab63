package integration

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	dysmsapi "github.com/signet-gen/signet/gen/alibaba/dysmsapi/v20170525"
	"github.com/signet-gen/signet/gen/alibaba/dysmsapi/v20170525/dysmsapitest"
	ecs "github.com/signet-gen/signet/gen/alibaba/ecs/v20140526"
	"github.com/signet-gen/signet/gen/alibaba/ecs/v20140526/ecstest"
	smartag "github.com/signet-gen/signet/gen/alibaba/smartag/v20180313"
	"github.com/signet-gen/signet/gen/alibaba/smartag/v20180313/smartagtest"
	smc "github.com/signet-gen/signet/gen/alibaba/smc/v20190601"
	"github.com/signet-gen/signet/gen/alibaba/smc/v20190601/smctest"
	sts "github.com/signet-gen/signet/gen/alibaba/sts/v20150401"
	"github.com/signet-gen/signet/gen/alibaba/sts/v20150401/ststest"
	"github.com/signet-gen/signet/generator"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/alibaba/alibabatest"
	"github.com/signet-gen/signet/runtime/wire"
	"github.com/signet-gen/signet/specs"
)

// A shipped service is its client and its fake, as functions of any package.
type shipped struct {
	name   string
	fake   any // a pointer to its Fake
	serve  func(fake any) *alibabatest.Server
	client func(alibaba.Config) any
}

func service[Fake, Client any](name string, serve func(Fake) *alibabatest.Server, client func(alibaba.Config) *Client) shipped {
	return shipped{
		name, new(Fake),
		func(fake any) *alibabatest.Server { return serve(*fake.(*Fake)) },
		func(c alibaba.Config) any { return client(c) },
	}
}

var alibabaServices = []shipped{
	service("alibaba/smc", smctest.NewServer, smc.New),
	service("alibaba/smartag", smartagtest.NewServer, smartag.New),
	service("alibaba/ecs", ecstest.NewServer, ecs.New),
	service("alibaba/dysmsapi", dysmsapitest.NewServer, dysmsapi.New),
	service("alibaba/sts", ststest.NewServer, sts.New),
}

// TestEveryActionOfAlibabaCarriesAllOfItsMembers sets every member of every
// input and output, and looks for all of them at the other end.
func TestEveryActionOfAlibabaCarriesAllOfItsMembers(t *testing.T) {
	for _, s := range alibabaServices {
		t.Run(s.name, func(t *testing.T) {
			onlyPOST := onlyPOST(t, s.name)
			fake := reflect.ValueOf(s.fake).Elem()
			seen := make([]string, fake.NumField())
			for i := range fake.NumField() {
				fake.Field(i).Set(recorder(t, fake.Field(i).Type(), &seen[i]))
			}
			server := s.serve(s.fake)
			defer server.Close()
			for i := range fake.NumField() {
				call := fake.Type().Field(i)
				for _, r := range roads {
					if !onlyPOST[call.Name] || r.method == "POST" {
						s.carries(t, server, r, call, &seen[i])
					}
				}
			}
		})
	}
}

// onlyPOST are the methods for the actions of a service that take no GET.
func onlyPOST(t *testing.T, name string) map[string]bool {
	t.Helper()
	services, _, err := generator.Load(specs.FS, []resolve.Selection{{Service: name}})
	if err != nil {
		t.Fatal(err)
	}
	only := map[string]bool{}
	for _, a := range services[0].Actions {
		only[a.GoName] = len(a.Methods) > 0 && !slices.Contains(a.Methods, "GET")
	}
	return only
}

// carries calls one action by a road, and compares both ends.
func (s shipped) carries(t *testing.T, server *alibabatest.Server, r road, call reflect.StructField, seen *string) {
	t.Helper()
	in := filled(call.Type.In(1))
	got := invoke(t, s.client(r.config(server)), call.Name, in)
	if want := text(t, address(in)); *seen != want {
		t.Errorf("%s by %s: the fake got\n%s, want\n%s", call.Name, r.name, *seen, want)
	}
	if want := text(t, address(filled(call.Type.Out(0).Elem()))); got != want {
		t.Errorf("%s by %s: the caller got\n%s, want\n%s", call.Name, r.name, got, want)
	}
	*seen = ""
}

// recorder is a function of a fake that keeps its input as text, and answers an
// output in which all is set.
func recorder(t *testing.T, kind reflect.Type, seen *string) reflect.Value {
	return reflect.MakeFunc(kind, func(args []reflect.Value) []reflect.Value {
		*seen = text(t, address(args[1]))
		out := reflect.New(kind.Out(0).Elem())
		out.Elem().Set(filled(out.Elem().Type()))
		return []reflect.Value{out, reflect.Zero(kind.Out(1))}
	})
}

// invoke calls a client's method and returns its output as text.
func invoke(t *testing.T, client any, name string, in reflect.Value) string {
	t.Helper()
	results := reflect.ValueOf(client).MethodByName(name).Call([]reflect.Value{reflect.ValueOf(t.Context()), in})
	if err, failed := results[1].Interface().(error); failed {
		t.Errorf("%s: %v", name, err)
		return ""
	}
	return text(t, results[0].Interface().(wire.Message))
}

// address is a message that holds a value.
func address(v reflect.Value) wire.Message {
	p := reflect.New(v.Type())
	p.Elem().Set(v)
	return p.Interface().(wire.Message)
}

// filled is a value of a type in which all is set, a few levels deep.
func filled(kind reflect.Type) reflect.Value {
	v := reflect.New(kind).Elem()
	set(v, "", 0)
	return v
}

// deepest is how deep structures that hold one another are set.
const deepest = 6

// set sets a value; name is that of the field that it belongs to.
func set(v reflect.Value, name string, depth int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(word(name, depth))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int32, reflect.Int64:
		v.SetInt(-int64(depth) - 7)
	case reflect.Uint64:
		v.SetUint(uint64(depth) + 7)
	case reflect.Float64:
		v.SetFloat(float64(depth) + 0.25)
	case reflect.Interface:
		v.Set(reflect.ValueOf(word(name, depth)))
	case reflect.Struct:
		for i := range v.NumField() {
			set(v.Field(i), v.Type().Field(i).Name, depth+1)
		}
	default:
		setHolder(v, name, depth)
	}
}

// setHolder sets what holds other values: a pointer, a list or a map.
func setHolder(v reflect.Value, name string, depth int) {
	if depth >= deepest {
		return
	}
	elem := reflect.New(v.Type().Elem()).Elem()
	set(elem, name, depth+1)
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(elem.Addr())
	case reflect.Slice:
		other := reflect.New(v.Type().Elem()).Elem()
		set(other, name, depth+2)
		v.Set(reflect.Append(v, elem, other))
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.ValueOf("key"), elem)
	}
}

// word is a text for a field. That of a region can be part of a host, and none
// has a comma, which a list that is joined by commas cannot carry.
func word(name string, depth int) string {
	if name == "RegionID" {
		return "cn-hangzhou"
	}
	return fmt.Sprintf(" %s <&>%d 数%%+", name, depth)
}
