package spec

import "regexp"

// form is a shape that a text must have, named by a `form` tag.
type form struct {
	pattern *regexp.Regexp
	// reserved refuses a text that the language keeps for itself; nil refuses none.
	reserved func(string) bool
	// words say what the text must be; example is one that is.
	words, example string
}

// forms are the shapes of texts and keys, by the name that language.go gives them.
var forms = map[string]*form{
	"name":         newForm(`[a-z][a-z0-9]*`, "a name of small letters and digits", "tencent"),
	"service name": newForm(`[A-Za-z][A-Za-z0-9_-]*`, "a name of letters, digits, dashes and underscores", "msp"),
	"go name":      newForm(`[A-Z][A-Za-z0-9]*`, "a Go name: a capital letter, then letters and digits", "TaskStatus"),
	"version":      newForm(`[0-9]{4}-[0-9]{2}-[0-9]{2}`, "a version written as a date", "2018-03-19"),
	"date":         newForm(`[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])`, "a date", "2018-07-13"),
	"zone":         newForm(`[+-](0[0-9]|1[0-4]):[0-5][0-9]`, "a distance from UTC", "+08:00"),
	"duration":     newForm(`[1-9][0-9]{0,5}(ms|s|m|h)`, "a whole number and ms, s, m or h", "5s"),
	"sha256":       newForm(`[0-9a-f]{64}`, "64 hexadecimal digits in small letters", ""),
	"header":       newForm(`[A-Za-z0-9-]+`, "the name of an HTTP header", "X-TC-Region"),

	"host":          newForm(`([A-Za-z0-9.-]|\{service\})+`, "a host without a scheme, a path or {region}", "{service}.tencentcloudapi.com"),
	"regional host": newForm(`([A-Za-z0-9.-]|\{service\})*\{region\}([A-Za-z0-9.-]|\{service\})*`, "a host that holds {region}, without a scheme or a path", "{service}.{region}.tencentcloudapi.com"),
	"vpc host":      newForm(`([A-Za-z0-9.-]|\{service\}|\{region\})+`, "a host without a scheme or a path", "{service}-vpc.{region}.aliyuncs.com"),

	"wire name": newForm(`\S+`, "a name without spaces", "TaskId"),
	"code":      newForm(`\S+( \S+)*`, "an error code without spaces around it", "InvalidParameterValue"),
	"action":    newForm(`[A-Za-z][A-Za-z0-9_.-]*`, "a name of letters, digits, dots, dashes and underscores", "ListMigrationTask"),
	"type": {
		pattern:  regexp.MustCompile("^(" + typeNamePattern + ")$"),
		reserved: ReservedType,
		words:    "a name of letters, digits, dots, dashes and underscores",
		example:  "SrcInfo",
	},
	"label": newForm(`[A-Za-z0-9][A-Za-z0-9_.-]*`, "a name of letters, digits, dots, dashes and underscores", "ap-guangzhou"),
}

func newForm(pattern, words, example string) *form {
	return &form{pattern: regexp.MustCompile("^(" + pattern + ")$"), words: words, example: example}
}

func (f *form) matches(text string) bool {
	return f.pattern.MatchString(text) && !f.isReserved(text)
}

func (f *form) isReserved(text string) bool { return f.reserved != nil && f.reserved(text) }

// fault says what text, which does not match, should have been: such as ex.
func (f *form) fault(what, text, ex string) string {
	if f.isReserved(text) {
		return text + " means something in the language, or nearly: give the type another name; type names are never sent"
	}
	return what + " must be " + f.words + example(ex) + ", not " + quote(text)
}

// takesBool reports whether a word that YAML reads as a boolean has the form.
// The JSON Schema must let it through, since it stands for itself here.
func (f *form) takesBool() bool { return f.pattern.MatchString("True") }
