// Package difftest reads the table of changes in generator/diff/testdata, for
// the tests that hold the classes of changes to what they say.
package difftest

import (
	"fmt"
	"maps"
	"strings"
	"testing/fstest"

	"golang.org/x/tools/txtar"
	"gopkg.in/yaml.v3"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/generator/spec"
)

// Row is two states of a service, and what their diff says both ways.
type Row struct {
	Name string
	// Old and New are states; see [State].
	Old, New string
	// Want is the diff from old to new, and Back that from new to old.
	Want, Back string
}

// Rows reads an archive whose files are called NAME/old, NAME/new, NAME/want
// and NAME/back.
func Rows(a *txtar.Archive) ([]*Row, error) {
	var rows []*Row
	for _, f := range a.Files {
		name, part, _ := strings.Cut(f.Name, "/")
		if len(rows) == 0 || rows[len(rows)-1].Name != name {
			rows = append(rows, &Row{Name: name})
		}
		r := rows[len(rows)-1]
		text, ok := map[string]*string{"old": &r.Old, "new": &r.New, "want": &r.Want, "back": &r.Back}[part]
		if !ok || *text != "" {
			return nil, fmt.Errorf("%s is no part of a row, or comes twice", f.Name)
		}
		*text = string(f.Data)
	}
	return rows, nil
}

// Archive is the rows as an archive.
func Archive(comment []byte, rows []*Row) *txtar.Archive {
	a := &txtar.Archive{Comment: comment}
	for _, r := range rows {
		for _, f := range []struct{ part, text string }{{"old", r.Old}, {"new", r.New}, {"want", r.Want}, {"back", r.Back}} {
			a.Files = append(a.Files, txtar.File{Name: r.Name + "/" + f.part, Data: []byte(f.text)})
		}
	}
	return a
}

// sections are the files of a state, by the first words of their names.
type sections map[string]map[string]any

// plain are what a state has beside its own; null takes a member away.
const plain = `
provider: {provider: cloud, protocol: tencent, requestId: RequestId, endpoints: {default: "{service}.example.com"}}
service: {service: shop, version: 2020-01-02}
`

// State resolves a text that holds the sections provider, service, actions and
// types, as they stand in files of their own.
func State(text string) ([]*model.Service, error) {
	all, own := sections{}, sections{}
	if err := yaml.Unmarshal([]byte(plain), &all); err != nil {
		return nil, err
	}
	if err := yaml.Unmarshal([]byte(text), &own); err != nil {
		return nil, err
	}
	for name, members := range own {
		if all[name] == nil {
			all[name] = map[string]any{}
		}
		maps.Copy(all[name], members)
		maps.DeleteFunc(all[name], func(_ string, value any) bool { return name == "provider" && value == nil })
	}
	files, err := all.files()
	if err != nil {
		return nil, err
	}
	set, err := spec.Load(files)
	if err != nil {
		return nil, err
	}
	return resolve.Build(set)
}

func (s sections) files() (fstest.MapFS, error) {
	version := fmt.Sprint(s["service"]["version"])[:len("2006-01-02")] // a date, to YAML
	s["service"]["version"] = version
	files := fstest.MapFS{}
	for section, members := range s {
		data, err := yaml.Marshal(members)
		if err != nil {
			return nil, err
		}
		name := "cloud/shop/" + version + "/" + section + ".yaml"
		if section == "provider" {
			name = "cloud/provider.yaml"
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	return files, nil
}
