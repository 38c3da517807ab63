package spec

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// largeActions are actions of about some bytes, as a spec has them.
func largeActions(size int) []byte {
	var b bytes.Buffer
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, `ListBoxes%d:
  doc: Lists the boxes of the account, a page at a time.
  effect: read
  rateLimit: 20
  input:
    Offset: {type: uint64, default: 0, presence: implicit, doc: The index of the first box.}
    Limit: {type: uint64, default: 10, presence: implicit, doc: The most boxes to return.}
    ProjectId: {type: uint64, doc: Keeps only the boxes of this project.}
    Filters: {type: list of Filter, maxItems: 10}
  output:
    TotalCount: {type: uint64, doc: How many boxes there are on all pages.}
    Boxes: {type: list of Box}
  paginate: {by: offset, offset: Offset, limit: Limit, items: Boxes, total: TotalCount}
  errors: [InvalidParameterValue, ResourceNotFound]
`, i)
	}
	return b.Bytes()
}

func TestTenMegabytesAreReadWhole(t *testing.T) {
	d := &document{path: "actions.yaml", kind: kindNamed("actions")}
	d.read(largeActions(tenMegabytes))
	if len(d.faults) > 0 || len(d.actions) < tenMegabytes/1200 {
		t.Errorf("%d actions, %v", len(d.actions), d.faults)
	}
}

func TestTenBrokenMegabytesAreRefused(t *testing.T) {
	good := largeActions(tenMegabytes)
	line := bytes.Count(good, []byte("\n")) + 1
	tests := map[string]struct{ data, want string }{
		"broken at the end":     {string(good) + "  x: [\n", fmt.Sprintf("actions.yaml:%d:", line)},
		"one long line":         {strings.Repeat("x", tenMegabytes), "actions.yaml:1:1: the file must be a map"},
		"one long quoted text":  {`a: "` + strings.Repeat("x ", tenMegabytes/2), "actions.yaml:1:4: the quote that opens here is never closed"},
		"nothing but brackets":  {strings.Repeat("[", tenMegabytes), "actions.yaml:1:10001: " + tooDeep},
		"nothing but dashes":    {strings.Repeat("- ", tenMegabytes/2), tooDeep},
		"nothing but empty":     {strings.Repeat("\n", tenMegabytes), "actions.yaml:1:1: the file is empty"},
		"nothing but comments":  {strings.Repeat("# x\n", tenMegabytes/4), "actions.yaml:1:1: the file is empty"},
		"nothing but tabs":      {strings.Repeat("\t", tenMegabytes), "actions.yaml:1:1: "},
		"nothing but NUL":       {strings.Repeat("\x00", tenMegabytes), "actions.yaml:1:1: the character U+0000"},
		"nothing but tags":      {"a: b\n" + strings.Repeat("%TAG !a! !b\n", tenMegabytes/20), "actions.yaml:2:1: a line cannot begin with %"},
		"nothing but documents": {strings.Repeat("---\n", tenMegabytes/4), "actions.yaml:2:1: a second document begins here"},
		"nothing but unknown":   {strings.Repeat("x: 1\n", tenMegabytes/20), "actions.yaml: the file has more than 1000 faults"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			faults := Check("actions.yaml", "actions", []byte(test.data))
			if len(faults) == 0 || !strings.Contains(faults.Error(), test.want) {
				t.Errorf("got %.300s, want %s", faults, test.want)
			}
		})
	}
}

// endlessFile has no end.
type endlessFile struct {
	fs.File
	read *int
}

func (e endlessFile) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '#'
	}
	*e.read += len(p)
	return len(p), nil
}

type endlessFS struct {
	fs.FS
	read *int
}

func (e endlessFS) Open(name string) (fs.File, error) {
	f, err := e.FS.Open(name)
	if strings.HasSuffix(name, "actions.yaml") {
		return endlessFile{f, e.read}, err
	}
	return f, err
}

func TestFileWithoutEndIsRefusedUnread(t *testing.T) {
	fsys := fstest.MapFS{}
	for name, data := range minimal {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	read := 0
	_, err := Load(endlessFS{fsys, &read})
	want := "cloud/box/2020-01-01/actions.yaml: the file is larger than 16 MiB: split it into the files of a folder actions or types"
	if err == nil || err.Error() != want || read > 2*MaxFileSize {
		t.Errorf("read %d bytes, got %v", read, err)
	}
}

func BenchmarkLoad(b *testing.B) {
	const files, size = 8, 256 << 10
	data := largeActions(size)
	fsys := fstest.MapFS{}
	for i := range files {
		dir := fmt.Sprintf("cloud/box%d/2020-01-01/", i)
		fsys[dir+"service.yaml"] = &fstest.MapFile{Data: []byte(minimal["cloud/box/2020-01-01/service.yaml"])}
		fsys[dir+"actions.yaml"] = &fstest.MapFile{Data: data}
	}
	fsys["cloud/provider.yaml"] = &fstest.MapFile{Data: []byte(minimal["cloud/provider.yaml"])}
	b.SetBytes(int64(files * len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(fsys); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkParse is the part of reading that is the YAML package's.
func BenchmarkParse(b *testing.B) {
	data := largeActions(256 << 10)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := parseYAML(bytes.NewReader(data)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMarshal(b *testing.B) {
	d := &document{path: "actions.yaml", kind: kindNamed("actions")}
	d.read(largeActions(256 << 10))
	s := &Service{Name: At[string]{Value: "a"}, Version: At[string]{Value: "2018-03-19"}, Actions: d.actions}
	b.SetBytes(256 << 10)
	for b.Loop() {
		if _, err := s.Marshal(); err != nil {
			b.Fatal(err)
		}
	}
}
