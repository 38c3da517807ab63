package wire

import "strings"

// attribute skips name="value".
func (x *xmlReader) attribute() {
	if x.pos == len(x.src) {
		x.fail(x.pos, "the text ends inside a tag")
		return
	}
	x.name("an attribute")
	if x.space(); x.err != nil {
		return
	}
	if x.look() != '=' {
		x.fail(x.pos, "an = should stand behind the name of an attribute")
		return
	}
	x.pos++
	x.space()
	quote := x.look()
	if quote != '"' && quote != '\'' {
		x.fail(x.pos, "the value of an attribute should stand in quotes")
		return
	}
	x.pos++
	x.value(quote)
}

// value skips the value of an attribute, behind its opening quote.
func (x *xmlReader) value(quote byte) {
	i := strings.IndexByte(x.src[x.pos:], quote)
	if i < 0 {
		x.fail(x.pos, "the text ends inside the value of an attribute")
		return
	}
	if less := strings.IndexByte(x.src[x.pos:x.pos+i], '<'); less >= 0 {
		x.fail(x.pos+less, "a < in the value of an attribute is written &lt;")
		return
	}
	end := x.pos + i
	x.content(end, func(string) {})
	x.pos = end + 1
}

// instruction skips <?target …?>, and looks at the encoding that <?xml …?> declares.
func (x *xmlReader) instruction() {
	start := x.pos
	x.pos += len("<?")
	end := nameEnd(x.src, x.pos)
	target := x.src[x.pos:end] // with any number of colons
	if target == "" {
		x.fail(end, "the name of a processing instruction should stand here")
		return
	}
	x.pos = end
	content, _, found := strings.Cut(x.src[x.pos:], "?>")
	if !found {
		x.fail(start, "the text ends inside a processing instruction")
		return
	}
	x.pos += len(content) + len("?>")
	if target != "xml" {
		return
	}
	if version := pseudoAttribute(content, "version"); version != "" && version != "1.0" {
		x.fail(start, "the document is of another version of XML than 1.0")
	}
	if encoding := pseudoAttribute(content, "encoding"); encoding != "" && !strings.EqualFold(encoding, "utf-8") {
		x.fail(start, "the document declares another encoding than UTF-8")
	}
}

// pseudoAttribute is the value of version or encoding in <?xml …?>.
func pseudoAttribute(content, name string) string {
	for {
		_, rest, found := strings.Cut(content, name+"=")
		if !found || rest == "" {
			return ""
		}
		if rest[0] == '"' || rest[0] == '\'' {
			value, _, closed := strings.Cut(rest[1:], rest[:1])
			if !closed {
				return ""
			}
			return value
		}
		content = rest
	}
}

// comment skips <!-- … -->, in which no two dashes may stand together.
func (x *xmlReader) comment() {
	start := x.pos
	body, rest, found := strings.Cut(x.src[x.pos+len("<!--"):], "--")
	switch {
	case !found:
		x.fail(start, "the text ends inside a comment")
	case !strings.HasPrefix(rest, ">"):
		x.fail(start, "two dashes stand inside a comment")
	}
	x.pos += len("<!--") + len(body) + len("-->")
}
