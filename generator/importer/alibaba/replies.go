package alibaba

import (
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// requestID is the member that every reply has; the provider's spec tells it.
const requestID = "RequestId"

// readReply reads the output of an action: the members of the reply that tells
// of success.
func (s *service) readReply(a *spec.Action, action string, api *jsontree.Node) {
	path := join("actions", action)
	responses := s.members(api.Get("responses"), jsontree.Object, path, "responses of "+path)
	reply := success(responses)
	if reply == nil {
		return
	}
	s.replyHeaders(reply.Value, path)
	schema := reply.Value.Get("schema")
	if !s.Want(schema, jsontree.Object, "the schema of responses of "+path) {
		return
	}
	schema = s.target(schema)
	if ref := schema.Get("$ref"); !ref.IsNothing() {
		s.Note(ref, importer.Skipped, join(path, "output"), "the reference leads to nothing, or to itself")
		return
	}
	at := place{path: join(path, "output"), action: action, name: action, reply: true, strict: !wrapsAll(schema)}
	if p := schema.Get("properties"); p.IsNothing() {
		if k := kind(schema); k != "" && k != "object" {
			s.Note(schema, importer.Skipped, at.path, "the reply is of type %s itself, and no object of members", jsontree.Cut(k))
		}
		return
	}
	a.Output = slices.DeleteFunc(s.fields(schema, at), func(e spec.Entry[*spec.Field]) bool {
		return e.Key == requestID && isScalar(e.Value.Type.Value, "string")
	})
}

// success is the reply that tells of success: 200, or the first of its kind.
func success(responses []jsontree.Member) *jsontree.Member {
	var best *jsontree.Member
	for i, m := range responses {
		if m.Key == "200" {
			return &responses[i]
		}
		if best == nil && (strings.HasPrefix(m.Key, "2") || m.Key == "default") {
			best = &responses[i]
		}
	}
	return best
}

// replyHeaders tells of members that the language has no place for.
func (s *service) replyHeaders(reply *jsontree.Node, path string) {
	headers := reply.Get("headers")
	if s.Want(headers, jsontree.Object, "headers of "+path) && len(headers.Members) > 0 {
		s.Note(headers, importer.Skipped, path, "the headers of replies, which the language has no place for: %d", len(headers.Members))
	}
}
