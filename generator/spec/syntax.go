package spec

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// parse reads the one document of a file, or says why it is not YAML. An
// empty file has none.
func (s *source) parse() (*yaml.Node, *Fault) {
	doc, err := parseYAML(bytes.NewReader(s.data))
	switch {
	case errors.Is(err, io.EOF):
		return nil, nil
	case err != nil:
		return nil, s.syntaxFault(err, s.stop())
	case len(doc.Content) == 0, isNull(doc.Content[0]) && doc.Content[0].Value == "":
		return nil, nil
	}
	return doc.Content[0], nil
}

// stop is how much of a broken file the YAML package reads until it says so.
// It is read a second time for that, slowly.
func (s *source) stop() int {
	r := bytes.NewReader(s.data)
	_, _ = parseYAML(byteReader{r})
	return len(s.data) - r.Len()
}

// parseYAML keeps a panic of the YAML package, should there be one, from the reader.
func parseYAML(r io.Reader) (doc *yaml.Node, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("yaml: %v", p)
		}
	}()
	doc = new(yaml.Node)
	d := yaml.NewDecoder(r)
	if err := d.Decode(doc); err != nil {
		return nil, err
	}
	// What follows is broken: newSource has seen that no document begins there.
	switch err := d.Decode(new(yaml.Node)); err {
	case io.EOF:
		return doc, nil
	case nil:
		return nil, errors.New("yaml: did not find expected <document start>")
	default:
		return nil, err
	}
}

var yamlError = regexp.MustCompile(`^yaml: (?:line (\d+): )?((?s:.*))$`)

// syntaxFault says in our manner what the YAML package found, and where; stop
// is the offset after the last byte that it read.
func (s *source) syntaxFault(err error, stop int) *Fault {
	line, problem := 0, err.Error()
	if m := yamlError.FindStringSubmatch(problem); m != nil {
		line, _ = strconv.Atoi(m[1])
		problem = m[2]
	}
	for _, p := range syntaxProblems {
		if strings.HasPrefix(problem, p.yaml) {
			b := &breakage{source: s, err: err.Error(), line: max(line, 1), stop: stop}
			at := min(p.find(b), len(s.data))
			if tab := b.indentTab(at); tab >= 0 {
				return &Fault{s.pos(tab), tabIndents}
			}
			return &Fault{s.pos(at), p.msg(b, at)}
		}
	}
	return &Fault{Pos{s.file, max(line, 1), 1}, "this is not YAML: " + problem}
}

// breakage is a YAML error that is being located.
type breakage struct {
	*source
	// err is the YAML package's text; line is the one that it names, at least
	// 1: of the place itself, or of what contains it.
	err  string
	line int
	// stop is the offset after the last byte that the YAML package looked at:
	// at most four characters ahead where it saw the problem itself, some
	// words ahead where it saw it later.
	stop int
	// unclosed is set when the place is that of a bracket that never closes.
	unclosed bool
}

// byteReader gives a byte at a time, so that nothing is read ahead of need and
// the place of a problem can be told by how much was read.
type byteReader struct{ r *bytes.Reader }

func (r byteReader) Read(p []byte) (int, error) { return r.r.Read(p[:min(1, len(p))]) }

// syntaxProblem is one thing that the YAML package says, how to find its
// place, and what we say instead.
type syntaxProblem struct {
	yaml string
	find func(*breakage) int
	msg  func(b *breakage, at int) string
}

