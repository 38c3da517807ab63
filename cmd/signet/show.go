package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/signet-gen/signet/generator/model"
)

func newShow(t *terminal) *cobra.Command {
	var f projectFlags
	var all bool
	cmd := &cobra.Command{
		Use:   "show ACTION",
		Short: "Tell all about one action",
		Long: `Tell all about one action: what it does and what a repeated call does, what it
takes and returns, what can go wrong and what to do about it, how to read all
pages, and the Go methods that come out.

An ACTION is named as ListMigrationTask or, where services share a name, as
msp:ListMigrationTask or tencent/msp/2018-03-19:ListMigrationTask.`,
		Example: `  signet show ListMigrationTask
  signet show msp:RegisterMigrationTask`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: f.completeAction,
		RunE: action(func(args []string) error {
			project, err := f.open()
			if err != nil {
				return err
			}
			services, err := project.specs.load()
			if err != nil {
				return err
			}
			o, err := findOperation(services, args[0])
			if err != nil {
				return err
			}
			return (&sheet{terminal: t, operation: o, all: all}).print()
		}),
	}
	f.register(cmd)
	cmd.Flags().BoolVar(&all, "all", false, "tell the error codes of every action, too")
	return cmd
}

// completeAction completes an action, with its service where the user began with one.
func (f *projectFlags) completeAction(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	services := f.completable()
	if service, _, ok := strings.Cut(typed, ":"); ok {
		return completeActions(services, service, service+":"), cobra.ShellCompDirectiveNoFileComp
	}
	var words []string
	for _, s := range services {
		words = append(words, completeActions([]*model.Service{s}, s.Name, "")...)
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}
