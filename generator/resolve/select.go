package resolve

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/model"
)

// Selection asks for a service, or for some of its actions.
type Selection struct {
	// Service is a name such as msp, tencent/msp or tencent/msp/2018-03-19.
	Service string
	// Actions are wire names or Go names; none stands for all.
	Actions []string
}

// Select cuts services down to what is asked for: the actions selected, the
// types they reach, and the error codes that no other action keeps to itself.
// What stays is as it was, so that no Go name and no presence depends on the
// selection. No selections select everything; several of one service add up.
// The error names every selection that fits nothing or several services.
func Select(services []*model.Service, selections []Selection) ([]*model.Service, error) {
	if len(selections) == 0 {
		return services, nil
	}
	wanted := map[*model.Service]map[*model.Action]bool{}
	var errs []error
	for _, sel := range selections {
		s, err := selectService(services, sel.Service)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if wanted[s] == nil {
			wanted[s] = map[*model.Action]bool{}
		}
		errs = append(errs, selectActions(s, sel.Actions, wanted[s])...)
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	var out []*model.Service
	for _, s := range services {
		if actions, ok := wanted[s]; ok {
			out = append(out, prune(s, actions))
		}
	}
	return out, nil
}

// selectService finds the one service that a name fits.
func selectService(services []*model.Service, name string) (*model.Service, error) {
	var fit []*model.Service
	var near, all, dirs []string
	for _, s := range services {
		if slices.Contains(serviceNames(s), name) {
			fit = append(fit, s)
			near = append(near, s.Dir)
		}
		all = append(all, serviceNames(s)...)
		dirs = append(dirs, s.Dir)
	}
	switch len(fit) {
	case 1:
		return fit[0], nil
	case 0:
		return nil, fmt.Errorf("no service is called %q%s", name, cmp.Or(meant(name, all), ": there are "+choices(dirs)))
	}
	return nil, fmt.Errorf("%d services are called %q: choose one of %s", len(fit), name, strings.Join(near, ", "))
}

// serviceNames are the names by which a service can be asked for.
func serviceNames(s *model.Service) []string {
	parts := strings.Split(s.Dir, "/")
	folder := parts[min(1, len(parts)-1)]
	var out []string
	for _, name := range []string{s.Name, s.Package, folder} {
		provider := s.Provider.Name + "/" + name
		out = append(out, name, name+"/"+s.Version, provider, provider+"/"+s.Version)
	}
	return append(out, s.Dir)
}

// selectActions adds the actions of the names, all of them where there are none.
func selectActions(s *model.Service, names []string, wanted map[*model.Action]bool) []error {
	var errs []error
	var known []string
	for _, a := range s.Actions {
		known = append(known, a.Name)
		if len(names) == 0 || slices.Contains(names, a.Name) || slices.Contains(names, a.GoName) {
			wanted[a] = true
		}
	}
	for _, name := range names {
		if !slices.ContainsFunc(s.Actions, func(a *model.Action) bool { return name == a.Name || name == a.GoName }) {
			errs = append(errs, fmt.Errorf("%s has no action %q%s", s.Dir, name, cmp.Or(meant(name, known), ": there are "+choices(known))))
		}
	}
	return errs
}

// prune copies a service without what its wanted actions do not need.
func prune(s *model.Service, wanted map[*model.Action]bool) *model.Service {
	if len(wanted) == len(s.Actions) {
		return s
	}
	reached := map[model.Type]bool{}
	keep, drop := map[string]bool{}, map[string]bool{}
	for _, a := range s.Actions {
		codes := drop
		if wanted[a] {
			codes = keep
			collect(a.Input, reached)
			collect(a.Output, reached)
			for _, e := range awaited(a) {
				keep[e.Code] = true
			}
		}
		for _, e := range a.Errors {
			codes[e.Code] = true
		}
	}
	cut := *s
	cut.Actions = filter(s.Actions, func(a *model.Action) bool { return wanted[a] })
	cut.Structs = filter(s.Structs, func(st *model.Struct) bool { return reached[st] })
	cut.Enums = filter(s.Enums, func(en *model.Enum) bool { return reached[en] })
	cut.Errors = filter(s.Errors, func(e *model.ErrorCode) bool { return keep[e.Code] || !drop[e.Code] })
	return &cut
}

// awaited are the error codes that the waiters of an action look for.
func awaited(a *model.Action) []*model.ErrorCode {
	var all []*model.ErrorCode
	for _, w := range a.Waiters {
		for _, c := range slices.Concat(w.Until, w.FailWhen) {
			if c.Error != nil {
				all = append(all, c.Error)
			}
		}
	}
	return all
}

// collect adds the structures and enumerations that a type leads to.
func collect(t model.Type, reached map[model.Type]bool) {
	t = innermost(t)
	st, isStruct := t.(*model.Struct)
	if !isStruct && !isEnum(t) || reached[t] {
		return
	}
	reached[t] = true
	if isStruct {
		for _, f := range st.Fields {
			collect(f.Type, reached)
		}
	}
}

func filter[T any](list []T, keep func(T) bool) []T {
	var out []T
	for _, v := range list {
		if keep(v) {
			out = append(out, v)
		}
	}
	return out
}
