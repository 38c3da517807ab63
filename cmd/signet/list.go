package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/signet-gen/signet/generator/model"
)

// listFlags are the flags of signet list.
type listFlags struct {
	projectFlags

	effects  []string
	match    string
	services bool
	json     bool
}

func newList(t *terminal) *cobra.Command {
	var f listFlags
	cmd := &cobra.Command{
		Use:   "list [PROVIDER|SERVICE]…",
		Short: "List providers, services and actions",
		Long: `List services and their actions, each with its effect (read, idempotent or write:
what a repeated call does) and what it does.

A SERVICE is named as msp, tencent/msp or tencent/msp/2018-03-19.`,
		Example: `  signet list
  signet list tencent --services
  signet list msp --effect read
  signet list --match migration --json`,
		ValidArgsFunction: f.completeNames,
		RunE:              action(func(args []string) error { return f.run(t, args) }),
	}
	f.register(cmd)
	flags := cmd.Flags()
	flags.StringSliceVar(&f.effects, "effect", nil, "only actions of this `effect`: read, idempotent or write")
	flags.StringVar(&f.match, "match", "", "only actions with this `text` in their name or description")
	flags.BoolVar(&f.services, "services", false, "only services, without their actions")
	flags.BoolVar(&f.json, "json", false, "write JSON")
	effects := []string{string(model.Read), string(model.Idempotent), string(model.Write)}
	_ = cmd.RegisterFlagCompletionFunc("effect", cobra.FixedCompletions(effects, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("match", cobra.NoFileCompletions)
	return cmd
}

// listed is a service as list --json writes it.
type listed struct {
	Provider string `json:"provider"`
	Service  string `json:"service"`
	Version  string `json:"version"`
	Title    string `json:"title,omitempty"`
	Doc      string `json:"doc,omitempty"`
	// Package is the Go package's folder below the output.
	Package string         `json:"package"`
	Actions []listedAction `json:"actions,omitempty"`
}

type listedAction struct {
	Name       string       `json:"name"`
	Effect     model.Effect `json:"effect"`
	RateLimit  int          `json:"rateLimit,omitempty"`
	Doc        string       `json:"doc,omitempty"`
	Deprecated string       `json:"deprecated,omitempty"`
}

func (f *listFlags) run(t *terminal, args []string) error {
	if err := f.check(); err != nil {
		return err
	}
	project, err := f.open()
	if err != nil {
		return err
	}
	services, err := project.specs.load()
	if err != nil {
		return err
	}
	if err := checkNames(services, args); err != nil {
		return err
	}
	found := []listed{}
	for _, s := range services {
		if len(args) > 0 && !slices.ContainsFunc(args, func(name string) bool { return means(name, s) }) {
			continue
		}
		if l := f.service(s); len(l.Actions) > 0 || !f.narrows() {
			found = append(found, l)
		}
	}
	if f.json {
		return writeJSON(t, found)
	}
	f.print(t, found)
	return nil
}

// checkNames refuses a name that means neither a provider nor a service.
func checkNames(services []*model.Service, names []string) error {
	var faults []error
	for _, name := range names {
		if !slices.ContainsFunc(services, func(s *model.Service) bool { return means(name, s) }) {
			faults = append(faults, fmt.Errorf("there is no provider or service %q%s", name, suggestion(name, serviceNames(services), lookAtList)))
		}
	}
	return errors.Join(faults...)
}

// means reports whether name means the service, or its provider.
func means(name string, s *model.Service) bool { return name == s.Provider.Name || named(s, name) }

func (f *listFlags) check() error {
	for _, e := range f.effects {
		switch model.Effect(e) {
		case model.Read, model.Idempotent, model.Write:
		default:
			return usageError{fmt.Errorf("--effect is read, idempotent or write, not %q", e)}
		}
	}
	return nil
}

// narrows reports whether the flags choose among actions.
func (f *listFlags) narrows() bool { return len(f.effects) > 0 || f.match != "" }

// service is a service with the actions that the flags choose.
func (f *listFlags) service(s *model.Service) listed {
	l := listed{Provider: s.Provider.Name, Service: s.Name, Version: s.Version, Title: s.Title, Doc: s.Doc, Package: s.Path}
	for _, a := range s.Actions {
		if f.takes(a) {
			l.Actions = append(l.Actions, listedAction{a.Name, a.Effect, a.RateLimit, a.Doc, a.Deprecated})
		}
	}
	return l
}

func (f *listFlags) takes(a *model.Action) bool {
	if len(f.effects) > 0 && !slices.Contains(f.effects, string(a.Effect)) {
		return false
	}
	return strings.Contains(strings.ToLower(a.Name+"\n"+a.Doc), strings.ToLower(f.match))
}

func (f *listFlags) print(t *terminal, found []listed) {
	switch {
	case len(found) == 0:
		t.printf("nothing found\n")
	case f.services:
		b := table{t: t, styles: []string{bold}}
		for _, s := range found {
			b.row(s.Provider+"/"+s.Service, s.Version, s.Title)
		}
		b.print()
	default:
		for i, s := range found {
			if i > 0 {
				t.printf("\n")
			}
			s.print(t)
		}
	}
}

func (s listed) print(t *terminal) {
	t.printf("%s %s  %s\n", t.styled(bold, s.Provider+"/"+s.Service), s.Version, s.Title)
	b := table{t: t, indent: "  "}
	for _, a := range s.Actions {
		doc := firstSentence(a.Doc)
		if a.Deprecated != "" {
			doc = "(deprecated) " + doc
		}
		b.row(a.Name, string(a.Effect), doc)
	}
	b.print()
}

func writeJSON(t *terminal, v any) error {
	e := json.NewEncoder(t.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// completeNames completes providers and services.
func (f *listFlags) completeNames(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var words []string
	for _, s := range f.completable() {
		if !slices.Contains(words, s.Provider.Name) {
			words = append(words, s.Provider.Name)
		}
		words = append(words, cobra.CompletionWithDesc(s.Name, s.Title), cobra.CompletionWithDesc(s.Provider.Name+"/"+s.Name, s.Title))
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}
