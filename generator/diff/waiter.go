package diff

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/signet-gen/signet/generator/model"
)

// waiters compares the methods that wait by repeating an action.
func (c *comparison) waiters(at place, old, new *model.Action) {
	for _, p := range pairWaiters(old.Waiters, new.Waiters) {
		switch {
		case p.old == nil:
			name := p.new.Method()
			at.about(c.added(methodsNamed(new, name)...)...).tell(Safe, Added, "", name, "the waiter %s was added", name)
		case p.new == nil:
			name := p.old.Method()
			at.about(c.symbols(methodsNamed(old, name)...)...).tell(Compile, Removed, name, "", "the waiter %s is gone", name)
		default:
			at.about(c.symbols(methodsNamed(old, p.old.Method())...)...).waiter(p.old, p.new)
		}
	}
}

// pairWaiters finds waiters of one name, and then those that wait for the same.
func pairWaiters(old, new []*model.Waiter) []pair[model.Waiter] {
	return pairs(old, new,
		func(w *model.Waiter) string { return w.GoName },
		func(w *model.Waiter) string { return conditions(w.Until) + "; " + conditions(w.FailWhen) })
}

// waiter compares what a method waits for, and how.
func (p place) waiter(old, new *model.Waiter) {
	name := new.Method()
	if old.GoName != new.GoName {
		p.tell(Compile, Renamed, old.Method(), name, "the waiter is called %s instead of %s", name, old.Method())
	}
	p.differs("what "+name+" waits for", conditions(old.Until), conditions(new.Until))
	p.differs("what ends "+name+" by an error", conditions(old.FailWhen), conditions(new.FailWhen))
	p.differs("the time until "+name+" calls again", orDefault(old.Every), orDefault(new.Every))
	p.differs("the time that "+name+" takes at most", orDefault(old.Timeout), orDefault(new.Timeout))
	p.described(old.Doc, new.Doc)
}

// orDefault is a time, or a word for the runtime's own.
func orDefault(time string) string { return cmp.Or(time, "the default") }

// conditions are those of which one ends a wait.
func conditions(all []*model.Condition) string {
	texts := make([]string, len(all))
	for i, c := range all {
		texts[i] = condition(c)
	}
	return strings.Join(texts, " or ")
}

// condition is such as all Items.State in ["ready"], as many as ItemIds.
func condition(c *model.Condition) string {
	if c.Error != nil {
		return "the error " + c.Error.Code
	}
	text := fmt.Sprintf("%s in %q", strings.TrimSpace(c.Match+" "+dotted(c.Path)), c.In)
	if c.Count != nil {
		text += ", as many as " + c.Count.Name
	}
	return text
}
