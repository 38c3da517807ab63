package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/alibaba"
	"github.com/signet-gen/signet/generator/importer/tencent"
	"github.com/signet-gen/signet/generator/importer/text"
	"github.com/signet-gen/signet/generator/output"
)

// sources are the kinds of import.
func sources() []importer.Source {
	return []importer.Source{tencent.Source(), alibaba.Source(), text.Source()}
}

func newImport(t *terminal) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import",
		Short: "Write descriptions from what a vendor publishes",
		Long: `Write descriptions of services from what their vendor publishes: its own metadata,
or a page of its documentation as text.

A description that is there already is written anew, and every Go name in it that
still stands for the same thing stays: a client never changes because the vendor
added something elsewhere. An overlay.yaml is never touched: what you correct
there outlasts the next import.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	for _, s := range sources() {
		cmd.AddCommand(newImportOf(t, s))
	}
	return cmd
}

// importFlags are the flags of the imports.
type importFlags struct {
	source importer.Source

	out, docs, notes string
	only             []string
	verbose          bool
	jobs             jobsFlag
}

func newImportOf(t *terminal, source importer.Source) *cobra.Command {
	f := importFlags{source: source}
	use, reads := " FILE…", ""
	if len(source.Main) > 0 {
		use = " FILE|DIR…"
		reads = fmt.Sprintf("\nA DIR is searched for files called %s, at any depth; links are not followed.", strings.Join(source.Main, " or "))
	}
	cmd := &cobra.Command{
		Use:   source.Name + use,
		Short: "Import " + source.Short,
		Long: `Write descriptions of services from
` + source.Short + `.` + reads + `

Each service is written to PROVIDER/SERVICE/VERSION below --out: service.yaml,
types.yaml and actions.yaml, or a folder actions of a file for each action where
there are more than a hundred. What is there keeps its Go names and its files.
overlay.yaml is never touched. Where --out has no provider.yaml yet, it gets the
one that comes with signet, and the schemas by which an editor completes.

Nothing at all is written when anything is wrong, and nothing changes when the
same is imported twice. Parts that make no sense are left out; -v tells of each.`,
		Example: f.examples(),
		Args:    cobra.MinimumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveDefault
		},
		RunE: action(func(args []string) error { return f.run(t, args) }),
	}
	f.register(cmd)
	return cmd
}

func (f *importFlags) examples() string {
	command := "  signet import " + f.source.Name
	if len(f.source.Main) == 0 {
		return command + " page.txt\n" + command + " --docs=none --out internal/specs page.txt"
	}
	return command + " " + f.source.Main[0] + "\n" +
		command + " --docs=none --out internal/specs metadata\n" +
		command + " --only sts --notes notes.txt metadata"
}

func (f *importFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.out, "out", "", "`folder` of the descriptions (default: what signet.yaml says, or specs)")
	flags.StringVar(&f.docs, "docs", "all", "`which` of the vendor's prose to keep: all or none; facts are taken in any case")
	flags.StringSliceVar(&f.only, "only", nil, "`services` to import, such as cvm or tencent/cvm; others are read and left alone")
	flags.StringVar(&f.notes, "notes", "", "`file` to write every note to, a line each")
	flags.BoolVarP(&f.verbose, "verbose", "v", false, "tell every note: what was named, changed, left out or not understood")
	f.jobs.register(cmd)
	_ = cmd.MarkFlagDirname("out")
	_ = cmd.RegisterFlagCompletionFunc("docs", cobra.FixedCompletions([]string{"all", "none"}, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("only", cobra.NoFileCompletions)
}

func (f *importFlags) run(t *terminal, args []string) error {
	if !slices.Contains([]string{"all", "none"}, f.docs) {
		return usageError{fmt.Errorf("--docs is all or none, not %q", f.docs)}
	}
	if err := f.jobs.settle(); err != nil {
		return err
	}
	if err := f.settleOut(); err != nil {
		return err
	}
	all, err := f.importAll(t, args)
	if err != nil {
		return err
	}
	files, stale, err := all.files(f.out)
	if err != nil {
		return err
	}
	var report output.Report
	err = undoable(func(ctx context.Context) error {
		report, err = output.Replace(ctx, f.out, files, stale)
		return err
	})
	if err != nil {
		return err
	}
	f.say(t, all, report)
	return uninterrupted(func() error { return f.writeNotes(all) })
}

// settleOut finds the folder to write to where no flag says it.
func (f *importFlags) settleOut() error {
	if f.out != "" {
		return nil
	}
	f.out = "specs"
	p, err := readConfig("")
	if err == nil && p.config.Specs.IsSet() {
		f.out = p.path(p.config.Specs.Value)
	}
	return err
}
