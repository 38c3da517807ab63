package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/signet-gen/signet/cmd/internal/usage"
	"github.com/signet-gen/signet/generator/diff"
	"github.com/signet-gen/signet/generator/model"
)

// diffFlags are the flags of signet diff.
type diffFlags struct {
	format, failOn string
	code           []string
	verbose        bool
}

func newDiff(t *terminal) *cobra.Command {
	var f diffFlags
	cmd := &cobra.Command{
		Use:   "diff [OLD [NEW]]",
		Short: "Tell what changed between two states of descriptions, and what it breaks",
		Long: `Tell what changed between two states of descriptions, and what it breaks. Every
change is of one of three classes:

  compile    code written for the old clients does not compile with the new ones
  behaviour  it compiles, and a call can fail or do something else: a new required
             parameter, a narrower limit, another default, a value that is gone
  safe       nobody breaks: something was added, or is only described otherwise

OLD and NEW are folders: a tree of descriptions, a provider, a service or one of its
versions; a file stands for the version that it is part of. REV:PATH is a folder as it
was in a revision of git, with PATH as git has it: below the root of the repository,
or below the current folder when it begins with ./ or ../. Without NEW, a revision is
compared with the same folder of the working tree; without OLD, the tree specs as
it was in HEAD with what it is now. Overlays are applied. A part of a tree needs the
provider.yaml above it; where there is none, that of the descriptions that come with
signet does.

--for looks for what the changes touch in your own code, and names the lines. It
takes packages as the go command does, and finds most in code that still builds with
the old clients. Changes that touch none of it are only counted, unless -v is given.

The suggested version is the part to raise: major, minor or patch. A module below
1.0.0 raises the minor version instead of the major one, and the patch version
instead of the minor one.

With --fail-on, the exit status is 1 when there is a change of that class or a worse
one: compile, behaviour (breaking is the same), any (safe ones, too) or never. With
--for, only changes that touch your code count.`,
		Example: `  signet diff old/specs specs
  signet diff HEAD~1:specs/tencent/cvm
  signet diff v1.2.0:specs --format markdown --fail-on breaking
  signet diff specs/tencent/sms/2019-07-11 specs/tencent/sms/2021-01-11
  signet diff --for ./...`,
		Args: cobra.MaximumNArgs(2),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 2 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveDefault
		},
		RunE: action(func(args []string) error { return f.run(t, args) }),
	}
	f.register(cmd)
	return cmd
}

func (f *diffFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", "text", "`form` of the result: "+alternatives(diffFormats))
	flags.StringVar(&f.failOn, "fail-on", "never", "fail on changes of this `class` or a worse one: "+alternatives(failClasses))
	flags.StringArrayVar(&f.code, "for", nil, "`packages` of your own, such as ./...: tell which lines the changes touch; may be repeated")
	flags.BoolVarP(&f.verbose, "verbose", "v", false, "list what is else only counted")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(diffFormats, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("fail-on", cobra.FixedCompletions(failClasses, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("for", cobra.FixedCompletions([]string{"./..."}, cobra.ShellCompDirectiveDefault))
}

var (
	diffFormats = []string{"text", "markdown", "json"}
	failClasses = []string{"compile", "behaviour", "breaking", "any", "never"}
)

// alternatives lists words: text, markdown or json.
func alternatives(words []string) string {
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

func (f *diffFlags) run(t *terminal, args []string) error {
	if err := f.check(); err != nil {
		return err
	}
	old, new, err := f.states(t, args)
	if err != nil {
		return err
	}
	report := diff.Compare(old, new)
	if len(f.code) > 0 {
		if err := f.trace(t, report); err != nil {
			return err
		}
	}
	if err := f.write(t, report); err != nil {
		return err
	}
	return f.verdict(report)
}

func (f *diffFlags) check() error {
	if !slices.Contains(diffFormats, f.format) {
		return usageError{fmt.Errorf("--format is %s, not %q", alternatives(diffFormats), f.format)}
	}
	if !slices.Contains(failClasses, f.failOn) {
		return usageError{fmt.Errorf("--fail-on is %s, not %q", alternatives(failClasses), f.failOn)}
	}
	return nil
}

// states reads what is to be compared.
func (f *diffFlags) states(t *terminal, args []string) (old, new []*model.Service, err error) {
	args, err = diffArguments(args)
	if err != nil {
		return nil, nil, err
	}
	p := t.progress("reading", 0)
	defer p.done()
	return readStates(args[0], args[1], p.step)
}

// trace looks for what the changes touch, and tells what could not be looked through.
func (f *diffFlags) trace(t *terminal, report *diff.Report) error {
	if t.live {
		fmt.Fprint(t.err, "reading your code…")
	}
	code, err := usage.Load(".", f.code...)
	if t.live {
		fmt.Fprint(t.err, "\r\x1b[K")
	}
	if err != nil {
		return err
	}
	for _, w := range code.Warnings {
		fmt.Fprintln(t.err, "warning: "+w)
	}
	if code.Packages == 0 {
		return fmt.Errorf("there is no Go of your own in %s: name packages such as ./... with --for", strings.Join(f.code, " "))
	}
	if len(code.Warnings) > 0 {
		fmt.Fprintln(t.err, "warning: not all of the code could be understood, so that lines can be missing below")
	}
	code.Trace(report)
	return nil
}

func (f *diffFlags) write(t *terminal, report *diff.Report) error {
	switch f.format {
	case "json":
		return report.WriteJSON(t.out)
	case "markdown":
		return report.WriteMarkdown(t.out)
	}
	emphasis := func(text string) string { return t.styled(bold, text) }
	return report.WriteText(t.out, diff.TextOptions{Verbose: f.verbose, Emphasis: emphasis})
}

// verdict is the fault that --fail-on asks for.
func (f *diffFlags) verdict(report *diff.Report) error {
	worst := map[string]diff.Class{"compile": diff.Compile, "behaviour": diff.Behaviour, "breaking": diff.Behaviour, "any": diff.Safe}
	least, fails := worst[f.failOn]
	if !fails {
		return nil
	}
	n := 0
	for _, c := range report.Changes {
		if c.Class <= least && (!report.Traced || len(c.Uses) > 0) {
			n++
		}
	}
	switch {
	case n == 0:
		return nil
	case report.Traced:
		return fmt.Errorf("--fail-on %s: %s that your code is touched by", f.failOn, count(n, "change"))
	}
	return fmt.Errorf("--fail-on %s: %s", f.failOn, count(n, "change"))
}
