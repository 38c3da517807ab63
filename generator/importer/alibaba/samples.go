package alibaba

import (
	"regexp"
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// readSamples reads the replies that the vendor shows: a JSON text that holds a
// list of samples, in JSON and in XML.
func (s *service) readSamples(a *spec.Action, action string, api *jsontree.Node) {
	path := join("actions", action, "examples")
	at := api.Get("responseDemo")
	list := s.sampleList(at, path)
	if list == nil {
		return
	}
	output := s.firstSample(list, "json", func(text string) *spec.Value { return s.jsonSample(a, action, text, at, path) })
	if output == nil {
		output = s.firstSample(list, "xml", func(text string) *spec.Value { return s.xmlSample(a, text, at, path) })
	}
	if output != nil {
		s.believe(output, a, at, join("actions", action, "output"))
		a.Examples = append(a.Examples, &spec.Example{Verbatim: importer.Set(true), Output: output})
	}
	for _, sample := range list.Items {
		s.errorSample(a, sample.Get("errorExample"))
	}
}

// sampleList is the list of samples, which is a text as a rule.
func (s *service) sampleList(n *jsontree.Node, path string) *jsontree.Node {
	if n != nil && n.Kind == jsontree.List {
		return n
	}
	if !s.Want(n, jsontree.String, "responseDemo of "+path) || strings.TrimSpace(n.Text) == "" {
		return nil
	}
	list, err := jsontree.Parse("", []byte(n.Text))
	if err != nil || list.Root.Kind != jsontree.List {
		s.Note(n, importer.Skipped, path, "the samples of the reply are no list in JSON")
		return nil
	}
	return list.Root
}

// firstSample is the first of the samples of a kind that can be read.
func (s *service) firstSample(list *jsontree.Node, kind string, read func(text string) *spec.Value) *spec.Value {
	for _, sample := range list.Items {
		of, text := sample.Get("type"), sample.Get("example")
		if of == nil || of.Text != kind || text.IsNothing() || text.Kind != jsontree.String || strings.TrimSpace(text.Text) == "" {
			continue
		}
		if v := read(unfence(text.Text)); v != nil {
			return v
		}
	}
	return nil
}

// jsonSample is the output of a sample in JSON, or nil.
func (s *service) jsonSample(a *spec.Action, action, text string, at *jsontree.Node, path string) *spec.Value {
	reply, err := jsontree.Parse("", []byte(text))
	switch {
	case err != nil:
		s.Note(at, importer.Skipped, path, "the sample of the reply is malformed: %s", reason(err))
		return nil
	case reply.Root.Kind != jsontree.Object:
		s.Note(at, importer.Skipped, path, "the sample of the reply is %v, and not an object of members", reply.Root.Kind)
		return nil
	}
	return unwrap(a, action, reply.Root).Value()
}

// xmlSample is the output of a sample in XML, or nil.
func (s *service) xmlSample(a *spec.Action, text string, at *jsontree.Node, path string) *spec.Value {
	reply, err := parseXML(text)
	if err != nil {
		s.Note(at, importer.Skipped, path, "the sample of the reply in XML is malformed: %s", jsontree.Cut(err.Error()))
		return nil
	}
	if reply.name == "Error" {
		return nil
	}
	return s.replyOf(reply, index(a.Output))
}

// fence is what stands around code in Markdown.
var fence = regexp.MustCompile("(?s)^\\s*```[a-zA-Z]*\\s*\n(.*)```\\s*$")

func unfence(text string) string {
	if m := fence.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return text
}

// unwrap takes the members out of {"ActionResponse": {…}}, which is XML's way.
func unwrap(a *spec.Action, action string, reply *jsontree.Node) *jsontree.Node {
	if len(reply.Members) != 1 || !strings.EqualFold(reply.Members[0].Key, action+"Response") {
		return reply
	}
	m := reply.Members[0]
	if _, known := a.Output.Get(m.Key); known || m.Value.Kind != jsontree.Object {
		return reply
	}
	return m.Value
}

// reason is what is wrong with a sample, without the place in it.
func reason(err error) string {
	if faults, ok := err.(spec.Faults); ok && len(faults) > 0 {
		msg, _, _ := strings.Cut(faults[0].Msg, ": it was cut off")
		return msg
	}
	return err.Error()
}

// errorSample reads a sample of an error, where it has a code that the action
// answers with. Most are samples of something else.
func (s *service) errorSample(a *spec.Action, n *jsontree.Node) {
	if n.IsNothing() || n.Kind != jsontree.String || strings.TrimSpace(n.Text) == "" {
		return
	}
	reply, err := jsontree.Parse("", []byte(unfence(n.Text)))
	if err != nil {
		return
	}
	code, message := reply.Root.Get("Code"), reply.Root.Get("Message")
	if code == nil || code.Kind != jsontree.String || !answers(a.Errors, code.Text) {
		return
	}
	e := &spec.ExampleError{Code: importer.Set(code.Text)}
	if s.docs && message != nil && message.Kind == jsontree.String {
		e.Message = oneLine(message.Text)
	}
	a.Examples = append(a.Examples, &spec.Example{Verbatim: importer.Set(true), Error: e})
}

// answers reports whether an action may answer with a code.
func answers(errors spec.Errors, code string) bool {
	return slices.ContainsFunc(errors.Names, func(name spec.At[string]) bool { return name.Value == code })
}
