package output

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// prune finds the stale files of a folder and those below it.
func (p *planner) prune(folder string) {
	if !fs.ValidPath(folder) {
		p.fault("%q is no folder below that of the output", folder)
		return
	}
	if err := p.folder(folder); err != nil {
		p.faults = append(p.faults, err)
		return
	}
	entries, err := p.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		p.faults = append(p.faults, p.named(folder, err))
		return
	}
	for _, e := range entries {
		p.pruneEntry(path.Join(folder, e.Name()), e)
	}
}

func (p *planner) pruneEntry(name string, e fs.DirEntry) {
	switch {
	case e.IsDir() && !isForeign(e.Name()) && !p.isModule(name):
		p.prune(name)
	case e.Type().IsRegular() && isTemporary(e.Name()):
		p.report.Removed = append(p.report.Removed, name) // of a run that was killed
	case e.Type().IsRegular() && strings.HasSuffix(name, ".go"):
		if _, wanted := p.files[name]; !wanted {
			p.pruneFile(name)
		}
	}
}

// pruneFile marks a file as stale if it bears our header.
func (p *planner) pruneFile(name string) {
	text, err := p.ReadHead(name)
	switch {
	case err != nil:
		p.faults = append(p.faults, fmt.Errorf("look whether a file is stale: %w", p.named(name, err)))
	case IsGenerated(text):
		p.report.Removed = append(p.report.Removed, name)
	}
}

// isForeign reports whether the go command passes over a folder of this name.
func isForeign(name string) bool {
	return name == "testdata" || name == "vendor" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")
}

// isModule reports whether a folder is the root of a module of its own.
func (p *planner) isModule(folder string) bool {
	_, err := p.Lstat(path.Join(folder, "go.mod"))
	return err == nil
}
