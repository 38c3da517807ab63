package templates

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/signet-gen/signet/generator/model"
)

// actionFile holds all that belongs to one action, in the order in which a
// stranger asks: what it does, what it needs, what it returns.
func (d declarer) actionFile(a *model.Action) file {
	all := []jen.Code{d.operationVar(a), d.method(a)}
	if a.Pager != nil {
		all = append(all, d.iterator(a))
	}
	for _, w := range a.Waiters {
		all = append(all, d.waiterMethod(a, w))
	}
	all = append(all, d.structure(a.Input, inputComment(a)))
	all = append(all, d.methods(a.Input)...)
	all = append(all, d.structure(a.Output, outputComment(a)))
	all = append(all, d.methods(a.Output)...)
	return d.file(a.File, all)
}

// operationVar describes an action to the runtime:
//
//	var opListMigrationTask = rpc.Operation{
//		Service:   &service,
//		Action:    "ListMigrationTask",
//		Effect:    rpc.Read,
//		RateLimit: 20,
//	}
func (d declarer) operationVar(a *model.Action) *jen.Statement {
	members := keyed{}
	members.add("Service", jen.Op("&").Id("service"))
	members.add("Action", jen.Lit(a.Name))
	switch a.Effect {
	case model.Read:
		members.add("Effect", d.rpc("Read"))
	case model.Idempotent:
		members.add("Effect", d.rpc("Idempotent"))
	}
	if a.RateLimit > 0 {
		members.add("RateLimit", jen.Lit(a.RateLimit))
	}
	if methods := methodsOf(a); len(methods) > 0 {
		members.add("Methods", texts(methods))
	}
	if a.Multipart {
		members.add("Multipart", jen.True())
	}
	if a.IdempotencyToken != nil {
		members.add("IdempotencyToken", jen.Lit(a.IdempotencyToken.Name))
	}
	if len(a.Resource) > 0 {
		members.add("Resources", texts(a.Resource))
	}
	return jen.Var().Id(operation(a)).Op("=").Add(d.rpc("Operation")).Add(members.lines())
}

// methodsOf are the HTTP methods of an action, unless they are what an
// operation has that names none.
func methodsOf(a *model.Action) []string {
	if slices.Equal(a.Methods, []string{"POST", "GET"}) {
		return nil
	}
	return a.Methods
}

// method declares the method of an action:
//
//	// ListMigrationTask lists the migration tasks, a page at a time.
//	func (c *Client) ListMigrationTask(ctx context.Context, in ListMigrationTaskInput) (*ListMigrationTaskOutput, error) {
//		return rpc.Call[ListMigrationTaskOutput](ctx, c.rpc, &opListMigrationTask, &in)
//	}
func (d declarer) method(a *model.Action) *jen.Statement {
	return d.methodComment(a).on(jen.Func().Params(client()).Id(a.GoName).Params(d.parameters(a)...).
		Params(jen.Op("*").Id(a.Output.GoName), jen.Error()).
		Block(jen.Return(d.rpc("Call").Types(jen.Id(a.Output.GoName)).Call(
			jen.Id("ctx"), jen.Id("c").Dot("rpc"), jen.Op("&").Id(operation(a)), jen.Op("&").Id("in")))))
}

// client is the receiver of methods: c *Client
func client() *jen.Statement { return jen.Id("c").Op("*").Id("Client") }

// parameters are those of an action's method: ctx context.Context, in ListMigrationTaskInput
func (d declarer) parameters(a *model.Action) []jen.Code {
	return []jen.Code{jen.Id("ctx").Add(contextContext()), jen.Id("in").Add(d.own(a.Input.GoName))}
}

// methodComment says what an action does and how it can fail.
func (d declarer) methodComment(a *model.Action) *comment {
	text := ended(doing(a.GoName, d.prose(a.Doc)))
	if a.Doc == "" {
		text = a.GoName + " calls the action " + a.Name + "."
	}
	if a.Pager != nil {
		text = then(text, "Use [Client."+a.Pager.GoName+"] to read them all.")
	}
	return outer().text(text).text(d.failures(a.Errors)).deprecated(d.prose(a.Deprecated))
}

// mostExplained is how many error codes a method's comment explains; more are
// only named, since each says itself what it means.
const mostExplained = 8

// failures says which error codes an action answers with, and why:
//
//	It fails with [ErrInvalidParameterValue] if a parameter has a wrong value.
func (d declarer) failures(codes []*model.ErrorCode) string {
	switch {
	case len(codes) == 0:
		return ""
	case len(codes) == 1:
		return "It fails with " + d.failure(codes[0])
	case len(codes) > mostExplained:
		var links []string
		for _, e := range codes {
			links = append(links, "["+e.GoName+"]")
		}
		return "It fails with one of " + strings.Join(links, ", ") + "."
	}
	var b strings.Builder
	b.WriteString("It fails with:\n")
	for _, e := range codes {
		b.WriteString("- " + d.failure(e) + "\n")
	}
	return b.String()
}

// failure is a code and why: [ErrInvalidParameterValue] if a parameter has a wrong value.
func (d declarer) failure(e *model.ErrorCode) string {
	first, _, _ := strings.Cut(ended(d.prose(e.Doc)), "\n")
	if !isOneSentence(first) {
		first, _, _ = strings.Cut(first, ". ")
	}
	if first == "" {
		return ended("[" + e.GoName + "]")
	}
	return ended("[" + e.GoName + "] if " + lowerFirst(first))
}

// inputComment says whose input a structure is.
func inputComment(a *model.Action) *comment {
	text := then(a.Input.GoName+" is the input of [Client."+a.GoName+"].", emptyIsLeftOut(a.Input, "the request"))
	return outer().text(text).deprecated(a.Input.Deprecated)
}

// outputComment says whose output a structure is.
func outputComment(a *model.Action) *comment {
	text := a.Output.GoName + " is the output of [Client." + a.GoName + "]."
	return outer().text(text).deprecated(a.Output.Deprecated)
}
