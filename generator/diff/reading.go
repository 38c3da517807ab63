package diff

import (
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/model"
)

// reading compares what is there for actions that only read: their methods of
// the client that does nothing else, and their presigned URLs.
func (c *comparison) reading(at place, old, new *model.Action) {
	reads := func(a *model.Action) bool { return a.Effect == model.Read }
	switch {
	case reads(old) && !reads(new):
		at.about(c.symbols(readOnlyNames(old)...)...).tell(Compile, Removed, "", "", "ReadOnlyClient has it no more")
	case !reads(old) && reads(new):
		at.about(c.added(readOnlyNames(new)...)...).tell(Safe, Added, "", "", "ReadOnlyClient has it, too")
	}
	switch {
	case old.IsPresignable() && !new.IsPresignable():
		at.about(c.symbol(old.Input.GoName)).tell(Compile, Removed, "", "", "Presign does not take its input any more")
	case !old.IsPresignable() && new.IsPresignable():
		at.about(c.added(new.Input.GoName)...).tell(Safe, Added, "", "", "Presign takes its input")
	}
}

// readOnlyNames are the methods of an action that the client has that only reads.
func readOnlyNames(a *model.Action) []string {
	return slices.DeleteFunc(callNames(a), func(name string) bool { return !strings.HasPrefix(name, "ReadOnlyClient.") })
}

// readOnly compares whether a package has the client that only reads, and
// presigned URLs, at all: it has them where an action does.
func (c *comparison) readOnly() {
	reads := func(a *model.Action) bool { return a.Effect == model.Read }
	c.ability("the client that only reads", reads, "ReadOnlyClient", "Client.ReadOnly", "ReadOnlyClient.With")
	c.ability("the way to presigned URLs", (*model.Action).IsPresignable, "Presignable", "Client.Presign", "ReadOnlyClient.Presign")
}

// ability compares whether there is what some actions ask for.
func (c *comparison) ability(what string, asks func(*model.Action) bool, names ...string) {
	had, has := slices.ContainsFunc(c.old.Actions, asks), slices.ContainsFunc(c.new.Actions, asks)
	switch {
	case had && !has:
		c.at("service", c.symbols(names...)...).tell(Compile, Removed, names[0], "", "%s is gone: no action is left that could use it", what)
	case !had && has:
		c.at("service", c.added(names...)...).tell(Safe, Added, "", names[0], "%s was added", what)
	}
}
