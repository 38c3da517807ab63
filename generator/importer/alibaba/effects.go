package alibaba

import (
	"slices"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
)

// certain are the verbs of actions that change nothing, and likely those of
// which it is believed where the file says so too.
var (
	certain = []string{"Describe", "Describer", "Descibe", "Discribe", "List", "Query", "Search", "View", "Count", "Lookup"}
	likely  = []string{
		"Get", "Check", "Validate", "Preview", "Calculate", "Compare", "Inspect", "Estimate", "Precheck",
		"Show", "Is", "Has", "Find", "Obtain", "Inquire", "Cursor",
	}
)

// spenders are words behind a verb that speak of something made, sent or spent.
var spenders = []string{"And", "Or", "Create", "Generate", "Token", "Credential", "Credentials", "Upload", "Sign", "Signature", "Send"}

// reads reports whether an action changes nothing, so that it may be repeated
// freely. The vendor's tags are wrong in places (a get that deletes, an update
// that describes): they are believed against reading, and for it only together
// with the name.
func (s *service) reads(name string, api *jsontree.Node, owner string) bool {
	var tag string
	if tags := api.Get("systemTags"); s.Want(tags, jsontree.Object, "systemTags of "+owner) {
		tag = s.Text(tags, "operationType", "the systemTags of "+owner)
	}
	kind := s.Text(api, "operationType", owner)
	if slices.Contains([]string{"create", "update", "delete"}, tag) || kind == "write" {
		return false
	}
	return readsByName(name, tag == "get" || tag == "list" || tag == "" && kind == "read")
}

// readsByName reports whether a name is that of an action that changes nothing.
func readsByName(name string, told bool) bool {
	words := importer.Words(name)
	if len(words) > 1 && words[0] == "Batch" {
		words = words[1:]
	}
	if slices.Contains(certain, words[0]) {
		return !slices.Contains(words[1:], "And")
	}
	return slices.Contains(likely, words[0]) && (told || words[0] == "Get") &&
		!slices.ContainsFunc(words[1:], func(w string) bool { return slices.Contains(spenders, w) })
}
