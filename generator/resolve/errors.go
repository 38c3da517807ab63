package resolve

import (
	"slices"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/spec"
)

// resolveErrors collects the codes that the actions of the service may name: the
// provider's, the service's, and for each action those that it defines itself.
//
// A code may be described again nearer to where it arises. The description
// counts there; the constant stays the one of the outermost definition.
func (s *service) resolveErrors() {
	for name, code := range s.provider.codes {
		s.codes[name] = code
	}
	for _, e := range s.spec.Errors {
		s.codes[e.Key] = s.define(e)
	}
	for _, a := range s.actions {
		for _, e := range a.spec.Errors.Defs {
			code := s.define(e)
			if _, ok := s.codes[e.Key]; !ok {
				s.codes[e.Key] = code
			}
			a.model.Errors = append(a.model.Errors, code)
		}
	}
	for _, a := range s.actions {
		for _, name := range a.spec.Errors.Names {
			if code := s.named(name); code != nil {
				a.model.Errors = append(a.model.Errors, code)
			}
		}
	}
}

// define makes a code of the service or of an action. The first of its kind
// becomes a constant of the service; another takes that one's Go name.
func (s *service) define(e spec.Entry[*spec.ErrorCode]) *model.ErrorCode {
	outer, known := s.codes[e.Key]
	if !known {
		code := s.errorCode(e)
		s.model.Errors = append(s.model.Errors, code)
		return code
	}
	if n := e.Value.Name; n.IsSet() && "Err"+n.Value != outer.GoName {
		s.faultf(n.Pos, "error %s is %s already (%s): remove name:, or set it there", e.Key, outer.GoName, outer.Pos)
	}
	return &model.ErrorCode{
		Pos: e.Pos, Code: e.Key, GoName: outer.GoName,
		Doc: e.Value.Doc, Advice: e.Value.Advice,
	}
}

// named finds the code that an action's list names.
func (s *service) named(name spec.At[string]) *model.ErrorCode {
	code, ok := s.codes[name.Value]
	if !ok {
		s.faultf(name.Pos, "neither the service nor the provider defines the error %s%s", name.Value, meant(name.Value, s.codeNames()))
		return nil
	}
	_, ofService := s.spec.Errors.Get(name.Value)
	_, ofProvider := s.provider.codes[name.Value]
	if !ofService && !ofProvider {
		s.faultf(name.Pos, "only another action defines the error %s (%s): define it in service.yaml", name.Value, code.Pos)
	}
	return code
}

// codeNames are all codes, those with the shortest names first.
func (s *service) codeNames() []string {
	var out []string
	for name := range s.codes {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}
