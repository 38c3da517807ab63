package integration

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	dysmsapi "github.com/signet-gen/signet/gen/alibaba/dysmsapi/v20170525"
	ecs "github.com/signet-gen/signet/gen/alibaba/ecs/v20140526"
	smartag "github.com/signet-gen/signet/gen/alibaba/smartag/v20180313"
	smc "github.com/signet-gen/signet/gen/alibaba/smc/v20190601"
	alibabasts "github.com/signet-gen/signet/gen/alibaba/sts/v20150401"
	msp "github.com/signet-gen/signet/gen/tencent/msp/v20180319"
	tencentsts "github.com/signet-gen/signet/gen/tencent/sts/v20180813"
	"github.com/signet-gen/signet/generator"
	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/runtime/wire"
	"github.com/signet-gen/signet/specs"
)

// clients are those of all services that ship.
var clients = map[string]any{
	"alibaba/dysmsapi": &dysmsapi.Client{}, "alibaba/ecs": &ecs.Client{}, "alibaba/smartag": &smartag.Client{},
	"alibaba/smc": &smc.Client{}, "alibaba/sts": &alibabasts.Client{}, "tencent/msp": &msp.Client{}, "tencent/sts": &tencentsts.Client{},
}

// secretMarker stands in every sensitive member, and may be seen nowhere.
const secretMarker = "w8Qz3Kx9Lm"

// TestNoSensitiveMemberOfWhatShipsIsPrinted fills every sensitive member of
// every input and output, and looks for it in all that prints.
func TestNoSensitiveMemberOfWhatShipsIsPrinted(t *testing.T) {
	services, _, err := generator.Load(specs.FS, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(services) != len(clients) {
		t.Errorf("%d services ship, and %d are looked at", len(services), len(clients))
	}
	total := 0
	for _, s := range services {
		client := reflect.TypeOf(clients[s.Provider.Name+"/"+s.Package])
		for _, a := range s.Actions {
			method, ok := client.MethodByName(a.GoName)
			if !ok {
				t.Fatalf("%s has no method %s", s.Dir, a.GoName)
			}
			for st, kind := range map[*model.Struct]reflect.Type{a.Input: method.Type.In(2), a.Output: method.Type.Out(0).Elem()} {
				found := map[string]bool{}
				v := reflect.New(kind)
				mark(t, v.Elem(), kind.Name(), found, 0)
				if got, want := slices.Sorted(maps.Keys(found)), sensitive(st); !slices.Equal(got, want) {
					t.Errorf("%s: marked are %v, sensitive are %v", kind, got, want)
				}
				if total += len(found); len(found) > 0 {
					unseen(t, v)
				}
			}
		}
	}
	if total < 30 {
		t.Errorf("only %d members were looked at", total)
	}
	t.Logf("%d sensitive members, as inputs and outputs reach them", total)
}

// sensitive are the members that the spec says are, as Type.Member, of a
// structure and all that it holds.
func sensitive(root *model.Struct) []string {
	all, seen := map[string]bool{}, map[model.Type]bool{}
	var visit func(t model.Type)
	visit = func(t model.Type) {
		switch t := t.(type) {
		case model.List:
			visit(t.Elem)
		case model.Map:
			visit(t.Elem)
		case *model.Struct:
			if seen[t] {
				return
			}
			seen[t] = true
			for _, f := range t.Fields {
				if f.Sensitive {
					all[t.GoName+"."+f.GoName] = true
				}
				visit(f.Type)
			}
		}
	}
	visit(root)
	return slices.Sorted(maps.Keys(all))
}

// mark sets all that is a secret, a few levels deep, and notes it under the
// name of the field that it belongs to.
func mark(t *testing.T, v reflect.Value, name string, found map[string]bool, depth int) {
	if v.Type() == reflect.TypeFor[wire.Secret]() {
		v.SetString(secretMarker)
		found[name] = true
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		if strings.HasPrefix(v.Type().Name(), "Masked[") {
			t.Fatalf("%s is a %s, which this test cannot fill", name, v.Type())
		}
		for field, member := range v.Fields() {
			mark(t, member, v.Type().Name()+"."+field.Name, found, depth+1)
		}
	case reflect.Pointer, reflect.Slice, reflect.Map:
		if depth > deepest {
			return
		}
		elem := reflect.New(v.Type().Elem()).Elem()
		mark(t, elem, name, found, depth+1)
		switch v.Kind() {
		case reflect.Pointer:
			v.Set(elem.Addr())
		case reflect.Slice:
			v.Set(reflect.Append(v, elem))
		case reflect.Map:
			v.Set(reflect.MakeMap(v.Type()))
			v.SetMapIndex(reflect.ValueOf("key"), elem)
		}
	}
}

// unseen prints what a pointer points to, in all ways, and looks for the marker.
func unseen(t *testing.T, p reflect.Value) {
	t.Helper()
	var out bytes.Buffer
	for _, v := range []any{p.Interface(), p.Elem().Interface(), []any{p.Elem().Interface()}} {
		for _, verb := range "vdxXbosq" {
			for _, flags := range []string{"", "+", "#", " ", "020", ".3"} {
				fmt.Fprintf(&out, "%"+flags+string(verb)+"\n", v)
			}
		}
		for _, h := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
			slog.New(h).Info("called", "in", v, slog.Group("g", "in", v))
			slog.New(h).With("in", v).WithGroup("g").Error("failed")
		}
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(text)
	}
	for _, seen := range []string{secretMarker, fmt.Sprintf("%x", secretMarker), fmt.Sprintf("%X", secretMarker), fmt.Sprintf("% x", secretMarker)} {
		if at := strings.Index(out.String(), seen); at >= 0 {
			t.Errorf("%s: a secret is seen: …%s…", p.Type(), out.String()[max(0, at-200):at+20])
		}
	}
	if !strings.Contains(out.String(), "***") {
		t.Errorf("%s: nothing is masked", p.Type())
	}
}
