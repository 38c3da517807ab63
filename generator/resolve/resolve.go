// Package resolve turns specs into the model that everything downstream reads:
// references are followed, every Go name is settled, every default applied, and
// whatever does not hold together is reported, all of it at once.
//
// What a single file can get wrong (a key, a kind of value, the form of a text)
// is the business of generator/spec; here stands what needs more than one place
// to be seen.
package resolve

import (
	"fmt"
	"maps"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/naming"
	"github.com/signet-gen/signet/generator/spec"
	"github.com/signet-gen/signet/generator/workers"
)

// Build resolves every service of a set, in the set's order. The error is a
// [spec.Faults] with every fault, sorted by place; there are no services then.
func Build(set *spec.Set) ([]*model.Service, error) {
	r := &report{}
	paths := newScope(r)
	var services []*model.Service
	for _, ps := range set.Providers {
		if ps.Provider == nil {
			continue // spec.Load has reported its absence
		}
		p := newProvider(r, ps.Provider)
		for i, resolved := range p.services(ps.Services) {
			s := ps.Services[i]
			if resolved.Package == "" {
				continue
			}
			paths.add(Name{resolved.Path, serviceNoun, s.Name.Value, at(s.Name.Pos, s.Pos)}, "package:")
			services = append(services, resolved)
		}
	}
	if err := r.faults.Err(); err != nil {
		return nil, err
	}
	return services, nil
}

// services resolves services, several at a time: none of them sees another.
func (p *provider) services(specs []*spec.Service) []*model.Service {
	resolved := make([]*model.Service, len(specs))
	reports := make([]*report, len(specs))
	_ = workers.Each(len(specs), func(i int) error {
		own := *p
		own.report = &report{named: maps.Clone(p.named)}
		resolved[i], reports[i] = own.service(specs[i]), own.report
		return nil
	})
	for _, r := range reports {
		p.gather(r)
	}
	return resolved
}

// service resolves one version of a service.
func (p *provider) service(sp *spec.Service) *model.Service {
	s := p.resolved(sp)
	s.settleNames()
	return s.model
}

// resolved is the work on a service, all of it done but for the names, step by
// step; each step reads what those before it have settled.
func (p *provider) resolved(sp *spec.Service) *service {
	s := newService(p, sp)
	s.declareTypes()
	s.declareActions()
	s.resolveFields()
	s.markRoles()
	s.refuseEndless()
	s.settlePresence()
	s.cutCycles()
	s.checkFields()
	s.resolveErrors()
	for _, a := range s.actions {
		s.resolveAction(a)
	}
	return s
}

// service is the work on one service.
type service struct {
	*report
	provider *provider
	spec     *spec.Service
	model    *model.Service
	// types are the named types by wire name: *model.Struct or *model.Enum.
	types map[string]model.Type
	// structs are all structures, the inputs and outputs of actions included.
	structs []*structure
	actions []*action
	// codes are the error codes that any action may name.
	codes map[string]*model.ErrorCode
	// source is the spec that each field came from, enums likewise.
	source map[*model.Field]*spec.Field
}

// structure is a struct and the members that it was declared with.
type structure struct {
	model  *model.Struct
	fields spec.Map[*spec.Field]
	// noun and name are what a fault calls it: type Task, the input of ListTask.
	noun, name string
}

// action is an action and where it came from.
type action struct {
	model *model.Action
	spec  *spec.Action
}

func newService(p *provider, sp *spec.Service) *service {
	s := &service{
		report: p.report, provider: p, spec: sp,
		types:  map[string]model.Type{},
		codes:  map[string]*model.ErrorCode{},
		source: map[*model.Field]*spec.Field{},
	}
	s.model = &model.Service{
		Provider: p.model,
		Name:     sp.Name.Value, Version: sp.Version.Value, Title: sp.Title, Doc: sp.Doc,
		Dir:       sp.Dir,
		Package:   s.packageName(),
		Endpoints: endpoints(p.spec.Endpoints, sp.Endpoints, sp.Name.Value),
		Source:    source(sp.Source),
		Overlay:   len(sp.Overlay),
	}
	s.model.Path = fmt.Sprintf("%s/%s/%s", p.model.Name, s.model.Package, naming.Folder(sp.Version.Value))
	return s
}

func (s *service) packageName() string {
	if name := s.spec.Package; name.IsSet() {
		if !naming.IsPackage(name.Value) {
			s.faultf(name.Pos, "%q cannot be the name of a Go package: choose another", name.Value)
		}
		return name.Value
	}
	name := naming.Package(s.spec.Name.Value)
	if name == "" && s.spec.Name.IsSet() {
		s.faultf(s.spec.Name.Pos, "the service's name %q makes no name for a Go package: give it one with package:", s.spec.Name.Value)
	}
	return name
}

func source(sp *spec.Source) *model.Source {
	if sp == nil {
		return nil
	}
	return &model.Source{
		From: sp.From.Value, Updated: sp.Updated.Value,
		Read: sp.Read.Value, SHA256: sp.SHA256.Value,
	}
}
