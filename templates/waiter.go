package templates

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/dave/jennifer/jen"

	"github.com/signet-gen/signet/generator/model"
)

// waiterMethod declares the method that waits for a state by repeating an action:
//
//	// WaitUntilMigrationTaskFinished waits until the migration is done. …
//	func (c *Client) WaitUntilMigrationTaskFinished(ctx context.Context, in DescribeMigrationTaskInput) (*DescribeMigrationTaskOutput, error) {
//		state := wait.At("TaskStatus.Status", …)
//		return rpc.WaitUntil(ctx, c.rpc, &opDescribeMigrationTask, &in, wait.Waiter[DescribeMigrationTaskOutput]{ … })
//	}
func (d declarer) waiterMethod(a *model.Action, m *model.Waiter) *jen.Statement {
	w := waiter{declarer: d, action: a, Waiter: m, states: map[string]string{}}
	return w.comment().on(jen.Func().Params(client()).Id(w.Method()).Params(d.parameters(a)...).
		Params(jen.Op("*").Id(a.Output.GoName), jen.Error()).
		BlockFunc(func(g *jen.Group) {
			for _, c := range w.all() {
				if name := goPath("", c.Path); c.Error == nil && w.states[name] == "" {
					w.states[name] = numbered("state", len(w.states))
					g.Id(w.states[name]).Op(":=").Add(w.state(c.Path))
				}
			}
			if count, limit := w.page(); count != nil {
				g.Add(w.setLimit(count, limit))
			}
			g.Return(d.rpc("WaitUntil").Call(jen.Id("ctx"), jen.Id("c").Dot("rpc"), jen.Op("&").Id(operation(a)), jen.Op("&").Id("in"), w.value()))
		}))
}

// A waiter writes the method that waits for a state.
type waiter struct {
	declarer
	*model.Waiter
	action *model.Action
	// states are the variables of the paths that conditions look at.
	states map[string]string
}

func (w waiter) all() []*model.Condition { return slices.Concat(w.Until, w.FailWhen) }

// numbered is a name for the i-th variable of a kind: state, state2
func numbered(name string, i int) string {
	if i == 0 {
		return name
	}
	return fmt.Sprint(name, i+1)
}

// value describes what is waited for:
//
//	wait.Waiter[DescribeMigrationTaskOutput]{
//		Name:     "MigrationTaskFinished",
//		Every:    10 * time.Second,
//		Timeout:  time.Hour,
//		Until:    []wait.Condition[DescribeMigrationTaskOutput]{state.Last("finish")},
//		FailWhen: []wait.Condition[DescribeMigrationTaskOutput]{state.Last("fail")},
//	}
func (w waiter) value() *jen.Statement {
	members := keyed{}
	members.add("Name", jen.Lit(w.GoName))
	if w.Every != "" {
		members.add("Every", duration(w.Every))
	}
	if w.Timeout != "" {
		members.add("Timeout", duration(w.Timeout))
	}
	members.add("Until", w.conditions(w.Until))
	if len(w.FailWhen) > 0 {
		members.add("FailWhen", w.conditions(w.FailWhen))
	}
	return w.ofOutput("Waiter").Add(members.lines())
}

// ofOutput names a type of package wait for the action's output.
func (w waiter) ofOutput(name string) *jen.Statement {
	return w.wait(name).Types(jen.Id(w.action.Output.GoName))
}

// duration is a time in its largest unit: 10 * time.Second
func duration(text string) *jen.Statement {
	d, _ := time.ParseDuration(text) // spec.Load has seen to its form
	size, unit := time.Millisecond, "Millisecond"
	switch {
	case d%time.Hour == 0:
		size, unit = time.Hour, "Hour"
	case d%time.Minute == 0:
		size, unit = time.Minute, "Minute"
	case d%time.Second == 0:
		size, unit = time.Second, "Second"
	}
	if d == size {
		return jen.Qual("time", unit)
	}
	return jen.Lit(int(d/size)).Op("*").Qual("time", unit)
}

