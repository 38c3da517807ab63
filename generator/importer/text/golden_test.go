package text_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/text"
	"github.com/signet-gen/signet/generator/spec"
	"github.com/signet-gen/signet/specs"
)

var update = flag.Bool("update", false, "write the golden files anew")

// read imports a document that must be one.
func read(t *testing.T, file string, data []byte, docs bool) *importer.Result {
	t.Helper()
	result, err := text.Source().Read(importer.Input{File: file, Data: data, Docs: docs})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// yaml is a service as files, one behind the other.
func yaml(t testing.TB, s *spec.Service) string {
	t.Helper()
	files, err := s.Marshal()
	if err != nil {
		t.Fatalf("what was imported cannot be written:\n%v", err)
	}
	var b strings.Builder
	for _, name := range []string{"service.yaml", "types.yaml", "actions.yaml"} {
		fmt.Fprintf(&b, "-- %s --\n%s", name, files[name])
	}
	return b.String()
}

func document(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "locker.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestADocumentBecomesASpec(t *testing.T) {
	for _, tt := range []struct {
		golden string
		docs   bool
	}{{"locker.golden", true}, {"facts.golden", false}} {
		result := read(t, "docs/locker.txt", document(t), tt.docs)
		if result.Provider != "tencent" || result.Service.Dir != "tencent/locker/2031-01-15" {
			t.Errorf("it is %s in %s", result.Provider, result.Service.Dir)
		}
		var b bytes.Buffer
		b.WriteString(yaml(t, result.Service) + "-- notes --\n")
		for _, n := range result.Notes {
			fmt.Fprintln(&b, n)
		}
		path := filepath.Join("testdata", tt.golden)
		if *update {
			if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		differ(t, tt.golden, b.String(), string(want))
	}
}

// differ reports the first line in which two texts differ.
func differ(t *testing.T, name, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			t.Fatalf("%s: line %d is\n%s\nwant\n%s", name, i+1, strings.Join(a[min(i, len(a)):min(i+3, len(a))], "\n"), strings.Join(b[min(i, len(b)):min(i+3, len(b))], "\n"))
		}
	}
}

func TestWithoutDocsNoSentenceOfTheVendorIsLeft(t *testing.T) {
	got := yaml(t, read(t, "locker.txt", document(t), false).Service)
	for _, l := range strings.Split(got, "\n") {
		if strings.Contains(l, "doc:") || strings.Contains(l, "title: ") && !strings.HasPrefix(l, "title: Parcel Locker") || strings.Contains(l, "message:") {
			t.Errorf("%s", l)
		}
	}
	for _, sentence := range []string{"most free doors", "There is no such street", "favour of", "No such street", "Shows"} {
		if strings.Contains(got, sentence) {
			t.Errorf("the vendor's words %q are in it", sentence)
		}
	}
}

func TestImportingTwiceIsTheSame(t *testing.T) {
	first := read(t, "locker.txt", document(t), true)
	for range 5 {
		again := read(t, "locker.txt", document(t), true)
		differ(t, "again", yaml(t, again.Service), yaml(t, first.Service))
		if fmt.Sprint(again.Notes) != fmt.Sprint(first.Notes) {
			t.Fatalf("notes\n%v\nafter\n%v", again.Notes, first.Notes)
		}
	}
}

func TestWhatIsWrittenLoads(t *testing.T) {
	result := read(t, "locker.txt", document(t), true)
	provider, err := specs.FS.ReadFile("tencent/provider.yaml")
	if err != nil {
		t.Fatal(err)
	}
	files, err := result.Service.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{"tencent/provider.yaml": {Data: provider}}
	for name, data := range files {
		fsys[result.Service.Dir+"/"+name] = &fstest.MapFile{Data: data}
	}
	if _, err := spec.Load(fsys); err != nil {
		t.Fatal(err)
	}
}
