package diff

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// The most rows of a table in Markdown: hosts refuse comments that are too long,
// 65,536 characters at GitHub.
const mostBreaking, mostSafe = 200, 50

// WriteMarkdown writes the report for a comment on a pull request: a table for
// each service, in which what is safe is folded away. Where a service has very
// many changes, the last ones are only counted.
func (r *Report) WriteMarkdown(w io.Writer) error {
	b := bufio.NewWriter(w)
	for _, line := range r.conclusion() {
		fmt.Fprintf(b, "%s  \n", markdown(line))
	}
	for _, g := range r.groups() {
		fmt.Fprintf(b, "\n### %s\n", markdown(g.service))
		breaking, safe := g.apart()
		if len(breaking) > 0 {
			r.table(b, breaking, mostBreaking)
		}
		if len(safe) > 0 {
			fmt.Fprintf(b, "\n<details><summary>%s</summary>\n", agree(len(safe), "1 safe change", fmt.Sprintf("%d safe changes", len(safe))))
			r.table(b, safe, mostSafe)
			fmt.Fprint(b, "\n</details>\n")
		}
	}
	return b.Flush()
}

// apart are the changes that break somebody, and those that do not.
func (g group) apart() (breaking, safe []Change) {
	for i, c := range g.changes {
		if c.Class == Safe {
			return g.changes[:i], g.changes[i:]
		}
	}
	return g.changes, nil
}

// table writes changes as a table of at most so many rows, with a column for
// places where they were looked for.
func (r *Report) table(w io.Writer, changes []Change, most int) {
	head, rule := "| breaks | where | what |", "| --- | --- | --- |"
	if changes[0].Class == Safe {
		head, rule = "| where | what |", "| --- | --- |"
	}
	if r.Traced {
		head, rule = head+" touches |", rule+" --- |"
	}
	fmt.Fprintf(w, "\n%s\n%s\n", head, rule)
	shown := changes[:min(most, len(changes))]
	for _, c := range shown {
		row := []string{code(c.Path), markdown(c.Message)}
		if c.Class != Safe {
			row = append([]string{"**" + c.Class.String() + "**"}, row...)
		}
		if r.Traced {
			row = append(row, markdown(places(c.Uses, false)))
		}
		fmt.Fprintf(w, "| %s |\n", strings.Join(row, " | "))
	}
	if more := len(changes) - len(shown); more > 0 {
		fmt.Fprintf(w, "\nand %d more, which `signet diff` lists\n", more)
	}
}

// markdown escapes what Markdown, and a table of it, would take for its own.
func markdown(text string) string {
	var b strings.Builder
	for _, r := range oneLine(text) {
		switch r {
		case '<':
			b.WriteString("&lt;")
			continue
		case '&':
			b.WriteString("&amp;")
			continue
		case '\\', '`', '*', '_', '[', ']', '|', '~', '#', '@', '>':
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// code is a text as code in a table, where a pipe ends a cell even there.
func code(text string) string {
	text = strings.ReplaceAll(oneLine(text), "|", `\|`)
	if !strings.Contains(text, "`") {
		return "`" + text + "`"
	}
	fence := "``"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	return fence + " " + text + " " + fence
}
