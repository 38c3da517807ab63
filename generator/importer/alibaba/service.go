package alibaba

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

// service is the work on one file.
type service struct {
	reader
	spec *spec.Service
	// regional tells that the regions have hosts of their own.
	regional bool
	// host is the parameter of the action at hand that picks the host.
	host  string
	names names
	// types are the types of the spec by name.
	types map[string]*spec.Type
	// byName are the fields of those that samples in XML were read by.
	byName map[string]map[string]*spec.Field
	// components are the schemas that others refer to, by name.
	components map[string]*component
	// depth is how many of them are being looked for.
	depth   int
	codes   codes
	misfits misfits
}

func newService(doc *jsontree.Document, docs bool) *service {
	return &service{
		reader: reader{Reader: jsontree.Reader{Doc: doc}, docs: docs}, spec: &spec.Service{},
		names: names{}, types: map[string]*spec.Type{}, components: map[string]*component{}, codes: codes{seen: map[string]*spec.ErrorCode{}},
	}
}

// readDocs reads an api-docs.json.
func (s *service) readDocs() {
	root := s.Doc.Root
	info := root.Get("info")
	if info.IsNothing() {
		s.Fault(root, "the file has no info: it is no description of a service as Alibaba Cloud publishes it (%s)", docsFile)
	} else if s.Want(info, jsontree.Object, "info") {
		s.identify(info, "info")
		if style := info.Get("style"); s.Want(style, jsontree.String, "style of info") {
			s.refuseStyle(style)
		}
	}
	if len(s.Faults) > 0 {
		return // of another product or style, the rest is not to be judged
	}
	s.readEndpoints(root.Get("endpoints"))
	apis := root.Get("apis")
	if apis.IsNothing() {
		s.Fault(root, "the file has no apis: %s", jsontree.Fetch)
	}
	actions := s.members(apis, jsontree.Object, "actions", "apis")
	for _, m := range actions {
		s.names.reserve(m.Key)
	}
	s.readComponents(root.Get("components"))
	for _, m := range actions {
		s.readAction(m.Key, m.Value)
	}
	s.finish()
}

// finish puts the parts together that the actions share.
func (s *service) finish() {
	s.spec.Errors = s.codes.list
	s.tellMisfits()
}

var (
	serviceName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)
	versionDate = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
)

// identify reads which product and version the file is about.
func (s *service) identify(info *jsontree.Node, owner string) {
	product, ok := s.Needed(info, "product", owner)
	if ok && !serviceName.MatchString(product) {
		s.Fault(info.Get("product"), "product must be a name of letters, digits, dashes and underscores that begins with a letter, not %s: correct it", jsontree.Quote(product))
	}
	version, ok := s.Needed(info, "version", owner)
	if ok && !versionDate.MatchString(version) {
		s.Fault(info.Get("version"), "version must be a date such as 2014-05-26, not %s: correct it", jsontree.Quote(version))
	}
	// Hosts have the product in small letters, and no signature holds it.
	name := strings.ToLower(product)
	s.spec.Name, s.spec.Version = importer.SetText(name), importer.SetText(version)
	s.spec.Dir = path.Join(provider, name, version)
	s.spec.Package = importer.SetText(packageName(name))
	s.spec.Source = &spec.Source{From: importer.Set(strings.Join([]string{
		provider, name, version, filepath.Base(s.Doc.Pos(nil).File)}, "/"))}
}

// packageName is the Go package of a service whose own name would not do, or "".
func packageName(service string) string {
	if service == "" || naming.Package(service) != "" {
		return ""
	}
	return naming.Package(service + "service")
}

// refuseStyle refuses what is not called as services of the RPC style are.
func (s *service) refuseStyle(style *jsontree.Node) {
	if style.Text == "" || strings.EqualFold(style.Text, "RPC") {
		return
	}
	s.Fault(style, "%s %s is of the style %s, whose calls go to a path each: Signet speaks Alibaba Cloud's RPC style only, so leave this file out",
		s.spec.Name.Value, s.spec.Version.Value, jsontree.Cut(style.Text))
}
