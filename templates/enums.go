package templates

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/signet-gen/signet/generator/model"
)

// enumsFile holds the enumerations.
func (d declarer) enumsFile() file {
	var all []jen.Code
	for _, e := range d.service.Enums {
		all = append(all, d.enumType(e))
		if len(e.Values) > 0 {
			all = append(all, d.enumValues(e))
		}
	}
	return d.file("enums.go", all)
}

// enumType declares an enumeration, which is an open set of texts:
//
//	// Status is where a migration stands.
//	type Status string
func (d declarer) enumType(e *model.Enum) *jen.Statement {
	about := outer().text(ended(sentence(subject{name: e.GoName}, d.prose(e.Doc)))).deprecated(d.prose(e.Deprecated))
	return about.on(jen.Type().Id(e.GoName).String())
}

// enumValues declares the values that are known:
//
//	// The known values of [Status].
//	const (
//		// It is under way.
//		StatusMigrating Status = "migrating"
//	)
func (d declarer) enumValues(e *model.Enum) *jen.Statement {
	values := make([]constant, 0, len(e.Values))
	for _, v := range e.Values {
		about := inner().text(ended(d.prose(v.Doc))).deprecated(d.prose(v.Deprecated))
		values = append(values, constant{about, jen.Id(v.GoName).Id(e.GoName).Op("=").Lit(v.Value)})
	}
	return constants("The known values of ["+e.GoName+"].", values)
}

// A constant is one of several, with the comment above it.
type constant struct {
	about *comment
	value *jen.Statement
}

// constants declares constants that belong together, in their order; apart
// where one needs more than a line to explain it.
func constants(about string, all []constant) *jen.Statement {
	long := slices.ContainsFunc(all, func(c constant) bool { return len(c.about.lines) > 1 })
	return outer().text(about).on(jen.Const().DefsFunc(func(g *jen.Group) {
		for i, c := range all {
			if long && i > 0 {
				g.Line()
			}
			g.Add(c.about.on(c.value))
		}
	}))
}
