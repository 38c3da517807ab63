package templates

import (
	"fmt"
	"path"

	"github.com/dave/jennifer/jen"

	"github.com/signet-gen/signet/generator/model"
)

// ExamplesFile is the name of the file that [RenderExamples] writes.
const ExamplesFile = "examples_test.go"

// RenderExamples writes the test of a service's examples, as Render writes its
// packages, or nothing where its spec has none.
func RenderExamples(s *model.Service, imports model.Imports) (map[string][]byte, error) {
	d := declarer{service: s, imports: imports}
	f := d.examplesFile()
	if len(f.declarations) == 0 {
		return nil, nil
	}
	name := path.Join(s.Path, f.name)
	text, err := d.render(f)
	if err != nil {
		return nil, fmt.Errorf("render %s: %w", name, err)
	}
	return map[string][]byte{name: text}, nil
}

// examplesFile holds the examples of all actions and the test that runs them.
// It is a package of its own, so that the service's need not be compiled anew.
func (d declarer) examplesFile() file {
	all := keyed{}
	for _, a := range d.service.Actions {
		for _, e := range a.Examples {
			if e.Input != nil || e.Output != nil || e.ErrorCode != "" {
				all = append(all, d.example(a, e))
			}
		}
	}
	f := file{name: ExamplesFile, pkg: d.service.Package + "_test", path: d.path() + "_test"}
	if len(all) > 0 {
		f.declarations = []jen.Code{d.examplesTest(), d.examplesVar(all)}
	}
	return f
}

// examplesTest declares the test:
//
//	func TestExamples(t *testing.T) { tencenttest.RunExamples(t, examples) }
func (d declarer) examplesTest() *jen.Statement {
	t := d.local("t")
	return outer().text("TestExamples wants that a client sends each request as its example shows it, and reads each reply without loss.").
		on(jen.Func().Id("TestExamples").Params(jen.Id(t).Op("*").Qual("testing", "T")).
			Block(d.cloudtest("RunExamples").Call(jen.Id(t), jen.Id(d.local("examples")))))
}

// examplesVar declares the examples:
//
//	var examples = []rpctest.Example{ … }
func (d declarer) examplesVar(all keyed) *jen.Statement {
	return jen.Var().Id(d.local("examples")).Op("=").Index().Add(d.rpctest("Example")).Add(all.lines())
}

// example is one example:
//
//	{
//		Action:  "ListMigrationTask",
//		Title:   "The first page",
//		New: func() (wire.Message, wire.Message) {
//			return &msp.ListMigrationTaskInput{}, &msp.ListMigrationTaskOutput{}
//		},
//		Request: `{"Limit": 20}`,
//		Reply:   `{"TotalCount": 0, "Tasks": []}`,
//	}
func (d declarer) example(a *model.Action, e *model.Example) *jen.Statement {
	members := keyed{}
	members.add("Action", jen.Lit(a.Name))
	if e.Title != "" {
		members.add("Title", jen.Lit(e.Title))
	}
	members.add("New", jen.Func().Params().Params(d.wire("Message"), d.wire("Message")).
		Block(jen.Return(d.empty(a.Input), d.empty(a.Output))))
	if e.Input != nil {
		members.add("Request", jen.Op(rawJSON(e.Input)))
	}
	if e.Output != nil {
		members.add("Reply", jen.Op(rawJSON(e.Output)))
	}
	if e.ErrorCode != "" {
		members.add("Code", jen.Lit(e.ErrorCode))
	}
	if e.ErrorMessage != "" {
		members.add("Message", jen.Lit(e.ErrorMessage))
	}
	return members.lines()
}

// empty is a pointer to an empty structure: &msp.ListMigrationTaskInput{}
func (d declarer) empty(s *model.Struct) *jen.Statement {
	return jen.Op("&").Add(d.own(s.GoName)).Values()
}
