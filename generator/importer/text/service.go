package text

import (
	"regexp"
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/naming"
	"github.com/signet-gen/signet/generator/spec"
)

// service makes the spec of a document.
func (r *reader) service(d *document) *spec.Service {
	s := &spec.Service{}
	name, ok := r.host(d)
	if !ok {
		return nil
	}
	var all []*page
	chapters := map[*page]chapter{}
	for _, c := range d.chapters {
		if c.kind != otherChapter {
			r.noteTypes(c.lines)
		}
		if c.kind == actionChapter {
			if p, ok := r.identity(c); ok {
				all = append(all, &p)
				chapters[&p] = c
			}
		}
	}
	version := r.version(d, all)
	if len(r.faults) > 0 {
		return nil
	}
	s.Name, s.Version = importer.Set(name), importer.Set(version)
	s.Package = importer.SetText(packageName(name))
	s.Title = d.name()
	s.Dir = strings.Join([]string{r.cloud.name, name, version}, "/")
	s.Source = &spec.Source{From: importer.Set(r.base()), Updated: importer.SetText(d.updated)}
	for _, c := range d.chapters {
		if c.kind == typesChapter {
			r.dataTypes(s, c)
		}
	}
	r.actions(s, all, chapters, version)
	for _, c := range d.chapters {
		if c.kind == errorsChapter || c.kind == otherChapter && hasCommonCodes(c.lines) {
			r.allCodes(s, c)
		}
	}
	r.follow(s)
	r.regions(s, d)
	r.missing(s, d)
	return s
}

// packageName is the Go package of a service whose own name would not do, or "".
func packageName(service string) string {
	if naming.Package(service) != "" {
		return ""
	}
	return naming.Package(service + "service")
}

// actions reads the pages of the version's actions.
func (r *reader) actions(s *spec.Service, all []*page, chapters map[*page]chapter, version string) {
	seen := map[string]bool{}
	for _, p := range all {
		path := "actions/" + p.name
		if seen[p.name] {
			r.note(importer.Skipped, p.number, path, "the document describes it twice: the first counts")
			continue
		}
		if p.version != "" && p.version != version {
			r.note(importer.Skipped, p.number, path, "it is of version %s, and the document is of %s", p.version, version)
			continue
		}
		seen[p.name] = true
		r.action(s, p, chapters[p].lines)
		importer.Add(&s.Actions, p.name, p.action)
	}
	sharedRate(s)
}

// sharedRate says a limit once that all actions have.
func sharedRate(s *spec.Service) {
	if len(s.Actions) == 0 || !s.Actions[0].Value.RateLimit.IsSet() {
		return
	}
	rate := s.Actions[0].Value.RateLimit
	for _, a := range s.Actions.All() {
		if a.RateLimit != rate {
			return
		}
	}
	for _, a := range s.Actions.All() {
		a.RateLimit = spec.At[int]{}
	}
	s.RateLimit = rate
}

var requestHost = regexp.MustCompile(`(?i)domain name for api request\s*[:：]\s*(.*)`)

// host finds the cloud and the service that the hosts in the document name:
// where its actions are called, or else in the addresses of its examples.
func (r *reader) host(d *document) (service string, ok bool) {
	votes, of, other := map[string]int{}, map[string]cloud{}, ""
	for _, text := range d.hosts() {
		if c, name, ok := hosted(text); ok {
			votes[name]++
			of[name] = c
		} else if m := host.FindString(text); other == "" {
			other = m
		}
	}
	if name := most(votes); name != "" {
		r.cloud = of[name]
		return name, true
	}
	if other != "" {
		r.fault(1, "the host %s is of no cloud whose documents are read: hosts that end in %s are known", other, clouds[0].domain)
	} else {
		r.fault(1, `no host says which service this is: looked for "Domain name for API request: SERVICE.%s" and for the addresses of examples`, clouds[0].domain)
	}
	return "", false
}

// hosts are the texts that name the host of the service.
func (d *document) hosts() []string {
	var told, shown []string
	for _, l := range d.lines {
		if m := requestHost.FindStringSubmatch(l.text); m != nil {
			told = append(told, m[1])
		}
	}
	if told != nil {
		return told
	}
	for _, c := range d.chapters {
		for _, l := range c.lines {
			if c.kind == actionChapter && (strings.Contains(l.text, "://") || strings.HasPrefix(l.bare(), "Host:")) {
				shown = append(shown, l.text)
			}
		}
	}
	return shown
}

// most is the key with the most votes, the first in order of those.
func most(votes map[string]int) string {
	best := ""
	for key, n := range votes {
		if n > votes[best] || n == votes[best] && (best == "" || key < best) {
			best = key
		}
	}
	return best
}

var exampleVersion = regexp.MustCompile(`(?i)(?:X-TC-Version\s*:\s*|[?&]Version=)(\d{4}-\d{2}-\d{2})`)

// version is the one that most actions bear.
func (r *reader) version(d *document, all []*page) string {
	votes := map[string]int{}
	for _, p := range all {
		if p.version != "" {
			votes[p.version]++
		}
	}
	for _, c := range d.chapters {
		for _, l := range c.lines {
			if m := exampleVersion.FindStringSubmatch(l.text); m != nil && c.kind == actionChapter && len(votes) == 0 {
				votes[m[1]]++
			}
		}
	}
	version := most(votes)
	if version == "" {
		r.fault(1, "no version of the API was found: looked for a parameter Version with its value in the tables, and for one in the examples' requests")
	}
	return version
}

// name is the service's name as people write it: the first line, where
// that is the title of an API documentation.
func (d *document) name() string {
	at := nearest(d.lines, -1, 1)
	if at < 0 || lastUpdated.MatchString(d.lines[at].bare()) || d.chapters[0].number == d.lines[at].number {
		return ""
	}
	text := title(d.lines[at].text)
	text = strings.TrimSpace(strings.TrimSuffix(text, "API Documentation"))
	if text == "" || len(text) > 80 || strings.ContainsAny(text, "\t.:|") || headingKind(d.lines[at].text) != noSection || len(strings.Fields(text)) > 10 {
		return ""
	}
	return text
}

func headingKind(text string) sectionKind {
	kind, _ := headingOf(text)
	return kind
}

// base is the file's name without its folder, which differs from machine to machine.
func (r *reader) base() string {
	return r.file[strings.LastIndexAny(r.file, `/\`)+1:]
}

func hasCommonCodes(lines []line) bool {
	return slices.ContainsFunc(lines, func(l line) bool { return codesHeading.MatchString(title(l.text)) })
}
