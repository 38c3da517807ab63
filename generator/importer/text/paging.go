package text

import (
	"regexp"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

var reading = regexp.MustCompile(`^(?:Describe|List|Get|Query)(?:[A-Z0-9_]|$)`)

// effectOf is what the verb of an action shows for certain: that it only reads.
func effectOf(action string) spec.At[string] {
	if reading.MatchString(action) {
		return importer.Set("read")
	}
	return spec.At[string]{}
}

// pagerOf finds the parameters by which an action that reads is read page by
// page, where its shape leaves no doubt: they bear the usual names and types,
// and the reply holds one list and no more.
func (r *reader) pagerOf(a *spec.Action) *spec.Paginate {
	items, ok := onlyList(a.Output)
	if !ok || a.Effect.Value != "read" {
		return nil
	}
	p := &spec.Paginate{Items: importer.Set(items)}
	switch {
	case typed(a.Input, "int64", "Offset") != "" && typed(a.Input, "int64", "Limit") != "" && !r.says(a.Input, "Offset", pages):
		p.By, p.Offset, p.Limit = importer.Set("offset"), importer.Set("Offset"), importer.Set("Limit")
	case typed(a.Input, "int64", "PageNumber", "PageNo") != "" && typed(a.Input, "int64", "PageSize", "Limit") != "" && !r.fromZero(a.Input):
		p.By = importer.Set("number")
		p.Number = importer.Set(typed(a.Input, "int64", "PageNumber", "PageNo"))
		p.Limit = importer.Set(typed(a.Input, "int64", "PageSize", "Limit"))
	case typed(a.Input, "string", "NextToken") != "" && typed(a.Output, "string", "NextToken") != "":
		p.By, p.Token, p.Next = importer.Set("token"), importer.Set("NextToken"), importer.Set("NextToken")
		p.Limit = importer.SetText(typed(a.Input, "int64", "MaxResults", "Limit"))
	default:
		return nil
	}
	p.Total = importer.SetText(typed(a.Output, "int64", "TotalCount", "TotalNumber", "Total", "TotalNum"))
	return p
}

// onlyList is the one member that is a list.
func onlyList(fields spec.Map[*spec.Field]) (string, bool) {
	var lists []string
	for name, f := range fields.All() {
		if f.Type.Value.Kind == spec.ListType {
			lists = append(lists, name)
		}
	}
	if len(lists) != 1 {
		return "", false
	}
	return lists[0], true
}

// typed is the first of names that a field of a type bears, or nothing.
func typed(fields spec.Map[*spec.Field], want string, names ...string) string {
	for _, name := range names {
		if f, ok := fields.Get(name); ok && f.Type.Value.String() == want {
			return name
		}
	}
	return ""
}

var (
	pages = regexp.MustCompile(`(?i)\bpage (?:number|no\b|index)`)
	zero  = regexp.MustCompile(`(?i)(?:from|with|at) (?:0|zero)\b`)
)

// says reports whether the description of a field matches.
func (r *reader) says(fields spec.Map[*spec.Field], name string, what *regexp.Regexp) bool {
	f, _ := fields.Get(name)
	return what.MatchString(r.prose[f])
}

// fromZero holds for page numbers that count from zero.
func (r *reader) fromZero(fields spec.Map[*spec.Field]) bool {
	name := typed(fields, "int64", "PageNumber", "PageNo")
	f, _ := fields.Get(name)
	return f.Default != nil && f.Default.Text == "0" || r.says(fields, name, zero)
}
