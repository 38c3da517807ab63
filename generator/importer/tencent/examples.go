package tencent

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// examples is the work on one examples.json.
type examples struct {
	reader
	service *service
}

func (x *examples) read(file string, data []byte) {
	doc, err := jsontree.Parse(file, data)
	if err != nil {
		var faults spec.Faults
		if !errors.As(err, &faults) {
			faults = spec.Faults{{Pos: spec.Pos{File: file}, Msg: err.Error()}}
		}
		x.Faults = append(x.Faults, faults...)
		return
	}
	x.Doc = doc
	if !x.Want(doc.Root, jsontree.Object, "the file") || !x.Want(doc.Root.Get("actions"), jsontree.Object, "actions") {
		return
	}
	actions := map[string]*action{}
	for _, a := range x.service.actions {
		actions[a.name] = a
	}
	seen := map[string]bool{}
	for _, m := range doc.Root.Get("actions").Members {
		a := actions[m.Key]
		switch {
		case seen[m.Key]:
			x.Note(m.Value, importer.Skipped, "", "the examples of action %s are there a second time: the first count", jsontree.Quote(m.Key))
		case !x.Want(m.Value, jsontree.List, "the examples of action "+jsontree.Quote(m.Key)):
		case a == nil && len(m.Value.Items) > 0:
			x.Note(m.Value, importer.Skipped, "", "the examples of %s, which is no action of %s", jsontree.Quote(m.Key), apiFile)
		default:
			x.ofAction(a, m.Value)
		}
		seen[m.Key] = true
	}
}

func (x *examples) ofAction(a *action, list *jsontree.Node) {
	for _, n := range list.Items {
		owner := "an example of " + a.name
		if n.Kind != jsontree.Object {
			x.Fault(n, "%s must be an object, not %v: %s", owner, n.Kind, jsontree.Fetch)
			continue
		}
		e := &spec.Example{Verbatim: importer.Set(true)}
		if title := x.Text(n, "title", owner); x.docs {
			e.Title = oneLine(title)
		}
		x.Text(n, "document", owner)
		x.Text(n, "input", owner)
		x.Text(n, "output", owner)
		x.request(a, e, n.Get("input"))
		x.reply(a, e, n.Get("output"))
		if e.Input != nil || e.Output != nil || e.Error != nil {
			a.spec.Examples = append(a.spec.Examples, e)
		}
	}
}

// leave notes what is left out of an example, and why.
func (x *examples) leave(n *jsontree.Node, a *action, half, why string) {
	x.Note(n, importer.Skipped, "actions/"+a.name+"/examples", "%s: %s", half, why)
}

// request reads the request of an example.
func (x *examples) request(a *action, e *spec.Example, n *jsontree.Node) {
	if n == nil || n.Kind != jsontree.String || strings.TrimSpace(n.Text) == "" {
		return
	}
	v, why := requestOf(a, n.Text)
	if why != "" {
		x.leave(n, a, "a request", why)
		return
	}
	e.Input = v
	a.input.remember(v, true)
}

// reply reads the reply of an example.
func (x *examples) reply(a *action, e *spec.Example, n *jsontree.Node) {
	if n == nil || n.Kind != jsontree.String || strings.TrimSpace(n.Text) == "" {
		return
	}
	body, why := parse(n.Text)
	if why != "" {
		x.leave(n, a, "a reply", why)
		return
	}
	response := body.Get("Response")
	if response == nil || response.Kind != jsontree.Object {
		x.leave(n, a, "a reply", "it has no object Response")
		return
	}
	if isError(a, response) {
		x.failure(a, e, n, response.Get("Error"))
		return
	}
	e.Output = response.Value()
	a.output.remember(e.Output, false)
}

// isError reports whether a reply is one of a call that failed. A result may
// have a member called Error, too.
func isError(a *action, response *jsontree.Node) bool {
	err := response.Get("Error")
	if err == nil || err.Kind != jsontree.Object || err.Get("Code") == nil {
		return false
	}
	return a.output.get("Error") == nil
}

// failure takes the error of an example, and defines its code for the service.
func (x *examples) failure(a *action, e *spec.Example, n, err *jsontree.Node) {
	code, message := err.Get("Code"), err.Get("Message")
	if code.Kind != jsontree.String || !isCode(code.Text) {
		x.leave(n, a, "a reply", "its error has no code that can be read")
		return
	}
	e.Error = &spec.ExampleError{Code: importer.Set(code.Text)}
	if message != nil && message.Kind == jsontree.String && x.docs {
		e.Error.Message = message.Text
	}
	x.service.define(a, code.Text)
}

// parse reads JSON inside of a text. why says what keeps it from being read.
func parse(text string) (root *jsontree.Node, why string) {
	text = strings.TrimSpace(text)
	doc, err := jsontree.Parse("", []byte(text))
	if err != nil {
		return nil, malformed(text, err)
	}
	return doc.Root, unsayable(doc.Root)
}

// malformed says in what way a text is no JSON, by what stands where reading
// ended; it says no place, so that the same cause is told in the same words.
func malformed(text string, err error) string {
	faults, ok := err.(spec.Faults)
	if !ok || len(faults) == 0 {
		return "it is not JSON"
	}
	before, at := around(text, faults[0].Pos)
	switch {
	case at == "":
		return "it is not JSON: it ends in the middle"
	case strings.HasPrefix(at, "..") || strings.HasPrefix(at, "…"):
		return "it is not JSON: parts are left out with dots"
	case strings.HasPrefix(at, "//") || strings.HasPrefix(at, "/*") || strings.HasPrefix(at, "#"):
		return "it is not JSON: it has comments"
	case strings.ContainsAny(at[:1], "}]") && strings.HasSuffix(before, ","):
		return "it is not JSON: a comma stands before the end of a list or an object"
	case strings.HasPrefix(at, "'") || strings.ContainsAny(at[:min(len("“"), len(at))], "“”‘’"):
		return "it is not JSON: its quotes are of another kind"
	case before == "" && at[0] == '<':
		return "it is not JSON: it looks like XML"
	}
	return "it is not JSON"
}

// around are what stands before a place in a text, and what stands from there.
func around(text string, pos spec.Pos) (before, at string) {
	offset := 0
	for range pos.Line - 1 {
		offset += strings.IndexByte(text[offset:], '\n') + 1
	}
	for col := 1; col < pos.Col && offset < len(text); col++ {
		_, size := utf8.DecodeRuneInString(text[offset:])
		offset += size
	}
	return strings.TrimSpace(text[:offset]), text[offset:]
}
