package templates

import (
	"github.com/dave/jennifer/jen"

	"github.com/signet-gen/signet/generator/model"
)

// presignFile holds the way to presigned URLs. There is none where no action has
// them.
func (d declarer) presignFile() file {
	var inputs []jen.Code
	for _, a := range d.service.Actions {
		if a.IsPresignable() {
			inputs = append(inputs, d.presigned(a))
		}
	}
	if inputs == nil {
		return file{}
	}
	return d.file("presign.go", append([]jen.Code{d.presignable(), d.presign(), d.readOnlyPresign()}, inputs...))
}

// presignable declares what has a URL. Its method is not exported, so that
// no type but the inputs of [declarer.presigned] has one:
//
//	// Presignable is an input that [Client.Presign] takes: …
//	type Presignable interface {
//		presigned() (*rpc.Operation, wire.Message)
//	}
func (d declarer) presignable() *jen.Statement {
	about := outer().text("Presignable is an input that [Client.Presign] takes: that of an action that only reads, and takes GET.")
	return about.on(jen.Type().Id("Presignable").Interface(jen.Id("presigned").Add(d.asked())))
}

// asked is the signature of what tells the call of an input: () (*rpc.Operation, wire.Message)
func (d declarer) asked() *jen.Statement {
	return jen.Params().Params(jen.Op("*").Add(d.rpc("Operation")), d.wire("Message"))
}

// presign declares the method that makes URLs:
//
//	// Presign makes a URL … It sends nothing.
//	func (c *Client) Presign(ctx context.Context, in Presignable) (rpc.Presigned, error) {
//		return rpc.Presign(ctx, c.rpc, func() (*rpc.Operation, wire.Message) { return in.presigned() })
//	}
func (d declarer) presign() *jen.Statement {
	about := outer().text("Presign makes a URL by which anybody can make the call of the action that in belongs to, " +
		"once and by GET, until it expires. It sends nothing. See [rpc.Presigned].")
	inOneLine := jen.Options{Open: "{ ", Close: " }"}
	ask := jen.Func().Add(d.asked()).Custom(inOneLine, jen.Return(jen.Id("in").Dot("presigned").Call()))
	return about.on(jen.Func().Params(client()).Id("Presign").Add(d.presignSignature()).
		Block(jen.Return(d.rpc("Presign").Call(jen.Id("ctx"), jen.Id("c").Dot("rpc"), ask))))
}

func (d declarer) presignSignature() *jen.Statement {
	return jen.Params(jen.Id("ctx").Add(contextContext()), jen.Id("in").Id("Presignable")).
		Params(d.rpc("Presigned"), jen.Error())
}

// readOnlyPresign declares the same of the client that only reads:
//
//	// Presign is [Client.Presign].
//	func (c *ReadOnlyClient) Presign(ctx context.Context, in Presignable) (rpc.Presigned, error) {
//		return c.client.Presign(ctx, in)
//	}
func (d declarer) readOnlyPresign() *jen.Statement {
	return outer().text("Presign is [Client.Presign].").
		on(jen.Func().Params(readOnlyClient()).Id("Presign").Add(d.presignSignature()).
			Block(jen.Return(jen.Id("c").Dot("client").Dot("Presign").Call(jen.Id("ctx"), jen.Id("in")))))
}

// presigned declares what an input calls:
//
//	func (in ListMigrationTaskInput) presigned() (*rpc.Operation, wire.Message) {
//		return &opListMigrationTask, &in
//	}
func (d declarer) presigned(a *model.Action) *jen.Statement {
	return jen.Func().Params(jen.Id("in").Id(a.Input.GoName)).Id("presigned").Add(d.asked()).
		Block(jen.Return(jen.Op("&").Id(operation(a)), jen.Op("&").Id("in")))
}
