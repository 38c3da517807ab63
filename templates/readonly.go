package templates

import (
	"github.com/dave/jennifer/jen"

	"github.com/signet-gen/signet/generator/model"
)

// readOnlyFile holds the client that has only the actions that read. There is
// none where no action does.
//
// It is a structure, whose client nobody outside the package reaches, and not
// an interface, which would give away the client by a type assertion and keep
// the linker from leaving out what is not called.
func (d declarer) readOnlyFile() file {
	var methods []jen.Code
	for _, a := range d.service.Actions {
		if a.Effect == model.Read {
			methods = append(methods, d.readMethods(a)...)
		}
	}
	if len(methods) == 0 {
		return file{}
	}
	return d.file("readonly.go", append([]jen.Code{d.readOnlyType(), d.readOnly(), d.readOnlyWith()}, methods...))
}

// readOnlyType declares the client:
//
//	// ReadOnlyClient is a [Client] that only reads. …
//	type ReadOnlyClient struct{ client Client }
func (d declarer) readOnlyType() *jen.Statement {
	about := outer().text("ReadOnlyClient is a [Client] that has only the actions that read, for code that must change nothing. [Client.ReadOnly] makes one.")
	return about.on(jen.Type().Id("ReadOnlyClient").Struct(jen.Id("client").Id("Client")))
}

// readOnly declares the way from a client to one that only reads:
//
//	func (c *Client) ReadOnly() *ReadOnlyClient {
//		return &ReadOnlyClient{client: *c}
//	}
func (d declarer) readOnly() *jen.Statement {
	about := outer().text("ReadOnly returns the same client without the actions that change anything. There is no way back from it to c.")
	return about.on(jen.Func().Params(client()).Id("ReadOnly").Params().Op("*").Id("ReadOnlyClient").
		Block(jen.Return(jen.Op("&").Id("ReadOnlyClient").Values(jen.Id("client").Op(":").Op("*").Id("c")))))
}

// readOnlyWith declares the way to change a client that only reads:
//
//	func (c *ReadOnlyClient) With(change func(*tencent.Config)) *ReadOnlyClient {
//		return c.client.With(change).ReadOnly()
//	}
func (d declarer) readOnlyWith() *jen.Statement {
	about := outer().text("With is [Client.With].")
	return about.on(jen.Func().Params(readOnlyClient()).Id("With").
		Params(jen.Id("change").Func().Params(jen.Op("*").Add(d.cloud("Config")))).Op("*").Id("ReadOnlyClient").
		Block(jen.Return(jen.Id("c").Dot("client").Dot("With").Call(jen.Id("change")).Dot("ReadOnly").Call())))
}

func readOnlyClient() *jen.Statement { return jen.Id("c").Op("*").Id("ReadOnlyClient") }

// readMethods are those of an action: the call, the iterator and what waits.
func (d declarer) readMethods(a *model.Action) []jen.Code {
	output := func() *jen.Statement { return jen.Params(jen.Op("*").Id(a.Output.GoName), jen.Error()) }
	all := []jen.Code{d.forward(a, a.GoName, output())}
	if a.Pager != nil {
		p := pager{declarer: d, action: a, Pager: a.Pager}
		all = append(all, d.forward(a, p.GoName, iterSeq2().Types(p.item(), jen.Error())))
	}
	for _, w := range a.Waiters {
		all = append(all, d.forward(a, w.Method(), output()))
	}
	return all
}

// forward declares a method that is the client's:
//
//	// ListMigrationTask is [Client.ListMigrationTask].
//	func (c *ReadOnlyClient) ListMigrationTask(ctx context.Context, in ListMigrationTaskInput) (*ListMigrationTaskOutput, error) {
//		return c.client.ListMigrationTask(ctx, in)
//	}
func (d declarer) forward(a *model.Action, name string, result *jen.Statement) *jen.Statement {
	about := outer().text(name + " is [Client." + name + "].").deprecated(d.prose(a.Deprecated))
	return about.on(jen.Func().Params(readOnlyClient()).Id(name).Params(d.parameters(a)...).Add(result).
		Block(jen.Return(jen.Id("c").Dot("client").Dot(name).Call(jen.Id("ctx"), jen.Id("in")))))
}
