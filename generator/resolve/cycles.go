package resolve

import (
	"strings"

	"github.com/signet-gen/signet/generator/model"
)

// edge is a field by which a structure holds another.
type edge struct {
	field *model.Field
	to    *model.Struct
}

// refuseEndless reports the structures of requests that no finite value fills:
// each requires another of its own kind.
func (s *service) refuseEndless() {
	group := components(s.structs, requiredEdges)
	told := map[int]bool{}
	for _, st := range s.structs {
		g := group[st.model]
		if told[g] {
			continue
		}
		if way := ring(st.model, group, requiredEdges); way != nil {
			told[g] = true
			s.faultf(way[0].field.Pos, "no request can fill type %s: %s: make one of them optional", st.name, wayText(st.model, way))
		}
	}
}

// cutCycles makes pointers of the fields by which structures hold one another
// by value, since Go has no such types. What requests require is no part of it:
// refuseEndless has refused that.
func (s *service) cutCycles() {
	group := components(s.structs, valueEdges)
	for _, st := range s.structs {
		for _, e := range valueEdges(st.model) {
			if group[e.to] == group[st.model] {
				e.field.Presence = model.Pointer
			}
		}
	}
}

// valueEdges are the fields that hold a structure by value.
func valueEdges(st *model.Struct) []edge {
	var edges []edge
	for _, f := range st.Fields {
		if to, ok := f.Type.(*model.Struct); ok && f.Presence != model.Pointer {
			edges = append(edges, edge{f, to})
		}
	}
	return edges
}

// requiredEdges are the fields of a request that need a structure to be filled:
// the structure itself, or a list or map that may not be empty.
func requiredEdges(st *model.Struct) []edge {
	var edges []edge
	for _, f := range st.Fields {
		t := f.Type
		if elem, holds := container(t); holds && f.MinItems != 0 {
			t = elem
		}
		if to, ok := t.(*model.Struct); ok && st.In && f.Required {
			edges = append(edges, edge{f, to})
		}
	}
	return edges
}

// wayText tells a ring: A.B requires B, B.A requires A.
func wayText(st *model.Struct, way []edge) string {
	var steps []string
	for _, e := range way {
		steps = append(steps, st.Name+"."+e.field.Name+" requires "+e.to.Name)
		st = e.to
	}
	return strings.Join(steps, ", ")
}

// ring returns the edges that lead from a structure back to itself, or nil.
func ring(from *model.Struct, group map[*model.Struct]int, edges func(*model.Struct) []edge) []edge {
	seen := map[*model.Struct]bool{}
	var walk func(*model.Struct) []edge
	walk = func(st *model.Struct) []edge {
		for _, e := range edges(st) {
			if e.to == from {
				return []edge{e}
			}
			if group[e.to] != group[from] || seen[e.to] {
				continue
			}
			seen[e.to] = true
			if rest := walk(e.to); rest != nil {
				return append([]edge{e}, rest...)
			}
		}
		return nil
	}
	return walk(from)
}

// components numbers the strongly connected groups of structures, by Tarjan's
// algorithm: two structures are in one group when each leads to the other.
func components(structs []*structure, edges func(*model.Struct) []edge) map[*model.Struct]int {
	group := map[*model.Struct]int{}
	index, low := map[*model.Struct]int{}, map[*model.Struct]int{}
	var stack []*model.Struct
	var visit func(*model.Struct)
	visit = func(st *model.Struct) {
		index[st] = len(index) + 1
		low[st] = index[st]
		stack = append(stack, st)
		for _, e := range edges(st) {
			if index[e.to] == 0 {
				visit(e.to)
			}
			if group[e.to] == 0 { // still on the stack
				low[st] = min(low[st], low[e.to])
			}
		}
		if low[st] < index[st] {
			return
		}
		root := len(stack) - 1
		for stack[root] != st {
			root--
		}
		for _, member := range stack[root:] {
			group[member] = index[st]
		}
		stack = stack[:root]
	}
	for _, st := range structs {
		if index[st.model] == 0 {
			visit(st.model)
		}
	}
	return group
}
