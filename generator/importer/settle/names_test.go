package settle_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/settle"
	"github.com/signet-gen/signet/generator/spec"
)

// service is one of some files, as an importer would hand it over.
func service(t *testing.T, files map[string]string) (*spec.Provider, *spec.Service) {
	t.Helper()
	p := load(t, files).Providers[0]
	return p.Provider, p.Services[0]
}

// names are those of a service that differ from what their wire names make.
func checkNames(t *testing.T, s *spec.Service, want map[string]string) {
	t.Helper()
	got := goNames(built(t, s))
	for _, path := range slices.Sorted(maps.Keys(want)) {
		if got[path] != want[path] {
			t.Errorf("%s is %q, want %q", path, got[path], want[path])
		}
	}
}

func TestClashesAreSettledByWhatTheThingsAre(t *testing.T) {
	tests := map[string]struct {
		actions, types string
		want           map[string]string
	}{
		"the member that is spelled as Go spells it keeps its name": {
			types: "A: {fields: {InstanceId: {type: string}, InstanceID: {type: string}, ttl: {type: int64}, Ttl: {type: int64}, TTL: {type: int64}}}",
			want:  map[string]string{"types/A/InstanceID": "InstanceID", "types/A/InstanceId": "InstanceId", "types/A/TTL": "TTL", "types/A/Ttl": "Ttl", "types/A/ttl": "TTL2"},
		},
		"the nearest spelling keeps it where none is as Go's": {
			types: "A: {fields: {key: {type: string}, k_ey: {type: string}, Vpc: {type: string}, vpc: {type: string}}}",
			want:  map[string]string{"types/A/key": "Key", "types/A/k_ey": "KEy", "types/A/Vpc": "VPC", "types/A/vpc": "Vpc"},
		},
		"a number does not run into the digits of a name": {
			types: "A: {fields: {IPv4: {type: string}, IPV4: {type: string}, ipv4: {type: string}, Ipv4: {type: string}}}",
			want:  map[string]string{"types/A/IPv4": "IPv4", "types/A/IPV4": "IPV4", "types/A/Ipv4": "Ipv4", "types/A/ipv4": "IPv4Field2"},
		},
		"a type gives way to an action's input, and a value to a type": {
			actions: "Get: {input: {}, output: {}}",
			types:   "GetInput: {fields: {}}\nState: {enum: {ready: One., GetOutput: Two.}}\nStateReady: {fields: {}}",
			want:    map[string]string{"types/GetInput": "GetInputType", "types/State/ready": "StateReadyValue", "types/StateReady": "StateReady"},
		},
		"an iterator gives way to an action": {
			actions: "ListItem:\n  effect: read\n  input: {Offset: {type: int64}}\n  output: {Items: {type: list of string}}\n  paginate: {by: offset, offset: Offset, items: Items}\nListItems: {input: {}, output: {}}\nListAllItem: {input: {}, output: {}}",
			want:    map[string]string{"actions/ListItems": "ListItems", "actions/ListAllItem": "ListAllItem", "actions/ListItem pager": "ListItemIterator"},
		},
		"a name that cannot be said is none to choose": {
			actions: "List5.7Item:\n  input: {Offset: {type: int64}}\n  output: {Items: {type: list of string}}\n  paginate: {by: offset, offset: Offset, items: Items}\nList5.7Items: {input: {}, output: {}}",
			want:    map[string]string{"actions/List5.7Items": "List5_7Items", "actions/List5.7Item pager": "List57ItemIterator"},
		},
		"what generated code needs is kept free": {
			actions: "With: {input: {WireMembers: {type: string}}, output: {RequestID: {type: string}}}",
			types:   "Client: {fields: {}}\nNew: {fields: {}}",
			want: map[string]string{
				"actions/With": "WithAction", "actions/With/input/WireMembers": "WireMembersField", "actions/With/output/RequestID": "RequestIDField",
				"types/Client": "ClientType", "types/New": "NewType",
			},
		},
		"signs are spoken where letters do not tell": {
			types: "A: {enum: {\"-1\": \"\", \"1\": \"\", \"+\": \"\", \"\": \"\", \"★\": \"\", a/b: \"\", \"a b\": \"\"}}",
			want: map[string]string{
				"types/A/1": "A1", "types/A/-1": "AMinus1", "types/A/+": "APlus", "types/A/": "AEmpty", "types/A/★": "AU2605",
				"types/A/a b": "AAB", "types/A/a/b": "AASlashB",
			},
		},
		"files are one where case does not count": {
			actions: "GetDNS: {input: {}, output: {}}\nGetDns: {input: {}, output: {}}",
			want:    map[string]string{"actions/GetDNS": "GetDNS", "actions/GetDns": "GetDNS2"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			files := map[string]string{"types.yaml": tt.types + "\n"}
			files["types.yaml"] = strings.ReplaceAll(files["types.yaml"], `: ""`, ": {}")
			if tt.actions != "" {
				files["actions.yaml"] = tt.actions + "\n"
			}
			if tt.types == "" {
				delete(files, "types.yaml")
			}
			p, s := service(t, files)
			checkNames(t, mustSettle(t, p, s, nil), tt.want)
			slices.Reverse(s.Types)
			slices.Reverse(s.Actions)
			for _, e := range s.Types {
				slices.Reverse(e.Value.Fields)
				slices.Reverse(e.Value.Enum)
			}
			checkNames(t, mustSettle(t, p, s, nil), tt.want)
		})
	}
}

