package generator_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/signet-gen/signet/generator"
	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/generator/spec"
)

// specsWith are those of a provider with two services, and the files given.
func specsWith(files map[string]string) fs.FS {
	all := map[string]string{
		"cloud/provider.yaml":             "provider: cloud\nprotocol: tencent\nendpoints: {default: \"{service}.example.com\"}\n",
		"cloud/a/2020-01-01/service.yaml": "service: a\nversion: 2020-01-01\n",
		"cloud/a/2020-01-01/actions.yaml": "One: {}\nTwo: {}\n",
		"cloud/b/2020-01-01/service.yaml": "service: b\nversion: 2020-01-01\n",
		"cloud/b/2020-01-01/actions.yaml": "Three: {}\n",
	}
	maps.Copy(all, files)
	fsys := fstest.MapFS{}
	for name, text := range all {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func TestLoadKeepsOnlyWhatIsAskedFor(t *testing.T) {
	services, _, err := generator.Load(specsWith(nil), nil)
	if err != nil || len(services) != 2 || len(services[0].Actions) != 2 {
		t.Fatalf("got %v, %v", services, err)
	}
	services, _, err = generator.Load(specsWith(nil), []resolve.Selection{{Service: "a", Actions: []string{"Two"}}})
	if err != nil || len(services) != 1 || len(services[0].Actions) != 1 || services[0].Actions[0].Name != "Two" {
		t.Fatalf("got %v, %v", services, err)
	}
	if _, _, err = generator.Load(specsWith(nil), []resolve.Selection{{Service: "c"}}); err == nil {
		t.Error("a service that is not there is no error")
	}
}

func TestLoadReportsAllFaultsAtOnceAndNoneThatFollowsFromAnother(t *testing.T) {
	for _, test := range []struct {
		name  string
		files map[string]string
		want  []string // beginnings of the lines
	}{
		{"one that cannot be resolved", map[string]string{
			"cloud/a/2020-01-01/actions.yaml": "One: {input: {X: {type: Absent}}}\n",
		}, []string{"cloud/a/2020-01-01/actions.yaml:1:25: no type is called Absent"}},
		{"one that cannot be read, and one elsewhere that cannot be resolved", map[string]string{
			"cloud/a/2020-01-01/actions.yaml": "One: {inputs: {}}\n",
			"cloud/b/2020-01-01/actions.yaml": "Three: {input: {X: {type: Absent}}}\n",
		}, []string{"cloud/a/2020-01-01/actions.yaml:1:7: ", "cloud/b/2020-01-01/actions.yaml:1:27: no type is called Absent"}},
		{"one that cannot be read, and one on another line of the file that cannot be resolved", map[string]string{
			"cloud/a/2020-01-01/actions.yaml": "One:\n  effct: read\n  input: {X: {type: Absent}}\n",
		}, []string{"cloud/a/2020-01-01/actions.yaml:2:3: ", "cloud/a/2020-01-01/actions.yaml:3:21: no type is called Absent"}},
		{"a type that is absent because its file is damaged", map[string]string{
			"cloud/a/2020-01-01/actions.yaml":     "One: {input: {X: {type: Absent}}}\n",
			"cloud/a/2020-01-01/types/types.yaml": "Absent: [\n",
		}, []string{"cloud/a/2020-01-01/types/types.yaml:"}},
		{"a provider that is damaged", map[string]string{
			"cloud/provider.yaml":             "provider: [\n",
			"cloud/b/2020-01-01/actions.yaml": "Three: {input: {X: {type: Absent}}}\n",
		}, []string{"cloud/provider.yaml:"}},
		{"a file that has no business there", map[string]string{
			"stray.yaml":                      "stray: true\n",
			"cloud/b/2020-01-01/actions.yaml": "Three: {input: {X: {type: Absent}}}\n",
		}, []string{"cloud/b/2020-01-01/actions.yaml:1:27: no type is called Absent", "stray.yaml"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			services, _, err := generator.Load(specsWith(test.files), nil)
			var faults spec.Faults
			if !errors.As(err, &faults) || services != nil {
				t.Fatalf("got %v, %v", services, err)
			}
			lines := strings.Split(err.Error(), "\n")
			if len(lines) != len(test.want) {
				t.Fatalf("got\n%v\nwant %d lines", err, len(test.want))
			}
			for i, want := range test.want {
				if !strings.HasPrefix(lines[i], want) {
					t.Errorf("got %q, want %q…", lines[i], want)
				}
			}
		})
	}
}

// services are n services with a path of their own.
func services(n int) []*model.Service {
	var all []*model.Service
	for i := range n {
		all = append(all, &model.Service{Dir: fmt.Sprintf("cloud/s%d", i), Path: fmt.Sprintf("cloud/s%d/v1", i)})
	}
	return all
}

func TestGenerateFormatsTheFilesOfAllServices(t *testing.T) {
	render := func(s *model.Service, imports model.Imports) (map[string][]byte, error) {
		text := fmt.Sprintf("package a\nvar  X=%q\n", imports.Output+" "+imports.Runtime)
		return map[string][]byte{s.Path + "/a.go": []byte(text), s.Path + "/b.go": []byte("package a\n")}, nil
	}
	files, err := generator.Generate(services(20), render, generator.Options{Import: "example.com/gen"})
	if err != nil || len(files) != 40 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	want := "package a\n\nvar X = \"example.com/gen github.com/signet-gen/signet/runtime\"\n"
	if got := files["cloud/s7/v1/a.go"]; string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	again, err := generator.Generate(services(20), render, generator.Options{Import: "example.com/gen", Runtime: "example.com/rt"})
	if err != nil || !strings.Contains(string(again["cloud/s7/v1/a.go"]), "example.com/gen example.com/rt") {
		t.Errorf("got %s, %v", again["cloud/s7/v1/a.go"], err)
	}
	if files, err := generator.Generate(nil, render, generator.Options{}); err != nil || len(files) != 0 {
		t.Errorf("no services give %v, %v", files, err)
	}
}

func TestGenerateNamesEveryServiceThatFailsInOrder(t *testing.T) {
	var calls atomic.Int32
	render := func(s *model.Service, _ model.Imports) (map[string][]byte, error) {
		calls.Add(1)
		return nil, fmt.Errorf("render %s", s.Dir)
	}
	files, err := generator.Generate(services(3), render, generator.Options{})
	if files != nil || err == nil || err.Error() != "render cloud/s0\nrender cloud/s1\nrender cloud/s2" || calls.Load() != 3 {
		t.Errorf("got %v, %v", files, err)
	}
}

func TestTwoServicesInOneFileAreAFault(t *testing.T) {
	render := func(s *model.Service, _ model.Imports) (map[string][]byte, error) {
		return map[string][]byte{"cloud/same/a.go": []byte("package a\n"), s.Path + "/b.go": []byte("package a\n")}, nil
	}
	_, err := generator.Generate(services(2), render, generator.Options{})
	const want = "cloud/same/a.go comes out of both cloud/s0 and cloud/s1: give one of them another package name"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestWhatIsNotGoIsShownWithItsLines(t *testing.T) {
	render := func(s *model.Service, _ model.Imports) (map[string][]byte, error) {
		return map[string][]byte{s.Path + "/a.go": []byte("package a\n\n// 3\n// 4\n// 5\nvar x = = 1\n// 7\n// 8\n// 9\n// 10\n")}, nil
	}
	_, err := generator.Generate(services(1), render, generator.Options{})
	want := `cloud/s0/v1/a.go:6:9: the templates wrote what is not Go: expected operand, found '='
     3 | // 3
     4 | // 4
     5 | // 5
>    6 | var x = = 1
     7 | // 7
     8 | // 8
     9 | // 9
`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
	var format *generator.FormatError
	if !errors.As(err, &format) || !bytes.Contains([]byte(format.Source), []byte("= =")) {
		t.Errorf("the error is %T", err)
	}
}
