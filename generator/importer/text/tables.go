package text

import (
	"regexp"
	"slices"
	"strings"
)

// column is what the cells of a column hold.
type column int

const (
	otherColumn column = iota
	nameColumn
	requiredColumn
	typeColumn
	docColumn
	defaultColumn
)

// columnNames are the heads of columns, in small letters.
var columnNames = map[string]column{
	"parameter name": nameColumn, "parameter": nameColumn, "name": nameColumn, "field": nameColumn, "field name": nameColumn,
	"member": nameColumn, "error code": nameColumn, "code": nameColumn, "api name": nameColumn, "action name": nameColumn,
	"required": requiredColumn, "mandatory": requiredColumn, "is required": requiredColumn,
	"type": typeColumn, "data type": typeColumn, "parameter type": typeColumn,
	"description": docColumn, "explanation": docColumn, "feature": docColumn, "function": docColumn, "meaning": docColumn,
	"default": defaultColumn, "default value": defaultColumn,
	"example": otherColumn, "example value": otherColumn, "range": otherColumn, "remarks": otherColumn,
}

// table is the form of a table: its columns, and how a line is cut into cells.
type table struct {
	columns []column
	split   func(text string) []string
	// narrow says that columns have a width, over which their cells are broken.
	narrow bool
}

// index is the place of a column, or -1.
func (t *table) index(c column) int { return slices.Index(t.columns, c) }

func (t *table) has(c column) bool { return t.index(c) >= 0 }

// describes reports whether the rows have something that tells them from text.
func (t *table) describes() bool { return t.has(typeColumn) || t.has(requiredColumn) }

// divides reports whether a line is divided as the rows of the table are. A
// table that was not found yet divides at tabs.
func (t *table) divides(text string) bool {
	if t == nil || strings.Contains(text, "\t") {
		return strings.Contains(text, "\t")
	}
	cells := t.split(text)
	full := len(slices.DeleteFunc(slices.Clone(cells), func(cell string) bool { return cell == "" }))
	return len(cells) > 1 && full > 0 && (cells[0] == "" || full > 1)
}

// plainTable is one of tab-separated cells.
func plainTable(columns ...column) *table { return &table{columns: columns, split: byTabs} }

// readHeader reads the head of a table, or answers nil.
func readHeader(text string) *table {
	for i, split := range []func(string) []string{byTabs, byPipes, byColumns(text)} {
		if columns, ok := columnsOf(split(text)); ok {
			return &table{columns, split, i == 2}
		}
	}
	return nil
}

// columnsOf are the columns that cells are the heads of.
func columnsOf(cells []string) ([]column, bool) {
	if len(cells) < 2 || len(cells) > 8 {
		return nil, false
	}
	columns := make([]column, len(cells))
	for i, cell := range cells {
		c, ok := columnNames[strings.ToLower(unmarked(cell))]
		if !ok {
			return nil, false
		}
		columns[i] = c
	}
	t := table{columns: columns}
	return columns, columns[0] == nameColumn && (t.has(typeColumn) || t.has(docColumn))
}

func unmarked(cell string) string { return strings.Trim(strings.TrimSpace(cell), "*") }

// standingHeader reads a head whose cells stand on a line each, from the i-th
// line on, and how many lines that takes.
func standingHeader(lines []line, i int) (*table, int) {
	if columnNames[strings.ToLower(lines[i].bare())] != nameColumn {
		return nil, 0
	}
	var cells []string
	taken := 0
	var t *table
	for j, l := range lines[i:] {
		if l.blank() {
			continue
		}
		if _, ok := columnNames[strings.ToLower(l.bare())]; !ok || len(cells) == 8 {
			break
		}
		cells = append(cells, l.bare())
		if columns, ok := columnsOf(cells); ok {
			t, taken = plainTable(columns...), j+1
		}
	}
	return t, taken
}

// byTabs cuts a line at its tabs.
func byTabs(text string) []string { return trimmed(strings.Split(text, "\t")) }

// byPipes cuts a line as Markdown does: | a | b |.
func byPipes(text string) []string {
	text = strings.TrimSpace(text)
	if !strings.Contains(text, "|") {
		return []string{text}
	}
	text = strings.TrimSuffix(strings.TrimPrefix(text, "|"), "|")
	cells := trimmed(strings.Split(strings.ReplaceAll(text, `\|`, "\x00"), "|"))
	for i := range cells {
		cells[i] = strings.ReplaceAll(cells[i], "\x00", "|")
	}
	return cells
}

func trimmed(cells []string) []string {
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

var chunk = regexp.MustCompile(`\S+(?: \S+)*`)

// byColumns cuts lines where the heads of a table's columns stand, as a text
// has them that keeps the layout of its page.
func byColumns(header string) func(string) []string {
	var starts []int
	for _, at := range chunk.FindAllStringIndex(header, -1) {
		starts = append(starts, len([]rune(header[:at[0]])))
	}
	return func(text string) []string {
		if len(starts) < 2 || strings.Contains(text, "\t") {
			return []string{strings.TrimSpace(text)}
		}
		cells := make([]string, len(starts))
		last := 0
		for _, at := range chunk.FindAllStringIndex(text, -1) {
			begin := len([]rune(text[:at[0]]))
			c := last
			for c+1 < len(starts) && starts[c+1] <= begin+1 {
				c++
			}
			cells[c] = strings.TrimSpace(cells[c] + " " + text[at[0]:at[1]])
			last = c
		}
		return cells[:max(last+1, 2)] // never one alone: where it stands tells its column
	}
}

var ruler = regexp.MustCompile(`^[\s|:+=-]*-[\s|:+=-]*$`)

// isRuler holds for the lines of dashes that stand below a table's head, or above.
func isRuler(text string) bool { return ruler.MatchString(text) }