func TestWhatIsNewGivesWayToWhatWasThere(t *testing.T) {
	p, old := service(t, map[string]string{
		"service.yaml": "service: shop\nversion: 2020-01-02\npackage: store\nerrors: {Item.Gone: It is gone.}\n",
		"actions.yaml": "ListItem:\n  input: {Offset: {type: int64}, Ttl: {type: int64}}\n  output: {Items: {type: list of string}}\n  paginate: {by: offset, offset: Offset, items: Items}\nPut_Item: {input: {}, output: {}}\n",
		"types.yaml":   "GetInput: {fields: {requestId: {type: string}}}\nState: {enum: {ready: One., off: {name: Switched, doc: Two.}}}\nPlain: {name: Fancy, fields: {}}\n",
	})
	_, fresh := service(t, map[string]string{
		"service.yaml": "service: shop\nversion: 2020-01-02\nerrors: {ItemGone: It is gone., Item.Gone: It is gone.}\n",
		"actions.yaml": "ListItems: {input: {}, output: {}}\nPutItem: {input: {}, output: {}}\nGet: {input: {}, output: {}}\nListItem:\n  input: {Offset: {type: int64}, TTL: {type: int64}, Ttl: {type: int64}}\n  output: {Items: {type: list of string}}\n  paginate: {by: offset, offset: Offset, items: Items}\nPut_Item: {input: {}, output: {}}\n",
		"types.yaml":   "StateReady: {fields: {}}\nFancy: {fields: {}}\nState: {enum: {READY: Zero., ready: One., off: Two.}}\nGetInput: {fields: {RequestId: {type: string}, requestId: {type: string}}}\nPlain: {fields: {}}\n",
	})
	checkNames(t, mustSettle(t, p, fresh, old), map[string]string{
		"package":                    "cloud/store/v20200102",
		"errors/Item.Gone":           "ErrItemGone",
		"errors/ItemGone":            "ErrItemGone2",
		"actions/ListItem pager":     "ListItems",
		"actions/ListItems":          "ListItemsAction",
		"actions/Put_Item":           "PutItem",
		"actions/PutItem":            "PutItem2",
		"actions/Get":                "GetAction",
		"actions/ListItem/input/Ttl": "TTL",
		"actions/ListItem/input/TTL": "TTL2",
		"types/GetInput":             "GetInput",
		"types/GetInput/requestId":   "RequestID",
		"types/GetInput/RequestId":   "RequestId",
		"types/State/ready":          "StateReady",
		"types/State/READY":          "StateREADY",
		"types/State/off":            "StateSwitched",
		"types/StateReady":           "StateReadyType",
		"types/Plain":                "Fancy",
		"types/Fancy":                "Fancy2",
	})
}

