package main

import (
	"errors"

	"github.com/spf13/cobra"
)

// A fault is an error about what was read or written, as opposed to the way in
// which the command was used.
type fault struct{ err error }

func (f *fault) Error() string { return f.err.Error() }
func (f *fault) Unwrap() error { return f.err }

// usageError is wrong use that shows only once a command runs.
type usageError struct{ error }

// action makes a cobra action of f: what it returns are faults, usage errors aside.
func action(f func(args []string) error) func(*cobra.Command, []string) error {
	return func(_ *cobra.Command, args []string) error {
		err := f(args)
		var usage usageError
		if err == nil || errors.As(err, &usage) {
			return err
		}
		return &fault{err}
	}
}

func newRoot(t *terminal) *cobra.Command {
	root := &cobra.Command{
		Use:   "signet",
		Short: "Compile descriptions of cloud APIs into typed Go clients",
		Long: `Signet compiles YAML descriptions of signed RPC-style cloud APIs into typed Go
clients that need nothing but a small runtime.

The descriptions of the services it knows are part of the command. To see them,
run "signet list"; to write the clients of two actions, run

  signet generate --only msp:ListMigrationTask,DescribeMigrationTask

The exit status is 0, 1 where something is wrong with what was read or written,
2 where the command was used wrongly, or 130 where it was interrupted; then
everything is as it was, or, when it says so, as it is to be.`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetOut(t.out)
	root.SetErr(t.err)
	root.AddCommand(newGenerate(t), newImport(t), newStatus(t), newDiff(t), newLint(t), newList(t), newShow(t), newExplain(t), newSchema(t), newVersion(t))
	root.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveNoFileComp)
	return root
}
