package templates

import (
	"path"

	"github.com/dave/jennifer/jen"

	"github.com/signet-gen/signet/generator/model"
)

// fakeFile is the package of the typed fake, beside the service's own.
func (d declarer) fakeFile() file {
	pkg := d.testPackage()
	return file{
		name:         path.Join(pkg, pkg+".go"),
		doc:          d.fakePackageComment(),
		pkg:          pkg,
		path:         path.Join(d.path(), pkg),
		declarations: []jen.Code{d.fakeType(), d.newFake(), d.newServer(), d.fakeActions()},
	}
}

// fakePackageComment introduces the package, with an example of its use.
func (d declarer) fakePackageComment() *comment {
	c := outer().text("Package " + d.testPackage() + " stands in for " + d.title() + " in tests: a server " +
		"that checks each request and its signature as the real one does, and answers what functions say.")
	if a := showpiece(d.service.Actions); a != nil {
		pkg := d.service.Package
		c.code(
			"client := "+d.testPackage()+".New(t, "+d.testPackage()+".Fake{",
			"\t"+a.GoName+": func(ctx context.Context, in "+pkg+"."+a.Input.GoName+") (*"+pkg+"."+a.Output.GoName+", error) {",
			"\t\treturn &"+pkg+"."+a.Output.GoName+"{…}, nil",
			"\t},",
			"})")
	}
	return c
}

// fakeType declares the fake, a function for each action:
//
//	// Fake answers calls. …
//	type Fake struct {
//		ListMigrationTask func(context.Context, msp.ListMigrationTaskInput) (*msp.ListMigrationTaskOutput, error)
//	}
func (d declarer) fakeType() *jen.Statement {
	about := outer().text("Fake answers the calls of each action by a function. " +
		"A function fails with a code of package " + d.service.Package + ", or an [*rpc.Error] that says more; " +
		"an action whose function is nil is answered with the cloud's own error for what it does not support.")
	fields := make([]jen.Code, 0, len(d.service.Actions))
	for _, a := range d.service.Actions {
		fields = append(fields, jen.Id(a.GoName).Func().
			Params(contextContext(), d.own(a.Input.GoName)).
			Params(jen.Op("*").Add(d.own(a.Output.GoName)), jen.Error()))
	}
	return about.on(jen.Type().Id("Fake").Struct(fields...))
}

// newFake declares the way most tests begin:
//
//	// New starts a server of fake that ends with the test, and returns a client of it.
//	func New(t testing.TB, fake Fake) *msp.Client {
//		t.Helper()
//		server := NewServer(fake)
//		t.Cleanup(server.Close)
//		return msp.New(server.Config())
//	}
func (d declarer) newFake() *jen.Statement {
	about := outer().text("New starts a server of fake that ends with the test, and returns a client of it.")
	t, fake, server := d.local("t"), d.local("fake"), d.local("server")
	return about.on(jen.Func().Id("New").Params(jen.Id(t).Add(testingTB()), jen.Id(fake).Id("Fake")).Op("*").Add(d.own("Client")).
		Block(
			jen.Id(t).Dot("Helper").Call(),
			jen.Id(server).Op(":=").Id("NewServer").Call(jen.Id(fake)),
			jen.Id(t).Dot("Cleanup").Call(jen.Id(server).Dot("Close")),
			jen.Return(d.own("New").Call(jen.Id(server).Dot("Config").Call())),
		))
}

// newServer declares the way of tests that look at the requests:
//
//	// NewServer starts a server of fake. Close ends it.
//	func NewServer(fake Fake) *tencenttest.Server {
//		service := rpc.Service{Name: "msp", Version: "2018-03-19"}
//		return tencenttest.NewServer(&service, fake.actions()...)
//	}
func (d declarer) newServer() *jen.Statement {
	about := outer().text("NewServer starts a server of fake, which shows the requests that came. " +
		"Close ends it; its Config is that of a client.")
	fake, service := d.local("fake"), d.local("service")
	members := keyed{}
	members.add("Name", jen.Lit(d.service.Name))
	members.add("Version", jen.Lit(d.service.Version))
	return about.on(jen.Func().Id("NewServer").Params(jen.Id(fake).Id("Fake")).Op("*").Add(d.cloudtest("Server")).
		Block(
			jen.Id(service).Op(":=").Add(d.rpc("Service")).Add(members.line()),
			jen.Return(d.cloudtest("NewServer").Call(jen.Op("&").Id(service), jen.Id(fake).Dot("actions").Call().Op("..."))),
		))
}

// fakeActions declares what the server knows of each action:
//
//	func (f Fake) actions() []rpctest.Action {
//		return []rpctest.Action{
//			{Name: "ListMigrationTask", Handle: rpctest.Handle(f.ListMigrationTask)},
//		}
//	}
func (d declarer) fakeActions() *jen.Statement {
	f := d.local("f")
	all := keyed{}
	for _, a := range d.service.Actions {
		all = append(all, d.fakeAction(f, a))
	}
	actions := jen.Index().Add(d.rpctest("Action"))
	return jen.Func().Params(jen.Id(f).Id("Fake")).Id("actions").Params().Add(actions).
		Block(jen.Return(jen.Add(actions).Add(all.lines())))
}

// fakeAction is what the server knows of one action:
//
//	{Name: "RegisterMigrationTask", Required: []string{"TaskType"}, Handle: rpctest.Handle(f.RegisterMigrationTask)}
func (d declarer) fakeAction(f string, a *model.Action) *jen.Statement {
	members := keyed{}
	members.add("Name", jen.Lit(a.Name))
	var required []string
	for _, field := range a.Input.Fields {
		if field.Presence == model.Required {
			required = append(required, field.Name)
		}
	}
	if len(required) > 0 {
		members.add("Required", texts(required))
	}
	if methods := methodsOf(a); len(methods) > 0 {
		members.add("Methods", texts(methods))
	}
	if a.Multipart {
		members.add("Multipart", jen.True())
	}
	members.add("Handle", d.rpctest("Handle").Call(jen.Id(f).Dot(a.GoName)))
	return members.line()
}
