package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/signet-gen/signet/generator"
	"github.com/signet-gen/signet/generator/config"
	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/spec"
	"github.com/signet-gen/signet/runtime"
	"github.com/signet-gen/signet/specs"
)

// projectFlags are the flags that say where a command finds its descriptions.
type projectFlags struct{ config, specs string }

func (f *projectFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.specs, "specs", "", "`folder` of the descriptions (default: what signet.yaml says, or those that come with signet)")
	cmd.Flags().StringVar(&f.config, "config", "", "settings `file` (default: "+config.Name+", when the current folder has one)")
	_ = cmd.MarkFlagDirname("specs")
	_ = cmd.MarkFlagFilename("config", "yaml", "yml")
}

// project is what signet.yaml and the flags say together.
type project struct {
	// config is never nil; without a signet.yaml it says nothing.
	config *config.Config
	// text is the whole signet.yaml.
	text []byte
	// dir is the folder of signet.yaml, which its paths are relative to.
	dir   string
	specs tree
}

func (f *projectFlags) open() (*project, error) {
	p, err := readConfig(f.config)
	if err != nil {
		return nil, err
	}
	switch {
	case f.specs != "":
		p.specs, err = openTree(f.specs)
	case p.config.Specs.IsSet():
		p.specs, err = openTree(p.path(p.config.Specs.Value))
	default:
		p.specs = shippedTree()
	}
	return p, err
}

// readConfig reads the settings of the file name, or else those of the current folder, if any.
func readConfig(name string) (*project, error) {
	given := name != ""
	if !given {
		name = config.Name
	}
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) && !given {
		return &project{config: &config.Config{}}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the settings: %w", err)
	}
	c, err := config.Read(name, text)
	if err != nil {
		return nil, err
	}
	return &project{config: c, text: text, dir: filepath.Dir(name)}, nil
}

// path turns a path of signet.yaml into one of the current folder.
func (p *project) path(name string) string {
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(p.dir, name)
}

// tree is a tree of descriptions.
type tree struct {
	files fs.FS
	// dir is the folder of the tree as the user would open it.
	dir string
	// shipped marks the tree that is part of the command.
	shipped bool
}

func shippedTree() tree { return tree{files: specs.FS, dir: "specs", shipped: true} }

func openTree(dir string) (tree, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return tree{}, fmt.Errorf("open the descriptions: %w", err)
	}
	if !info.IsDir() {
		return tree{}, fmt.Errorf("open the descriptions: %s is not a folder", dir)
	}
	return tree{files: os.DirFS(dir), dir: dir}, nil
}

// load reads and resolves the whole tree.
func (t tree) load() ([]*model.Service, error) {
	services, _, err := t.resolve()
	return services, t.placed(err)
}

// resolve is load with the warnings of overlays, and with the places as they
// are within the tree.
func (t tree) resolve() (services []*model.Service, warnings spec.Faults, err error) {
	services, warnings, err = generator.Load(t.files, nil)
	if err != nil {
		return nil, warnings, err
	}
	return services, warnings, unspoken(services, runtime.Protocols())
}

// concerning are the warnings that concern some services, with the paths that
// the user would open.
func (t tree) concerning(services []*model.Service, warnings spec.Faults) spec.Faults {
	var own spec.Faults
	for _, w := range warnings {
		if slices.ContainsFunc(services, func(s *model.Service) bool { return s.Dir == path.Dir(w.Pos.File) }) {
			own = append(own, w)
		}
	}
	return t.place(own)
}

// unspoken are the faults of providers whose protocol is not one of the runtime's.
func unspoken(services []*model.Service, protocols []string) error {
	var faults spec.Faults
	for _, s := range services {
		if !slices.Contains(protocols, s.Provider.Protocol) {
			faults = append(faults, spec.Fault{Pos: s.Provider.ProtocolPos, Msg: fmt.Sprintf(
				"the runtime does not speak %q: protocol is one of %s", s.Provider.Protocol, strings.Join(protocols, ", "))})
		}
	}
	return faults.Err()
}

// placed gives the faults of err, if it is faults, the paths that the user would open.
func (t tree) placed(err error) error {
	var faults spec.Faults
	if !errors.As(err, &faults) {
		return err
	}
	return t.place(faults)
}

func (t tree) place(faults spec.Faults) spec.Faults {
	placed := faults.In(t.dir)
	for i := range placed {
		placed[i].Pos.File = shortest(placed[i].Pos.File)
	}
	return placed
}

// shortest is a relative path without going up and down again: ../shop/a in the
// folder shop is a.
func shortest(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	here, err := os.Getwd()
	if err != nil {
		return name
	}
	short, err := filepath.Rel(here, filepath.Join(here, name))
	if err != nil {
		return name
	}
	return short
}
