package settle_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/settle"
	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/generator/spec"
)

// names meet each other in every scope that Go has.
var names = []string{
	"Id", "ID", "id", "InstanceId", "InstanceID", "TTL", "Ttl", "ttl", "DnsFormat", "DNSFormat", "Topic_Filter", "TopicFilter",
	"New", "Client", "With", "WireMembers", "RequestId", "RequestID", "*", "-", "-1", "+1", "1", "5.7", "57", "4K", "X4K", "a/b", "状态", "",
	"Status", "StatusRunning", "running", "RUNNING", "Running", "Get", "GetInput", "GetOutput", "GetItem", "GetItemInput", "GetItems",
	"ListItem", "ListItems", "ListAllItem", "Dnslist", "DNSList", "TypesAction", "Types", "List", "string", "Map", "two words", "Throttled", "ErrThrottled", "a\xffb",
}

// maker makes random services, by all appearances of an importer out of its mind.
type maker struct{ *rand.Rand }

func (m maker) name() string { return names[m.IntN(len(names))] }

func (m maker) one(of ...string) string { return of[m.IntN(len(of))] }

func (m maker) service() *spec.Service {
	s := &spec.Service{
		Dir: "cloud/shop/2020-01-02", Name: importer.Set("shop"), Version: importer.Set("2020-01-02"),
		Source: &spec.Source{From: importer.Set("shop/api.json")},
	}
	m.grow(s)
	return s
}

// grow adds things to a service that it has not, at any place.
func (m maker) grow(s *spec.Service) {
	for range m.IntN(6) {
		add(m, &s.Errors, m.name(), &spec.ErrorCode{Doc: "Something."})
	}
	for range 1 + m.IntN(6) {
		add(m, &s.Types, m.name(), m.typ())
	}
	for range 1 + m.IntN(6) {
		add(m, &s.Actions, m.name(), m.action())
	}
	for _, t := range s.Types {
		if !t.Value.IsEnum && m.IntN(3) == 0 {
			add(m, &t.Value.Fields, m.name(), m.field())
		}
	}
	for _, a := range s.Actions {
		if m.IntN(3) == 0 {
			add(m, &a.Value.Input, m.name(), m.field())
			add(m, &a.Value.Output, m.name(), m.field())
		}
	}
}

// add puts a member into a map at any place, unless there is one of its name.
func add[V any](m maker, to *spec.Map[V], key string, value V) {
	if _, ok := to.Get(key); !ok {
		var one spec.Map[V]
		importer.Add(&one, key, value)
		*to = slices.Insert(*to, m.IntN(len(*to)+1), one[0])
	}
}

func (m maker) typ() *spec.Type {
	t := &spec.Type{IsEnum: m.IntN(3) == 0}
	for range m.IntN(6) {
		if t.IsEnum {
			add(m, &t.Enum, m.name(), &spec.EnumValue{})
		} else {
			add(m, &t.Fields, m.name(), m.field())
		}
	}
	return t
}

func (m maker) expr() spec.TypeExpr {
	switch m.IntN(4) {
	case 0:
		elem := m.expr()
		return spec.TypeExpr{Kind: spec.TypeKind(2 + m.IntN(2)), Elem: &elem}
	case 1:
		return spec.TypeExpr{Kind: spec.ScalarType, Name: m.one("string", "int64", "bool", "any", "binary", "datetime", "float64")}
	}
	return spec.TypeExpr{Kind: spec.NamedType, Name: m.name()}
}

func (m maker) value() *spec.Value {
	kind := spec.ValueKind(m.IntN(7))
	v := &spec.Value{Kind: kind, Text: m.one("1", "-5", "1.5", "true", "running", "", "01", "1e999")}
	switch kind {
	case spec.ListValue:
		v.Items = []*spec.Value{m.value()}
	case spec.MapValue:
		add(m, &v.Members, m.name(), m.value())
	}
	return v
}

func (m maker) field() *spec.Field {
	f := &spec.Field{Type: importer.Set(m.expr()), Doc: "Something.", Required: importer.Set(m.IntN(2) == 0)}
	sometimes := func(do func()) {
		if m.IntN(6) == 0 {
			do()
		}
	}
	sometimes(func() { f.Name = importer.Set(m.one("Id", "TTL", "RequestID", "lower")) })
	sometimes(func() { f.Presence = importer.Set(m.one("implicit", "explicit", "never")) })
	sometimes(func() { f.Nullable = importer.Set(true) })
	sometimes(func() { f.Default = m.value() })
	sometimes(func() { f.Example = m.value() })
	sometimes(func() { f.Enum = importer.SetTexts(m.name(), m.name()) })
	sometimes(func() { f.Min = importer.SetNumber(m.one("1", "-1", "x", "99999999999999999999")) })
	sometimes(func() { f.Max = importer.SetNumber(m.one("0", "0.5", "")) })
	sometimes(func() { f.MinLength = importer.SetInt(m.IntN(9) - 2) })
	sometimes(func() { f.MaxLength = importer.SetInt(m.IntN(9) - 2) })
	sometimes(func() { f.MinItems = importer.SetInt(m.IntN(3)) })
	sometimes(func() { f.MaxItems = importer.SetInt(m.IntN(3)) })
	sometimes(func() { f.Pattern = importer.Set(m.one("^a$", "(?!x)", "[")) })
	sometimes(func() { f.Sensitive = importer.Set(true) })
	sometimes(func() { f.In = importer.Set(m.one("host", "body", "header", "query", "path")) })
	sometimes(func() { f.Style = importer.Set(m.one("repeat", "flat", "json", "simple", "none")) })
	sometimes(func() { f.Wrapper = importer.Set("Item") })
	return f
}

