package text

import (
	"regexp"
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

// missing names the actions that the document lists and does not describe.
func (r *reader) missing(s *spec.Service, d *document) {
	told := map[string]bool{}
	for name := range s.Actions.All() {
		told["actions/"+name] = true
	}
	for _, n := range r.notes {
		told[n.Path] = true
	}
	var t *table
	for _, l := range d.lines {
		if isCatalogue(l.text) {
			t = readHeader(l.text)
			continue
		}
		if t == nil || l.blank() || isRuler(l.text) {
			continue
		}
		cells := t.split(l.text)
		if len(cells) < 2 && !bulleted.MatchString(cells[0]) {
			t = nil
			continue
		}
		name := unescaped(strings.Trim(cells[0], "`"))
		if len(cells) > 1 && actionName.MatchString(name) && !told["actions/"+name] {
			r.note(importer.Unread, l.number, "actions/"+name, "it is listed here, and its page was not found")
		}
	}
}

var regionHost = regexp.MustCompile(`\b([A-Za-z][A-Za-z0-9-]*)\.([a-z]{2,4}-[a-z0-9-]+)\.([A-Za-z0-9-]+\.(?:com|cn|net))\b`)

// regions reads the table of hosts by region. Nothing is said where they are
// those of the cloud.
func (r *reader) regions(s *spec.Service, d *document) {
	var found spec.Map[*spec.Region]
	for _, c := range d.chapters {
		if c.kind != otherChapter {
			continue
		}
		for _, l := range c.lines {
			name, where, ok := r.region(s.Name.Value, l)
			if _, again := found.Get(name); ok && !again {
				importer.Add(&found, name, &spec.Region{Title: where})
			}
		}
	}
	if len(found) > 0 && !r.hasRegions(found) {
		s.Endpoints = &spec.Endpoints{Regions: found}
	}
}

// region reads a row of that table: where it is, and its host.
func (r *reader) region(service string, l line) (name, where string, ok bool) {
	m := regionHost.FindStringSubmatch(l.text)
	if m == nil || !strings.EqualFold(m[1], service) || !strings.EqualFold(m[3], r.cloud.domain) {
		return "", "", false
	}
	before, _, _ := strings.Cut(l.text, m[0])
	before = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(before, "https://"), "<code>"), "`")
	cell := strings.TrimRight(before, " \t|")
	if gap := before[len(cell):]; !strings.ContainsAny(gap, "\t|") && len(gap) < 2 {
		return "", "", false
	}
	where = prose(marked(strings.Trim(cell, " \t|")))
	return m[2], where, where != ""
}

// hasRegions reports whether the cloud has exactly these regions.
func (r *reader) hasRegions(found spec.Map[*spec.Region]) bool {
	if len(found) != len(r.cloud.regions) {
		return false
	}
	for name := range found.All() {
		if !slices.Contains(r.cloud.regions, name) {
			return false
		}
	}
	return true
}
