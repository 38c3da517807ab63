package alibaba

import (
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// names are the type names that are taken, each with the number that the next
// of the same name gets.
type names map[string]int

// reserve keeps the names of what each action takes and answers.
func (n names) reserve(action string) {
	n[action+"Input"], n[action+"Output"] = 2, 2
}

// maxName is the longest name of a type. A longer path is cut, and told from
// others cut at the same place by a hash.
const maxName = 160

// take makes a name that no other type has.
func (n names) take(name string) string {
	if name == "" || !isLetter(name[0]) {
		name = "X" + name
	}
	if spec.ReservedType(name) {
		name += "Type"
	}
	free := name
	for n[free] > 0 {
		free = name + strconv.Itoa(n[name])
		n[name]++
	}
	n[free] = 2
	return free
}

// apart is the name of a type by its place. Where that is taken, by the type at
// the same place of the other side as a rule, it tells the side too. Parameters
// are read first: requests have the plain names, since people write them.
func (n names) apart(at place) string {
	rest, ok := strings.CutPrefix(at.name, at.action)
	if n[at.name] == 0 || !ok || at.action == "" {
		return at.name
	}
	side := "Input"
	if at.reply {
		side = "Output"
	}
	return at.action + side + rest
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// below is the name of what stands at a member below a type.
func below(name, member string) string {
	part := word(member)
	if part == "" {
		part = "X" + hex(member)
	}
	name += part
	if len(name) <= maxName {
		return name
	}
	hash := sha256.Sum256([]byte(name))
	return fmt.Sprintf("%s%x", name[:maxName-16], hash[:8])
}

// word is a wire name as a part of a type's: task_name becomes TaskName.
func word(name string) string {
	var b strings.Builder
	upper := true
	for _, r := range name {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			upper = true
			continue
		}
		if upper {
			r = unicode.ToUpper(r)
		}
		upper = false
		b.WriteRune(r)
	}
	return b.String()
}

// siblings are how many members of an object come to the same word.
type siblings map[string]int

func siblingsOf(members []jsontree.Member) siblings {
	s := siblings{}
	for _, m := range members {
		s[strings.ToLower(word(m.Key))]++
	}
	return s
}

// item is what one item of a list is called, among the other members of its
// object: Instance for Instances, unless there is an Instance beside it.
func (s siblings) item(name string) string {
	one := singular(name)
	if one != name && s[strings.ToLower(word(one))] > 0 {
		return name
	}
	return one
}

// endings turn the end of a plural into that of a singular.
var endings = [][2]string{
	{"Statuses", "Status"}, {"statuses", "status"}, {"Addresses", "Address"}, {"addresses", "address"},
	{"Aliases", "Alias"}, {"aliases", "alias"}, {"Indices", "Index"}, {"Qoses", "Qos"},
	{"ies", "y"}, {"sses", "ss"}, {"xes", "x"}, {"ches", "ch"}, {"shes", "sh"},
	{"List", ""}, {"_list", ""}, {"Array", ""},
}

// singular is the name of one of several, or the name itself where it is none
// of many: Entries becomes Entry, TagList Tag; Status and Address stay.
func singular(name string) string {
	for _, e := range endings {
		if stem, ok := strings.CutSuffix(name, e[0]); ok && stem+e[1] != "" {
			return stem + e[1]
		}
	}
	for _, end := range []string{"ss", "us", "is", "ous", "as", "Os", "DNS", "Dns", "Https", "https"} {
		if strings.HasSuffix(name, end) {
			return name
		}
	}
	if stem, ok := strings.CutSuffix(name, "s"); ok && len(stem) > 1 {
		return stem
	}
	return name
}
