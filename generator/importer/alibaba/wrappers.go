package alibaba

import (
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/importer/jsontree"
)

// wrapped reports the list inside an object that is only there to hold it, as
// {"Tags":{"Tag":[…]}}: an object of one member, a list. Whether it is such a
// wrapper, or an object that happens to have one member so far, its names tell:
//
//   - they are one another's plural, also in part: DomainRecords and Record,
//     OptionJson and OptionJson;
//   - the list is called by one of its items, as older services do: LockReason
//     in OperationLocks, HotKey in Data;
//   - the object is called by many: rules in List.
//
// An envelope (Data, Result) is an object, unless it has the name of its list.
// An object called by one with a list called by many (OrderIds in
// CreateOrderResult) is a wrapper where all other lists of the reply are
// wrapped, since a service wraps all lists of a reply or none.
//
// Requests wrap nothing, and neither do the schemas that have names: those came
// when the vendor no longer wrapped.
func wrapped(name string, schema *jsontree.Node, strict bool) (list jsontree.Member, ok bool) {
	list, ok = onlyList(schema)
	if !ok || name == "" {
		return list, false
	}
	return list, !strict || namesWrapper(name, list.Key)
}

// onlyList is the one member of an object, if it is a list.
func onlyList(schema *jsontree.Node) (jsontree.Member, bool) {
	properties := schema.Get("properties")
	if !schema.Get("additionalProperties").IsNothing() || !schema.Get("$ref").IsNothing() ||
		properties == nil || len(properties.Members) != 1 || !isMany(properties.Members[0].Value) {
		return jsontree.Member{}, false
	}
	if t := schema.Get("type"); t != nil && t.Text != "object" {
		return jsontree.Member{}, false
	}
	return properties.Members[0], isWireName(properties.Members[0].Key)
}

// isMany reports whether a schema is that of a list.
func isMany(schema *jsontree.Node) bool {
	t := schema.Get("type")
	return t != nil && t.Kind == jsontree.String && t.Text == "array"
}

// namesWrapper reports whether the names of an object and of its one list tell
// that it is a wrapper.
func namesWrapper(outer, inner string) bool {
	o, i := strings.ToLower(singular(outer)), strings.ToLower(singular(inner))
	related := strings.HasSuffix(o, i) || strings.HasSuffix(i, o)
	if slices.Contains(envelopes, outer) {
		return related
	}
	return related || !isPlural(inner) || isPlural(outer)
}

// envelopes are what replies hold all that they have to say in. It may become
// more than one list.
var envelopes = []string{"Data", "data", "Result", "result", "Model", "model", "Content", "Response", "Body", "Object"}

// isPlural reports whether a name speaks of several.
func isPlural(name string) bool {
	return singular(name) != name || strings.EqualFold(name, "List") || strings.EqualFold(name, "Array")
}

// wrapsAll reports whether a reply has lists that are wrappers by their names,
// and none that stands by itself.
func wrapsAll(schema *jsontree.Node) bool {
	bare, held := countLists("", schema)
	return bare == 0 && held > 0
}

// countLists counts the lists that stand by themselves, and those that their
// names tell to be wrapped.
func countLists(name string, schema *jsontree.Node) (bare, held int) {
	if schema == nil {
		return 0, 0
	}
	add := func(b, h int) { bare, held = bare+b, held+h }
	list, only := onlyList(schema)
	if properties := schema.Get("properties"); properties != nil {
		for _, m := range properties.Members {
			if isMany(m.Value) && !(only && name != "") {
				bare++
			}
			add(countLists(m.Key, m.Value))
		}
	}
	if only && name != "" && namesWrapper(name, list.Key) {
		held++
	}
	for _, key := range []string{"items", "additionalProperties"} {
		if inner := schema.Get(key); inner != nil {
			if isMany(inner) {
				bare++
			}
			add(countLists("", inner))
		}
	}
	return bare, held
}
