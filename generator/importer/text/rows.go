package text

import (
	"regexp"
	"strings"
)

// rows puts the rows of a table together while its lines come in.
type rows struct {
	table *table
	// starts reports whether a text can be the first cell of a row.
	starts func(name string) bool
	// isType reports whether a text can be a type.
	isType func(text string) bool

	all    []*row
	unread []line
	// guessed are lines that were taken for the rest of a cell, though a gap is
	// before them and they read like a sentence of their own.
	guessed []line
}

// read takes the lines of a table in, without its head. Lines that do not
// belong to it are kept as unread.
func (a *rows) read(lines []line) {
	blank := false
	for i, l := range lines {
		switch {
		case l.blank():
			blank = true
			continue
		case isRuler(l.text) || l.isFence() || a.repeatsHead(l.text):
		case !a.take(l, lines[i+1:], blank):
			a.unread = append(a.unread, l)
		}
		blank = false
	}
}

// repeatsHead holds for the head that a new page repeats.
func (a *rows) repeatsHead(text string) bool {
	again, ok := columnsOf(a.table.split(text))
	return ok && len(again) == len(a.table.columns)
}

func (a *rows) take(l line, following []line, blank bool) bool {
	cells := a.table.split(l.text)
	switch {
	case len(cells) == 1:
		return a.takeAlone(l, cells[0], following, blank)
	case cells[0] == "":
		return a.extend(cells)
	case a.begins(cells):
		a.add(l, cells)
		return true
	case a.wraps(cells):
		return a.extend(cells)
	}
	return false
}

func (a *rows) last() *row {
	if len(a.all) == 0 {
		return nil
	}
	return a.all[len(a.all)-1]
}

func (a *rows) add(l line, cells []string) {
	w := &row{number: l.number, parts: make([][]string, len(a.table.columns))}
	for i, cell := range cells {
		w.put(min(i, len(w.parts)-1), cell)
	}
	w.given = min(len(cells), len(w.parts))
	a.all = append(a.all, w)
}

// extend adds the cells of a further line to the last row.
func (a *rows) extend(cells []string) bool {
	w := a.last()
	if w == nil {
		return false
	}
	for i, cell := range cells {
		w.put(min(i, len(w.parts)-1), cell)
	}
	w.given = max(w.given, min(len(cells), len(w.parts)))
	return true
}

// begins reports whether cells are those of a new row: a name, and where the
// table has types, one of them or a word that says whether it is required.
func (a *rows) begins(cells []string) bool {
	if !a.starts(cells[0]) {
		return false
	}
	if !a.table.describes() {
		return !a.wraps(cells)
	}
	required, given := a.under(requiredColumn, cells)
	if required != "" && a.fits(requiredColumn, required) {
		return true
	}
	typ, _ := a.under(typeColumn, cells)
	return (required != "" || !given) && a.isType(typ)
}

// under is the cell of a column, and whether the table has it.
func (a *rows) under(c column, cells []string) (text string, given bool) {
	i := a.table.index(c)
	if i < 0 || i >= len(cells) {
		return "", i >= 0
	}
	return cells[i], true
}

// wraps reports whether cells go on with the last row, whose name was broken.
func (a *rows) wraps(cells []string) bool {
	w := a.last()
	if w == nil || !piece.MatchString(cells[0]) {
		return false
	}
	if a.table.describes() {
		required, given := a.under(requiredColumn, cells)
		typ, _ := a.under(typeColumn, cells)
		unfinished := given || typ == "" || !a.isType(typ) || strings.HasSuffix(w.cell(a.table, typeColumn), " of")
		return required == "" && unfinished && !strings.Contains(typ, " ")
	}
	name := w.parts[0][len(w.parts[0])-1]
	if strings.Join(cells[1:], "") == "" && a.table.narrow {
		return true
	}
	first := cells[0][0]
	return strings.HasSuffix(name, ".") || strings.HasSuffix(name, "_") || first == '.' || first == '_' || first >= 'a' && first <= 'z'
}

var piece = regexp.MustCompile(`^[\w.-]+$`)

// fits reports whether a text can stand in a column.
func (a *rows) fits(c column, text string) bool {
	switch c {
	case nameColumn:
		return a.starts(text)
	case requiredColumn:
		_, ok := yesNo(text)
		return ok
	case typeColumn:
		return a.isType(text)
	}
	return true
}

// takeAlone takes a line that is not divided: a cell of its own, or the rest of
// the last one.
func (a *rows) takeAlone(l line, text string, following []line, blank bool) bool {
	w := a.last()
	switch {
	case a.stands(w, text, following):
		a.add(l, []string{text})
	case w == nil:
		return false
	case w.given < len(w.parts) && a.fits(a.table.columns[w.given], text):
		w.put(w.given, text)
		w.given++
	case !blank || goesOn(w.parts[w.given-1], text):
		w.put(w.given-1, text)
	case a.amid(following):
		w.put(w.given-1, text)
		a.guessed = append(a.guessed, l)
	default:
		return false
	}
	return true
}

// maxAmid is how many lines a cell may go on behind a gap.
const maxAmid = 12

// amid reports whether more of the table follows, so that a line alone cannot
// be the text behind it.
func (a *rows) amid(following []line) bool {
	for _, l := range following[:min(len(following), maxAmid)] {
		cells := a.table.split(l.text)
		if len(cells) > 1 && !isRuler(l.text) {
			return cells[0] == "" || a.begins(cells)
		}
	}
	return false
}

// stands reports whether a text alone is the first cell of a new row whose
// other cells follow on lines of their own.
func (a *rows) stands(w *row, text string, following []line) bool {
	if !a.starts(text) {
		return false
	}
	if !a.table.describes() {
		return w == nil || w.given == len(w.parts) && unlikeWord(text)
	}
	i := 1
	for _, l := range following {
		if l.blank() {
			continue
		}
		if i == len(a.table.columns) || a.table.columns[i] == docColumn {
			break
		}
		if len(a.table.split(l.text)) > 1 || !a.fits(a.table.columns[i], l.bare()) {
			return false
		}
		i++
	}
	return i > 1
}