func TestTypesThatTheSourceLeavesNamelessKeepTheirNames(t *testing.T) {
	p, old := service(t, map[string]string{
		"actions.yaml": "GetItems:\n  input: {Filter: {type: Filter}}\n  output: {Items: {type: list of Item}, Page: {type: map of Page}}\n",
		"types.yaml":   "Filter: {fields: {Name: {type: string}}}\nItem: {name: Article, fields: {Parts: {type: list of Part}}}\nPart: {fields: {Id: {type: string}}}\nPage: {fields: {Id: {type: string}}}\n",
	})
	_, fresh := service(t, map[string]string{
		"actions.yaml": "AddItem:\n  input: {Item: {type: AddItemItem}}\n  output: {}\nGetItems:\n  input: {Filter: {type: Selector}}\n  output: {Items: {type: list of GetItemsItem}, Page: {type: Page}}\n",
		"types.yaml":   "AddItemItem: {fields: {Parts: {type: list of Part2}}}\nPart2: {fields: {Id: {type: string}}}\nSelector: {fields: {Name: {type: string}}}\nGetItemsItem: {fields: {Parts: {type: list of GetItemsItemPart}}}\nGetItemsItemPart: {fields: {Id: {type: string}}}\nPage: {fields: {Id: {type: string}}}\n",
	})
	settled := mustSettle(t, p, fresh, old)
	checkNames(t, settled, map[string]string{
		"types/Item": "Article", "types/Part": "Part", // the old names of nameless ones
		"types/AddItemItem": "AddItemItem", "types/Part2": "Part2", // new
		"types/Selector": "Selector", // the source has renamed it itself
		"types/Page":     "Page",
	})
	if items, _ := settled.Actions[1].Value.Output.Get("Items"); items.Type.Value.String() != "list of Item" {
		t.Errorf("the field has the type %v", items.Type.Value)
	}
	if len(settled.Types) != len(fresh.Types) {
		t.Errorf("there are %d types, want %d", len(settled.Types), len(fresh.Types))
	}
}

func TestWhatBearsTheNamesOfWaitersAndReadOnlyClientsGivesWay(t *testing.T) {
	p, fresh := service(t, map[string]string{
		"actions.yaml": "GetItem: {effect: read, input: {}, output: {State: {type: string}}, waiters: {Gone: {until: [{path: State, in: [gone]}]}}}\n" +
			"GetBox: {effect: read, input: {}, output: {State: {type: string}}, waiters: {Gone: {until: [{path: State, in: [gone]}]}}}\n" +
			"WaitUntilGone: {input: {}, output: {}}\nReadOnly: {input: {}, output: {}}\n",
		"types.yaml": "ReadOnlyClient: {fields: {Name: {type: string}}}\n",
	})
	s := built(t, mustSettle(t, p, fresh, nil))
	var got []string
	for _, a := range s.Actions {
		got = append(got, a.GoName, a.File)
		for _, w := range a.Waiters {
			got = append(got, w.Method())
		}
	}
	got = append(got, s.Structs[0].GoName)
	want := "GetItem getitem.go WaitUntilGone2 GetBox getbox.go WaitUntilGone WaitUntilGoneAction waituntilgoneaction.go " +
		"ReadOnly2 readonly2.go ReadOnlyClientType"
	if text := strings.Join(got, " "); text != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
}

func TestIteratorsAndWaitersOutlastWhatTheVendorAdds(t *testing.T) {
	p, old := service(t, map[string]string{
		"actions.yaml": "ListItem:\n  effect: read\n  input: {Offset: {type: int64}}\n  output: {Items: {type: list of string}}\n  paginate: {by: offset, offset: Offset, items: Items, name: EachItem}\n  waiters: {Filled: {until: [{path: Items, in: [a]}]}}\n" +
			"ListBox:\n  input: {Offset: {type: int64}}\n  output: {Boxes: {type: list of string}}\n  paginate: {by: offset, offset: Offset, items: Boxes}\n",
	})
	_, fresh := service(t, map[string]string{
		"actions.yaml": "ListItem:\n  effect: read\n  input: {Offset: {type: int64}}\n  output: {Items: {type: list of string}, Others: {type: list of string}}\n" +
			"ListBox: {input: {}, output: {}}\n",
	})
	s := built(t, mustSettle(t, p, fresh, old))
	if a := s.Actions[0]; a.Pager == nil || a.Pager.GoName != "EachItem" || len(a.Waiters) != 1 {
		t.Errorf("ListItem has the pager %+v and %d waiters", a.Pager, len(a.Waiters))
	}
	if s.Actions[1].Pager != nil {
		t.Error("ListBox keeps a pager for members that are gone")
	}
}

