package tencent

import (
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// commonParameters are those that the client adds, in the order of the provider's spec.
var commonParameters = []string{
	"Action", "Version", "Region", "Timestamp", "Nonce", "SecretId", "Signature",
	"SignatureMethod", "Token", "Language", "RequestClient",
}

// requestOf reads the parameters of a request as the vendor writes it: a GET as
// an address, a POST as HTTP. why says what keeps it from being read.
func requestOf(a *action, text string) (v *spec.Value, why string) {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	switch {
	case strings.HasPrefix(text, "POST "):
		return bodyOf(a, text)
	case strings.HasPrefix(text, "GET "):
		target, _, _ := strings.Cut(text, " HTTP/")
		return queryOf(a, target)
	case strings.HasPrefix(text, "http://"), strings.HasPrefix(text, "https://"):
		return queryOf(a, text)
	case strings.HasPrefix(text, "{"):
		return jsonOf(a, text)
	}
	return nil, "it is neither an address nor a request by POST"
}

// bodyOf reads the body of a POST, which is JSON.
func bodyOf(a *action, text string) (*spec.Value, string) {
	head, body, _ := strings.Cut(text, "\n\n")
	switch {
	case strings.Contains(strings.ToLower(head), "multipart/form-data"):
		return nil, "it is multipart/form-data"
	case strings.TrimSpace(body) == "":
		return &spec.Value{Pos: nowhere, Kind: spec.MapValue}, ""
	}
	return jsonOf(a, body)
}

func jsonOf(a *action, body string) (*spec.Value, string) {
	root, why := parse(body)
	switch {
	case why != "":
		return nil, why
	case root.Kind != jsontree.Object:
		return nil, "its body is " + root.Kind.String()
	}
	v := root.Value()
	v.Members = slices.DeleteFunc(v.Members, func(e spec.Entry[*spec.Value]) bool { return isCommon(a, e.Key) })
	return v, ""
}

// isCommon reports whether a parameter is none of the action's own.
func isCommon(a *action, name string) bool {
	return slices.Contains(commonParameters, name) && a.input.get(name) == nil
}
