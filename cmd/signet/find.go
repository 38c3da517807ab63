package main

import (
	"fmt"
	"strings"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/generator/spec"
)

// operation is an action and the service that it belongs to.
type operation struct {
	service *model.Service
	action  *model.Action
}

// name is the operation's name in full, as every command takes it.
func (o operation) name() string { return o.service.Dir + ":" + o.action.Name }

// findOperations returns the operations that a query means: ListMigrationTask,
// or msp:ListMigrationTask with the service named in any way. Case matters only
// where names differ in nothing else.
func findOperations(services []*model.Service, query string) ([]operation, error) {
	service, action, ok := strings.Cut(query, ":")
	if !ok {
		service, action = "", query
	}
	var all []operation
	for _, s := range services {
		if service != "" && !named(s, service) {
			continue
		}
		for _, a := range s.Actions {
			all = append(all, operation{s, a})
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("there is no service %q%s", service, suggestion(service, serviceNames(services), lookAtList))
	}
	for _, same := range []func(a, b string) bool{func(a, b string) bool { return a == b }, strings.EqualFold} {
		if found := withName(all, action, same); len(found) > 0 {
			return found, nil
		}
	}
	names := make([]string, len(all))
	for i, o := range all {
		names[i] = o.action.Name
	}
	return nil, fmt.Errorf("there is no action %q%s", action, suggestion(action, names, lookAtList))
}

func withName(all []operation, name string, same func(a, b string) bool) []operation {
	var found []operation
	for _, o := range all {
		if same(o.action.Name, name) {
			found = append(found, o)
		}
	}
	return found
}

// findOperation is findOperations where only one will do.
func findOperation(services []*model.Service, query string) (operation, error) {
	found, err := findOperations(services, query)
	if err != nil {
		return operation{}, err
	}
	if len(found) == 1 {
		return found[0], nil
	}
	var names []string
	for _, o := range found {
		names = append(names, o.name())
	}
	return operation{}, fmt.Errorf("%q is the name of %d actions: %s", query, len(found), strings.Join(names, ", "))
}

// serviceNames are the ways in which services and providers can be named.
func serviceNames(services []*model.Service) []string {
	var names []string
	for _, s := range services {
		names = append(names, s.Name, s.Provider.Name, s.Provider.Name+"/"+s.Name, s.Dir)
	}
	return names
}

// named reports whether name means the service, in any of the ways in which one
// can be asked for.
func named(s *model.Service, name string) bool {
	_, err := resolve.Select([]*model.Service{s}, []resolve.Selection{{Service: name}})
	return err == nil
}

// suggestion ends the fault of a name that does not exist: what was probably
// meant, or else where to look.
func suggestion(name string, known []string, look string) string {
	if meant, ok := spec.Nearest(name, known); ok {
		return "; did you mean " + meant + "?"
	}
	return "; " + look
}

// lookAtList is where the names of services and actions stand.
const lookAtList = `"signet list" names them all`
