package templates

import (
	"path"

	"github.com/dave/jennifer/jen"

	"github.com/signet-gen/signet/generator/model"
)

// A declarer writes the declarations of one service. It is never changed.
type declarer struct {
	service *model.Service
	imports model.Imports
	links   map[string]string // see linksOf
}

// Names of other packages are functions, so that none is shared and then changed.

func contextContext() *jen.Statement { return jen.Qual("context", "Context") }
func iterSeq2() *jen.Statement       { return jen.Qual("iter", "Seq2") }
func fmtErrorf() *jen.Statement      { return jen.Qual("fmt", "Errorf") }
func testingTB() *jen.Statement      { return jen.Qual("testing", "TB") }

// strconv names a function of package strconv.
func strconv(name string) *jen.Statement { return jen.Qual("strconv", name) }

// runtime names something in the package pkg of the runtime.
func (d declarer) runtime(pkg, name string) *jen.Statement {
	return jen.Qual(d.runtimePath(pkg), name)
}

func (d declarer) rpc(name string) *jen.Statement     { return d.runtime("rpc", name) }
func (d declarer) wire(name string) *jen.Statement    { return d.runtime("wire", name) }
func (d declarer) page(name string) *jen.Statement    { return d.runtime("page", name) }
func (d declarer) wait(name string) *jen.Statement    { return d.runtime("wait", name) }
func (d declarer) rpctest(name string) *jen.Statement { return d.runtime("rpctest", name) }

// cloud names something in the package that speaks to the provider.
func (d declarer) cloud(name string) *jen.Statement {
	return d.runtime(d.service.Provider.Protocol, name)
}

// cloudtest names something in the package that stands in for the provider.
func (d declarer) cloudtest(name string) *jen.Statement { return d.runtime(d.cloudtestPkg(), name) }

func (d declarer) cloudtestPkg() string {
	protocol := d.service.Provider.Protocol
	return protocol + "/" + protocol + "test"
}

// own names something in the service's package.
func (d declarer) own(name string) *jen.Statement { return jen.Qual(d.path(), name) }

// path is the import path of the service's package.
func (d declarer) path() string { return path.Join(d.imports.Output, d.service.Path) }

func (d declarer) runtimePath(pkg string) string { return path.Join(d.imports.Runtime, pkg) }

// testPackage is the name of the package of the typed fake: msptest.
func (d declarer) testPackage() string { return d.service.Package + "test" }

// operation is the variable that describes an action. The prefix keeps it
// apart from keywords, imports and the other names of the package.
func operation(a *model.Action) string { return "op" + a.GoName }

// local is the name of a parameter or variable in the package of the typed
// fake: name, unless that would hide the service's package.
func (d declarer) local(name string) string {
	if name == d.service.Package {
		return "the" + upperFirst(name)
	}
	return name
}

// importNames are the names of the packages that generated code imports, so
// that none is imported under a guess.
func (d declarer) importNames() map[string]string {
	names := map[string]string{}
	for _, pkg := range []string{"rpc", "wire", "page", "wait", "rpctest", d.service.Provider.Protocol, d.cloudtestPkg()} {
		names[d.runtimePath(pkg)] = path.Base(pkg)
	}
	return names
}
