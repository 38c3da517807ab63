package spec

import (
	"bytes"
	"sort"
	"unicode/utf8"
)

// lookahead is how many characters the YAML package reads past a problem that
// it sees at once.
const lookahead = 4

// near is the character at which the YAML package stopped.
func (b *breakage) near() int {
	at := b.stop
	for range lookahead {
		_, size := utf8.DecodeLastRune(b.data[:at])
		at -= size
	}
	if b.stop < len(b.data) {
		return at
	}
	// At the end of the file it looked ahead less.
	for i := at; i < b.stop; i++ {
		if bytes.IndexByte([]byte(notFirst+"-?"), b.data[i]) >= 0 && b.beginsWord(i) {
			return i
		}
	}
	return at + max(0, bytes.IndexAny(b.data[at:b.stop], notFirst))
}

// notFirst are the characters that cannot begin a word anywhere.
const notFirst = "@`%\t|>"

// beginsWord reports whether a word of YAML can begin at an offset.
func (b *breakage) beginsWord(at int) bool {
	return at == 0 || bytes.IndexByte([]byte(" \t\r\n[{,:"), b.data[at-1]) >= 0
}

// nearColon is the colon at which the YAML package stopped.
func (b *breakage) nearColon() int {
	at := b.near()
	if i := bytes.IndexByte(b.data[at:b.stop], ':'); i >= 0 {
		return at + i
	}
	return at
}

// last finds the last of some characters that the YAML package looked at.
func last(chars string) func(*breakage) int {
	return func(b *breakage) int { return max(0, bytes.LastIndexAny(b.data[:b.stop], chars)) }
}

