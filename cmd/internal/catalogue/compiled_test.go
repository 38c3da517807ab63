package catalogue_test

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/signet-gen/signet/generator"
	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/vendoring"
	"github.com/signet-gen/signet/runtime"
	"github.com/signet-gen/signet/specs"
	"github.com/signet-gen/signet/templates"
)

// compiled are the services of the middle size, which can be compiled here: those
// whose description has 80 to 190 KB, and 50 to 190 KB at Alibaba, 24 and 21 of them.
var compiled = map[string][]string{
	"tencent": {
		"aiart/2022-12-29", "ame/2019-09-16", "bma/2021-06-24", "cdc/2020-12-14", "cdwch/2020-09-15", "cdwpg/2020-12-30",
		"chdfs/2020-11-12", "eiam/2021-04-20", "ie/2020-03-04", "igtm/2023-10-24", "iotcloud/2018-06-14", "iotvideo/2019-11-26",
		"ivld/2021-09-03", "lowcode/2021-01-08", "partners/2018-03-21", "privatedns/2020-10-28", "rce/2026-01-30", "sms/2019-07-11",
		"sms/2021-01-11", "ssm/2019-09-23", "tag/2018-08-13", "trabbit/2023-04-18", "vclm/2024-05-23", "yinsuda/2022-05-27",
	},
	"alibaba": {
		"actiontrail/2020-07-06", "cas/2020-04-07", "cas/2020-06-30", "companyreg/2020-03-06", "computenest/2021-06-01",
		"dypnsapi/2017-05-25", "dysmsapi/2017-05-25", "eais/2019-06-24", "gws/2019-06-18", "imageseg/2019-12-30", "nis/2021-12-16",
		"ocr/2019-12-30", "pcdn/2017-04-11", "premiumpics/2020-05-05", "quotas/2020-05-10", "resourcecenter/2022-12-01",
		"servicecatalog/2021-09-01", "smc/2019-06-01", "sophonsoar/2022-07-28", "videorecog/2020-03-20", "vpcpeer/2022-01-01",
	},
}

// generated is the import path of the clients that are compiled.
const generated = "example.com/catalogue/gen"

// TestVendorsExamplesPassCompiled imports services, writes their specs and reads
// them again, generates clients with tests, and runs these: what passes must be
// what passes by the lists of members.
func TestVendorsExamplesPassCompiled(t *testing.T) {
	if testing.Short() || underRace {
		t.Skip("compiles packages of dozens of services")
	}
	var n tally
	files := fstest.MapFS{}
	for _, c := range clouds {
		c.files(t)
		name := path.Join(c.name, "provider.yaml")
		provider, err := fs.ReadFile(specs.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: provider}
		for _, service := range compiled[c.name] {
			c.write(t, filepath.Join(published, c.name, service, c.source.Main[0]), files)
		}
	}
	services, _, err := generator.Load(files, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range services {
		for _, c := range clouds {
			if c.name == s.Provider.Name {
				c.try(s, &n)
			}
		}
	}
	ran := runExamples(t, services)
	t.Logf("%d services: %d of %d requests are sent as shown, %d of %d replies read without loss, %d of %d errors reach the caller", len(services),
		ran.requests.passed, ran.requests.shown, ran.replies.passed, ran.replies.shown, ran.errors.passed, ran.errors.shown)
	for _, both := range []struct {
		what      string
		got, want *count
	}{{"requests", &ran.requests, &n.requests}, {"replies", &ran.replies, &n.replies}, {"errors", &ran.errors, &n.errors}} {
		if both.got.shown != both.want.shown || both.got.passed != both.want.passed {
			t.Errorf("%d of %d %s pass, and %d of %d by the lists of members", both.got.passed, both.got.shown, both.what, both.want.passed, both.want.shown)
		}
	}
	if rate := ran.replies.rate(ran.replies.shown); rate < leastWithoutLoss {
		t.Errorf("%.2f %% of the replies are read without loss", 100*rate)
	}
}

// write adds what a file is imported as.
func (c cloud) write(t *testing.T, file string, files fstest.MapFS) {
	t.Helper()
	_, service := c.settled(t, file)
	written, err := service.Marshal()
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	for name, text := range written {
		files[path.Join(service.Dir, name)] = &fstest.MapFile{Data: text}
	}
}

// render renders a service and the test of its examples.
func render(s *model.Service, imports model.Imports) (map[string][]byte, error) {
	files, err := templates.Render(s, imports)
	if err != nil {
		return nil, err
	}
	tests, err := templates.RenderExamples(s, imports)
	maps.Copy(files, tests)
	return files, err
}

// runExamples generates clients with their tests in a module of their own, and
// runs the tests, which it counts.
func runExamples(t *testing.T, services []*model.Service) *tally {
	t.Helper()
	files, err := generator.Generate(services, render, generator.Options{Import: generated, Runtime: vendoring.Path(generated)})
	if err != nil {
		t.Fatal(err)
	}
	library := vendoring.Runtime{Files: runtime.Source, Path: "github.com/signet-gen/signet/runtime"}
	copies, err := library.Copy(files, generated)
	if err != nil {
		t.Fatal(err)
	}
	maps.Copy(files, copies)
	dir := t.TempDir()
	put(t, filepath.Join(dir, "go.mod"), []byte("module "+generated+"\n\ngo 1.26\n"))
	args := []string{"test", "-vet=off", "-json"}
	for name, text := range files {
		put(t, filepath.Join(dir, name), text)
		if path.Base(name) == templates.ExamplesFile {
			args = append(args, "./"+path.Dir(name))
		}
	}
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "GOPROXY=off")
	var failures bytes.Buffer
	cmd.Stderr = &failures
	out, err := cmd.Output()
	if len(out) == 0 {
		t.Fatalf("%v\n%s", err, failures.Bytes())
	}
	return counted(t, out)
}

func put(t *testing.T, name string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, text, 0o666); err != nil {
		t.Fatal(err)
	}
}

// counted counts the tests in what go test -json says.
func counted(t *testing.T, out []byte) *tally {
	t.Helper()
	all := &tally{}
	counts := map[string]*count{"request": &all.requests, "reply": &all.replies, "error": &all.errors}
	for line := range bytes.Lines(out) {
		var event struct{ Action, Package, Test, Output string }
		parse(t, line, &event)
		n := counts[path.Base(event.Test)]
		switch {
		case event.Action == "build-output":
			t.Errorf("%s: %s", event.Package, event.Output)
		case event.Action == "output" && n != nil && strings.Contains(event.Output, ".go:"):
			t.Logf("%s %s %s", path.Dir(event.Package), event.Test, strings.TrimSpace(event.Output))
		case n != nil && (event.Action == "pass" || event.Action == "fail"):
			n.shown++
			if event.Action == "pass" {
				n.passed++
			}
		}
	}
	return all
}
