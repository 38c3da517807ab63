package tencent

import (
	"slices"

	"github.com/signet-gen/signet/generator/importer"
)

// readers are the verbs of actions that change nothing. Those that can mean
// two things (Download, Export, Fetch, Pull, Verify) are not among them.
var readers = []string{
	"Describe", "Describle", "List", "Get", "Query", "Search", "Inquire", "Inquiry",
	"Check", "Validate", "Estimate", "Calculate", "Preview", "Count", "Find", "Lookup",
}

// certain are the readers whose objects may be called anything: what is
// described or priced may itself be something that is done.
var certain = []string{"Describe", "Describle", "List", "Inquire", "Inquiry"}

// spenders are words behind a verb that speak of something made, sent or spent:
// a token, an answer of a model, an upload.
var spenders = []string{
	"Token", "Credential", "Credentials", "Chat", "LLM", "Embedding", "Upload", "Sign", "Signature",
	"Create", "Generate", "Apply", "Start", "Submit", "Send", "Lock", "Acquire",
}

// writers are verbs that change something, behind And: DescribeAndReset.
var writers = []string{
	"Add", "Apply", "Clear", "Create", "Delete", "Disable", "Enable", "Generate", "Lock", "Modify",
	"Pay", "Remove", "Reset", "Save", "Send", "Set", "Start", "Stop", "Submit", "Update",
}

// effect sets what a repeated call does.
func effect(a *action) {
	token := clientToken(a)
	switch {
	case reads(a.name):
		a.spec.Effect = importer.Set("read")
	case token:
		a.spec.Effect = importer.Set("idempotent")
		a.spec.IdempotencyToken = importer.Set("ClientToken")
	default:
		a.spec.Effect = importer.Set("write")
	}
}

// reads reports whether an action changes nothing, as far as its name tells.
func reads(name string) bool {
	words := importer.Words(name)
	if len(words) > 1 && words[0] == "Batch" {
		words = words[1:]
	}
	if len(words) == 0 || !slices.Contains(readers, words[0]) {
		return false
	}
	if !slices.Contains(certain, words[0]) && slices.ContainsFunc(words[1:], func(w string) bool { return slices.Contains(spenders, w) }) {
		return false
	}
	for i, w := range words[1:] {
		if (w == "And" || w == "Then") && i+2 < len(words) && slices.Contains(writers, words[i+2]) {
			return false
		}
	}
	return true
}

// clientToken reports whether an action has the parameter that makes a repeated
// call harmless.
func clientToken(a *action) bool {
	return slices.ContainsFunc(a.input.members, func(m *member) bool {
		return m.name == "ClientToken" && isString(m.typ) && !m.disabled
	})
}