func TestTypesThatTheLanguageCannotNameAreNamed(t *testing.T) {
	named := func(name string) spec.TypeExpr { return spec.TypeExpr{Kind: spec.NamedType, Name: name} }
	p, s := service(t, nil)
	in := &s.Actions[0].Value.Input
	for _, name := range []string{"List", "订单", "Page<Item>", "string", "4K", "of"} {
		importer.Add(&s.Types, name, &spec.Type{})
		importer.Add(in, "Of"+name, &spec.Field{Type: importer.Set(named(name))})
	}
	settled, notes, err := settle.Service(p, s, nil)
	if err != nil {
		t.Fatal(err)
	}
	built(t, settled)
	var got []string
	for _, f := range settled.Actions[0].Value.Input {
		got = append(got, f.Value.Type.Value.String())
	}
	if want := []string{"ListType", "U8BA2U5355Type", "Page_Item", "stringType", "N4KType", "ofType"}; !slices.Equal(got, want) {
		t.Errorf("the types are %v, want %v", got, want)
	}
	if len(notes) != 6 {
		t.Errorf("there are %d notes: %v", len(notes), notes)
	}
}

func TestATypeThatCannotBeNamedKeepsItsNameBesideNewOnes(t *testing.T) {
	p, s := service(t, nil)
	importer.Add(&s.Types, "订单", &spec.Type{Fields: spec.Map[*spec.Field]{}})
	old := mustSettle(t, p, s, nil)
	grown := spec.Clone(s)
	grown.Types = nil
	for _, name := range []string{"状态", "*", "订单"} {
		importer.Add(&grown.Types, name, &spec.Type{})
	}
	want := old.Types[0].Key
	if got := mustSettle(t, p, grown, old).Types[2].Key; got != want {
		t.Errorf("it was %s and is %s", want, got)
	}
}

func TestARequestIDThatIsDescribedLaterKeepsItsName(t *testing.T) {
	p, s := service(t, nil)
	old := mustSettle(t, p, s, nil)
	grown := spec.Clone(s)
	id := &spec.Field{Type: importer.Set(spec.TypeExpr{Name: "string"}), Name: importer.Set("TraceID")}
	importer.Add(&grown.Actions[0].Value.Output, p.RequestID.Value, id)
	for name, s := range map[string]*spec.Service{"before": old, "after": mustSettle(t, p, grown, old)} {
		out := built(t, s).Actions[0].Output.Fields
		if got := out[len(out)-1].GoName; got != "RequestID" {
			t.Errorf("%s, it is called %s", name, got)
		}
	}
}

func TestWhatCannotBeMendedNamesItsSource(t *testing.T) {
	p, s := service(t, nil)
	s.Name = importer.Set("no name")
	s.Source = &spec.Source{From: importer.Set("shop/api.json")}
	_, _, err := settle.Service(p, s, nil)
	if want := `shop/api.json: service: service must be a name of letters, digits, dashes and underscores, such as msp, not "no name"`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestLargeServicesAreSettled(t *testing.T) {
	if underRace {
		t.Skip("it takes a minute, in one goroutine")
	}
	p, s := service(t, nil)
	for i := range 600 {
		a := &spec.Action{}
		for j := range 8 {
			name := strings.Repeat("x", j+1) + strings.Repeat("I", i%3) // xII, xI: no two agree
			importer.Add(&a.Input, name, &spec.Field{Type: importer.Set(spec.TypeExpr{Kind: spec.NamedType, Name: "Missing"}), Min: importer.SetNumber("1")})
			importer.Add(&a.Output, name, &spec.Field{Type: importer.Set(spec.TypeExpr{Name: "string"}), Pattern: importer.Set("(")})
			importer.Add(&a.Output, strings.ToUpper(name), &spec.Field{Type: importer.Set(spec.TypeExpr{Name: "string"})})
		}
		importer.Add(&s.Actions, "Act"+strings.Repeat("A", i), a)
	}
	for i := range 10_000 { // all of them one in Go
		name := strings.NewReplacer("0", "a-", "1", "a_").Replace(fmt.Sprintf("%014b", i))
		importer.Add(&s.Actions[0].Value.Input, name, &spec.Field{Type: importer.Set(spec.TypeExpr{Name: "string"})})
	}
	for i := range 1500 {
		importer.Add(&s.Actions[0].Value.Output, fmt.Sprint("two words ", i), &spec.Field{Type: importer.Set(spec.TypeExpr{Name: "string"})})
	}
	settled, notes, err := settle.Service(p, s, nil)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(settled.Actions[0].Value.Output); n != 0 {
		t.Errorf("%d fields without a name are left", n)
	}
	if len(settled.Actions) != 601 || len(notes) < 600*8*3 {
		t.Errorf("%d actions, %d notes", len(settled.Actions), len(notes))
	}
}
