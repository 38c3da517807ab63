package catalogue_test

import (
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/signet-gen/signet/generator"
	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/specs"
)

// TestShapesThatBreakNaiveGenerators imports descriptions, made up for this, of
// every shape that is known to do so, and generates and type-checks their
// clients: types that hold themselves, names that differ only in case or are
// those of Go's or of the client's own, parameters that are named as common
// ones, offsets that are texts, requests without members, prose that would end a
// comment, lists of lists, maps in a query, references to nothing, versions of
// days that do not exist.
func TestShapesThatBreakNaiveGenerators(t *testing.T) {
	files := fstest.MapFS{}
	for _, c := range clouds {
		name := path.Join(c.name, "provider.yaml")
		text, err := fs.ReadFile(specs.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: text}
		c.write(t, filepath.Join("testdata", "shapes", c.name, c.source.Main[0]), files)
	}
	services, warnings, err := generator.Load(files, nil)
	if err != nil || len(warnings) > 0 || len(services) != len(clouds) {
		t.Fatalf("%d services\n%v\n%v", len(services), err, warnings)
	}
	checkPackages(t, services)
	for _, s := range services {
		checkShapes(t, s)
	}
}

// checkShapes looks at what became of the shapes.
func checkShapes(t *testing.T, s *model.Service) {
	t.Helper()
	want := map[string][]string{
		"tencent": {"DescribeThing", "Describe_Things", "DescribeThings", "DoNothing", "Explain", "GoneThing", "ListTexts", "OldThing", "UploadThing", "With"},
		"alibaba": {"DeleteTree", "DescribeTree", "DescribeTrees", "GetNothing", "GetScalar"},
	}[s.Provider.Name]
	slices.Sort(want)
	var got []string
	for _, a := range s.Actions {
		got = append(got, a.Name)
		if a.Name == "ListTexts" && a.Pager == nil {
			t.Error("an offset that is a text has no pager")
		}
		if a.Name == "UploadThing" && !a.Multipart {
			t.Error("a file does not go as multipart/form-data")
		}
		if slices.Contains([]string{"OldThing", "GoneThing", "DeleteTree"}, a.Name) && a.Deprecated == "" {
			t.Errorf("%s is not deprecated", a.Name)
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("%s has %v, want %v", s.Dir, got, want)
	}
	if wantPath := map[string]string{"tencent": "tencent/as/v20180231", "alibaba": "alibaba/oddshapes/v20201345"}[s.Provider.Name]; s.Path != wantPath {
		t.Errorf("%s becomes %s, want %s", s.Dir, s.Path, wantPath)
	}
}
