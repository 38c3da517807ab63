package main

import (
	"strings"
	"unicode/utf8"
)

// table is lines of cells, whose columns stand below one another.
type table struct {
	t      *terminal
	indent string
	// styles are those of the columns; the last column is not padded.
	styles []string
	rows   [][]string
}

func (b *table) row(cells ...string) { b.rows = append(b.rows, cells) }

// print writes the rows; those of one cell count for no column's width.
func (b *table) print() {
	var widths []int
	for _, row := range b.rows {
		for i, cell := range row[:len(row)-1] {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range b.rows {
		var line strings.Builder
		for i, cell := range row {
			style := ""
			if i < len(b.styles) {
				style = b.styles[i]
			}
			if i > 0 {
				line.WriteString("  ")
			}
			if style != "" {
				line.WriteString(b.t.styled(style, cell))
			} else {
				line.WriteString(cell)
			}
			if i < len(row)-1 {
				line.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)))
			}
		}
		b.t.printf("%s\n", strings.TrimRight(b.indent+line.String(), " "))
	}
}

// wrap breaks text into lines of at most width characters, at spaces.
func wrap(text string, width int) []string {
	var lines []string
	var line string
	for _, word := range strings.Fields(text) {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// firstSentence is doc up to the first full stop that ends a sentence, on one line.
func firstSentence(doc string) string {
	doc = strings.Join(strings.Fields(doc), " ")
	if i := strings.Index(doc, ". "); i >= 0 {
		return doc[:i+1]
	}
	return doc
}
