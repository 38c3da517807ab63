package settle

import (
	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

// keepMethods keeps the iterators and waiters of actions that have none now:
// an importer finds a pager where a reply has one list, and the vendor may add
// another one. What does not hold together any more is taken out like all else.
func (s *settling) keepMethods() {
	before := map[string]*spec.Action{}
	for name, a := range s.old.Actions.All() {
		before[name] = a
	}
	for name, a := range s.spec.Actions.All() {
		old := before[name]
		if old == nil {
			continue
		}
		if a.Paginate == nil && old.Paginate != nil {
			a.Paginate = spec.Clone(old.Paginate)
			s.note(importer.Remark, "actions/"+name, "it keeps its pager, though the source tells of none any more")
		}
		if a.Waiters == nil && old.Waiters != nil {
			a.Waiters = old.Waiters
			s.note(importer.Remark, "actions/"+name, "it keeps its waiters")
		}
	}
}
