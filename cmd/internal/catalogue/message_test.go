package catalogue_test

import (
	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/runtime/wire"
)

// A modelled message has the members of a structure of a spec, and lists them
// to a Codec as the code does that is generated for it. So the examples of a
// whole catalogue can be tried without compiling it.
type modelled struct {
	of     *model.Struct
	values []value
}

func modelledOf(s *model.Struct) *modelled {
	return &modelled{of: s, values: make([]value, len(s.Fields))}
}

// A value is a field's, or an element of it; which part of it is used depends on the type.
type value struct {
	text    string
	flag    bool
	small   int32
	signed  int64
	natural uint64
	real    float64
	octets  []byte
	free    any
	list    []value
	entries map[string]value
	object  *modelled
	pointer *value
}

// WireMembers lists the members as templates does.
func (m *modelled) WireMembers(c *wire.Codec) {
	for i, f := range m.of.Fields {
		member(c, f, &m.values[i])
	}
}

func member(c *wire.Codec, f *model.Field, p *value) {
	modify(c, f)
	if f.Presence == model.Pointer {
		wire.Optional(c, f.Name, &p.pointer, each(f.Type))
		return
	}
	each(f.Type)(c, f.Name, p)
}

func modify(c *wire.Codec, f *model.Field) {
	switch f.Presence {
	case model.Required:
		c.Required()
	case model.OmitZero:
		c.OmitZero()
	}
	switch f.In {
	case "query":
		c.In(wire.Query)
	case "body":
		c.In(wire.Body)
	case "header":
		c.In(wire.Header)
	case "host":
		c.In(wire.Host)
	}
	switch f.Style {
	case "json":
		c.As(wire.JSON)
	case "simple":
		c.As(wire.Simple)
	}
	if f.Wrapper != "" {
		c.Wrapped(f.Wrapper)
	}
}

// each reads or writes a value of a type.
func each(t model.Type) func(*wire.Codec, string, *value) {
	switch t := t.(type) {
	case model.List:
		return func(c *wire.Codec, name string, p *value) { wire.List(c, name, &p.list, each(t.Elem)) }
	case model.Map:
		return func(c *wire.Codec, name string, p *value) { wire.Map(c, name, &p.entries, each(t.Elem)) }
	case *model.Struct:
		return func(c *wire.Codec, name string, p *value) {
			if p.object == nil {
				p.object = modelledOf(t)
			}
			c.Message(name, p.object)
		}
	case model.Scalar:
		return scalars[t]
	}
	return scalars[model.String]
}

func text(c *wire.Codec, name string, p *value) { c.String(name, &p.text) }

var scalars = map[model.Scalar]func(*wire.Codec, string, *value){
	model.String: text, model.Datetime: text, model.Timestamp: text, model.Date: text,
	model.Bool:    func(c *wire.Codec, name string, p *value) { c.Bool(name, &p.flag) },
	model.Int32:   func(c *wire.Codec, name string, p *value) { c.Int32(name, &p.small) },
	model.Int64:   func(c *wire.Codec, name string, p *value) { c.Int64(name, &p.signed) },
	model.Uint64:  func(c *wire.Codec, name string, p *value) { c.Uint64(name, &p.natural) },
	model.Float64: func(c *wire.Codec, name string, p *value) { c.Float64(name, &p.real) },
	model.Binary:  func(c *wire.Codec, name string, p *value) { c.Bytes(name, &p.octets) },
	model.Any:     func(c *wire.Codec, name string, p *value) { c.Any(name, &p.free) },
}
