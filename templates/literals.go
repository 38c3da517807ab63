package templates

import "github.com/dave/jennifer/jen"

// keyed are the members of a composite literal, in their order.
type keyed []jen.Code

func (k *keyed) add(name string, value jen.Code) {
	*k = append(*k, jen.Id(name).Op(":").Add(value))
}

// lines puts each member on a line of its own:
//
//	{
//		Name: "msp",
//	}
func (k keyed) lines() *jen.Statement {
	return jen.Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, k...)
}

// line puts the members on one line: {Name: "msp"}
func (k keyed) line() *jen.Statement { return jen.Values(k...) }

// texts is a list of texts: []string{"GET"}
func texts(all []string) *jen.Statement {
	values := make([]jen.Code, len(all))
	for i, text := range all {
		values[i] = jen.Lit(text)
	}
	return jen.Index().String().Values(values...)
}
