package text

import (
	"regexp"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// shower reads the section of an action's examples.
type shower struct {
	*reader
	name   string
	action *spec.Action
	found  []*spec.Example
	unread []line
}

var (
	exampleTitle = regexp.MustCompile(`(?i)^(?:#{1,6}\s*)?(?:\*\*)?(?:Example|Sample)\s*\d+\s*[.:：、-]?\s*(.*?)(?:\*\*)?$`)
	ioTitle      = regexp.MustCompile(`(?i)^(?:#{1,6}\s*)?(?:\*\*)?(input|request|output|response)\s+(?:example|sample)s?(?:\*\*)?\s*[:：]?(?:\*\*)?$`)
)

// read divides the section at its titles.
func (x *shower) read(lines []line) {
	from := 0
	for i, l := range lines {
		if exampleTitle.MatchString(l.bare()) {
			x.example(lines[from:i])
			from = i
		}
	}
	x.example(lines[from:])
}

// example reads one example: its title, and what stands below the titles of its
// request and its reply. The sentences between are left out.
func (x *shower) example(lines []line) {
	if onlyBlank(lines) {
		return
	}
	e := &spec.Example{Verbatim: importer.Set(true)}
	number := lines[nearest(lines, -1, 1)].number
	var request, reply []line
	to := &[]line{}
	for _, l := range lines {
		if m := exampleTitle.FindStringSubmatch(l.bare()); m != nil {
			e.Title = x.doc(prose(marked(m[1])))
			continue
		}
		if m := ioTitle.FindStringSubmatch(l.bare()); m != nil {
			if to = &reply; strings.EqualFold(m[1], "input") || strings.EqualFold(m[1], "request") {
				to = &request
			}
			continue
		}
		*to = append(*to, l)
	}
	if onlyBlank(request) && onlyBlank(reply) {
		x.unread = append(x.unread, lines...)
		return
	}
	e.Input = x.request(request)
	x.reply(e, reply)
	if e.Input == nil && e.Output == nil && e.Error == nil {
		x.note(importer.Skipped, number, "actions/"+x.name, "the example shows neither a request nor a reply that can be read")
		return
	}
	x.shown[e] = number
	x.found = append(x.found, e)
}

// reply reads what an example answers.
func (x *shower) reply(e *spec.Example, lines []line) {
	lines = uncoded(lines)
	at := nearest(lines, -1, 1)
	if at < 0 {
		return
	}
	if strings.HasPrefix(lines[at].bare(), "<") {
		e.Output = x.xmlReply(lines[at:])
		return
	}
	members := x.object(lines[at:], "reply")
	if members == nil {
		return
	}
	if inner := members.Get("Response"); inner != nil && inner.Kind == jsontree.Object {
		members = inner
	}
	if failure := members.Get("Error"); failure != nil && failure.Get("Code") != nil && x.field("Error") == nil {
		e.Error = &spec.ExampleError{Code: importer.Set(failure.Get("Code").Text)}
		if message := failure.Get("Message"); message != nil {
			e.Error.Message = x.doc(message.Text)
		}
		return
	}
	e.Output = members.Value()
}

// field is a member of the action's reply.
func (x *shower) field(name string) *spec.Field {
	f, _ := x.action.Output.Get(name)
	return f
}

// uncoded are lines without the marks of code around them.
func uncoded(lines []line) []line {
	var kept []line
	for _, l := range lines {
		if !l.isFence() {
			kept = append(kept, l)
		}
	}
	return kept
}
