package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/runtime/rpc"
)

// codes prints what descriptions say of error codes.
type codes struct {
	*terminal
	services []*model.Service
}

// definition is what one service, or a provider for all of its services, says of a code.
type definition struct {
	*model.ErrorCode
	provider *model.Provider
	// service is nil for a provider's code.
	service *model.Service
	// actions are those that name it.
	actions []string
}

// definitions are all that the services and their providers have, those of providers last.
func (c *codes) definitions() []*definition {
	var own, common []*definition
	known := map[*model.ErrorCode]*definition{}
	add := func(list *[]*definition, d *definition) {
		if known[d.ErrorCode] == nil {
			known[d.ErrorCode] = d
			*list = append(*list, d)
		}
	}
	for _, s := range c.services {
		for _, e := range s.Errors {
			add(&own, &definition{ErrorCode: e, provider: s.Provider, service: s})
		}
		for _, e := range s.Provider.Errors {
			add(&common, &definition{ErrorCode: e, provider: s.Provider})
		}
		for _, a := range s.Actions {
			for _, e := range a.Errors {
				if d := known[e]; d != nil {
					d.actions = append(d.actions, s.Name+":"+a.Name)
				}
			}
		}
	}
	return append(own, common...)
}

// names are the codes, each once.
func (c *codes) names() []string {
	var names []string
	for _, d := range c.definitions() {
		names = append(names, d.Code)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// find gives the definitions of a code, or of its nearest parent that has any. Case
// matters only where codes differ in nothing else.
func (c *codes) find(code string) []*definition {
	all := c.definitions()
	for name := code; name != ""; name = name[:max(strings.LastIndexByte(name, '.'), 0)] {
		for _, same := range []func(a, b string) bool{func(a, b string) bool { return a == b }, strings.EqualFold} {
			found := slices.DeleteFunc(slices.Clone(all), func(d *definition) bool { return !same(d.Code, name) })
			if len(found) > 0 {
				return found
			}
		}
	}
	return nil
}

// explain prints all that there is of a code.
func (c *codes) explain(code string) error {
	found := c.find(code)
	if len(found) == 0 {
		return fmt.Errorf("no description has the error code %q, and no file has this name%s", code, suggestion(code, c.names(), `"signet show ACTION --all" tells those of an action`))
	}
	if !strings.EqualFold(found[0].Code, code) {
		c.paragraph("", fmt.Sprintf("No description has %s; this is its parent %s.", printable(code), found[0].Code))
		c.printf("\n")
	}
	for i, d := range found {
		if i > 0 {
			c.printf("\n")
		}
		c.print(d)
	}
	return nil
}

// print prints a definition and its family.
func (c *codes) print(d *definition) {
	where := d.provider.Name + ", every service"
	if s := d.service; s != nil {
		where = s.Provider.Name + "/" + s.Name + " " + s.Version
	}
	c.printf("%s  %s\n", c.styled(bold, d.Code), where)
	c.paragraph("  ", strings.TrimSpace(d.Doc))
	c.printf("\n")
	b := table{t: c.terminal, indent: "  "}
	c.rows(&b, "do", strings.TrimSpace(d.Advice))
	c.rows(&b, "again", clouds[d.provider.Protocol].again(d.Code))
	c.rows(&b, "in Go", d.GoName)
	parents, children := c.family(d)
	c.rows(&b, "parents", strings.Join(parents, ", "))
	c.rows(&b, "children", strings.Join(children, ", "))
	c.rows(&b, "actions", strings.Join(d.actions, ", "))
	b.print()
}

// rows adds a text to a table, in lines; none if it is empty.
func (c *codes) rows(b *table, name, text string) {
	for i, line := range wrap(text, textWidth-12) {
		if i > 0 {
			name = ""
		}
		b.row(name, line)
	}
}

func (c *codes) paragraph(indent, text string) {
	for _, line := range wrap(text, textWidth-len(indent)) {
		c.printf("%s%s\n", indent, line)
	}
}

// family are the codes above and below one, where it is defined.
func (c *codes) family(d *definition) (parents, children []string) {
	for _, other := range c.definitions() {
		if other.provider != d.provider || other.service != nil && d.service != nil && other.service != d.service || other.Code == d.Code {
			continue
		}
		switch {
		case rpc.Code(d.Code).Is(rpc.Code(other.Code)):
			parents = append(parents, other.Code)
		case rpc.Code(other.Code).Is(rpc.Code(d.Code)):
			children = append(children, other.Code)
		}
	}
	slices.Sort(parents)
	slices.Sort(children)
	return slices.Compact(parents), slices.Compact(children)
}
