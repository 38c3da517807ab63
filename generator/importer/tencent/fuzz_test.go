package tencent

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

// FuzzReadNeverPanics reads whatever comes: what comes out can be written as a
// spec, what is refused has faults, and their places lie inside of the files.
func FuzzReadNeverPanics(f *testing.F) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		f.Fatal("there are no files to begin with", err)
	}
	for _, p := range paths {
		a, err := txtar.ParseFile(p)
		if err != nil {
			f.Fatal(err)
		}
		var api, examples []byte
		for _, file := range a.Files {
			switch file.Name {
			case apiFile:
				api = file.Data
			case examplesFile:
				examples = file.Data
			}
		}
		f.Add(api, examples, true)
	}
	f.Fuzz(func(t *testing.T, api, examples []byte, docs bool) {
		in := importer.Input{File: apiFile, Data: api, Docs: docs, Beside: map[string][]byte{examplesFile: examples}}
		r, err := Source().Read(in)
		if err != nil {
			faults, ok := err.(spec.Faults)
			if !ok || len(faults) == 0 {
				t.Fatalf("the error is no list of faults: %v", err)
			}
			for _, fault := range faults {
				insideOf(t, in, fault.Pos)
			}
			return
		}
		for _, n := range r.Notes {
			insideOf(t, in, n.Pos)
		}
		if _, err := r.Service.Marshal(); err != nil {
			t.Fatalf("what was imported is no spec: %v", err)
		}
	})
}

// insideOf checks that a place is one of the file that it names.
func insideOf(t *testing.T, in importer.Input, pos spec.Pos) {
	t.Helper()
	data := in.Data
	if pos.File == examplesFile {
		data = in.Beside[examplesFile]
	}
	lines := bytes.Split(data, []byte("\n"))
	if pos.Line < 1 || pos.Line > len(lines) || pos.Col < 1 || pos.Col > len(lines[pos.Line-1])+1 {
		t.Fatalf("%v is outside of the file, which has %d lines", pos, len(lines))
	}
}

// FuzzTextsAreOnlyTexts puts texts where a description has prose, requests and
// replies: none makes the description one that cannot be imported.
func FuzzTextsAreOnlyTexts(f *testing.F) {
	f.Add("种类。枚举值：\n<ul><li>apple：苹果</li></ul>默认为apple，取值范围[1,9)", "https://x/?A.0.B=1&A.1.B=%ff&K=[{", `{"Response":{"A":[{"B":1e2}],"Error":{"Code":"X.Y"}}}`, "Kind")
	f.Add("最大值为10，默认 20。注意：此字段可能返回 null，", "POST / HTTP/1.1\n\n{\"A\":{\"A\":{\"A\":[]}},}", `{"Response":null}`, "a b")
	f.Add("<table><tr><td>&lt;b&gt;", "GET /?A=1 HTTP/1.1", "{\"Response\":{\"\u0000\":\"\u2028\"}}", "\u00e9")
	f.Fuzz(func(t *testing.T, prose, request, reply, name string) {
		member := func(of, typ string) map[string]any {
			return map[string]any{"name": of, "type": typ, "member": typ, "document": prose, "example": reply, "default": request}
		}
		fields := []any{member("A", "string"), member("K", "int"), member(name, "bool"), map[string]any{"name": "L", "type": "list", "member": "I", "document": prose}}
		api, _ := json.Marshal(map[string]any{
			"metadata": map[string]any{"serviceShortName": "shop", "apiVersion": "2020-01-02", "serviceNameCN": prose, "api_brief": reply},
			"actions":  map[string]any{"Buy": map[string]any{"input": "I", "output": "I", "status": name, "document": prose}},
			"objects":  map[string]any{"I": map[string]any{"members": fields}, name: map[string]any{"members": fields, "document": request}},
		})
		examples, _ := json.Marshal(map[string]any{"actions": map[string]any{"Buy": []any{map[string]any{"title": prose, "input": request, "output": reply}}}})
		r, err := Source().Read(importer.Input{File: apiFile, Data: api, Docs: true, Beside: map[string][]byte{examplesFile: examples}})
		if name == "" {
			return // a member must have a name
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Service.Marshal(); err != nil {
			t.Fatal(err)
		}
	})
}
