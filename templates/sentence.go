package templates

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentence makes doc, which begins as a spec's does, a sentence about name:
//
//	The index of the first.    Offset is the index of the first.
//	Keeps only finished ones.  Finished keeps only finished ones.
//	In gigabytes.              Size: in gigabytes.
func sentence(s subject, doc string) string {
	doc = strings.TrimSpace(doc)
	first, rest, _ := strings.Cut(doc, " ")
	verb := strings.ToLower(first)
	switch {
	case doc == "":
		return ""
	case isVerbal(doc):
		return s.name + s.aside + " " + s.agree(verb) + " " + rest
	case phrases[verb]:
		return s.name + s.aside + " " + s.agree("is") + " " + lowerFirst(doc)
	}
	return s.name + s.aside + ": " + doc
}

// isVerbal reports whether doc begins with a verb whose subject is missing.
// "Names of tasks" does not, and neither does a question.
func isVerbal(doc string) bool {
	first, rest, _ := strings.Cut(strings.TrimSpace(doc), " ")
	return verbs[strings.ToLower(first)] && !strings.HasPrefix(rest, "of ") && !strings.Contains(rest, "?")
}

// doing makes doc, which begins with a verb, a sentence about an action:
// Lists the tasks. gives ListTasks lists the tasks.
func doing(name, doc string) string {
	doc = strings.TrimSpace(doc)
	verb, rest, _ := strings.Cut(doc, " ")
	verb = strings.ToLower(verb)
	if !strings.HasSuffix(verb, "s") || phrases[verb] || verb == "this" {
		return name + ": " + doc
	}
	return name + " " + verb + " " + rest
}

// A subject is what a sentence is about.
type subject struct {
	name string
	// aside stands between the name and the verb: ", if not nil,".
	aside  string
	plural bool
}

// agree turns a verb of the third person singular into the plural if need be.
func (s subject) agree(verb string) string {
	switch {
	case !s.plural:
		return verb
	case verb == "is":
		return "are"
	case verb == "has":
		return "have"
	case verb == "does":
		return "do"
	case strings.HasSuffix(verb, "ies"):
		return verb[:len(verb)-3] + "y"
	case strings.HasSuffix(verb, "ches"), strings.HasSuffix(verb, "shes"), strings.HasSuffix(verb, "sses"):
		return verb[:len(verb)-2]
	}
	return strings.TrimSuffix(verb, "s")
}

// phrases are the words with which a phrase begins that "is" can stand before.
var phrases = set("the a an how what when where whether which who whom whose why " +
	"one all any every each its their another both either none as at up")

// verbs are the verbs with which a description of a field or a type may begin.
var verbs = set("accepts adds adjusts allows answers applies asks assigns attaches " +
	"begins belongs binds bounds carries causes changes checks chooses cleans clears " +
	"combines configures contains controls copies counts covers creates decides " +
	"defaults defines deletes depends describes determines disables distinguishes " +
	"does drops enables encrypts ends excludes expires explains filters fixes follows " +
	"forbids forces formats gives governs groups guards has helps hides holds identifies " +
	"ignores includes indicates is keeps labels leaves leads limits links lists locates " +
	"makes maps marks matches means measures merges moves names narrows needs numbers " +
	"opens orders overrides overwrites pauses permits picks places points prevents " +
	"prints protects provides puts ranks reads records refers remembers removes renames " +
	"repeats replaces reports requests requires resets restricts returns reverses runs " +
	"says searches selects sends serves sets shows signs skips sorts specifies starts " +
	"states stops stores switches takes tells tests turns updates uses waits wants " +
	"warns works writes")

func set(words string) map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		all[word] = true
	}
	return all
}

// lowerFirst puts the first letter in lower case, unless its word is a name
// that has more capitals or digits: IDs, IPv4, A1.
func lowerFirst(text string) string {
	word, _, _ := strings.Cut(text, " ")
	r, size := utf8.DecodeRuneInString(text)
	named := func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) }
	if !unicode.IsUpper(r) || strings.ContainsFunc(word[size:], named) {
		return text
	}
	return string(unicode.ToLower(r)) + text[size:]
}

// upperFirst puts the first letter in upper case.
func upperFirst(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[size:]
}

// ended gives text its full stop.
func ended(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?:") {
		return text
	}
	return text + "."
}

// with adds clauses to a text: within its sentence when that can take them,
// else as a sentence of their own.
//
//	Name is the name of the task.       Name is the name of the task, 1 to 60 characters; required.
//	Name is the name. It can be shown.  Name is the name. It can be shown. 1 to 60 characters; required.
func with(text string, limits []string, absent string) string {
	tail := clauses(limits, absent)
	switch {
	case tail == "":
		return ended(text)
	case !isOneClause(text):
		return ended(text) + " " + ended(upperFirst(strings.Replace(tail, suchAs, "for example ", 1)))
	case len(limits) > 0:
		return strings.TrimSuffix(strings.TrimSpace(text), ".") + ", " + ended(tail)
	}
	return strings.TrimSuffix(strings.TrimSpace(text), ".") + "; " + ended(tail)
}

// suchAs begins an example.
const suchAs = "such as "

// clauses joins what is said about a value: 1 to 60 characters; required
func clauses(limits []string, absent string) string {
	tail := strings.Join(limits, ", ")
	if tail != "" && absent != "" {
		tail += "; "
	}
	return tail + absent
}

// then adds a sentence, in a paragraph of its own after several lines.
func then(text, sentence string) string {
	switch {
	case text == "" || sentence == "":
		return text + sentence
	case strings.Contains(text, "\n"):
		return text + "\n\n" + sentence
	}
	return text + " " + sentence
}

// isOneClause reports whether text is one sentence that has no second part.
func isOneClause(text string) bool { return isOneSentence(text) && !strings.Contains(text, "; ") }

// isOneSentence reports whether text is one sentence in one paragraph.
func isOneSentence(text string) bool {
	text = strings.TrimSuffix(strings.TrimSpace(text), ".")
	return !strings.ContainsAny(text, "\n") && !strings.HasSuffix(text, "!") &&
		!strings.Contains(text, ". ") && !strings.Contains(text, "? ")
}
