package folder_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/folder"
	"github.com/signet-gen/signet/generator/spec"
)

const (
	dir      = "cloud/shop/2020-01-02"
	provider = "provider: cloud\nprotocol: tencent\nendpoints: {default: \"{service}.example.com\"}\n"
)

func tree(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// service has some actions and types.
func service(actions, types []string) *spec.Service {
	s := &spec.Service{Dir: dir, Name: importer.Set("shop"), Version: importer.Set("2020-01-02")}
	for _, name := range actions {
		importer.Add(&s.Actions, name, &spec.Action{Doc: "Does " + name + "."})
	}
	for _, name := range types {
		importer.Add(&s.Types, name, &spec.Type{Doc: "A " + name + "."})
	}
	return s
}

// written are the files of a service, each with the names in it.
func written(t *testing.T, fsys fstest.MapFS, s *spec.Service) (files map[string]string, stale []string) {
	t.Helper()
	f, err := folder.Read(fsys, fstest.MapFS{}, dir)
	if err != nil {
		t.Fatal(err)
	}
	texts, stale, err := f.Files(s)
	if err != nil {
		t.Fatal(err)
	}
	files = map[string]string{}
	for name, text := range texts {
		if faults := spec.Check(name, spec.KindOf(dir+"/"+name), text); faults != nil {
			t.Error(faults)
		}
		var names []string
		for line := range strings.Lines(string(text)) {
			if name, _, ok := strings.Cut(line, ":"); ok && line[0] > ' ' && line[0] != '#' {
				names = append(names, name)
			}
		}
		files[name] = strings.Join(names, " ")
	}
	return files, stale
}

func many(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("Act%03d", i)
	}
	return names
}

func TestAtFirstAFolderIsLaidOutByTheNumberOfActions(t *testing.T) {
	fsys := tree(map[string]string{"cloud/provider.yaml": provider})
	files, stale := written(t, fsys, service([]string{"Put", "Get"}, []string{"B", "A"}))
	want := map[string]string{"service.yaml": "service version", "actions.yaml": "Put Get", "types.yaml": "B A"}
	if !maps.Equal(files, want) || stale != nil {
		t.Errorf("got %v, stale %v, want %v", files, stale, want)
	}
	if files, _ = written(t, fsys, service(many(100), nil)); files["actions.yaml"] == "" || len(files) != 2 {
		t.Errorf("a hundred actions are in %d files", len(files))
	}
	actions := append(many(101), "act000")
	files, _ = written(t, fsys, service(actions, nil))
	if len(files) != 102 || files["actions/Act000.yaml"] != "Act000 act000" || files["actions/Act100.yaml"] != "Act100" {
		t.Errorf("%d files, those that differ in case alone are in one: %q", len(files), files["actions/Act000.yaml"])
	}
}

func TestWhatWasInAFileStaysInIt(t *testing.T) {
	fsys := tree(map[string]string{
		"cloud/provider.yaml":         provider,
		dir + "/service.yaml":         "service: shop\nversion: 2020-01-02\n",
		dir + "/actions/items.yaml":   "Put: {input: {}}\nGet: {input: {}}\n",
		dir + "/actions/Old.yaml":     "Old: {input: {}}\n",
		dir + "/types.yaml":           "A: {fields: {}}\n",
		dir + "/overlay.yaml":         "this is no overlay: [at all\n",
		dir + "/actions/.hidden.yaml": "[",
		"cloud/other/notes.txt":       "nobody's",
	})
	files, stale := written(t, fsys, service([]string{"New", "Get", "Put"}, []string{"A", "B"}))
	want := map[string]string{"service.yaml": "service version", "actions/New.yaml": "New", "actions/items.yaml": "Get Put", "types.yaml": "A B"}
	if !maps.Equal(files, want) || !slices.Equal(stale, []string{"actions/Old.yaml"}) {
		t.Errorf("got %v, stale %v", files, stale)
	}

	single := tree(map[string]string{
		"cloud/provider.yaml": provider,
		dir + "/service.yaml": "service: shop\nversion: 2020-01-02\n",
		dir + "/actions.yaml": "Put: {input: {}}\n",
		dir + "/types.yaml":   "A: {fields: {}}\n",
	})
	files, stale = written(t, single, service(many(200), nil))
	if len(files) != 2 || !slices.Equal(stale, []string{"types.yaml"}) {
		t.Errorf("got %v, stale %v", files, stale)
	}
	files, stale = written(t, single, service(nil, nil))
	if len(files) != 2 || !slices.Equal(stale, []string{"types.yaml"}) {
		t.Errorf("without actions: got %v, stale %v", files, stale)
	}
}

func TestACloudThatTheTreeLacksIsTheShippedOne(t *testing.T) {
	shipped := tree(map[string]string{"cloud/provider.yaml": provider})
	f, err := folder.Read(fstest.MapFS{}, shipped, dir)
	if err != nil {
		t.Fatal(err)
	}
	if string(f.ProviderFile) != provider || f.Provider.Protocol.Value != "tencent" || f.Service != nil {
		t.Errorf("got %+v", f)
	}
	if f, err = folder.Read(shipped, fstest.MapFS{}, dir); err != nil || f.ProviderFile != nil {
		t.Errorf("got %+v, %v", f, err)
	}
	_, err = folder.Read(fstest.MapFS{}, fstest.MapFS{}, dir)
	if want := "cloud/provider.yaml: this file is missing, and none is shipped with signet"; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got %v", err)
	}
}

func TestAFolderWithFaultsIsNotImportedInto(t *testing.T) {
	fsys := tree(map[string]string{
		"cloud/provider.yaml": provider,
		dir + "/service.yaml": "service: shop\nversion: 2020-01-02\n",
		dir + "/actions.yaml": "Put: {inputs: {}}\n",
	})
	_, err := folder.Read(fsys, fstest.MapFS{}, dir)
	if want := dir + "/actions.yaml:1:7: "; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got %v, want %s…", err, want)
	}
}
