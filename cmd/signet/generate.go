package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/signet-gen/signet/generator/output"
)

// generateFlags are the flags of signet generate.
type generateFlags struct {
	projectFlags

	out, runtime, importPath string
	only                     []string
	check, tests, verbose    bool
	noCache                  bool
	jobs                     jobsFlag
}

func newGenerate(t *terminal) *cobra.Command {
	var f generateFlags
	cmd := &cobra.Command{
		Use:   "generate",
		Short: "Write the clients, or check that they are up to date",
		Long: `Write a Go package for each service, below the folder of --out.

Only files that changed are written. Generated files that nothing stands behind
any more are removed; a file without Signet's header is never touched. Nothing at
all is written when anything is wrong.

What to generate is said by signet.yaml or by flags, which come first:

  specs: specs                  # left out: the descriptions that come with signet
  out: gen
  runtime: vendor               # copies the runtime below out; or module
  import: example.com/app/gen   # left out: by the nearest go.mod
  tests: true                   # tests of the descriptions' examples, too
  services:                     # left out: everything
    tencent/msp: {actions: [ListMigrationTask, DescribeMigrationTask]}
    tencent/cvm:                # all its actions

Paths in signet.yaml are relative to its folder, those of flags to the current one.

What is generated depends on nothing but the bytes that are read and the flags.
A run remembers it in the user's cache folder, so that the next one that would
change nothing is quick; --no-cache does without.

With --tests each client gets a test: every request in the examples of its
description must be sent as it is shown, and every reply be read without loss.
Where an example and the types differ, the test fails and says at which member;
the types are put right in overlay.yaml, or there the example.

--only names services and, after a colon, actions; it takes the place of what
signet.yaml lists. Packages of other services are then left as they are, so that
clients can be added one at a time.`,
		Example: `  signet generate
  signet generate --only msp:ListMigrationTask,DescribeMigrationTask --out internal/cloud
  signet generate --runtime vendor
  signet generate --check

  //go:generate go tool signet generate --out .`,
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              action(func([]string) error { return f.run(t) }),
	}
	f.register(cmd)
	return cmd
}

func (f *generateFlags) register(cmd *cobra.Command) {
	f.registerOutput(cmd)
	flags := cmd.Flags()
	flags.StringArrayVar(&f.only, "only", nil, "`services` or actions to generate, such as msp:ListMigrationTask; may be repeated")
	flags.BoolVar(&f.check, "check", false, "write nothing, and fail when a file would be written or removed")
	flags.BoolVarP(&f.verbose, "verbose", "v", false, "name every file")
	_ = cmd.RegisterFlagCompletionFunc("only", f.completeSelection)
}

// registerOutput registers the flags that decide what the output is.
func (f *generateFlags) registerOutput(cmd *cobra.Command) {
	f.projectFlags.register(cmd)
	flags := cmd.Flags()
	flags.StringVar(&f.out, "out", "", "`folder` of the output (default gen)")
	flags.StringVar(&f.importPath, "import", "", "import `path` of --out (default: by the nearest go.mod)")
	flags.StringVar(&f.runtime, "runtime", "", "`how` the clients get the runtime: module imports it, vendor copies it below --out (default module)")
	flags.BoolVar(&f.tests, "tests", false, "write a test of each client, of the examples in its description, too")
	flags.BoolVar(&f.noCache, "no-cache", false, "neither use nor keep what earlier runs remember")
	f.jobs.register(cmd)
	_ = cmd.MarkFlagDirname("out")
	_ = cmd.RegisterFlagCompletionFunc("runtime", cobra.FixedCompletions([]string{"module", "vendor"}, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("import", cobra.NoFileCompletions)
}

func (f *generateFlags) run(t *terminal) error {
	if err := f.jobs.settle(); err != nil {
		return err
	}
	project, err := f.open()
	if err != nil {
		return err
	}
	plan, err := f.plan(project)
	if err != nil {
		return err
	}
	recall := f.recall(plan)
	if entry, report, ok := recall.upToDate(plan); ok {
		plan.warnings = entry.Warnings
		return f.say(t, plan, report)
	}
	report, err := f.generate(t, plan, recall)
	if err != nil {
		return err
	}
	return f.say(t, plan, report)
}

// generate does what a plan says, or tells what it would do.
func (f *generateFlags) generate(t *terminal, plan *plan, recall *recall) (report output.Report, err error) {
	progress := t.progress("reading", 0)
	defer progress.done()
	files, err := plan.render(progress.phase)
	if err != nil {
		return report, err
	}
	recall.keep(plan, files)
	options := output.Options{Prune: plan.prune, Phase: progress.phase}
	if f.check {
		return output.Check(plan.out, files, options)
	}
	err = undoable(func(ctx context.Context) error {
		report, err = output.Sync(ctx, plan.out, files, options)
		return err
	})
	return report, err
}

// say tells what was done, or what there is to do.
func (f *generateFlags) say(t *terminal, plan *plan, report output.Report) error {
	for _, warning := range plan.warnings {
		fmt.Fprintln(t.err, warning)
	}
	if f.check {
		return f.sayStale(t, plan.out, report)
	}
	f.sayWritten(t, plan.out, report)
	if note := plan.missingRequirement(); note != "" {
		fmt.Fprintln(t.err, "note: "+note)
	}
	return nil
}

// sayWritten tells what was done.
func (f *generateFlags) sayWritten(t *terminal, out string, r output.Report) {
	if f.verbose {
		f.list(t, out, "wrote", r.Written)
		f.list(t, out, "removed", r.Removed)
		f.list(t, out, "unchanged", r.Unchanged)
	}
	if r.Clean() {
		t.printf("nothing to do: %s\n", upToDate(len(r.Unchanged)))
		return
	}
	t.printf("wrote %s, removed %d, %d unchanged\n", count(len(r.Written), "file"), len(r.Removed), len(r.Unchanged))
}

// sayStale tells what a run without --check would do, as a fault where there is anything.
func (f *generateFlags) sayStale(t *terminal, out string, r output.Report) error {
	if f.verbose {
		f.list(t, out, "unchanged", r.Unchanged)
	}
	if r.Clean() {
		t.printf("%s\n", upToDate(len(r.Unchanged)))
		return nil
	}
	for _, name := range r.Written {
		what := "differs from what would be generated"
		if slices.Contains(r.Missing, name) {
			what = "is missing"
		}
		fmt.Fprintf(t.err, "%s: %s\n", filepath.Join(out, name), what)
	}
	for _, name := range r.Removed {
		fmt.Fprintf(t.err, "%s: is not generated any more\n", filepath.Join(out, name))
	}
	stale := len(r.Written) + len(r.Removed)
	return fmt.Errorf("%s of %d are out of date; run \"signet generate\" with the same flags", count(stale, "file"), stale+len(r.Unchanged))
}

func (f *generateFlags) list(t *terminal, out, what string, names []string) {
	for _, name := range names {
		t.printf("%-9s %s\n", what, filepath.Join(out, name))
	}
}

func upToDate(n int) string {
	if n == 1 {
		return "1 file is up to date"
	}
	return fmt.Sprintf("%d files are up to date", n)
}

// count is n things.
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
