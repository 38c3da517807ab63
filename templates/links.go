package templates

import (
	"strings"

	"github.com/signet-gen/signet/generator/model"
)

// linksOf are the doc links to what a service declares, by wire name: those of
// its actions and types whose names cannot be taken for plain words.
func linksOf(s *model.Service) map[string]string {
	links := map[string]string{}
	add := func(name, link string) {
		if isCompound(name) {
			links[name] = "[" + link + "]"
		}
	}
	for _, st := range s.Structs {
		add(st.Name, st.GoName)
	}
	for _, e := range s.Enums {
		add(e.Name, e.GoName)
	}
	for _, a := range s.Actions {
		add(a.Name, "Client."+a.GoName)
	}
	return links
}

// isCompound reports whether a name has a capital after its first letter, and
// begins with one: DescribeTask, SrcInfo, but not Task.
func isCompound(name string) bool {
	return name != "" && isUpper(name[0]) && strings.ContainsFunc(name[1:], func(r rune) bool { return r >= 'A' && r <= 'Z' })
}

func isUpper(b byte) bool { return b >= 'A' && b <= 'Z' }

// prose is a description from the spec, in which the names of actions and types
// become links. A name that is part of something else, such as an address or a
// path, stays as it is.
func (d declarer) prose(doc string) string {
	var b strings.Builder
	done := 0
	for start := 0; start < len(doc); start++ {
		if !isUpper(doc[start]) || start > 0 && !strings.ContainsRune(" \n\t(\"", rune(doc[start-1])) {
			continue
		}
		end := start + wordLength(doc[start:])
		if link := d.links[doc[start:end]]; link != "" && endsWord(doc[end:]) {
			b.WriteString(doc[done:start] + link)
			done = end
		}
		start = end - 1
	}
	return b.String() + doc[done:]
}

// wordLength is the length of the letters, digits and underscores that text begins with.
func wordLength(text string) int {
	i := strings.IndexFunc(text, func(r rune) bool {
		return r != '_' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	})
	if i < 0 {
		return len(text)
	}
	return i
}

// endsWord reports whether a word that stands before rest ends there: at a
// space, or at punctuation that a space or nothing follows.
func endsWord(rest string) bool {
	rest = strings.TrimLeft(rest, ".,;:!?)\"'")
	return rest == "" || strings.ContainsRune(" \n\t", rune(rest[0]))
}
