package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/signet-gen/signet/generator/config"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/generator/spec"
)

// lintFlags are the flags of signet lint.
type lintFlags struct {
	config string
	hints  bool
}

func newLint(t *terminal) *cobra.Command {
	var f lintFlags
	cmd := &cobra.Command{
		Use:   "lint [DIR|FILE]…",
		Short: "Look for faults in descriptions",
		Long: `Look for faults in descriptions, and tell them all, a line each: path:line:col: fault.

A DIR can be a whole tree of descriptions or a part of one, a FILE is one file of
a tree: both are read together with the tree that they belong to, and the faults
told are their own.

It warns of a change in an overlay.yaml that is not needed any more, such as one
that the vendor made, too. A warning is no fault.

Without arguments it reads the tree that ` + config.Name + ` names, or else the folder
specs, or else the descriptions that come with signet.`,
		Example: `  signet lint
  signet lint specs/tencent/msp
  signet lint specs/tencent/msp/2018-03-19/actions.yaml`,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveDefault
		},
		RunE: action(func(args []string) error { return f.run(t, args) }),
	}
	cmd.Flags().BoolVar(&f.hints, "hints", false, "also tell what works and could be better: missing descriptions, unused types")
	cmd.Flags().StringVar(&f.config, "config", "", "settings `file` (default: "+config.Name+", when the current folder has one)")
	_ = cmd.MarkFlagFilename("config", "yaml", "yml")
	return cmd
}

func (f *lintFlags) run(t *terminal, args []string) error {
	parts, err := lintParts(f.config, args)
	if err != nil {
		return err
	}
	var all findings
	progress := t.progress("reading", 0)
	defer progress.done()
	for _, p := range parts {
		p.tree.files = &counted{p.tree.files, progress.step}
		found, err := p.lint()
		if err != nil {
			return err
		}
		all.add(found)
	}
	progress.done()
	for _, warning := range asWarnings(all.warnings) {
		fmt.Fprintln(t.err, warning)
	}
	for _, fault := range all.faults { // all of them, where an error stops at a hundred
		fmt.Fprintln(t.err, fault)
	}
	if len(all.faults) > 0 {
		return fmt.Errorf("%s in %s", count(len(all.faults), "fault"), count(all.files, "file"))
	}
	summary := count(all.files, "file") + ", no fault"
	if len(all.warnings) > 0 {
		summary += ", " + count(len(all.warnings), "warning")
	}
	if f.hints {
		for _, hint := range all.hints {
			t.printf("%v\n", hint)
		}
		summary += ", " + count(len(all.hints), "hint")
	}
	t.printf("%s\n", summary)
	return nil
}

// findings are what lint has to say of some files.
type findings struct {
	faults, warnings, hints spec.Faults
	files                   int
}

func (f *findings) add(more findings) {
	f.faults = append(f.faults, more.faults...)
	f.warnings = append(f.warnings, more.warnings...)
	f.hints = append(f.hints, more.hints...)
	f.files += more.files
}

// part is a part of a tree of descriptions: a folder or file below its root.
type part struct {
	tree tree
	path string
}

// lintParts are the parts that the arguments name, or the default.
func lintParts(settings string, args []string) ([]part, error) {
	if len(args) == 0 {
		t, err := defaultTree(settings)
		return []part{{t, "."}}, err
	}
	var parts []part
	for _, name := range args {
		p, err := partAt(name)
		if err != nil {
			return nil, err
		}
		parts = append(parts, p)
	}
	return parts, nil
}

// defaultTree is the tree to look at when none is named: that of signet.yaml,
// the folder specs, or the shipped one.
func defaultTree(settings string) (tree, error) {
	flags := projectFlags{config: settings}
	project, err := flags.open()
	if err != nil {
		return tree{}, err
	}
	if info, err := os.Stat("specs"); project.specs.shipped && err == nil && info.IsDir() {
		return openTree("specs")
	}
	return project.specs, nil
}

// partAt finds the tree that a file or folder belongs to: the folder above the
// nearest one with a provider.yaml. A folder outside of any is a tree itself.
func partAt(name string) (part, error) {
	info, err := os.Stat(name)
	if err != nil {
		return part{}, fmt.Errorf("open the descriptions: %w", err)
	}
	abs, err := filepath.Abs(name)
	if err != nil {
		return part{}, err
	}
	at, rest := abs, "."
	if !info.IsDir() {
		at, rest = filepath.Dir(abs), filepath.Base(abs)
	}
	for ; at != filepath.Dir(at); at, rest = filepath.Dir(at), path.Join(filepath.Base(at), rest) {
		if _, err := os.Stat(filepath.Join(at, "provider.yaml")); err == nil {
			t, err := openTree(asGiven(name, abs, filepath.Dir(at)))
			return part{t, path.Join(filepath.Base(at), rest)}, err
		}
	}
	if !info.IsDir() {
		return part{}, fmt.Errorf("%s belongs to no tree of descriptions: no folder above it has a provider.yaml", name)
	}
	t, err := openTree(name)
	return part{t, "."}, err
}

// asGiven is the folder dir, which is above the path abs, in the way in which
// the user wrote abs: relative where name is.
func asGiven(name, abs, dir string) string {
	if filepath.IsAbs(name) {
		return dir
	}
	up, err := filepath.Rel(abs, dir)
	if err != nil {
		return dir
	}
	return filepath.Join(name, up)
}

// lint looks at the part: its faults, or else hints, and how many files it has.
func (p part) lint() (findings, error) {
	files, err := p.count()
	if err != nil {
		return findings{}, err
	}
	var faults spec.Faults
	services, warnings, err := p.tree.resolve()
	if err != nil && !errors.As(err, &faults) {
		return findings{}, err
	}
	return findings{faults: p.own(faults), warnings: p.own(warnings), hints: p.own(resolve.Lint(services)), files: files}, nil
}

// own are the faults that belong to the part, as the user would open their files.
func (p part) own(faults spec.Faults) spec.Faults {
	var own spec.Faults
	for _, f := range faults {
		if p.holds(f.Pos.File) {
			own = append(own, f)
		}
	}
	return p.tree.place(own)
}

// holds reports whether a file of the tree belongs to the part.
func (p part) holds(file string) bool {
	return p.path == "." || file == p.path || strings.HasPrefix(file, p.path+"/")
}

// count counts the descriptions of the part.
func (p part) count() (n int, err error) {
	err = fs.WalkDir(p.tree.files, p.path, func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && spec.KindOf(name) != "" {
			n++
		}
		return err
	})
	return n, err
}