// conditions are those of which one ends the wait:
//
//	[]wait.Condition[DescribeMigrationTaskOutput]{state.Last("finish")}
func (w waiter) conditions(all []*model.Condition) *jen.Statement {
	values := make([]jen.Code, len(all))
	for i, c := range all {
		values[i] = w.condition(c)
	}
	return jen.Index().Add(w.ofOutput("Condition")).Values(values...)
}

// condition is what ends a wait:
//
//	state.All("Running").Count(len(in.InstanceIDs)).Within(int(in.PageSize))
//	wait.Code[DescribeMigrationTaskOutput](ErrResourceNotFound)
func (w waiter) condition(c *model.Condition) *jen.Statement {
	if c.Error != nil {
		return w.ofOutput("Code").Call(jen.Id(c.Error.GoName))
	}
	match := "Is"
	if c.Match != "" {
		match = upperFirst(c.Match)
	}
	values := make([]jen.Code, len(c.In))
	for i, text := range c.In {
		values[i] = jen.Lit(text)
	}
	s := jen.Id(w.states[goPath("", c.Path)]).Dot(match).Call(values...)
	if c.Count != nil {
		s.Dot("Count").Call(jen.Len(jen.Id("in").Dot(c.Count.GoName)))
		if count, limit := w.page(); count != nil {
			s.Dot("Within").Call(w.sizeOf(limit))
		}
	}
	return s
}

// state is where the values of a path stand in an output:
//
//	wait.At("TaskStatus.Status", func(out *DescribeMigrationTaskOutput, see func(string)) {
//		for _, v := range out.TaskStatus {
//			see(string(v.Status))
//		}
//	})
func (w waiter) state(path model.Path) *jen.Statement {
	return w.wait("At").Call(jen.Lit(wireName(path)), jen.Func().
		Params(jen.Id("out").Op("*").Id(w.action.Output.GoName), jen.Id("see").Func().Params(jen.String())).
		Block(w.look(jen.Id("out"), path, 0)))
}

// wireName is a path by the names on the wire.
func wireName(path model.Path) string {
	names := make([]string, len(path))
	for i, f := range path {
		names[i] = f.Name
	}
	return strings.Join(names, ".")
}

// look goes one step of a path, and on from there, past what is absent:
//
//	if out.Page != nil {
//		see(out.Page.State)
//	}
func (w waiter) look(from *jen.Statement, path model.Path, depth int) jen.Code {
	f := path[0]
	field := from.Dot(f.GoName)
	if f.Presence != model.Pointer {
		return w.into(field, f.Type, path, depth)
	}
	value := jen.Add(field)
	if _, isStruct := f.Type.(*model.Struct); !isStruct {
		value = jen.Op("*").Add(field)
	}
	return jen.If(jen.Add(field).Op("!=").Nil()).Block(w.into(value, f.Type, path, depth))
}

// into goes through the lists and maps of a field.
func (w waiter) into(value *jen.Statement, t model.Type, path model.Path, depth int) jen.Code {
	switch {
	case elem(t) != nil:
		v := numbered("v", depth)
		return jen.For(jen.List(jen.Id("_"), jen.Id(v)).Op(":=").Range().Add(value)).
			Block(w.into(jen.Id(v), elem(t), path, depth+1))
	case len(path) > 1:
		return w.look(value, path[1:], depth)
	}
	return jen.Id("see").Call(textOf(value, kindOf(t, path[0].Sensitive)))
}

// textOf is a value as a text: string(v.Status)
func textOf(value *jen.Statement, kind wireKind) *jen.Statement {
	switch kind {
	case plainText:
		return value
	case "Bool":
		return strconv("FormatBool").Call(value)
	case "Int32":
		return strconv("FormatInt").Call(jen.Int64().Parens(value), jen.Lit(10))
	case "Int64":
		return strconv("FormatInt").Call(value, jen.Lit(10))
	case "Uint64":
		return strconv("FormatUint").Call(value, jen.Lit(10))
	case "Float64":
		return strconv("FormatFloat").Call(value, jen.LitRune('g'), jen.Lit(-1), jen.Lit(64))
	}
	return jen.String().Parens(value)
}
