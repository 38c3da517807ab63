package alibaba

import (
	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

// The names that the vendor has for the parts of paging.
var (
	pageNumbers = []string{"PageNumber", "CurrentPage", "PageNo", "PageNum", "PageIndex", "Page"}
	pageSizes   = []string{"PageSize", "MaxResults", "MaxResult", "Limit", "MaxItems"}
	tokens      = []string{"NextToken", "NextPageToken", "Marker"}
	totals      = []string{"TotalCount", "Total", "TotalRecordCount", "TotalRecords", "TotalNum", "TotalItems", "TotalSize"}
)

// readPaging finds out how to read all pages: by the names of parameters and
// members, where the reply has one list. What else the file tells of an action
// does not count, so that no iterator goes when it changes.
func (s *service) readPaging(a *spec.Action, action string) {
	if !readsByName(action, true) {
		return
	}
	items, ok := s.onlyItems(a)
	if !ok {
		return
	}
	limit := first(a.Input, pageSizes, isCount)
	if number := first(a.Input, pageNumbers, isCount); number != "" && limit != "" && startsAtOne(a, number) {
		if total, known := s.total(a, items); known {
			a.Paginate = &spec.Paginate{
				By: importer.Set("number"), Number: importer.Set(number), Limit: importer.SetText(limit),
				Items: importer.Set(items), Total: importer.SetText(total),
			}
			return
		}
	}
	for _, name := range tokens {
		next := s.beside(a, items, []string{name, "NextToken", "NextPageToken"}, isText)
		if token := first(a.Input, []string{name}, isText); token != "" && next != "" {
			a.Paginate = &spec.Paginate{
				By: importer.Set("token"), Token: importer.Set(token), Next: importer.Set(next),
				Limit: importer.SetText(limit), Items: importer.Set(items),
			}
			return
		}
	}
}

func isCount(t spec.TypeExpr) bool { return isScalar(t, "int32", "int64") }

func isText(t spec.TypeExpr) bool { return isScalar(t, "string") }

// first is the first of some names that a field of a fitting type bears.
func first(fields spec.Map[*spec.Field], names []string, fits func(spec.TypeExpr) bool) string {
	for _, name := range names {
		if f, ok := fields.Get(name); ok && fits(f.Type.Value) && f.In.Value != "header" {
			return name
		}
	}
	return ""
}

// startsAtOne reports whether pages count from 1 as far as the file tells.
func startsAtOne(a *spec.Action, number string) bool {
	f, _ := a.Input.Get(number)
	return !(f.Default != nil && f.Default.Text == "0") && !(f.Example != nil && f.Example.Text == "0") &&
		!(f.Min != nil && f.Min.Text == "0")
}

// onlyItems is the path of the one list of a reply: among its members, or else
// among those of its one object.
func (s *service) onlyItems(a *spec.Action) (string, bool) {
	name, lists := onlyMember(a.Output, func(t spec.TypeExpr) bool { return t.Kind == spec.ListType })
	if lists != 0 {
		return name, lists == 1
	}
	outer, objects := onlyMember(a.Output, s.isObject)
	if objects != 1 {
		return "", false
	}
	f, _ := a.Output.Get(outer)
	inner, lists := onlyMember(s.types[f.Type.Value.Name].Fields, func(t spec.TypeExpr) bool { return t.Kind == spec.ListType })
	return outer + "." + inner, lists == 1
}

// onlyMember is the last member of a kind, and how many there are.
func onlyMember(fields spec.Map[*spec.Field], is func(spec.TypeExpr) bool) (name string, count int) {
	for key, f := range fields.All() {
		if is(f.Type.Value) {
			name, count = key, count+1
		}
	}
	return name, count
}

// total is the path of the number of all items, empty where that is a text. A
// reply that has neither does not tell that it is one page of many.
func (s *service) total(a *spec.Action, items string) (path string, known bool) {
	if path = s.beside(a, items, totals, isCount); path != "" {
		return path, true
	}
	return "", s.beside(a, items, totals, isText) != "" || s.beside(a, items, pageNumbers, isCount) != ""
}

// beside is the path of a member beside the list, or at the top of the reply.
func (s *service) beside(a *spec.Action, items string, names []string, fits func(spec.TypeExpr) bool) string {
	for name, f := range a.Output.All() {
		if t := f.Type.Value; t.Kind == spec.NamedType && len(items) > len(name) && items[:len(name)+1] == name+"." {
			if found := first(s.types[t.Name].Fields, names, fits); found != "" {
				return name + "." + found
			}
		}
	}
	return first(a.Output, names, fits)
}
