package templates_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"github.com/signet-gen/signet/generator"
	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/output"
	"github.com/signet-gen/signet/specs"
	"github.com/signet-gen/signet/templates"
)

// models are those of all golden files.
func models(t testing.TB) []*model.Service {
	t.Helper()
	names, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	var all []*model.Service
	for _, name := range names {
		if !strings.HasSuffix(name.Name(), ".txtar") {
			continue
		}
		a, err := txtar.ParseFile("testdata/" + name.Name())
		if err != nil {
			t.Fatal(err)
		}
		services, _, err := generator.Load(specsOf(a), nil)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, services...)
	}
	return all
}

var imports = model.Imports{Output: importPath, Runtime: generator.DefaultRuntime}

func TestTheSameModelGivesTheSameBytesFromManyGoroutines(t *testing.T) {
	for _, s := range models(t) {
		want, err := templates.Render(s, imports)
		if err != nil {
			t.Fatal(err)
		}
		var group sync.WaitGroup
		for range 8 {
			group.Go(func() {
				got, err := templates.Render(s, imports)
				if err != nil || !maps.EqualFunc(got, want, bytes.Equal) {
					t.Errorf("%s differs from one time to another: %v", s.Dir, err)
				}
			})
		}
		group.Wait()
	}
}

func TestEveryFileBearsTheHeaderAndHoldsSomething(t *testing.T) {
	for _, s := range models(t) {
		files, err := templates.Render(s, imports)
		if err != nil {
			t.Fatal(err)
		}
		for name, text := range files {
			if !output.IsGenerated(text) {
				t.Errorf("%s lacks the header", name)
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(file.Decls, isNoImport) {
				t.Errorf("%s is empty", name)
			}
			if strings.Contains(name, "_") || !strings.HasPrefix(name, s.Path+"/") {
				t.Errorf("%s is no good name for a file", name)
			}
		}
	}
}

func isNoImport(d ast.Decl) bool {
	g, ok := d.(*ast.GenDecl)
	return !ok || g.Tok != token.IMPORT
}

// TestCommentsFitInEightyColumns looks at what ships.
func TestCommentsFitInEightyColumns(t *testing.T) {
	services, _, err := generator.Load(specs.FS, nil)
	if err != nil {
		t.Fatal(err)
	}
	files, err := generator.Generate(services, templates.Render, generator.Options{Import: importPath})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		for line := range strings.Lines(string(text)) {
			prose, isComment := strings.CutPrefix(strings.TrimSpace(line), "// ")
			if isComment && strings.Contains(prose, " ") && utf8.RuneCountInString(strings.ReplaceAll(strings.TrimSuffix(line, "\n"), "\t", "    ")) > 80 &&
				!strings.HasPrefix(line, "// Code generated") {
				t.Errorf("%s: %s", name, line)
			}
		}
	}
}

// large is a service of about as many lines as the largest ones have.
func large(actions int) *model.Service {
	scalars := []model.Type{model.String, model.Uint64, model.Bool, model.Datetime, model.List{Elem: model.String}}
	field := func(i int, presence model.Presence) *model.Field {
		name := fmt.Sprintf("Field%d", i)
		return &model.Field{
			Name: name, GoName: name, Doc: "The number of the instances that a request wants to have, counted from one.",
			Type: scalars[i%len(scalars)], Presence: presence, MinLength: -1, MaxLength: 60, MinItems: -1, MaxItems: -1,
		}
	}
	fields := func(presence model.Presence) []*model.Field {
		var all []*model.Field
		for i := range 10 {
			all = append(all, field(i, presence))
		}
		return all
	}
	s := &model.Service{
		Provider: &model.Provider{Name: "tencent", Title: "Tencent Cloud", Protocol: "tencent"},
		Name:     "large", Version: "2020-01-01", Dir: "tencent/large/2020-01-01", Package: "large", Path: "tencent/large/v20200101",
	}
	for i := range actions {
		name := fmt.Sprintf("DescribeThings%d", i)
		s.Actions = append(s.Actions, &model.Action{
			Name: name, GoName: name, File: strings.ToLower(name) + ".go", Doc: "Describes the things that an account has in a region.", Effect: model.Read,
			Input:  &model.Struct{GoName: name + "Input", In: true, Fields: fields(model.OmitZero)},
			Output: &model.Struct{GoName: name + "Output", Out: true, Fields: fields(model.Plain)},
		})
		s.Structs = append(s.Structs, &model.Struct{Name: name + "Set", GoName: name + "Set", Doc: "A set of things.", Out: true, Fields: fields(model.Plain)})
	}
	return s
}

// BenchmarkGenerate renders and formats services of some 100,000 lines in all.
func BenchmarkGenerate(b *testing.B) {
	services := []*model.Service{large(300), large(300)}
	services[1].Path = "tencent/larger/v20200101"
	var lines int
	for b.Loop() {
		files, err := generator.Generate(services, templates.Render, generator.Options{Import: importPath})
		if err != nil {
			b.Fatal(err)
		}
		lines = 0
		for _, name := range slices.Sorted(maps.Keys(files)) {
			lines += bytes.Count(files[name], []byte("\n"))
		}
	}
	b.ReportMetric(float64(lines)*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
}

// BenchmarkRender renders alone, on one processor.
func BenchmarkRender(b *testing.B) {
	s := large(300)
	var lines int
	for b.Loop() {
		files, err := templates.Render(s, imports)
		if err != nil {
			b.Fatal(err)
		}
		lines = 0
		for _, text := range files {
			lines += bytes.Count(text, []byte("\n"))
		}
	}
	b.ReportMetric(float64(lines)*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
}
