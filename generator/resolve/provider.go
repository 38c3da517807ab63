package resolve

import (
	"cmp"
	"strings"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/naming"
	"github.com/signet-gen/signet/generator/spec"
)

// provider is the work on one provider.
type provider struct {
	*report
	spec  *spec.Provider
	model *model.Provider
	// codes are its error codes.
	codes map[string]*model.ErrorCode
}

// defaultOffset is the zone of wall-clock dates where a spec names none.
const defaultOffset = "+08:00"

func newProvider(r *report, sp *spec.Provider) *provider {
	p := &provider{report: r, spec: sp, codes: map[string]*model.ErrorCode{}}
	p.model = &model.Provider{
		Name: sp.Name.Value, Title: sp.Title, Doc: sp.Doc,
		Protocol: sp.Protocol.Value, ProtocolPos: sp.Protocol.Pos,
		RequestID: sp.RequestID.Value,
		UTCOffset: cmp.Or(sp.UTCOffset.Value, defaultOffset),
	}
	p.signatures()
	p.limits()
	for name, c := range sp.CommonParameters.All() {
		p.model.CommonParameters = append(p.model.CommonParameters,
			&model.CommonParameter{Name: name, Header: c.Header.Value, Doc: c.Doc})
	}
	p.errors()
	return p
}

func (p *provider) signatures() {
	for name, s := range p.spec.Signatures.All() {
		p.model.Signatures = append(p.model.Signatures, &model.Signature{
			Name: name, Doc: s.Doc, Deprecated: s.Deprecated.Value,
			Default: s.Default.Value,
			Methods: values(s.Methods), Bodies: values(s.Bodies),
		})
	}
}

func (p *provider) limits() {
	for _, l := range p.spec.Limits {
		for _, name := range l.Signatures {
			if _, ok := p.spec.Signatures.Get(name.Value); !ok {
				p.faultf(name.Pos, "the provider has no signature %q%s", name.Value, meant(name.Value, keys(p.spec.Signatures)))
			}
		}
		p.model.Limits = append(p.model.Limits, &model.SizeLimit{
			Method: l.Method.Value, Signatures: values(l.Signatures), Bytes: l.Bytes.Value,
		})
	}
}

func (p *provider) errors() {
	names := newScope(p.report)
	for _, e := range p.spec.Errors {
		code := p.errorCode(e)
		names.add(Name{code.GoName, ErrorNoun, e.Key, e.Pos}, "name:")
		p.codes[e.Key] = code
		p.model.Errors = append(p.model.Errors, code)
	}
}

// errorCode makes the code of one entry of errors.
func (r *report) errorCode(e spec.Entry[*spec.ErrorCode]) *model.ErrorCode {
	name := naming.Error(e.Key)
	if n := e.Value.Name; n.IsSet() {
		r.name(n, e.Pos)
		name = "Err" + n.Value
	}
	if name == "" {
		r.faultf(e.Pos, "error %q makes no Go name: give it one with name:", e.Key)
	}
	return &model.ErrorCode{Pos: e.Pos, Code: e.Key, GoName: name, Doc: e.Value.Doc, Advice: e.Value.Advice}
}

// endpoints are the provider's, where the service does not say otherwise.
func endpoints(all, own *spec.Endpoints, service string) model.Endpoints {
	if all == nil {
		all = &spec.Endpoints{}
	}
	if own == nil {
		own = &spec.Endpoints{}
	}
	fill := func(rules ...spec.At[string]) string {
		for _, rule := range rules {
			if rule.IsSet() {
				return strings.ReplaceAll(rule.Value, "{service}", service)
			}
		}
		return ""
	}
	e := model.Endpoints{
		Default:  fill(own.Default, all.Default),
		Regional: fill(own.Regional, all.Regional),
		VPC:      fill(own.VPC, all.VPC),
	}
	regions := all.Regions
	if len(own.Regions) > 0 {
		regions = own.Regions
	}
	for name, r := range regions.All() {
		e.Regions = append(e.Regions, &model.Region{Name: name, Title: r.Title, Host: fill(r.Host), VPC: fill(r.VPC)})
	}
	return e
}

// values drops the places of a list.
func values[T any](list []spec.At[T]) []T {
	var out []T
	for _, v := range list {
		out = append(out, v.Value)
	}
	return out
}

// keys are the names in a map, in order.
func keys[V any](m spec.Map[V]) []string {
	var out []string
	for name := range m.All() {
		out = append(out, name)
	}
	return out
}
