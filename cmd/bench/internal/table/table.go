// Package table prints rows of text as aligned columns or as Markdown.
package table

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// A Format is how a table is printed.
type Format string

// The formats of [Write].
const (
	Plain    Format = "plain"    // columns aligned with spaces
	Markdown Format = "markdown" // a table between vertical bars
)

// Check refuses a format that does not exist.
func (f Format) Check() error {
	if f != Plain && f != Markdown {
		return fmt.Errorf("-format %q: say %s or %s", string(f), Plain, Markdown)
	}
	return nil
}

// Write prints a heading and rows, all of as many columns.
func Write(w io.Writer, f Format, heading []string, rows [][]string) error {
	if f == Markdown {
		return markdown(w, heading, rows)
	}
	t := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	fmt.Fprintln(t, strings.Join(heading, "\t"))
	for _, r := range rows {
		fmt.Fprintln(t, strings.Join(r, "\t"))
	}
	return t.Flush()
}

func markdown(w io.Writer, heading []string, rows [][]string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "| %s |\n|%s\n", strings.Join(heading, " | "), strings.Repeat(" --- |", len(heading)))
	for _, r := range rows {
		fmt.Fprintf(&b, "| %s |\n", strings.Join(r, " | "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
