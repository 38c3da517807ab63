package resolve

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/spec"
)

// shops are two services of which one has two versions.
func shops(t *testing.T) []*model.Service {
	t.Helper()
	const actions = `
GetItem: {effect: read, input: {F: {type: Filter}}, output: {I: {type: Item}}, errors: {ItemGone: Gone., Locked: Locked.}, waiters: {ItemSold: {until: [{error: Sold}]}}}
PutThing: {input: {T: {type: list of Thing}}, output: {}, errors: {Locked: Locked., Full: Full., Sold: It is sold.}}
`
	const types = `
Filter: {fields: {K: {type: Kind}}}
Kind: {enum: {a: A.}}
Item: {fields: {Next: {type: Item}}}
Thing: {fields: {C: {type: Colour}}}
Colour: {enum: {red: Red.}}
`
	files := fstest.MapFS{"cloud/provider.yaml": {Data: []byte(plainProvider)}}
	add := func(dir, name, version string) {
		files["cloud/"+dir+"/service.yaml"] = &fstest.MapFile{Data: []byte("service: " + name + "\nversion: " + version + "\nerrors: {Closed: It is closed.}\n")}
		files["cloud/"+dir+"/actions.yaml"] = &fstest.MapFile{Data: []byte(actions)}
		files["cloud/"+dir+"/types.yaml"] = &fstest.MapFile{Data: []byte(types)}
	}
	add("shop/2020-01-02", "shop", "2020-01-02")
	add("shop/2021-01-02", "shop", "2021-01-02")
	add("autoscaling/2020-01-02", "as", "2020-01-02")
	set, err := spec.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	services, err := Build(set)
	if err != nil {
		t.Fatal(err)
	}
	return services
}

func TestSelectKeepsWhatActionsReach(t *testing.T) {
	services := shops(t)
	got, err := Select(services, []Selection{{"as", []string{"GetItem"}}})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 {
		t.Fatalf("got %d services", len(got))
	}
	text := dump(got[0])
	for _, want := range []string{"action GetItem", "type Filter", "type Item", "enum Kind", "ErrItemGone", "ErrLocked", "ErrClosed", "ErrSold"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is gone from\n%s", want, text)
		}
	}
	for _, drop := range []string{"PutThing", "Thing", "Colour", "ErrFull"} {
		if strings.Contains(text, drop) {
			t.Errorf("%s is still in\n%s", drop, text)
		}
	}
	if before := services[0].Actions[0]; got[0].Actions[0] != before {
		t.Error("the action is no longer the one of the whole service")
	}
	if len(services[0].Actions) != 2 || len(services[0].Enums) != 2 {
		t.Error("the whole service has changed")
	}
}

func TestSelectFindsServicesByAnyName(t *testing.T) {
	services := shops(t)
	for _, tt := range []struct {
		selections []Selection
		want       []string
	}{
		{nil, []string{"autoscaling/2020-01-02", "shop/2020-01-02", "shop/2021-01-02"}},
		{[]Selection{{Service: "as"}}, []string{"autoscaling/2020-01-02"}},
		{[]Selection{{Service: "autoscaling"}}, []string{"autoscaling/2020-01-02"}},
		{[]Selection{{Service: "cloud/as"}}, []string{"autoscaling/2020-01-02"}},
		{[]Selection{{Service: "cloud/shop/2021-01-02"}, {Service: "as"}}, []string{"autoscaling/2020-01-02", "shop/2021-01-02"}},
		{[]Selection{{Service: "shop/2021-01-02"}}, []string{"shop/2021-01-02"}},
		{[]Selection{{"as", []string{"GetItem"}}, {"as", []string{"PutThing"}}}, []string{"autoscaling/2020-01-02"}},
	} {
		got, err := Select(services, tt.selections)
		if err != nil {
			t.Errorf("%v: %v", tt.selections, err)
			continue
		}
		var dirs []string
		for _, s := range got {
			dirs = append(dirs, strings.TrimPrefix(s.Dir, "cloud/"))
			if len(s.Actions) != 2 {
				t.Errorf("%v: %s has %d actions", tt.selections, s.Dir, len(s.Actions))
			}
		}
		if !slices.Equal(dirs, tt.want) {
			t.Errorf("%v: got %v, want %v", tt.selections, dirs, tt.want)
		}
	}
}

func TestSelectTellsEverySelectionThatDoesNotFit(t *testing.T) {
	_, err := Select(shops(t), []Selection{
		{Service: "shpo"}, {Service: "shop"}, {Service: "warehouse"},
		{"as", []string{"GetItme", "Nothing", "GetItem"}},
	})
	const want = `no service is called "shpo"; did you mean shop?
2 services are called "shop": choose one of cloud/shop/2020-01-02, cloud/shop/2021-01-02
no service is called "warehouse": there are cloud/autoscaling/2020-01-02, cloud/shop/2020-01-02, cloud/shop/2021-01-02
cloud/autoscaling/2020-01-02 has no action "GetItme"; did you mean GetItem?
cloud/autoscaling/2020-01-02 has no action "Nothing": there are GetItem, PutThing`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}