var syntaxProblems = []syntaxProblem{
	{"found character that cannot start any token", (*breakage).near, notAToken},
	{"mapping values are not allowed", (*breakage).nearColon, says(strayColon)},
	{"block sequence entries are not allowed", (*breakage).near, says("a list cannot begin on the line of its key: begin it on the next line, or write [a, b]")},
	{"mapping keys are not allowed", (*breakage).near, says(`"? " cannot stand here: quote a text that begins with a question mark`)},
	{"could not find expected ':'", (*breakage).lineBegin, says(`this key has no value: write "key: value", and indent what continues a text`)},
	{"exceeded max depth", (*breakage).near, says(tooDeep)},
	{"did not find expected alphabetic or numeric character", last("&*"), says("a text that begins with & or * must be quoted")},
	{"did not find expected whitespace or line break", last("!"), says(quoteThis)},
	{"did not find the expected '>'", last("!"), says(quoteThis)},
	{"did not find expected tag URI", last("!"), says(quoteThis)},
	{"did not find expected '!'", last("!"), says(quoteThis)},
	{"did not find URI escaped octet", last("!"), says(quoteThis)},
	{"found undefined tag handle", last("!"), says(quoteThis)},
	{"found an indentation indicator equal to 0", last("0"), says("a text cannot be indented by 0: remove the digit")},
	{"did not find expected comment or line break", last("|>"), says("after | or > the text begins on the next line; quote a text that begins so")},
	{"found a tab character", last("\t"), says(tabIndents)},
	{"found unexpected end of stream", (*breakage).openQuote, says("the quote that opens here is never closed")},
	{"found unknown escape character", (*breakage).backslash, says(`no escape begins so: write \\ for a backslash, or quote the text with '`)},
	{"did not find expected hexdecimal number", last(`\`), says(`after \x, \u and \U come 2, 4 and 8 hexadecimal digits; write \\ for a backslash`)},
	{"found invalid Unicode character escape code", last(`\`), says("this escape is no character: write half of a pair as the whole character")},
	{"did not find expected key", (*breakage).brokenBlock, misplaced(notInMap)},
	{"did not find expected '-' indicator", (*breakage).brokenBlock, misplaced(notInList)},
	{"did not find expected ',' or ']'", (*breakage).brokenFlow, unclosed("]")},
	{"did not find expected ',' or '}'", (*breakage).brokenFlow, unclosed("}")},
	{"did not find expected node content", (*breakage).brokenWord, missing},
	{"did not find expected <document start>", (*breakage).brokenBlock, misplaced(afterAll)},
}

const (
	tabIndents  = "a tab cannot indent: use spaces"
	quoteThis   = "a text that begins with ! must be quoted"
	notInMap    = `this does not continue the map above: indent it as the keys beside it, and write each as "key: value"`
	notInList   = `this does not continue the list above: begin each item with "- ", indented as the items beside it`
	neverClosed = "the bracket that opens here is never closed; quote a text that holds any of ,?[]{}"
	afterValue  = "this cannot follow the value before it: put the whole text within one pair of quotes"
	afterAll    = "this does not continue what stands above: indent it, or make the whole file one map"
	strayColon  = `a colon cannot stand here: quote a text that holds ": ", indent a key as the keys beside it, and see that the line above has its own colon and a space`
)

func says(msg string) func(*breakage, int) string {
	return func(*breakage, int) string { return msg }
}

func notAToken(b *breakage, at int) string {
	switch {
	case at == len(b.data) || bytes.IndexByte([]byte(notFirst), b.data[at]) < 0:
		return "a text that begins so must be quoted"
	case b.data[at] == '\t':
		return tabIndents
	}
	return fmt.Sprintf("a text that begins with %c must be quoted", b.data[at])
}

// misplaced speaks of the whole line where the problem is its first word.
func misplaced(line string) func(*breakage, int) string {
	return func(b *breakage, at int) string {
		if c := b.data[at]; c == ']' || c == '}' {
			return fmt.Sprintf("this %q closes nothing: remove it", c)
		}
		begin := bytes.LastIndexAny(b.data[:at], "\r\n") + 1
		if len(bytes.TrimLeft(b.data[begin:at], " ")) > 0 {
			return afterValue
		}
		return line
	}
}

func unclosed(end string) func(*breakage, int) string {
	return func(b *breakage, at int) string {
		if b.unclosed {
			return neverClosed
		}
		what := fmt.Sprintf(`"," or %q is missing before this`, end)
		if open := b.openBracket(at); open >= 0 {
			pos := b.pos(open)
			what += fmt.Sprintf(": the %q at %d:%d is still open", b.data[open], pos.Line, pos.Col)
		}
		return what + "; quote a text that holds any of ,?[]{}"
	}
}

func missing(b *breakage, at int) string {
	if b.unclosed {
		return neverClosed
	}
	return "a value or a key is missing before this: quote it if it is meant as text"
}
