package diff

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
)

// TextOptions say how much a text tells.
type TextOptions struct {
	// Verbose lists what is else only counted: changes of descriptions, all but
	// the first places that a change touches, and the changes that touch none.
	Verbose bool
	// Emphasis marks a heading; nil leaves it as it is.
	Emphasis func(string) string
}

// WriteText writes the report for a person at a terminal.
func (r *Report) WriteText(w io.Writer, o TextOptions) error {
	if o.Emphasis == nil {
		o.Emphasis = func(text string) string { return text }
	}
	b := bufio.NewWriter(w)
	for _, g := range r.groups() {
		fmt.Fprintf(b, "%s: %s\n", o.Emphasis(g.service), g.summary())
		shown, hidden := g.split(r.Traced, o.Verbose)
		for _, c := range shown {
			c.text(b, o.Verbose)
		}
		if len(hidden) > 0 {
			fmt.Fprintf(b, "  %s\n", hiddenText(hidden))
		}
		fmt.Fprintln(b)
	}
	for _, line := range r.conclusion() {
		fmt.Fprintln(b, line)
	}
	return b.Flush()
}

// text writes a change, and the places that it touches below it.
func (c *Change) text(w io.Writer, verbose bool) {
	fmt.Fprintf(w, "  %-9s  %s: %s\n", c.Class, c.Path, oneLine(c.Message))
	if len(c.Uses) > 0 {
		fmt.Fprintf(w, "             %s\n", places(c.Uses, verbose))
	}
}

// placesShown are the most places that a change is told to touch, unless all are asked for.
const placesShown = 6

// places lists places: main.go:12, main.go:30 and 5 more.
func places(uses []Use, all bool) string {
	n := len(uses)
	if !all && n > placesShown {
		n = placesShown
	}
	names := make([]string, n)
	for i, u := range uses[:n] {
		names[i] = fmt.Sprintf("%s:%d", u.File, u.Line)
	}
	list := strings.Join(names, ", ")
	if n < len(uses) {
		list += fmt.Sprintf(" and %d more", len(uses)-n)
	}
	return list
}

// A group is the changes of one service.
type group struct {
	service string
	changes []Change
}

// groups are the changes by service, in their order.
func (r *Report) groups() []group {
	var all []group
	for _, c := range r.Changes {
		if len(all) == 0 || all[len(all)-1].service != c.Service {
			all = append(all, group{service: c.Service})
		}
		last := &all[len(all)-1]
		last.changes = append(last.changes, c)
	}
	return all
}

// split tells what is worth a line from what is only counted.
func (g group) split(traced, verbose bool) (shown, hidden []Change) {
	for _, c := range g.changes {
		if !verbose && (c.Kind == Described || traced && len(c.Uses) == 0) {
			hidden = append(hidden, c)
		} else {
			shown = append(shown, c)
		}
	}
	return shown, hidden
}

// hiddenText counts changes that are not listed.
func hiddenText(hidden []Change) string {
	descriptions := 0
	for _, c := range hidden {
		if c.Kind == Described {
			descriptions++
		}
	}
	var parts []string
	if n := len(hidden) - descriptions; n > 0 {
		parts = append(parts, fmt.Sprintf("%s that %s not concern this code", counted(n, "change"), agree(n, "does", "do")))
	}
	if descriptions > 0 {
		parts = append(parts, counted(descriptions, "change")+" of a description")
	}
	return "and " + strings.Join(parts, ", ")
}

func agree(n int, one, several string) string {
	if n == 1 {
		return one
	}
	return several
}

// summary counts the changes of a group by class.
func (g group) summary() string { return summary(&Report{Changes: g.changes}) }

// summary counts changes: 1 breaks compiling, 2 change behaviour, 5 are safe.
func summary(r *Report) string {
	var parts []string
	for _, class := range []struct {
		class        Class
		one, several string
	}{
		{Compile, "breaks compiling", "break compiling"},
		{Behaviour, "changes behaviour", "change behaviour"},
		{Safe, "is safe", "are safe"},
	} {
		if n := r.Count(class.class); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, agree(n, class.one, class.several)))
		}
	}
	if len(parts) == 0 {
		return "nothing changed"
	}
	return strings.Join(parts, ", ")
}

// conclusion is what the whole comes to.
func (r *Report) conclusion() []string {
	if len(r.Changes) == 0 {
		return []string{"nothing changed"}
	}
	all := []string{counted(len(r.Changes), "change") + ": " + summary(r)}
	if r.Traced {
		all = append(all, r.touched())
	}
	return append(all, "suggested version: "+r.Bump())
}

// touched counts the changes that concern the code that was searched.
func (r *Report) touched() string {
	concern := slices.DeleteFunc(slices.Clone(r.Changes), func(c Change) bool { return len(c.Uses) == 0 })
	if len(concern) == 0 {
		return "none of them concerns this code"
	}
	return fmt.Sprintf("%d of them %s this code: %s", len(concern), agree(len(concern), "concerns", "concern"), summary(&Report{Changes: concern}))
}

// oneLine is a text without line ends and other control characters.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7F }), " ")
}
