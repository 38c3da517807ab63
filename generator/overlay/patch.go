package overlay

import (
	"path"
	"slices"
	"unicode/utf8"

	"github.com/signet-gen/signet/generator/spec"
)

// patch sets and unsets keys of a thing.
func (e *editor) patch(c *spec.Change, n *node, o *outcome) {
	if n.thing == nil {
		return
	}
	from, keys, misfits, ok := c.Keys(n.thing)
	if !ok || len(misfits) > 0 && c.IsWhole() {
		o.misfit(misfits)
		return
	}
	o.taken = true
	if !e.allowed(c, n, keys) {
		o.changed = true // it is told, and not unnecessary
		return
	}
	for _, key := range keys {
		e.key(c, n, from, key, o)
	}
}

// key sets or unsets one key.
func (e *editor) key(c *spec.Change, n *node, from any, key spec.At[string], o *outcome) {
	a := attribute{n.thing, key.Value}
	before, again := e.set[a]
	same := spec.SameKey(n.thing, from, key.Value)
	if !again {
		e.set[a] = setting{c, from, key.Pos}
	}
	switch {
	case again && !spec.SameKey(before.from, from, key.Value):
		e.fault(key.Pos, "two changes are at odds over %s of %s: %s here, and %s at %d:%d; remove one of them", key.Value, n.path(),
			said(from, key.Value), said(before.from, key.Value), before.pos.Line, before.pos.Col)
		o.changed = true // it is told, and not unnecessary
	case same:
		o.same(before.change)
	default:
		spec.CopyKey(n.thing, from, key.Value)
		o.changed = true
	}
}

// saidMost bounds the characters of a value in a message.
const saidMost = 60

// said is what stands under a key, for a message.
func said(thing any, key string) string {
	text := spec.KeyText(thing, key)
	switch {
	case text == "":
		return "absent"
	case utf8.RuneCountInString(text) > saidMost:
		return string([]rune(text)[:saidMost]) + "…"
	}
	return text
}

// allowed refuses what would leave a thing such as no spec can have.
func (e *editor) allowed(c *spec.Change, n *node, keys []spec.At[string]) bool {
	switch t := n.thing.(type) {
	case *spec.Type:
		return e.staysType(c, n, t, keys)
	case *spec.Service:
		return e.keepsVersion(c, t, keys)
	}
	return true
}

// keepsVersion refuses another version than the folder's.
func (e *editor) keepsVersion(c *spec.Change, s *spec.Service, keys []spec.At[string]) bool {
	i := slices.IndexFunc(keys, func(k spec.At[string]) bool { return k.Value == "version" })
	if i < 0 {
		return true
	}
	from, _, _, _ := c.Keys(s)
	if folder := path.Base(s.Dir); from.(*spec.Service).Version.Value != folder {
		e.fault(keys[i].Pos, "version must be %s, as its folder is called: move the folder instead", folder)
		return false
	}
	return true
}

// staysType refuses to leave a type with both fields and enum, or neither.
func (e *editor) staysType(c *spec.Change, n *node, t *spec.Type, keys []spec.At[string]) bool {
	has := map[string]bool{"fields": !t.IsEnum, "enum": t.IsEnum}
	pos := c.At.Pos
	for _, k := range keys {
		if _, ok := has[k.Value]; ok {
			has[k.Value] = !slices.Contains(c.Unset, k)
			pos = k.Pos
		}
	}
	switch {
	case has["fields"] && has["enum"] && t.IsEnum:
		e.fault(pos, "%s has enum, and a type has fields or enum, not both: add unset: [enum]", n.path())
	case has["fields"] && has["enum"]:
		e.fault(pos, "%s has fields, and a type has fields or enum, not both: add unset: [fields]", n.path())
	case !has["fields"] && !has["enum"]:
		e.fault(pos, "%s would have neither fields nor enum: set one of them, or remove the type", n.path())
	default:
		return true
	}
	return false
}
