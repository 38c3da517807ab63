package text

import (
	"regexp"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

// value is one value as a sentence has it: code, a text in quotes, or a word.
const value = "(?:`([^`\n]+)`|\"([^\"\n]+)\"|'([^'\n]+)'|([A-Za-z0-9_-][A-Za-z0-9_/:-]*(?:[.:][A-Za-z0-9_/-]+)*))"

// stop is what follows a value that is meant as it stands.
const stop = `(?:$|[.,;)。]+(?:\s|$)|\n|\s+(?:and the|and maximum|The |Maximum|Minimum|Max|Min|Value range|Valid values|Note)\b)`

var (
	defaultFact = regexp.MustCompile(`(?i:\b(?:the )?default(?: value)?(?:\s+is\s*:?|\s*[:：=])|\bdefaults to)\s*` + value + `\s*` + stop)
	anyDefault  = regexp.MustCompile(`(?i)\bdefault(?: value)?(?:\s+is|\s*[:：=])|\bdefaults to`)
	nullFact    = regexp.MustCompile("(?i)\\**note\\**\\s*[:：]?\\s*\\**this (?:field|parameter) may return (?:a )?`?null`?[^.]*(?:\\.|$)")
	staleFact   = regexp.MustCompile(`(?i)(?:\b(?:this|the) (?:api|action|interface|field|parameter)(?: \w+)? (?:is|has been|was) (?:deprecated|disused|discontinued|abandoned|retired|no longer (?:used|supported|available|maintained))\b[^.]*\.?|[(\[]\s*(?:deprecated|disused)\s*[)\]])`)
	codedSample = regexp.MustCompile("(?i)\\b(?:such as|for example|e\\.g\\.?)[,:]?\\s*`([^`\n]+)`")
	plainSample = regexp.MustCompile(`(?i)\b(?:such as|for example|e\.g\.?|example(?: value)?:)[,:]?\s*` + value + `\s*\.?$`)
)

// maxFacts is how long a description may be that facts are read out of.
const maxFacts = 1 << 14

// facts reads out of a description what can be told for certain, and keeps the
// rest as the field's doc.
func (r *reader) facts(f *spec.Field, text string, u use) {
	if nullFact.MatchString(text) {
		text = strings.TrimSpace(nullFact.ReplaceAllString(text, ""))
		if u != parameter {
			f.Nullable = importer.Set(true)
		}
	}
	if at := staleFact.FindString(text); at != "" {
		f.Deprecated = importer.Set(r.deprecation(at))
	}
	r.prose[f] = prose(text)
	f.Doc = r.doc(r.prose[f])
	if len(text) > maxFacts {
		return
	}
	t := innermost(f.Type.Value)
	f.Enum = importer.SetTexts(enumOf(text, t)...)
	if u != member {
		limits(f, text, t)
	}
	if f.Example == nil {
		f.Example = sample(text, f.Type.Value)
	}
}

// deprecation is why something should not be used, in the vendor's words or ours.
func (r *reader) deprecation(sentence string) string {
	sentence = prose(strings.Trim(sentence, "()[] "))
	if !r.docs || len(strings.Fields(sentence)) < 3 {
		return "The document calls it deprecated."
	}
	return sentence
}

// innermost is the type of the items of a list.
func innermost(t spec.TypeExpr) spec.TypeExpr {
	for t.Elem != nil {
		t = *t.Elem
	}
	return t
}
