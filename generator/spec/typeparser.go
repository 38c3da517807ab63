package spec

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// String writes the expression as a spec does: list of map of Task.
func (t TypeExpr) String() string {
	switch t.Kind {
	case ListType:
		return "list of " + t.Elem.String()
	case MapType:
		return "map of " + t.Elem.String()
	}
	return t.Name
}

const (
	typeNamePattern = `[A-Za-z][A-Za-z0-9_.-]*`
	// maxTypeDepth bounds list of list of ….
	maxTypeDepth = 8
)

// foreignTypes are the names that other languages have for our scalars. No
// type of a spec may be called so: a slip would be taken for a reference.
var foreignTypes = map[string]string{
	"str": "string", "text": "string", "String": "string", "Str": "string",
	"boolean": "bool", "Bool": "bool", "Boolean": "bool",
	"int": "int64", "integer": "int64", "long": "int64", "Int": "int64", "Integer": "int64", "Long": "int64",
	"Int32": "int32", "Int64": "int64", "short": "int32", "int8": "int32", "int16": "int32",
	"uint": "uint64", "Uint64": "uint64", "uint32": "uint64", "uint16": "uint64", "uint8": "uint64", "byte": "uint64",
	"float": "float64", "double": "float64", "number": "float64", "decimal": "float64",
	"Float": "float64", "Double": "float64", "float32": "float64", "Float64": "float64",
	"time": "timestamp", "dateTime": "timestamp", "Timestamp": "timestamp", "DateTime": "datetime", "Datetime": "datetime",
	"Date": "date", "bytes": "binary", "blob": "binary", "file": "binary", "Binary": "binary",
	"object": "any", "interface": "any", "Any": "any", "array": "list of any", "dict": "map of any",
	"list": "list of any", "map": "map of any", "List": "list of any", "Map": "map of any", "of": "any",
}

// ReservedType reports whether a name means something in the language, or is
// so near to such a name that no type of a spec may bear it.
func ReservedType(name string) bool {
	_, foreign := foreignTypes[name]
	return foreign || slices.Contains(Scalars, name)
}

var typeName = regexp.MustCompile("^" + typeNamePattern + "$")

// ParseType reads a type expression: a scalar, the name of a type, list of T or
// map of T, with single spaces. Whether the types that it names exist is for
// others to say. The second result says what is wrong, with what was probably
// meant, and is empty when all is well; the type is then that probable one, or any.
func ParseType(text string) (TypeExpr, string) {
	if t, ok := parseType(text); ok {
		return t, ""
	}
	if meant, ok := parseType(repairType(text, 0)); ok {
		return meant, quote(text) + " is not a type; did you mean " + meant.String() + "?"
	}
	return TypeExpr{Name: "any"}, quote(text) + " is not a type: write " + strings.Join(Scalars, ", ") +
		", the name of a type of types.yaml, list of T or map of T"
}

func parseType(text string) (TypeExpr, bool) {
	var kinds []TypeKind
	for len(kinds) <= maxTypeDepth {
		if rest, ok := strings.CutPrefix(text, "list of "); ok {
			kinds, text = append(kinds, ListType), rest
		} else if rest, ok := strings.CutPrefix(text, "map of "); ok {
			kinds, text = append(kinds, MapType), rest
		} else {
			break
		}
	}
	_, foreign := foreignTypes[text]
	if foreign || len(kinds) > maxTypeDepth || !typeName.MatchString(text) {
		return TypeExpr{}, false
	}
	t := TypeExpr{Kind: NamedType, Name: text}
	if slices.Contains(Scalars, text) {
		t.Kind = ScalarType
	}
	for _, kind := range slices.Backward(kinds) {
		elem := t
		t = TypeExpr{Kind: kind, Elem: &elem}
	}
	return t, true
}

// typeRepairs are the ways in which other languages write lists, maps and
// optional values. The last group of each is the element.
var typeRepairs = []struct {
	form *regexp.Regexp
	to   string
}{
	{regexp.MustCompile(`^(?:\[\]|\[\.\.\.\])(.+)$`), "list of "},
	{regexp.MustCompile(`^(.+)\[\]$`), "list of "},
	{regexp.MustCompile(`^\[(.+)\]$`), "list of "},
	{regexp.MustCompile(`(?i)^(?:list|array|set|seq|sequence|repeated)(?:\s+of\s+|\s+)(.+)$`), "list of "},
	{regexp.MustCompile(`(?i)^(?:list|array|set|seq)\s*[<\[(](.+)[>\])]$`), "list of "},
	{regexp.MustCompile(`(?i)^(?:map|dict|dictionary)(?:\s+of)?\s+string\s+(?:to\s+)?(.+)$`), "map of "},
	{regexp.MustCompile(`(?i)^(?:map|dict|dictionary)(?:\s+of\s+|\s+)(.+)$`), "map of "},
	{regexp.MustCompile(`(?i)^map\[string\]\s*(.+)$`), "map of "},
	{regexp.MustCompile(`(?i)^(?:map|dict|dictionary)\s*[<\[(](?:string\s*,\s*)?(.+)[>\])]$`), "map of "},
	{regexp.MustCompile(`^[*?](.+)$`), ""},
	{regexp.MustCompile(`^(.+)\?$`), ""},
	{regexp.MustCompile(`(?i)^(?:optional\s+|optional\s*<)(.+?)>?$`), ""},
}

// repairType writes in our manner what was probably meant, if it can.
func repairType(text string, depth int) string {
	text = strings.TrimSpace(text)
	if ours, ok := foreignTypes[text]; ok {
		return ours
	}
	if len(text) > 200 || depth > maxTypeDepth || typeName.MatchString(text) {
		return text
	}
	for _, r := range typeRepairs {
		if m := r.form.FindStringSubmatch(text); m != nil {
			return r.to + repairType(m[1], depth+1)
		}
	}
	return text
}

// foreignTypeNames are the keys of foreignTypes in order.
func foreignTypeNames() []string { return slices.Sorted(maps.Keys(foreignTypes)) }
