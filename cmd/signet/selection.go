package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/resolve"
)

// parseSelections reads the values of --only: services, each with its actions
// after a colon, as in msp:ListMigrationTask,DescribeMigrationTask. A word after
// a comma is another action of the service before it, or another service where
// that one has no actions.
func parseSelections(values []string) ([]resolve.Selection, error) {
	var selections []resolve.Selection
	for _, value := range values {
		parsed, err := parseSelection(value)
		if err != nil {
			return nil, usageError{fmt.Errorf("--only %s: %w", value, err)}
		}
		selections = append(selections, parsed...)
	}
	return merge(selections), nil
}

func parseSelection(value string) ([]resolve.Selection, error) {
	var selections []resolve.Selection
	for word := range strings.SplitSeq(value, ",") {
		service, action, withAction := strings.Cut(strings.TrimSpace(word), ":")
		last := len(selections) - 1
		switch {
		case service == "" || withAction && action == "":
			return nil, fmt.Errorf("a name is missing; it takes SERVICE or SERVICE:ACTION,ACTION")
		case withAction:
			selections = append(selections, resolve.Selection{Service: service, Actions: []string{action}})
		case last >= 0 && len(selections[last].Actions) > 0:
			selections[last].Actions = append(selections[last].Actions, service)
		default:
			selections = append(selections, resolve.Selection{Service: service})
		}
	}
	return selections, nil
}

// merge makes one selection of those that name the same service; one without actions takes all.
func merge(selections []resolve.Selection) []resolve.Selection {
	var merged []resolve.Selection
	for _, s := range selections {
		i := slices.IndexFunc(merged, func(m resolve.Selection) bool { return m.Service == s.Service })
		switch {
		case i < 0:
			merged = append(merged, s)
		case len(s.Actions) == 0 || len(merged[i].Actions) == 0:
			merged[i].Actions = nil
		default:
			merged[i].Actions = append(merged[i].Actions, s.Actions...)
		}
	}
	return merged
}

// completeSelection completes the last word of a value of --only.
func (f *projectFlags) completeSelection(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	const directive = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	services := f.completable()
	comma := strings.LastIndexByte(typed, ',') + 1
	before, word := typed[:comma], typed[comma:]
	if service, _, ok := strings.Cut(word, ":"); ok {
		return completeActions(services, service, before+service+":"), directive
	}
	var words []string
	if earlier, err := parseSelection(strings.TrimSuffix(before, ",")); err == nil {
		if last := earlier[len(earlier)-1]; len(last.Actions) > 0 {
			words = completeActions(services, last.Service, before)
		}
	}
	for _, s := range services {
		words = append(words, cobra.CompletionWithDesc(before+s.Name, s.Title))
	}
	return words, directive
}

// completeActions are the actions of a service, each after prefix.
func completeActions(services []*model.Service, service, prefix string) []string {
	var words []string
	for _, s := range services {
		if !named(s, service) {
			continue
		}
		for _, a := range s.Actions {
			words = append(words, cobra.CompletionWithDesc(prefix+a.Name, firstSentence(a.Doc)))
		}
	}
	return words
}

// completable are the services to complete names of; none where the descriptions have faults.
func (f *projectFlags) completable() []*model.Service {
	project, err := f.open()
	if err != nil {
		return nil
	}
	services, err := project.specs.load()
	if err != nil {
		return nil
	}
	return services
}
