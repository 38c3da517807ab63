package spec

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"
)

// seeds adds the files of all test cases, each as the kind that it is.
func seeds(f *testing.F) {
	for _, name := range must(filepath.Glob("testdata/bad/*.txtar"))(f) {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if i := kindIndex(file.Name); i >= 0 {
				f.Add(i, file.Data)
			}
		}
	}
	for _, name := range must(filepath.Glob("testdata/good/*/*/*/*.yaml"))(f) {
		f.Add(kindIndex(name), must(os.ReadFile(name))(f))
	}
	f.Add(0, must(os.ReadFile("testdata/good/cloud/provider.yaml"))(f))
}

func must[T any](v T, err error) func(*testing.F) T {
	return func(f *testing.F) T {
		if err != nil {
			f.Fatal(err)
		}
		return v
	}
}

func kindIndex(name string) int {
	for i, kind := range Kinds() {
		if KindOf(filepath.ToSlash(name)) == kind {
			return i
		}
	}
	return -1
}

// FuzzCheck holds that any bytes are read without a panic, that each fault
// stands inside the file and says something, and that what has no fault can be
// written and is then read as the same.
func FuzzCheck(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, kind int, data []byte) {
		if kind < 0 || kind >= len(fileKinds) {
			return
		}
		d := &document{path: "f.yaml", kind: &fileKinds[kind]}
		d.read(data)
		for _, fault := range d.faults {
			if fault.Pos.Line > 0 && !isInside(data, fault.Pos) {
				t.Errorf("%v is outside the file", fault)
			}
			if fault.Msg == "" || strings.ContainsAny(fault.Msg, "\n\x00") || !utf8.ValidString(fault.Msg) || len(fault.Msg) > 2000 {
				t.Errorf("a strange message: %q", fault.Msg)
			}
		}
		if len(d.faults) == 0 && d.kind.name != "overlay" {
			checkDocumentRoundTrip(t, d)
		}
	})
}

func checkDocumentRoundTrip(t *testing.T, d *document) {
	again := &document{path: "f.yaml", kind: d.kind}
	data, err := d.written()
	if err != nil {
		t.Fatalf("what was read cannot be written: %v\n%s", err, data)
	}
	again.read(data)
	if got, want := again.content(), d.content(); got != want {
		t.Errorf("read again, it differs:\n%s\ngot:\n%s\nwant:\n%s", data, got, want)
	}
}

// written is the file in canonical form.
func (d *document) written() ([]byte, error) {
	s := &Service{Name: At[string]{Value: "a"}, Version: At[string]{Value: "2018-03-19"}, Actions: d.actions, Types: d.types}
	if d.service != nil {
		s = d.service
	}
	if d.provider != nil {
		return d.provider.Marshal()
	}
	files, err := s.Marshal()
	if d.kind.name == "types" && len(d.types) == 0 {
		return []byte("{}\n"), err
	}
	return files[d.kind.name+".yaml"], err
}

// content is all that the file says, without places.
func (d *document) content() string {
	return fmt.Sprint(
		dump(reflect.ValueOf(d.provider)), dump(reflect.ValueOf(d.service)),
		dump(reflect.ValueOf(d.actions)), dump(reflect.ValueOf(d.types)),
	)
}

// dump prints a structure with what its pointers point to, without places.
func dump(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return "nil"
		}
		return "&" + dump(v.Elem())
	case reflect.Slice:
		var b strings.Builder
		for i := range v.Len() {
			b.WriteString(dump(v.Index(i)) + ",")
		}
		return "[" + b.String() + "]"
	case reflect.Struct:
		if p, ok := v.Interface().(Pos); ok {
			return fmt.Sprint(p.Line > 0)
		}
		var b strings.Builder
		for i := range v.NumField() {
			b.WriteString(v.Type().Field(i).Name + ":" + dump(v.Field(i)) + " ")
		}
		return "{" + b.String() + "}"
	}
	return fmt.Sprintf("%#v", v.Interface())
}

// FuzzText holds that any text can be written in any place, and is read as it was.
func FuzzText(f *testing.F) {
	for _, text := range texts {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		// Keys of more than 1024 characters are not simple keys of YAML.
		if utf8.ValidString(text) && len(text) < 200 {
			checkTextRoundTrip(t, text)
		}
	})
}
