package templates

import (
	"github.com/dave/jennifer/jen"

	"github.com/signet-gen/signet/generator/model"
)

// fieldType is the Go type of a field:
//
//	uint64
//	*uint64
//	[]Task
//	map[string][]wire.Secret
//	wire.Masked[[]Task]
func (d declarer) fieldType(f *model.Field) *jen.Statement {
	if f.IsMasked() {
		return d.wire("Masked").Types(d.goType(f.Type, false)) // which tells nothing from zero itself
	}
	if f.Presence == model.Pointer {
		return jen.Op("*").Add(d.goType(f.Type, f.Sensitive))
	}
	return d.goType(f.Type, f.Sensitive)
}

// goType is the Go type of a value; the texts of a sensitive one are secrets.
func (d declarer) goType(t model.Type, sensitive bool) *jen.Statement {
	switch t := t.(type) {
	case model.List:
		return jen.Index().Add(d.goType(t.Elem, sensitive))
	case model.Map:
		return jen.Map(jen.String()).Add(d.goType(t.Elem, sensitive))
	case *model.Enum:
		return d.own(t.GoName)
	case *model.Struct:
		return d.own(t.GoName)
	case model.Scalar:
		return d.scalarType(t, sensitive)
	}
	return nil
}

func (d declarer) scalarType(t model.Scalar, sensitive bool) *jen.Statement {
	switch t {
	case model.String:
		if sensitive {
			return d.wire("Secret")
		}
		return jen.String()
	case model.Datetime:
		return d.wire("Datetime")
	case model.Timestamp:
		return d.wire("Timestamp")
	case model.Date:
		return d.wire("Date")
	case model.Binary:
		return jen.Index().Byte()
	}
	return jen.Id(string(t)) // bool, int32, int64, uint64, float64, any: as in Go
}

// A wireKind is which method of a Codec reads and writes a value.
type wireKind string

// The methods for values that are no list and no map. named is a type of its
// own whose underlying type is string.
const (
	plainText wireKind = "String"
	namedText wireKind = "Text"
	secret    wireKind = "Secret"
	raw       wireKind = "Bytes"
	message   wireKind = "Message"
	list      wireKind = "List"
	mapping   wireKind = "Map"
)

// kindOf tells how the Codec handles a type.
func kindOf(t model.Type, sensitive bool) wireKind {
	switch t := t.(type) {
	case model.List:
		return list
	case model.Map:
		return mapping
	case *model.Struct:
		return message
	case *model.Enum:
		return namedText
	case model.Scalar:
		return scalarKind(t, sensitive)
	}
	return ""
}

func scalarKind(t model.Scalar, sensitive bool) wireKind {
	switch t {
	case model.String:
		if sensitive {
			return secret
		}
		return plainText
	case model.Datetime, model.Timestamp, model.Date:
		return namedText
	case model.Binary:
		return raw
	}
	return wireKind(upperFirst(string(t))) // Bool, Int32, Int64, Uint64, Float64, Any
}
