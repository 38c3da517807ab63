package tencenttest

import (
	"slices"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

// commonV1 are the common parameters of signature v1, which are not the action's.
var commonV1 = []string{
	"Action", "Version", "Region", "Timestamp", "Nonce", "SecretId",
	"Signature", "SignatureMethod", "Token", "Language", "RequestClient",
}

// parseParams reads a query or form.
func parseParams(text string) (*wire.Params, *rpc.Error) {
	list, err := rpctest.ParseQuery(text)
	if err != nil {
		return nil, refuse(errInvalidParameter, "%v", err)
	}
	return list, nil
}

// actionParams are the parameters that are not common ones, as JSON.
func actionParams(list *wire.Params) (string, *rpc.Error) {
	own := new(wire.Params)
	for i := range list.Len() {
		name, value := list.At(i)
		if !slices.Contains(commonV1, string(name)) {
			own.Add(string(name), string(value))
		}
	}
	return unflatten(own)
}

// unflatten makes one JSON object of parameters, whose lists count from 0.
func unflatten(list *wire.Params) (string, *rpc.Error) {
	text, err := wire.UnflattenJSON(nil, list, 0)
	if err != nil {
		return "", refuse(errInvalidParameter, "the parameters do not go together: %v", err)
	}
	return string(text), nil
}

// paramsTC3 are the parameters of a request under TC3: the query of a GET, the
// parts of a multipart body, or else the body, which is JSON.
func (in *incoming) paramsTC3() (string, *rpc.Error) {
	switch in.contentType {
	case formType:
		list, refusal := parseParams(in.URL.RawQuery)
		if refusal != nil {
			return "", refusal
		}
		return unflatten(list)
	case multipartType:
		return in.paramsMultipart()
	}
	return string(in.body), nil
}
