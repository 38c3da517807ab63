package tencent

import (
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/naming"
	"github.com/signet-gen/signet/generator/spec"
)

// service is the work on one api.json.
type service struct {
	reader
	spec *spec.Service
	// objects are the structures of the file, those of requests and replies
	// among them.
	objects map[string]*object
	// types are the same in the order of the file.
	types []*object
	// actions are the actions in the order of the file.
	actions []*action
	// codes are the error codes that the service defines.
	codes map[string]bool
}

var (
	serviceName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)
	versionDate = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
)

// read reads all that the file says of names and types.
func (s *service) read(file string) {
	s.metadata(s.section("metadata"))
	objects, actions := s.section("objects"), s.section("actions")
	s.spec.Source = &spec.Source{From: importer.Set(from(file, s.spec))}
	s.readObjects(objects)
	s.readActions(actions)
	s.markUses()
}

// write makes the types and actions of the spec, after the examples were read:
// these are held against what the prose tells.
func (s *service) write() {
	s.writeTypes()
	for _, a := range s.actions {
		s.writeAction(a)
		importer.Add(&s.spec.Actions, a.name, a.spec)
	}
}

// metadata reads who the service is.
func (s *service) metadata(n *jsontree.Node) {
	if n == nil {
		return
	}
	name, ok := s.Needed(n, "serviceShortName", "metadata")
	if ok && !serviceName.MatchString(name) {
		s.Fault(n.Get("serviceShortName"), "serviceShortName must be a name of letters, digits, dashes and underscores that begins with a letter, not %s: correct it", jsontree.Quote(name))
	}
	version, ok := s.Needed(n, "apiVersion", "metadata")
	if ok && !versionDate.MatchString(version) {
		s.Fault(n.Get("apiVersion"), "apiVersion must be a date such as 2018-03-19, not %s: correct it", jsontree.Quote(version))
	}
	s.spec.Name, s.spec.Version = importer.SetText(name), importer.SetText(version)
	s.spec.Dir = path.Join(provider, name, version)
	s.spec.Package = importer.SetText(packageName(name))
	title, brief := s.Text(n, "serviceNameCN", "metadata"), s.Text(n, "api_brief", "metadata")
	if s.docs {
		s.spec.Title, s.spec.Doc = oneLine(title), plainText(brief)
	}
}

// packageName is the Go package of a service whose own name would not do, or "".
func packageName(service string) string {
	if service == "" || naming.Package(service) != "" {
		return ""
	}
	return naming.Package(service + "service")
}

// from says which description this is. It leaves out where the file lies, which
// differs from one machine to the next.
func from(file string, s *spec.Service) string {
	return strings.Join([]string{provider, s.Name.Value, s.Version.Value, filepath.Base(file)}, "/")
}

// beside is the name of the examples that belong to a file.
func beside(file string) string { return filepath.Join(filepath.Dir(file), examplesFile) }
