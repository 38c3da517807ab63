package resolve

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/spec"
)

func TestNumbersAreComparedWithoutLosingDigits(t *testing.T) {
	for _, tt := range []struct {
		text string
		typ  model.Scalar
		want bool
	}{
		{"2147483647", model.Int32, true}, {"2147483648", model.Int32, false}, {"-2147483648", model.Int32, true}, {"-2147483649", model.Int32, false},
		{"9223372036854775807", model.Int64, true}, {"9223372036854775808", model.Int64, false},
		{"-9223372036854775808", model.Int64, true}, {"-9223372036854775809", model.Int64, false},
		{"18446744073709551615", model.Uint64, true}, {"18446744073709551616", model.Uint64, false}, {"-1", model.Uint64, false},
		{"1e3", model.Int64, true}, {"1.5", model.Int64, false}, {"1e19", model.Int64, false}, {"-0", model.Uint64, true},
		{"1.7976931348623157e308", model.Float64, true}, {"1e309", model.Float64, false}, {"-1e309", model.Float64, false},
		{"1e999999999999", model.Float64, false}, {"1e-999999999", model.Float64, true},
		{".inf", model.Float64, false}, {"NaN", model.Float64, false}, {"", model.Float64, false}, {"x", model.Int64, false},
	} {
		n, ok := numberOf(tt.text)
		if got := ok && ranges[tt.typ].holds(n); got != tt.want {
			t.Errorf("%q fits %s: %t, want %t", tt.text, tt.typ, got, tt.want)
		}
	}
}

func TestBuildAnswersTheSameEveryTime(t *testing.T) {
	first := dumpAll(shipped(t))
	for range 3 {
		if again := dumpAll(shipped(t)); again != first {
			t.Fatalf("got\n%s\nafter\n%s", again, first)
		}
	}
}

// chain is a service of n types each of which holds the next, the last the first.
func chain(n int) *spec.Set {
	var types strings.Builder
	for i := range n {
		fmt.Fprintf(&types, "T%d: {fields: {Next: {type: T%d}, All: {type: list of T0}, Name: {type: string}}}\n", i, (i+1)%n)
	}
	set, err := spec.Load(fstest.MapFS{
		providerFile:                 {Data: []byte(plainProvider)},
		serviceDir + serviceFileName: {Data: []byte(plainService)},
		serviceDir + "actions.yaml":  {Data: []byte("Get: {input: {}, output: {T: {type: T0}}}\n")},
		serviceDir + "types.yaml":    {Data: []byte(types.String())},
	})
	if err != nil {
		panic(err)
	}
	return set
}

func TestLongRingsOfTypesAreCut(t *testing.T) {
	services, err := Build(chain(5000))
	if err != nil {
		t.Fatal(err)
	}
	for _, st := range services[0].Structs {
		if st.Fields[0].Presence != model.Pointer || !st.Out || st.In {
			t.Fatalf("%s.Next is %v", st.Name, st.Fields[0].Presence)
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	set := chain(2000)
	b.ResetTimer()
	for range b.N {
		if _, err := Build(set); err != nil {
			b.Fatal(err)
		}
	}
}

// FuzzBuildNeverPanics builds whatever Load could make of a text, also where it
// found faults.
func FuzzBuildNeverPanics(f *testing.F) {
	paths, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(paths) == 0 {
		f.Fatal("there are no specs to begin with")
	}
	for _, p := range paths {
		a, err := txtar.ParseFile(p)
		if err != nil {
			f.Fatal(err)
		}
		files := specsOf(a)
		data := func(name string) string {
			if file := files[serviceDir+name]; file != nil {
				return string(file.Data)
			}
			return ""
		}
		f.Add(string(files[providerFile].Data), data(serviceFileName), data("actions.yaml"), data("types.yaml"))
	}
	f.Fuzz(func(t *testing.T, provider, service, actions, types string) {
		set, loadErr := spec.Load(fstest.MapFS{
			providerFile:                 {Data: []byte(provider)},
			serviceDir + serviceFileName: {Data: []byte(service)},
			serviceDir + "actions.yaml":  {Data: []byte(actions)},
			serviceDir + "types.yaml":    {Data: []byte(types)},
		})
		services, err := Build(set)
		if err == nil && loadErr == nil {
			_ = dumpAll(services)
			_ = Lint(services)
		}
	})
}
