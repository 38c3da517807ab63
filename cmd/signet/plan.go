package main

import (
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"

	"golang.org/x/mod/module"

	"github.com/signet-gen/signet/generator"
	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/generator/vendoring"
	"github.com/signet-gen/signet/runtime"
	"github.com/signet-gen/signet/templates"
)

// plan is what a run generates, from where, and to where.
type plan struct {
	project *project
	out     string
	// module is the one that out is part of; nil where the import path was given.
	module     *goModule
	importPath string
	vendor     bool
	// tests tells to write the tests of the examples.
	tests bool
	// only comes from the command line; without it signet.yaml says what to generate.
	only []resolve.Selection
	// prune are the folders below out that hold nothing but what this run
	// generates; render fills it in.
	prune []string
	// warnings are lines about the descriptions; render fills them in.
	warnings []string
}

// plan puts flags, signet.yaml and defaults together.
func (f *generateFlags) plan(p *project) (*plan, error) {
	plan := &plan{project: p, out: "gen", importPath: f.importPath, tests: f.tests || p.config.Tests.Value}
	switch {
	case f.out != "":
		plan.out = filepath.Clean(f.out)
	case p.config.Out.IsSet():
		plan.out = p.path(p.config.Out.Value)
	}
	if plan.importPath == "" {
		plan.importPath = p.config.Import.Value
	}
	var err error
	if plan.vendor, err = vendors(f.runtime, p.config.Runtime.Value); err != nil {
		return nil, err
	}
	if plan.only, err = parseSelections(f.only); err != nil {
		return nil, err
	}
	return plan, plan.settleImport()
}

// vendors tells whether the runtime is to be copied, by the flag or else signet.yaml.
func vendors(flag, config string) (bool, error) {
	switch flag {
	case "":
		return config == "vendor", nil
	case "module", "vendor":
		return flag == "vendor", nil
	}
	return false, usageError{fmt.Errorf("--runtime is module or vendor, not %q", flag)}
}

// settleImport finds the import path of the output, or checks the one that was given.
func (p *plan) settleImport() error {
	if p.importPath != "" {
		if err := module.CheckImportPath(p.importPath); err != nil {
			return fmt.Errorf("the import path of the output: %w", err)
		}
		return nil
	}
	var err error
	if p.module, err = moduleOf(p.out); err != nil {
		return err
	}
	p.importPath, err = p.module.importPath(p.out)
	return err
}

// render generates the files, by their paths below out. Phase is told how far it is.
func (p *plan) render(phase func(what string, total int) (step func(n int))) (map[string][]byte, error) {
	p.project.specs.files = &counted{p.project.specs.files, phase("reading", 0)}
	services, err := p.services()
	if err != nil {
		return nil, err
	}
	runtimePath := path.Join(ownModule(), "runtime")
	if p.vendor {
		runtimePath = vendoring.Path(p.importPath)
	}
	files, err := generator.Generate(services, p.renderer(), generator.Options{Import: p.importPath, Runtime: runtimePath, Phase: phase})
	if err != nil {
		return nil, err
	}
	var copies map[string][]byte
	if p.vendor {
		if copies, err = ownRuntime().Copy(files, p.importPath); err != nil {
			return nil, err
		}
	}
	p.prune = p.ownFolders(services, copies)
	maps.Copy(files, copies)
	return files, nil
}

// renderer is what renders the services.
func (p *plan) renderer() generator.Renderer {
	if p.tests {
		return safely(renderTested)
	}
	return renderSafely
}

// renderSafely renders a service.
var renderSafely = safely(templates.Render)

// renderTested renders a service and the test of its examples.
func renderTested(s *model.Service, imports model.Imports) (map[string][]byte, error) {
	files, err := templates.Render(s, imports)
	if err != nil {
		return nil, err
	}
	tests, err := templates.RenderExamples(s, imports)
	maps.Copy(files, tests)
	return files, err
}

// safely makes an error of a panic, for it comes in a goroutine where nobody
// else can catch it.
func safely(render generator.Renderer) generator.Renderer {
	return func(s *model.Service, imports model.Imports) (files map[string][]byte, err error) {
		defer func() {
			if cause := recover(); cause != nil {
				err = fmt.Errorf("internal fault: %v, at %s, while rendering %s; please report it with what you ran", cause, origin(), s.Dir)
			}
		}()
		return render(s, imports)
	}
}

// ownRuntime is the runtime that is part of this command.
func ownRuntime() vendoring.Runtime {
	return vendoring.Runtime{Files: runtime.Source, Path: path.Join(ownModule(), "runtime")}
}

// services are those to generate, with the actions to generate. It notes what
// there is to warn of.
func (p *plan) services() ([]*model.Service, error) {
	all, warnings, err := p.project.specs.resolve()
	if err != nil {
		return nil, p.project.specs.placed(err)
	}
	var services []*model.Service
	if len(p.only) > 0 {
		services, err = resolve.Select(all, p.only)
	} else {
		services, err = p.project.config.Select(all)
	}
	p.warnings = asWarnings(p.project.specs.concerning(services, warnings))
	return services, err
}

// ownFolders are the folders below out in which every generated file comes from
// this run: all of out, or the packages that --only selected.
func (p *plan) ownFolders(services []*model.Service, copies map[string][]byte) []string {
	if len(p.only) == 0 {
		return []string{"."}
	}
	folders := map[string]bool{}
	for _, s := range services {
		folders[s.Path] = true
	}
	for name := range copies {
		folders[path.Dir(name)] = true
	}
	return slices.Sorted(maps.Keys(folders))
}

// missingRequirement says what the module of the output lacks to build it, or nothing.
func (p *plan) missingRequirement() string {
	if p.vendor || p.module == nil || p.module.has(ownModule()) || inWorkspace(p.module.dir) {
		return ""
	}
	return fmt.Sprintf("the clients import %s, which the module %s does not require yet; add it to its go.mod, or use --runtime vendor",
		ownModule(), p.module.file.Module.Mod.Path)
}
