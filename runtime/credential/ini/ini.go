// Package ini reads the files in which command line tools keep credentials:
// sections in brackets, and below each a setting a line.
//
//	[default]
//	secret_id = AKIDexample
//	; a comment
package ini

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// File is what a file says.
type File struct {
	names    []string
	sections map[string]map[string]string
}

// Sections are the names of the sections, in their order.
func (f *File) Sections() []string { return f.names }

// Section returns the settings of a section, and whether there is one.
func (f *File) Section(name string) (map[string]string, bool) {
	s, ok := f.sections[name]
	return s, ok
}

// Parse reads a file. Lines that begin with # or ; are comments, as is nothing
// else, for secrets may hold these signs. Of a setting that comes twice the last
// one counts. Names of settings are in small letters.
//
// The error names the line, and shows nothing of it, for it may be a secret.
func Parse(text string) (*File, error) {
	f := &File{sections: map[string]map[string]string{}}
	if !utf8.ValidString(text) {
		return nil, fmt.Errorf("the file is not UTF-8 text")
	}
	var section map[string]string
	n := 0
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		n++
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#' || line[0] == ';':
		case line[0] == '[':
			name, rest, closed := strings.Cut(line[1:], "]")
			if rest = strings.TrimSpace(rest); !closed || rest != "" && rest[0] != '#' && rest[0] != ';' {
				return nil, fmt.Errorf("line %d begins with a bracket, and is no section such as [default]", n)
			}
			section = f.section(strings.TrimSpace(name))
		default:
			key, value, ok := strings.Cut(line, "=")
			if key = strings.ToLower(strings.TrimSpace(key)); !ok || key == "" {
				return nil, fmt.Errorf("line %d is no setting such as key = value", n)
			}
			if section == nil {
				return nil, fmt.Errorf("line %d is above the first section: begin the file with one such as [default]", n)
			}
			section[key] = strings.TrimSpace(value)
		}
	}
	return f, nil
}

func (f *File) section(name string) map[string]string {
	if f.sections[name] == nil {
		f.sections[name] = map[string]string{}
		f.names = append(f.names, name)
	}
	return f.sections[name]
}
