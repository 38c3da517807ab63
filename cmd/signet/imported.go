package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"time"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/folder"
	"github.com/signet-gen/signet/generator/importer/settle"
	"github.com/signet-gen/signet/generator/spec"
	"github.com/signet-gen/signet/specs"
)

// imported is a service as it is to be written.
type imported struct {
	// input is the file that it came from; dir, its folder in the tree.
	input, dir string
	// files and stale are those of the folder.
	files map[string][]byte
	stale []string
	// provider is the provider.yaml that the tree lacks, or nil.
	provider []byte
	notes    []importer.Note
	// byHand tells that it takes the place of what no import has written.
	byHand bool

	actions, types, fields int
	// gone are actions that were there before.
	gone []string
}

// importFile imports one file; the result is nil when it is not one of those asked for.
func (f *importFlags) importFile(name string, selected *onlyServices) (s *imported, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			s, err = nil, faultIn(name, fmt.Errorf("internal fault: %v, at %s; please report it with the file", cause, origin()))
		}
	}()
	in, err := readInput(f.source, name, f.docs == "all")
	if err != nil {
		return nil, err
	}
	read, err := f.source.Read(in)
	if err != nil {
		return nil, err
	}
	if !selected.has(read) {
		return nil, nil
	}
	read.Service.Source.SHA256 = importer.Set(sum(f.source, in))
	s = &imported{input: name, dir: read.Service.Dir, notes: read.Notes}
	if err := s.settle(f.out, read); err != nil {
		return nil, err
	}
	return s, nil
}

// sum is the hash of all that was read of a service: of the file, and of those
// beside it in their order.
func sum(source importer.Source, in importer.Input) string {
	h := sha256.New()
	h.Write(in.Data)
	for _, base := range source.Beside {
		h.Write(in.Beside[base])
	}
	return hex.EncodeToString(h.Sum(nil))
}

// today is the date that an import bears.
var today = func() string { return time.Now().Format(time.DateOnly) }

// settle makes files of what was read, beside what the tree has of it.
func (s *imported) settle(out string, read *importer.Result) error {
	if !isServiceDir(s.dir, read.Provider) {
		return faultIn(s.input, fmt.Errorf("this makes no service with a folder of its own: %q", s.dir))
	}
	before, err := folder.Read(treeAt(out), specs.FS, s.dir)
	if err != nil {
		return s.placed(out, read, err)
	}
	source := read.Service.Source
	source.Read = importer.Set(today())
	if old := before.Service; old != nil {
		s.byHand = old.Source == nil || !old.Source.SHA256.IsSet()
		if !s.byHand && old.Source.SHA256.Value == source.SHA256.Value && old.Source.Read.IsSet() {
			source.Read = old.Source.Read
		}
	}
	settled, notes, err := settle.Service(before.Provider, read.Service, before.Service)
	if err != nil {
		return s.placed(out, read, err)
	}
	s.notes, s.provider = append(s.notes, notes...), before.ProviderFile
	s.count(settled, before.Service)
	s.files, s.stale, err = before.Files(settled)
	return s.placed(out, read, err)
}

// isServiceDir keeps what is written below the tree.
func isServiceDir(dir, provider string) bool {
	return serviceDir.MatchString(dir) && path.Dir(path.Dir(dir)) == provider
}

var serviceDir = regexp.MustCompile(`^[a-z][a-z0-9]*/[A-Za-z0-9][A-Za-z0-9_-]*/[0-9]{4}-[0-9]{2}-[0-9]{2}$`)

// treeAt is the tree of a folder, which need not be there.
func treeAt(out string) fs.FS { return os.DirFS(out) }

// placed gives faults the paths that a user would open.
func (s *imported) placed(out string, read *importer.Result, err error) error {
	var faults spec.Faults
	if !errors.As(err, &faults) {
		return err
	}
	placed := tree{dir: out}.place(faults)
	for i, f := range faults {
		if f.Pos.File == read.Service.Source.From.Value {
			placed[i].Pos.File = s.input
		}
	}
	return placed
}

// count counts what the service has, and what it has not any more.
func (s *imported) count(settled, old *spec.Service) {
	s.actions, s.types = len(settled.Actions), len(settled.Types)
	for _, a := range settled.Actions {
		s.fields += len(a.Value.Input) + len(a.Value.Output)
	}
	for _, t := range settled.Types {
		s.fields += len(t.Value.Fields)
	}
	if old == nil {
		return
	}
	for name := range old.Actions.All() {
		if _, ok := settled.Actions.Get(name); !ok {
			s.gone = append(s.gone, name)
		}
	}
}
