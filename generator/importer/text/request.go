package text

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

var (
	commonHint  = regexp.MustCompile(`(?i)&?\s*(?:<|&lt;)\s*common (?:request )?param[^>&]*(?:>|&gt;)?`)
	requestLine = regexp.MustCompile(`(?i)^(?:GET|POST)\s+(\S+)(?:\s+HTTP/[\d.]+)?$`)
	headerLine  = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9-]*)\s*:\s*(.*)$`)
	formStart   = regexp.MustCompile(`^&?[A-Za-z][\w.]*=`)
)

// request reads what an example sends: an address with parameters, or a
// message with headers and a body.
func (x *shower) request(lines []line) *spec.Value {
	lines = withoutHints(uncoded(lines))
	at := nearest(lines, -1, 1)
	if at < 0 {
		return nil
	}
	lines = lines[at:]
	first := lines[0].bare()
	target := first
	if m := requestLine.FindStringSubmatch(first); m != nil {
		target = m[1]
		return x.message(target, lines)
	}
	switch {
	case strings.Contains(first, "://"), formStart.MatchString(first):
		return x.address(lines)
	case strings.HasPrefix(first, "{"):
		return x.body(lines)
	}
	x.unread = append(x.unread, lines...)
	return nil
}

// withoutHints leaves the words out that stand for the common parameters.
func withoutHints(lines []line) []line {
	kept := make([]line, len(lines))
	for i, l := range lines {
		kept[i] = l
		if commonHint.MatchString(l.text) {
			kept[i].text = strings.TrimSpace(commonHint.ReplaceAllString(l.text, ""))
		}
	}
	return kept
}

// message reads a request with headers, as POST has them.
func (x *shower) message(target string, lines []line) *spec.Value {
	rest := lines[1:]
	for len(rest) > 0 {
		m := headerLine.FindStringSubmatch(rest[0].bare())
		if m == nil && !rest[0].blank() {
			break
		}
		if m != nil && strings.EqualFold(m[1], "X-TC-Action") && !x.isOurs(m[2], rest[0].number) {
			return nil
		}
		rest = rest[1:]
	}
	switch {
	case len(rest) > 0 && strings.HasPrefix(rest[0].bare(), "{"):
		return x.body(rest)
	case len(rest) > 0 && formStart.MatchString(rest[0].bare()):
		return x.address(rest)
	case len(rest) == 0 && strings.Contains(target, "?"):
		return x.address([]line{{number: lines[0].number, text: target}})
	}
	x.unread = append(x.unread, rest...)
	if len(rest) > 0 {
		return nil
	}
	return &spec.Value{Kind: spec.MapValue}
}

// isOurs reports whether an example is one of the action; another's is named.
func (x *shower) isOurs(action string, number int) bool {
	if action == "" || action == x.name {
		return true
	}
	x.note(importer.Skipped, number, "actions/"+x.name, "the request of the example is one of %s: it is left out", quote(action))
	return false
}

// body reads parameters as JSON.
func (x *shower) body(lines []line) *spec.Value {
	n := x.object(lines, "request")
	if n == nil {
		return nil
	}
	v := n.Value()
	v.Members = slices.DeleteFunc(v.Members, func(e spec.Entry[*spec.Value]) bool { return x.isImplied(e.Key) })
	return v
}

// isImplied holds for parameters of every call that are not the action's own.
func (x *shower) isImplied(name string) bool {
	_, own := x.action.Input.Get(name)
	return !own && slices.Contains(x.cloud.common, name)
}

// address reads parameters out of an address or a form, which may go over
// several lines.
func (x *shower) address(lines []line) *spec.Value {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.bare())
	}
	text := b.String()
	if i := strings.IndexByte(text, '?'); i >= 0 {
		text = text[i+1:]
	} else if strings.Contains(text, "://") {
		if i := slices.IndexFunc(lines, func(l line) bool { return strings.HasPrefix(l.bare(), "{") }); i >= 0 {
			return x.body(lines[i:])
		}
		text = ""
	}
	root := &param{}
	for pair := range strings.SplitSeq(text, "&") {
		name, value, ok := strings.Cut(strings.TrimSpace(pair), "=")
		switch {
		case pair == "":
		case name == "Action" && x.isImplied(name):
			if !x.isOurs(unescape(value), lines[0].number) {
				return nil
			}
		case x.isImplied(name):
		case !ok || !identifier.MatchString(name) || !root.set(strings.Split(name, "."), unescape(value)):
			x.note(importer.Unread, lines[0].number, "actions/"+x.name, "the request of the example holds %s", quote(pair))
		}
	}
	return root.value(x.reader, x.action.Input)
}

func unescape(text string) string {
	text = strings.TrimSpace(text)
	if plain, err := url.PathUnescape(text); err == nil {
		return plain
	}
	return text
}

// param is a parameter of a form, or the parameters below it: Filters.0.Name.
type param struct {
	leaf  bool
	text  string
	names []string
	below map[string]*param
}

// maxParts is how deep parameters may be nested.
const maxParts = 20

// set adds a value below p; it does not where another is in its way.
func (p *param) set(parts []string, text string) bool {
	if len(parts) > maxParts || p.leaf || slices.Contains(parts, "") {
		return false
	}
	next, ok := p.below[parts[0]]
	if !ok {
		next = &param{leaf: len(parts) == 1, text: text}
		if p.below == nil {
			p.below = map[string]*param{}
		}
		p.below[parts[0]] = next
		p.names = append(p.names, parts[0])
		if next.leaf {
			return true
		}
	}
	return len(parts) > 1 && next.set(parts[1:], text)
}

// value is the parameters as a value, by the types of the fields.
func (p *param) value(r *reader, fields spec.Map[*spec.Field]) *spec.Value {
	v := &spec.Value{Kind: spec.MapValue}
	for _, name := range p.names {
		t := spec.TypeExpr{}
		if f, ok := fields.Get(name); ok {
			t = f.Type.Value
		}
		importer.Add(&v.Members, name, p.below[name].typed(r, t))
	}
	return v
}

// typed is a parameter as a value of a type.
func (p *param) typed(r *reader, t spec.TypeExpr) *spec.Value {
	if p.leaf {
		if v := scalar(t, p.text); v != nil {
			return v
		}
		return &spec.Value{Kind: spec.StringValue, Text: p.text}
	}
	if items := p.items(); items != nil && (t.Kind == spec.ListType || t.Name == "") {
		v := &spec.Value{Kind: spec.ListValue}
		elem := spec.TypeExpr{}
		if t.Elem != nil {
			elem = *t.Elem
		}
		for _, item := range items {
			v.Items = append(v.Items, item.typed(r, elem))
		}
		return v
	}
	return p.value(r, r.fieldsOf(t))
}

// fieldsOf are the members of a structure.
func (r *reader) fieldsOf(t spec.TypeExpr) spec.Map[*spec.Field] {
	if named, ok := r.described[t.Name]; ok {
		return named.Fields
	}
	return nil
}

// items are the parameters below p in the order of their numbers, where they
// all are numbers.
func (p *param) items() []*param {
	var numbers []int
	for _, name := range p.names {
		n, err := strconv.Atoi(name)
		if err != nil || n < 0 {
			return nil
		}
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	var items []*param
	for _, n := range numbers {
		if item := p.below[strconv.Itoa(n)]; item != nil {
			items = append(items, item)
		}
	}
	return items
}
