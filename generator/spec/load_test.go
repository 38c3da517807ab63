package spec

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func loadGood(t testing.TB) *Set {
	t.Helper()
	set, err := Load(os.DirFS("testdata/good"))
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// goodService is the service that uses every word of the language.
func goodService(t testing.TB) *Service { return loadGood(t).Providers[0].Services[0] }

func TestLoadFindsProvidersServicesAndTheirFiles(t *testing.T) {
	var got []string
	for _, p := range loadGood(t).Providers {
		got = append(got, p.Provider.Name.Value)
		for _, s := range p.Services {
			got = append(got, s.Dir, s.Name.Value, s.Version.Value)
		}
	}
	want := []string{"cloud", "cloud/box/2020-01-01", "box", "2020-01-01",
		"plain", "plain/disk/2019-06-01", "Disk-2_b", "2019-06-01"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFilesOfOneVersionAreMergedInOrder(t *testing.T) {
	s := goodService(t)
	var actions, types []string
	for name := range s.Actions.All() {
		actions = append(actions, name)
	}
	for name := range s.Types.All() {
		types = append(types, name)
	}
	if want := []string{"ListBoxes", "Noop", "PageByNumber", "PageByToken"}; !slices.Equal(actions, want) {
		t.Errorf("got actions %q, want %q", actions, want)
	}
	if want := []string{"Box", "Empty", "State"}; !slices.Equal(types, want) {
		t.Errorf("got types %q, want %q", types, want)
	}
}

func TestEachWordKnowsItsPlace(t *testing.T) {
	s := goodService(t)
	list, _ := s.Actions.Get("ListBoxes")
	limit, _ := list.Input.Get("Limit")
	ready, _ := list.Waiters.Get("BoxReady")
	state, _ := s.Types.Get("State")
	second := list.Input[1]
	tests := []struct {
		pos  Pos
		want string
	}{
		{s.Pos, "service.yaml:1:1"},
		{s.Name.Pos, "service.yaml:1:10"},
		{list.Pos, "actions.yaml:1:1"},
		{list.Effect.Pos, "actions.yaml:4:11"},
		{second.Pos, "actions.yaml:13:5"},
		{limit.Pos, "actions.yaml:13:5"},
		{limit.Type.Pos, "actions.yaml:13:21"},
		{limit.Default.Pos, "actions.yaml:13:38"},
		{limit.Min.Pos, "actions.yaml:13:47"},
		{list.Paginate.Pos, "actions.yaml:24:3"},
		{ready.Until[0].Pos, "actions.yaml:29:11"},
		{ready.Until[0].In[0].Pos, "actions.yaml:29:48"},
		{list.Errors.Names[1].Pos, "actions.yaml:36:34"},
		{list.Examples[0].Output.Members[1].Value.Items[0].Members[0].Pos, "actions.yaml:40:35"},
		{state.Enum[1].Pos, "types/state.yaml:5:5"},
	}
	for i, test := range tests {
		if got := strings.TrimPrefix(test.pos.String(), "cloud/box/2020-01-01/"); got != test.want {
			t.Errorf("%d: got %s, want %s", i, got, test.want)
		}
	}
}

// What YAML 1.1 takes for a boolean, a number, a date or null is the text that
// was written, wherever a text is meant.
func TestTextsAreKeptAsWritten(t *testing.T) {
	s := goodService(t)
	list, _ := s.Actions.Get("ListBoxes")
	states, _ := list.Input.Get("State")
	var got []string
	for _, v := range states.Enum {
		got = append(got, v.Value)
	}
	if want := []string{"on", "no", "1e3", "", "2020-01-01"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	state, _ := s.Types.Get("State")
	got = nil
	for value := range state.Enum.All() {
		got = append(got, value)
	}
	if want := []string{"ready", "no", "off", "", "1", "~"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFreeValuesKeepTheirKindAndText(t *testing.T) {
	list, _ := goodService(t).Actions.Get("ListBoxes")
	key, _ := list.Input.Get("dotted.key-1")
	want := []Value{
		{Kind: IntValue, Text: "1"}, {Kind: FloatValue, Text: "-2.5"}, {Kind: FloatValue, Text: "1e3"},
		{Kind: StringValue, Text: "yes"}, {Kind: StringValue}, {Kind: NullValue},
		{Kind: BoolValue, Text: "true"}, {Kind: StringValue, Text: "2020-01-01"},
	}
	items := key.Default.Members[0].Value.Items
	if len(items) != len(want) {
		t.Fatalf("got %d items, want %d", len(items), len(want))
	}
	for i, item := range items {
		if item.Kind != want[i].Kind || item.Text != want[i].Text {
			t.Errorf("%d: got %+v, want %+v", i, *item, want[i])
		}
	}
}

func TestShortFormsStandForTheWholeMap(t *testing.T) {
	p := loadGood(t).Providers[0].Provider
	north, _ := p.Endpoints.Regions.Get("north-1")
	south, _ := p.Endpoints.Regions.Get("south-1")
	far, _ := p.Endpoints.Regions.Get("far-1")
	code, _ := p.Errors.Get("Cannot find task")
	got := []string{north.Title, south.Title, south.Host.Value, far.Title, code.Doc}
	want := []string{"The North", "The South", "south.cloud.example", "", "Nothing has that id."}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestErrorsAreNamesOrDefinitions(t *testing.T) {
	s := goodService(t)
	list, _ := s.Actions.Get("ListBoxes")
	page, _ := s.Actions.Get("PageByNumber")
	if len(list.Errors.Names) != 2 || list.Errors.Names[1].Value != "LimitExceeded" || list.Errors.Defs != nil {
		t.Errorf("got %+v", list.Errors)
	}
	if own, ok := page.Errors.Defs.Get("Own"); !ok || own.Name.Value != "OwnOne" || page.Errors.Names != nil {
		t.Errorf("got %+v", page.Errors)
	}
}

// The good specs are worth their tests only while they use the whole language.
func TestGoodSpecsUseEveryKeyOfTheLanguage(t *testing.T) {
	used := map[reflect.Type]map[string]bool{}
	for _, p := range loadGood(t).Providers {
		markUsed(reflect.ValueOf(p), used)
	}
	for _, s := range shapes {
		for _, k := range s.keys {
			if !used[s.typ][k.name] {
				t.Errorf("no good spec has %s in %s", k.name, s.noun)
			}
		}
	}
}

func markUsed(v reflect.Value, used map[reflect.Type]map[string]bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			markUsed(v.Elem(), used)
		}
	case reflect.Slice:
		for i := range v.Len() {
			markUsed(v.Index(i), used)
		}
	case reflect.Struct:
		if s := shapes[v.Type()]; s != nil && used[s.typ] == nil {
			used[s.typ] = map[string]bool{}
		}
		for i := range v.NumField() {
			if f := v.Type().Field(i); !v.Field(i).IsZero() && f.Tag.Get("spec") != "" {
				name, _, _ := strings.Cut(f.Tag.Get("spec"), ",")
				used[v.Type()][name] = true
			}
			markUsed(v.Field(i), used)
		}
	}
}

func TestWhatCouldBeReadIsReturnedWithTheFaults(t *testing.T) {
	fsys := fstest.MapFS{}
	for name, data := range minimal {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	fsys["cloud/box/2020-01-01/types.yaml"] = &fstest.MapFile{Data: []byte("Box: {fields: {Id: {type: integer}, Name: {doc: x}, Tag: {type: list of Tag, x: y}}}\n")}
	fsys["cloud/box/2020-01-01/service.yaml"] = &fstest.MapFile{Data: []byte("service: [\n")}
	fsys["cloud/bag/2020-01-01/actions.yaml"] = &fstest.MapFile{Data: []byte("Open: {}\n")}
	set, err := Load(fsys)
	var faults Faults
	if !errors.As(err, &faults) || len(faults) != 5 {
		t.Fatalf("got %v", err)
	}
	services := set.Providers[0].Services
	if len(services) != 2 || services[0].Dir != "cloud/bag/2020-01-01" || services[0].Name.IsSet() || len(services[1].Actions) != 1 {
		t.Fatalf("got %+v", services)
	}
	box, _ := services[1].Types.Get("Box")
	var types []string
	for _, f := range box.Fields {
		types = append(types, f.Value.Type.Value.String())
	}
	if want := []string{"int64", "any", "list of Tag"}; !slices.Equal(types, want) {
		t.Errorf("got %q, want %q", types, want)
	}
}

// brokenFS fails to open or to list some of its files.
type brokenFS struct{ fs.FS }

func (b brokenFS) Open(name string) (fs.File, error) {
	if strings.Contains(name, "locked") {
		return nil, &fs.PathError{Op: "open", Path: "/secret/" + name, Err: fs.ErrPermission}
	}
	return b.FS.Open(name)
}

func TestUnreadableFilesAreFaults(t *testing.T) {
	fsys := fstest.MapFS{}
	for name, data := range minimal {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	fsys["cloud/box/2020-01-01/types/locked.yaml"] = &fstest.MapFile{}
	fsys["cloud/locked/2020-01-01/service.yaml"] = &fstest.MapFile{}
	fsys["cloud/pipe"] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
	_, err := Load(brokenFS{fsys})
	want := "cloud/box/2020-01-01/types/locked.yaml: this cannot be read: permission denied\n" +
		"cloud/locked: this cannot be read: permission denied\n" +
		"cloud/pipe: this is neither a file nor a folder: remove it"
	if got := err.Error(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestLinksAreFollowed(t *testing.T) {
	dir := t.TempDir()
	good, err := filepath.Abs("testdata/good/cloud")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(good, filepath.Join(dir, "cloud")); err != nil {
		t.Skip(err)
	}
	set, err := Load(os.DirFS(dir))
	if err != nil || len(set.Providers) != 1 || len(set.Providers[0].Services) != 1 {
		t.Errorf("got %+v, %v", set, err)
	}
	if err := os.Symlink("nowhere", filepath.Join(dir, "lost")); err != nil {
		t.Fatal(err)
	}
	_, err = Load(os.DirFS(dir))
	if err == nil || !strings.HasPrefix(err.Error(), "lost: this cannot be read: ") {
		t.Errorf("got %v", err)
	}
}

func TestMissingRootIsAFault(t *testing.T) {
	_, err := Load(os.DirFS(filepath.Join(t.TempDir(), "none")))
	if err == nil || !strings.HasPrefix(err.Error(), ".: this cannot be read: ") {
		t.Errorf("got %v", err)
	}
}
