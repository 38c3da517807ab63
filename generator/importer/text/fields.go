package text

import (
	"regexp"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

var identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]*$`)

// isName reports whether a text can be the name of a parameter or a member.
func isName(text string) bool {
	return len(text) <= 100 && identifier.MatchString(unmarked(strings.Trim(unescaped(text), "`")))
}

// use is what the fields of a table are for.
type use int

const (
	parameter use = iota
	member
	typeMember
)

// fieldTable is a table of fields.
type fieldTable struct {
	path string
	use  use
	// columns are those that a table without a head is taken to have.
	columns []column
}

// fields reads the table of fields in lines. What stands before the table is
// kept as unread.
func (r *reader) fields(lines []line, ft fieldTable) (spec.Map[*spec.Field], []line) {
	t, before, body := r.findTable(lines, ft)
	if t == nil {
		return nil, before
	}
	a := &rows{table: t, starts: isName, isType: r.isType}
	a.read(body)
	r.guesses(ft.path, a.guessed)
	fields := spec.Map[*spec.Field]{}
	seen := map[string]*spec.Field{}
	for _, w := range a.all {
		name, f := r.field(t, w, ft)
		switch first, again := seen[name]; {
		case f == nil:
		case again && alike(first, f):
			r.note(importer.Skipped, w.number, ft.path+"/"+name, "the table has it twice")
		case again:
			r.note(importer.Skipped, w.number, ft.path+"/"+name, "the table has it twice, and not alike: the first counts")
		default:
			seen[name] = f
			importer.Add(&fields, name, f)
		}
	}
	return fields, append(before, a.unread...)
}

// guesses names the lines that were taken for the rest of a cell.
func (r *reader) guesses(path string, lines []line) {
	for _, l := range lines {
		r.note(importer.Remark, l.number, path, "taken for the rest of the description before it: %s", quote(l.text))
	}
}

func alike(a, b *spec.Field) bool {
	return a.Type.Value.String() == b.Type.Value.String() && a.Required.Value == b.Required.Value
}

// findTable finds the head of a table and the lines below it. Where a page lost
// the head, the rows show what the columns are.
func (r *reader) findTable(lines []line, ft fieldTable) (t *table, before, body []line) {
	for i, l := range lines {
		if t = readHeader(l.text); t != nil {
			return t, before, lines[i+1:]
		}
		if t, taken := standingHeader(lines, i); t != nil {
			return t, before, lines[i+taken:]
		}
		headless := &rows{table: plainTable(ft.columns...), starts: isName, isType: r.isType}
		if cells := byTabs(l.text); len(cells) > 1 && headless.begins(cells) {
			r.note(importer.Remark, l.number, ft.path, "the table has no head: its columns are taken to be those of other tables")
			return headless.table, before, lines[i:]
		}
		if !isRuler(l.text) {
			before = append(before, l)
		}
	}
	return nil, before, nil
}

// field is what a row says, or nil when that is a parameter that all calls have.
func (r *reader) field(t *table, w *row, ft fieldTable) (string, *spec.Field) {
	name := w.cell(t, nameColumn)
	text := marked(w.cell(t, docColumn))
	if ft.use == parameter && r.isCommon(name, text) || ft.use == member && name == r.cloud.requestID {
		return name, nil
	}
	path := ft.path + "/" + name
	f := &spec.Field{}
	f.Type = importer.Set(r.fieldType(w.cell(t, typeColumn), w.number, path))
	if f.Type.Value.Kind == spec.ListType {
		name = strings.TrimSuffix(name, ".N") // the items of a list, as it is sent
	}
	if t.has(requiredColumn) && ft.use != member {
		word := w.cell(t, requiredColumn)
		if yes, ok := yesNo(word); yes {
			f.Required = importer.Set(true)
		} else if !ok {
			r.note(importer.Unread, w.number, path, "Required is %s, neither Yes nor No: it is taken for No", quote(word))
		}
	}
	if t.has(defaultColumn) && ft.use != member && !f.Required.Value {
		f.Default = scalar(f.Type.Value, strings.Trim(marked(w.cell(t, defaultColumn)), "`"))
	}
	r.facts(f, text, ft.use)
	if secret.MatchString(name) && f.Type.Value.String() == "string" {
		f.Sensitive = importer.Set(true)
	}
	return name, f
}

// secret is what the names of secrets end in.
var secret = regexp.MustCompile(`(?i)(password|passwd|secretkey|privatekey|accesskeysecret)$`)

var commonMark = regexp.MustCompile(`(?i)^common (?:request )?param`)

// isCommon holds for the parameters of every call, which tables of parameters repeat.
func (r *reader) isCommon(name, text string) bool {
	if !commonMark.MatchString(text) {
		return false
	}
	for _, c := range r.cloud.common {
		if c == name {
			return true
		}
	}
	return false
}

var (
	arrayOf  = regexp.MustCompile(`(?i)^(?:array|list)\s*(?:of\s+|<)\s*(.+?)>?$`)
	typeWord = regexp.MustCompile(`^[A-Z][A-Za-z0-9_]*$`)
)

// maxLists is how deep lists may be nested.
const maxLists = 4

// typeOf reads a type as the tables write it: Array of Task.
func (r *reader) typeOf(text string, depth int) (spec.TypeExpr, bool) {
	text = strings.Join(strings.Fields(text), " ")
	if name, ok := r.cloud.scalars[strings.ToLower(text)]; ok {
		return spec.TypeExpr{Kind: spec.ScalarType, Name: name}, true
	}
	if m := arrayOf.FindStringSubmatch(text); m != nil && depth < maxLists {
		elem, ok := r.typeOf(m[1], depth+1)
		return spec.TypeExpr{Kind: spec.ListType, Elem: &elem}, ok
	}
	if typeWord.MatchString(text) && !spec.ReservedType(text) && len(text) <= 100 {
		return spec.TypeExpr{Kind: spec.NamedType, Name: text}, true
	}
	return spec.TypeExpr{}, false
}

// isType reports whether a text is a type, or the first part of one.
func (r *reader) isType(text string) bool {
	text = unmarked(strings.Trim(text, "`"))
	if _, ok := r.typeOf(text, 0); ok {
		return true
	}
	return strings.EqualFold(text, "array of") || strings.EqualFold(text, "array")
}

// fieldType is the type of a field; any where the table has none that makes sense.
func (r *reader) fieldType(text string, number int, path string) spec.TypeExpr {
	t, ok := r.typeOf(text, 0)
	if ok {
		return t
	}
	anything := spec.TypeExpr{Kind: spec.ScalarType, Name: "any"}
	if strings.EqualFold(text, "array") || strings.EqualFold(text, "list") {
		r.note(importer.Unread, number, path, "the type is %s, which does not say of what: it is taken for any", quote(text))
		return spec.TypeExpr{Kind: spec.ListType, Elem: &anything}
	}
	r.note(importer.Unread, number, path, "the type is %s, which is none: it is taken for any", quote(text))
	return anything
}