// backslash is the escape within the last characters looked at that is none.
func (b *breakage) backslash() int {
	for at := max(0, b.stop-2*lookahead); at < b.stop-1; at++ {
		run := len(b.data[:at]) - len(bytes.TrimRight(b.data[:at], `\`))
		if b.data[at] == '\\' && run%2 == 0 && bytes.IndexByte([]byte("0abt\tnvfre \"/\\N_LPxuU'\n\r"), b.data[at+1]) < 0 {
			return at
		}
	}
	return last(`\`)(b)
}

// lineBegin is the first word of the line that the YAML package names.
func (b *breakage) lineBegin() int {
	text, start := b.source.line(b.line)
	return start + indentation(text)
}

func indentation(line []byte) int {
	return len(line) - len(bytes.TrimLeft(line, " \t"))
}

// indentTab is the tab in the indentation of the line of at, or -1.
func (b *breakage) indentTab(at int) int {
	begin := bytes.LastIndexAny(b.data[:at], "\r\n") + 1
	tab := bytes.IndexByte(b.data[begin:begin+indentation(b.data[begin:])], '\t')
	if tab < 0 {
		return -1
	}
	return begin + tab
}

// openQuote is the first quote that never closes, of the first line of the
// file or of the line that the YAML package names: it leaves the first unsaid.
func (b *breakage) openQuote() int {
	for _, number := range []int{1, b.line} {
		text, start := b.source.line(number)
		for at := start; at < start+len(text); at++ {
			if q := b.data[at]; q != '"' && q != '\'' || !b.beginsWord(at) {
				continue
			}
			n := quoted(b.data[at:])
			if n < 0 {
				return at
			}
			at += n - 1
		}
	}
	return b.stop
}

// openBracket is the innermost bracket that is open at an offset, or -1. It
// begins on the line that the YAML package names, counting from 0, or on the first.
func (b *breakage) openBracket(end int) int {
	for _, number := range []int{b.line + 1, 1} {
		_, start := b.source.line(number)
		var open []int
		for at := start; at < end; at++ {
			switch c := b.data[at]; {
			case (c == '"' || c == '\'') && b.beginsWord(at):
				at += max(1, quoted(b.data[at:])) - 1
			case c == '[' || c == '{':
				open = append(open, at)
			case len(open) > 0 && c == b.data[open[len(open)-1]]+2: // ] is [ + 2, } is { + 2
				open = open[:len(open)-1]
			}
		}
		if len(open) > 0 {
			return open[len(open)-1]
		}
	}
	return -1
}

// quoted is the length of the quoted text that begins data, or -1 when it never ends.
func quoted(data []byte) int {
	for at := 1; at < len(data); at++ {
		switch {
		case data[at] == '\\' && data[0] == '"':
			at++
		case data[at] == data[0] && data[0] == '\'' && bytes.HasPrefix(data[at+1:], []byte("'")):
			at++
		case data[at] == data[0]:
			return at + 1
		}
	}
	return -1
}

// maxRefined bounds the files in which a place is looked for by reading
// beginnings of the file again: reading takes seconds a time in larger ones.
const maxRefined = 1 << 19

// brokenBlock is the word that does not belong into a block: a key when its
// colon shows the problem.
func (b *breakage) brokenBlock() int {
	at := b.lastWord(b.shortest(""))
	if b.data[at] != ':' {
		return at
	}
	begin := bytes.LastIndexAny(b.data[:at], "\r\n") + 1
	return begin + indentation(b.data[begin:])
}

// brokenWord is what stands where a value or a key should. A beginning of the
// file that ends there lacks it too; with a word after it, it does not.
func (b *breakage) brokenWord() int { return b.brokenBefore("x") }

// brokenFlow is what should have been a comma or a bracket. A beginning of the
// file has open brackets too; with commas after it, it fails in another way.
func (b *breakage) brokenFlow() int { return b.brokenBefore(" , , , ,") }

// brokenBefore is the word that shows the problem. Where nothing but the end of
// the file does, it is the bracket that never closes.
func (b *breakage) brokenBefore(suffix string) int {
	if b.endsOpen(suffix) {
		b.unclosed = true
		end := len(bytes.TrimRight(b.data, " \t\r\n"))
		return max(0, b.openBracket(end))
	}
	return b.lastWord(b.shortest(suffix))
}

// endsOpen reports whether only the end of the file shows the problem.
func (b *breakage) endsOpen(suffix string) bool {
	if len(b.data) > maxRefined {
		return b.stop == len(b.data)
	}
	return !b.breaks(len(b.data), suffix)
}

// lastWord is the character, or the quoted text, that ends at an offset.
func (b *breakage) lastWord(end int) int {
	if c := b.data[end-1]; c == '"' || c == '\'' {
		if i := bytes.LastIndexByte(b.data[:end-1], c); i >= 0 {
			return i
		}
	}
	_, size := utf8.DecodeLastRune(b.data[:end])
	return end - size
}

// shortest is the length of the shortest beginning of the file that fails as
// the whole does: first by lines, back from where the YAML package stopped in
// growing steps, since half a line may fail in another way; then within the line.
func (b *breakage) shortest(suffix string) int {
	if len(b.data) > maxRefined {
		return max(1, len(bytes.TrimRight(b.data[:b.stop], " \t\r\n")))
	}
	ends := lineEnds(b.data[:b.stop])
	low, high := 0, len(ends)-1
	for step := 1; low < high; step *= 2 {
		at := max(low, high-step)
		if !b.breaks(ends[at], suffix) {
			low = at + 1
			break
		}
		high = at
	}
	last := low + sort.Search(high-low, func(n int) bool { return b.breaks(ends[low+n], suffix) })
	begin := 0
	if last > 0 {
		begin = ends[last-1]
	}
	end := begin + 1 + sort.Search(ends[last]-begin-1, func(n int) bool { return b.breaks(begin+1+n, suffix) })
	return min(end, len(b.data))
}

// lineEnds are the offsets after each line, and the end of data.
func lineEnds(data []byte) []int {
	var ends []int
	for at := 0; at < len(data); {
		end := bytes.IndexAny(data[at:], "\r\n")
		if end < 0 {
			break
		}
		at += end + 1
		ends = append(ends, at)
	}
	return append(ends, len(data))
}

// breaks reports whether the first n bytes and suffix fail as the file does.
func (b *breakage) breaks(n int, suffix string) bool {
	_, err := parseYAML(bytes.NewReader(append(b.data[:n:n], suffix...)))
	return err != nil && err.Error() == b.err
}
