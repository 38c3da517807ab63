package templates

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/signet-gen/signet/generator/model"
)

// errorsFile holds the error codes: the service's own, then those that every
// action of the provider may answer with.
func (d declarer) errorsFile() file {
	var all []jen.Code
	if codes := d.service.Errors; len(codes) > 0 {
		all = append(all, d.errorCodes("The error codes of this service, for [errors.Is], "+
			"where X also matches its children X.Y.", codes))
	}
	if codes := d.service.Provider.Errors; len(codes) > 0 {
		all = append(all, d.errorCodes("The error codes that every action may answer with, for [errors.Is].", codes))
	}
	if table := d.adviceTable(); table != nil {
		all = append(all, table)
	}
	return d.file("errors.go", all)
}

// adviceTable is what the spec says to do about each code, as the runtime looks it up
// when a call has failed. A text takes less of a program than a function or a map.
//
//	// advice says what to do about each code, a line a code.
//	const advice = "InvalidParameterValue\tLook at the message for its name.\n" +
//		"ResourceNotFound\tCheck the id and the region."
func (d declarer) adviceTable() *jen.Statement {
	lines := d.adviceLines()
	if lines == nil {
		return nil
	}
	text := jen.Lit(lines[0])
	for _, line := range lines[1:] {
		text.Op("+").Line().Lit("\n" + line)
	}
	return outer().text("advice says what to do about each code, a line a code.").
		on(jen.Const().Id("advice").Op("=").Add(text))
}

// adviceLines are the lines of the table: a code, a tab and plain words.
func (d declarer) adviceLines() []string {
	var lines []string
	for _, e := range slices.Concat(d.service.Errors, d.service.Provider.Errors) {
		if words := tokens(e.Advice); len(words) > 0 {
			lines = append(lines, e.Code+"\t"+ended(strings.Join(words, " ")))
		}
	}
	return lines
}

// errorCodes declares error codes:
//
//	// The error codes of this service, for [errors.Is].
//	const (
//		// A parameter has a wrong value. Look at the message for its name.
//		ErrInvalidParameterValue rpc.Code = "InvalidParameterValue"
//	)
func (d declarer) errorCodes(about string, codes []*model.ErrorCode) *jen.Statement {
	values := make([]constant, 0, len(codes))
	for _, e := range codes {
		meaning := inner().text(then(ended(d.prose(e.Doc)), ended(d.prose(e.Advice))))
		values = append(values, constant{meaning, jen.Id(e.GoName).Add(d.rpc("Code")).Op("=").Lit(e.Code)})
	}
	return constants(about, values)
}
