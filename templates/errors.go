package templates

import (
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
	return d.file("errors.go", all)
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
