package settle_test

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/signet-gen/signet/generator/importer/settle"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/generator/spec"
)

const (
	dir           = "cloud/shop/2020-01-02/"
	plainProvider = "provider: cloud\nprotocol: tencent\nrequestId: RequestId\nendpoints: {default: \"{service}.example.com\"}\nerrors: {InvalidParameter: A parameter is wrong., Throttled: Too many calls.}\n"
	plainService  = "service: shop\nversion: 2020-01-02\n"
)

// load reads specs by their names: those without a slash are files of the
// service cloud/shop.
func load(t *testing.T, files map[string]string) *spec.Set {
	t.Helper()
	fsys := fstest.MapFS{}
	put := func(name, text string) { fsys[name] = &fstest.MapFile{Data: []byte(text)} }
	put("cloud/provider.yaml", plainProvider)
	put(dir+"service.yaml", plainService)
	put(dir+"actions.yaml", "Ping: {input: {}, output: {}}\n")
	for name, text := range files {
		switch {
		case name == "provider.yaml":
			put("cloud/provider.yaml", text)
		case strings.Contains(name, "/"):
			put(name, text)
		default:
			put(dir+name, text)
		}
	}
	set, err := spec.Load(fsys)
	if err != nil {
		t.Fatalf("%v\n%v", err, files)
	}
	return set
}

// unmendable are the cases that are no matter of one imported service.
var unmendable = map[string]string{
	"go-name-provider-errors": "the provider's own",
	"signature-unknown":       "the provider's own",
	"service-path":            "two services together: each by itself is fine",
}

func TestWhateverResolveRefusesIsMended(t *testing.T) {
	paths, err := filepath.Glob("../../resolve/testdata/bad/*.txtar")
	if err != nil || len(paths) < 40 {
		t.Fatalf("%d cases, error %v", len(paths), err)
	}
	for _, p := range paths {
		name := strings.TrimSuffix(filepath.Base(p), ".txtar")
		t.Run(name, func(t *testing.T) {
			a, err := txtar.ParseFile(p)
			if err != nil {
				t.Fatal(err)
			}
			files := map[string]string{}
			for _, f := range a.Files {
				if f.Name != "want" {
					files[f.Name] = string(f.Data)
				}
			}
			set := load(t, files)
			mended, notes := settleAll(t, set)
			_, err = resolve.Build(mended)
			if reason := unmendable[name]; reason != "" {
				if err == nil {
					t.Errorf("it was mended, though it is %s", reason)
				}
				return
			}
			if err != nil {
				t.Errorf("what comes out is refused:\n%v", err)
			}
			if notes == 0 {
				t.Error("nothing was noted")
			}
		})
	}
}

// settleAll settles each service by itself, and reads what comes out as a user does.
func settleAll(t *testing.T, set *spec.Set) (*spec.Set, int) {
	t.Helper()
	files, notes := map[string]string{}, 0
	for _, p := range set.Providers {
		data, err := p.Provider.Marshal()
		if err != nil {
			t.Fatal(err)
		}
		files[p.Provider.Name.Value+"/provider.yaml"] = string(data)
		for _, s := range p.Services {
			before := spec.Clone(s)
			settled, noted, err := settle.Service(p.Provider, s, nil)
			if err != nil {
				t.Logf("settle: %v", err)
				settled = s
			}
			if !reflect.DeepEqual(before, s) {
				t.Error("the spec that came in was changed")
			}
			for _, n := range noted {
				t.Log(n)
			}
			notes += len(noted)
			for name, text := range marshal(t, settled) {
				files[s.Dir+"/"+name] = text
			}
		}
	}
	return load(t, files), notes
}

func marshal(t *testing.T, s *spec.Service) map[string]string {
	t.Helper()
	written, err := s.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for name, text := range written {
		files[name] = string(text)
	}
	return files
}
