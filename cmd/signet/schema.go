package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/signet-gen/signet/generator/config"
	"github.com/signet-gen/signet/generator/output"
	"github.com/signet-gen/signet/generator/spec"
)

// schemaKind is a kind of file that has a JSON Schema.
type schemaKind struct {
	name, doc string
	schema    func() ([]byte, error)
}

// schemaKinds are those of descriptions, and signet.yaml.
func schemaKinds() []schemaKind {
	docs := map[string]string{
		"provider": "how a cloud signs, addresses and answers (provider.yaml)",
		"service":  "who a service is (service.yaml)",
		"actions":  "what a service does (actions.yaml)",
		"types":    "what a service speaks of (types.yaml)",
		"overlay":  "what is otherwise than the other files say (overlay.yaml)",
	}
	var kinds []schemaKind
	for _, name := range spec.Kinds() {
		kinds = append(kinds, schemaKind{name, docs[name], func() ([]byte, error) { return spec.Schema(name) }})
	}
	return append(kinds, schemaKind{"signet", "what to generate (" + config.Name + ")", config.Schema})
}

func newSchema(t *terminal) *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "schema [KIND]",
		Short: "Print the JSON Schema of a kind of file",
		Long: `Print the JSON Schema (draft 2020-12) of a kind of file, so that an editor
completes and checks it; without a KIND, list the kinds.

With --out, write the schemas to a folder: KIND.json, all of them or the one named.
Editors with the YAML language server find a schema by a file's first line:

  # yaml-language-server: $schema=../../../schema/actions.json`,
		Example: `  signet schema actions
  signet schema --out specs/schema`,
		Args: cobra.MaximumNArgs(1),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var words []string
			for _, k := range schemaKinds() {
				words = append(words, cobra.CompletionWithDesc(k.name, k.doc))
			}
			return words[:len(words)*(1-len(args))], cobra.ShellCompDirectiveNoFileComp
		},
		RunE: action(func(args []string) error {
			kinds, err := chooseKinds(args)
			switch {
			case err != nil:
				return err
			case out != "":
				return writeSchemas(t, out, kinds)
			case len(args) == 0:
				listKinds(t, kinds)
				return nil
			}
			text, err := kinds[0].schema()
			t.printf("%s", text)
			return err
		}),
	}
	cmd.Flags().StringVar(&out, "out", "", "`folder` to write to")
	_ = cmd.MarkFlagDirname("out")
	return cmd
}

// chooseKinds are all kinds, or the one that an argument names.
func chooseKinds(args []string) ([]schemaKind, error) {
	kinds := schemaKinds()
	if len(args) == 0 {
		return kinds, nil
	}
	i := slices.IndexFunc(kinds, func(k schemaKind) bool { return k.name == args[0] })
	if i < 0 {
		names := make([]string, len(kinds))
		for i, k := range kinds {
			names[i] = k.name
		}
		return nil, usageError{fmt.Errorf("there is no schema %q%s", args[0], suggestion(args[0], names, "the kinds are "+strings.Join(names, ", ")))}
	}
	return kinds[i : i+1], nil
}

func listKinds(t *terminal, kinds []schemaKind) {
	b := table{t: t, styles: []string{bold}}
	for _, k := range kinds {
		b.row(k.name, k.doc)
	}
	b.print()
}

// writeSchemas writes those schemas that differ from what the folder has.
func writeSchemas(t *terminal, dir string, kinds []schemaKind) error {
	files := map[string][]byte{}
	for _, k := range kinds {
		text, err := k.schema()
		if err != nil {
			return err
		}
		files[k.name+".json"] = text
	}
	var report output.Report
	err := undoable(func(ctx context.Context) (err error) {
		report, err = output.Replace(ctx, dir, files, nil)
		return err
	})
	if err != nil {
		return err
	}
	if report.Clean() {
		t.printf("nothing to do: %s\n", upToDate(len(kinds)))
		return nil
	}
	t.printf("wrote %s, %d unchanged\n", count(len(report.Written), "file"), len(report.Unchanged))
	return nil
}
