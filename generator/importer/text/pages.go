package text

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// furniture is what a line of a page's foot or head looks like.
var furniture = []*regexp.Regexp{
	regexp.MustCompile(`^(?i:copyright\s*)?©\s*\d{4}\b`),
	regexp.MustCompile(`(?i)\ball rights reserved\.?\s*(page\s+\d+(\s+of\s+\d+)?|\d+)?$`),
	regexp.MustCompile(`(?i)^page\s+\d+(\s*(of|/)\s*\d+)?$`),
	regexp.MustCompile(`^\d+\s*/\s*\d+$`),
	regexp.MustCompile(`^[-–—]\s*\d+\s*[-–—]$`),
}

var wholeNumber = regexp.MustCompile(`^\d{1,5}$`)

// removePages empties the lines that belong to the pages of a document: feet,
// page numbers, and the heads that are repeated beside them.
func removePages(lines []line) {
	marks := map[int]bool{}
	for i, l := range lines {
		if l.page {
			marks[i] = true
		}
		for _, f := range furniture {
			if f.MatchString(l.bare()) {
				marks[i] = true
				lines[i].text = ""
				break
			}
		}
	}
	for _, i := range pageNumbers(lines) {
		marks[i] = true
		lines[i].text = ""
	}
	removeHeads(lines, marks)
	removeTitles(lines)
}

// removeTitles empties the lines that repeat the title of the document.
func removeTitles(lines []line) {
	first := nearest(lines, -1, 1)
	if first < 0 || headingKind(lines[first].text) != noSection || len(strings.Fields(lines[first].text)) < 2 || strings.Contains(lines[first].text, "\t") {
		return
	}
	for i := first + 1; i < len(lines); i++ {
		if lines[i].bare() == lines[first].bare() {
			lines[i].text = ""
		}
	}
}

// pageNumbers are the lines that hold a number alone and follow one another:
// 7, then 8, then 9. Two are enough where neither stands in code.
func pageNumbers(lines []line) []int {
	var all []counted
	best, code := -1, false
	last := map[int]int{} // the latest of each number
	for i, l := range lines {
		if l.isFence() {
			code = !code
		}
		n, err := strconv.Atoi(l.bare())
		if err != nil || !wholeNumber.MatchString(l.bare()) {
			continue
		}
		c := counted{at: i, before: -1, length: 1, code: code}
		if before, ok := last[n-1]; ok {
			c.before, c.length, c.code = before, all[before].length+1, code || all[before].code
		}
		last[n] = len(all)
		all = append(all, c)
		if best < 0 || c.length > all[best].length {
			best = len(all) - 1
		}
	}
	if best < 0 || all[best].length < 2 || all[best].length == 2 && all[best].code {
		return nil
	}
	var found []int
	for i := best; i >= 0; i = all[i].before {
		found = append(found, all[i].at)
	}
	return found
}

// counted is a number alone on a line, as the end of a row of such numbers.
type counted struct {
	at, before, length int
	// code says that one of the row stands in code.
	code bool
}

// removeHeads empties the line that stands beside most page marks.
func removeHeads(lines []line, marks map[int]bool) {
	beside := map[string][]int{}
	add := func(i int) {
		if i >= 0 && i < len(lines) {
			beside[lines[i].bare()] = append(beside[lines[i].bare()], i)
		}
	}
	before, after := neighbours(lines)
	for i := range marks {
		add(before[i])
		add(after[i])
	}
	for text, at := range beside {
		if len(at) < 3 || len(at)*2 < len(marks) || strings.ContainsAny(text, "\t{}[]`\"") || sectionOf(text) != noSection {
			continue
		}
		for _, i := range at {
			lines[i].text = ""
		}
	}
}

// neighbours are the nearest lines that are not empty: those before each line,
// and those behind it, itself included. -1 and the number of lines stand for none.
func neighbours(lines []line) (before, after []int) {
	before, after = make([]int, len(lines)), make([]int, len(lines))
	last := -1
	for i, l := range lines {
		if before[i] = last; !l.blank() {
			last = i
		}
	}
	last = len(lines)
	for i, l := range slices.Backward(lines) {
		if !l.blank() {
			last = i
		}
		after[i] = last
	}
	return before, after
}

// nearest is the next line that is not empty in the direction of step, or -1.
func nearest(lines []line, i, step int) int {
	for i += step; i >= 0 && i < len(lines); i += step {
		if !lines[i].blank() {
			return i
		}
	}
	return -1
}
