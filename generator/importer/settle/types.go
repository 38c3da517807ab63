package settle

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

// typeKeys gives types whose names the language cannot say names that it can.
// Names of types are never sent.
func (s *settling) typeKeys() {
	taken := map[string]bool{}
	for _, e := range s.spec.Types {
		taken[e.Key] = true
	}
	names := map[string]string{}
	for _, e := range s.spec.Types {
		if isTypeKey(e.Key) {
			continue
		}
		name := first(typeKeysFor(e.Key), func(name string) bool { return isTypeKey(name) && !taken[name] })
		taken[name], names[e.Key] = true, name
		s.note(importer.Changed, "types/"+name, fmt.Sprintf("the source calls it %q", e.Key))
	}
	s.renameTypes(names)
}

func isTypeKey(name string) bool {
	t, msg := spec.ParseType(name)
	return msg == "" && t.Kind == spec.NamedType && t.Name == name
}

// typeKeysFor are names for a type whose own is none. They follow from its own
// alone, so that it gets the same one whatever other types there are: for a
// qualified or generic one its words, else all of it spoken out, and a number only
// where that is another type's.
func typeKeysFor(name string) func(yield func(string) bool) {
	base := spoken(name) + "Type"
	switch {
	case qualified.MatchString(name):
		base = strings.Join(strings.FieldsFunc(name, isPunctuation), "_")
	case wholeWord.MatchString(name): // one that the language keeps for itself
		base = name + "Type"
	}
	return func(yield func(string) bool) {
		for n := 2; yield(base); n++ {
			base = fmt.Sprint(spoken(name), "Type", n)
		}
	}
}

var (
	qualified = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*[.$<>«»,][A-Za-z0-9_.$<>«»,]*$`)
	wholeWord = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)
)

func isPunctuation(r rune) bool { return strings.ContainsRune(".$<>«»,", r) }

func isASCIIWord(r rune) bool {
	return r < 0x80 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9')
}

// first is the first of an endless row that will do.
func first(row func(yield func(string) bool), fits func(string) bool) string {
	for name := range row {
		if fits(name) {
			return name
		}
	}
	return ""
}

// renameTypes calls types otherwise, wherever they are named.
func (s *settling) renameTypes(names map[string]string) {
	if len(names) == 0 {
		return
	}
	by := map[string]spec.TypeExpr{}
	for i, e := range s.spec.Types {
		if name, ok := names[e.Key]; ok {
			s.spec.Types[i].Key = name
			by[e.Key] = spec.TypeExpr{Kind: spec.NamedType, Name: name}
		}
	}
	s.replaceTypes(by)
}

// keepTypes finds the types that the old spec calls otherwise than the new one,
// by the fields at which they stand, and keeps the old names of those that the
// importer named itself: types of objects that have none in the source.
func (s *settling) keepTypes() {
	k := &keeping{
		old: s.old, new: s.spec,
		uses: map[string]int{}, names: map[string]string{}, claimed: map[string]bool{}, seen: map[[2]string]bool{},
	}
	for _, f := range s.fields() {
		k.uses[named(f.Type.Value)]++
	}
	before := map[string]message{}
	for _, m := range messages(s.old) {
		before[m.path] = m
	}
	ms := messages(s.spec)
	slices.SortStableFunc(ms, func(a, b message) int { return cmp.Compare(a.path, b.path) })
	for _, m := range ms {
		if o, ok := before[m.path]; ok {
			k.fields(m.owner, o.fields, m.fields)
		}
	}
	s.renameTypes(k.names)
}

// keeping walks the old spec and the new one side by side.
type keeping struct {
	old, new *spec.Service
	// uses counts the fields of each type of the new spec.
	uses map[string]int
	// names are the old names by the new ones; claimed are the old names of them.
	names   map[string]string
	claimed map[string]bool
	seen    map[[2]string]bool
}

// fields goes through the fields that both have.
func (k *keeping) fields(owner string, old, fresh spec.Map[*spec.Field]) {
	before := map[string]*spec.Field{}
	for name, f := range old.All() {
		before[name] = f
	}
	for name, f := range fresh.All() {
		if o, ok := before[name]; ok {
			k.types(owner, named(o.Type.Value), named(f.Type.Value))
		}
	}
}

// types goes on into a pair of types that stand at the same place.
func (k *keeping) types(owner, old, fresh string) {
	pair := [2]string{old, fresh}
	if old == "" || fresh == "" || k.seen[pair] {
		return
	}
	k.seen[pair] = true
	was, ok := k.old.Types.Get(old)
	is, there := k.new.Types.Get(fresh)
	if !ok || !there || was.IsEnum != is.IsEnum {
		return
	}
	if old != fresh && !k.keep(owner, old, fresh) {
		return
	}
	k.fields(fresh, was.Fields, is.Fields)
}

// keep notes that a type keeps its old name, if both names are free for that.
func (k *keeping) keep(owner, old, fresh string) bool {
	if k.names[fresh] != "" || k.claimed[old] {
		return false
	}
	_, stands := k.new.Types.Get(old)
	_, stood := k.old.Types.Get(fresh)
	if stands || stood || k.uses[fresh] != 1 || !strings.HasPrefix(plain(fresh), plain(owner)) {
		return false
	}
	k.names[fresh], k.claimed[old] = old, true
	return true
}

// plain is a name without what parts its words.
func plain(name string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if isASCIIWord(r) {
			return r
		}
		return -1
	}, name))
}

// named is the named type that a type holds in the end, or nothing.
func named(t spec.TypeExpr) string {
	for t.Elem != nil {
		t = *t.Elem
	}
	if t.Kind != spec.NamedType {
		return ""
	}
	return t.Name
}