func (m maker) action() *spec.Action {
	a := &spec.Action{Doc: "Does something.", Effect: importer.Set(m.one("read", "write", "idempotent", "ok"))}
	for range m.IntN(5) {
		add(m, &a.Input, m.name(), m.field())
		add(m, &a.Output, m.name(), m.field())
	}
	switch m.IntN(3) {
	case 0:
		a.Errors.Names = importer.SetTexts(m.name(), m.name())
	case 1:
		add(m, &a.Errors.Defs, m.name(), &spec.ErrorCode{})
	}
	if m.IntN(2) == 0 {
		add(m, &a.Input, "Offset", &spec.Field{Type: importer.Set(spec.TypeExpr{Name: "int64"})})
		add(m, &a.Output, "Items", &spec.Field{Type: importer.Set(spec.TypeExpr{Kind: spec.ListType, Elem: &spec.TypeExpr{Name: "string"}})})
		a.Paginate = &spec.Paginate{By: importer.Set("offset"), Offset: importer.Set("Offset"), Items: importer.Set(m.one("Items", "Items", "Id")), Total: importer.SetText(m.one("", "Total"))}
	}
	if m.IntN(4) == 0 {
		a.Methods = importer.SetTexts("GET", m.one("POST", "GET", "PUT"))
		a.Body = importer.SetText(m.one("", "multipart"))
		a.IdempotencyToken = importer.Set(m.name())
	}
	if m.IntN(3) == 0 {
		a.Examples = []*spec.Example{{Title: m.name(), Verbatim: importer.Set(m.IntN(2) == 0), Input: m.value(), Output: m.value()}}
	}
	if m.IntN(3) == 0 {
		add(m, &a.Waiters, m.one("Gone", "Ready", "ready"), &spec.Waiter{Until: []*spec.Condition{{Path: importer.Set(m.name()), In: importer.SetTexts("a")}}})
	}
	return a
}

// goNames are the Go names of a service by what bears them.
func goNames(s *model.Service) map[string]string {
	all := map[string]string{"package": s.Path}
	fields := func(path string, st *model.Struct) {
		for _, f := range st.Fields {
			all[path+"/"+f.Name] = f.GoName
		}
	}
	for _, st := range s.Structs {
		all["types/"+st.Name] = st.GoName
		fields("types/"+st.Name, st)
	}
	for _, e := range s.Enums {
		all["types/"+e.Name] = e.GoName
		for _, v := range e.Values {
			all["types/"+e.Name+"/"+v.Value] = v.GoName
		}
	}
	for _, e := range s.Errors {
		all["errors/"+e.Code] = e.GoName
	}
	for _, a := range s.Actions {
		path := "actions/" + a.Name
		all[path] = a.GoName
		fields(path+"/input", a.Input)
		fields(path+"/output", a.Output)
		if a.Pager != nil {
			all[path+" pager"] = a.Pager.GoName
		}
	}
	return all
}

func mustSettle(t *testing.T, p *spec.Provider, s, old *spec.Service) *spec.Service {
	t.Helper()
	settled, _, err := settle.Service(p, s, old)
	if err != nil {
		t.Fatal(err)
	}
	return settled
}

// built resolves a service as it is once it was written and read again.
func built(t *testing.T, s *spec.Service) *model.Service {
	t.Helper()
	services, err := resolve.Build(load(t, marshal(t, s)))
	if err != nil {
		t.Fatal(err)
	}
	return services[0]
}

// differing are the lines that only one of two texts has.
func differing(a, b string) string {
	in := func(text string) map[string]bool {
		lines := map[string]bool{}
		for line := range strings.Lines(text) {
			lines[line] = true
		}
		return lines
	}
	var out strings.Builder
	for _, side := range []struct{ mark, text, other string }{{"- ", a, b}, {"+ ", b, a}} {
		other := in(side.other)
		for line := range strings.Lines(side.text) {
			if !other[line] {
				out.WriteString(side.mark + line)
			}
		}
	}
	return out.String()
}

func checkSettling(t *testing.T, seed uint64) {
	p := load(t, nil).Providers[0].Provider
	m := maker{rand.New(rand.NewPCG(seed, 1))}
	imported := m.service()
	settled := mustSettle(t, p, imported, nil)
	first := built(t, settled)

	text := fmt.Sprint(marshal(t, settled))
	for what, old := range map[string]*spec.Service{"by itself": nil, "beside itself": settled} {
		if again := fmt.Sprint(marshal(t, mustSettle(t, p, settled, old))); again != text {
			t.Errorf("settled again %s, it changes:\n%s", what, differing(text, again))
		}
	}
	if again := fmt.Sprint(marshal(t, mustSettle(t, p, imported, settled))); again != text {
		t.Errorf("imported again, it changes:\n%s", differing(text, again))
	}

	grown := spec.Clone(imported)
	m.grow(grown)
	before, after := goNames(first), goNames(built(t, mustSettle(t, p, grown, settled)))
	for _, path := range slices.Sorted(maps.Keys(before)) {
		if now, ok := after[path]; ok && now != before[path] {
			t.Errorf("%s was %s and is %s", path, before[path], now)
		}
	}
}

func TestAnySpecSettlesToOneThatBuildsAndKeepsItsNames(t *testing.T) {
	for seed := range uint64(80) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { checkSettling(t, seed) })
	}
}

func FuzzAnySpecSettlesToOneThatBuildsAndKeepsItsNames(f *testing.F) {
	f.Add(uint64(80))
	f.Fuzz(checkSettling)
}
