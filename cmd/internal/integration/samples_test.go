package integration

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	dysmsapi "github.com/signet-gen/signet/gen/alibaba/dysmsapi/v20170525"
	ecs "github.com/signet-gen/signet/gen/alibaba/ecs/v20140526"
	smartag "github.com/signet-gen/signet/gen/alibaba/smartag/v20180313"
	smc "github.com/signet-gen/signet/gen/alibaba/smc/v20190601"
	sts "github.com/signet-gen/signet/gen/alibaba/sts/v20150401"
	"github.com/signet-gen/signet/generator"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/runtime/wire"
	"github.com/signet-gen/signet/specs"
)

// The vendor's own data may lie beside the checkout; it is no part of it.
const vendorCorpus = "../../../../shared/corpus/alibaba"

// sampled are the services whose samples the vendor publishes. The vendor keeps
// the JSON and the XML of an action apart, so that they often differ; least is
// of how many actions both must be read as the same value, and alike of how
// many more as the same lists with other texts in them.
var sampled = []struct {
	dir          string
	client       any
	least, alike int
}{
	{"smc/2019-06-01", &smc.Client{}, 17, 0},
	{"smartag/2018-03-13", &smartag.Client{}, 136, 28},
	{"ecs/2014-05-26", &ecs.Client{}, 9, 8},
	{"dysmsapi/2017-05-25", &dysmsapi.Client{}, 1, 5},
	{"sts/2015-04-01", &sts.Client{}, 1, 2},
}

func TestVendorsSamplesAreReadTheSameFromJSONAndXML(t *testing.T) {
	for _, s := range sampled {
		t.Run(s.dir, func(t *testing.T) {
			samples := vendorSamples(t, filepath.Join(vendorCorpus, s.dir, "api-docs.json"))
			found := map[agreement][]string{}
			for _, a := range outputs(t, "alibaba/"+s.dir, s.client) {
				if both := samples[a.name]; both.json != "" && both.xml != "" {
					as := a.compare(t, both)
					found[as] = append(found[as], a.name)
				}
			}
			same, alike := len(found[theSame]), len(found[likeEachOther])
			t.Logf("%d samples are the same in JSON and XML, %d alike, %d others: %v", same, alike, len(found[different]), found[different])
			if same < s.least || same+alike < s.least+s.alike {
				t.Errorf("%d are read the same and %d alike, want %d and %d", same, alike, s.least, s.alike)
			}
		})
	}
}

// agreement is how what was read of a sample in JSON compares with the XML's.
type agreement int

const (
	unreadable    agreement = iota
	different               // other lists, or other members
	likeEachOther           // the same lists of the same members with other texts in them
	theSame
)

// compare reads both samples of an action into its output, which must have a
// place for every member of them.
func (o output) compare(t *testing.T, both sample) agreement {
	t.Helper()
	fromJSON, fromXML := o.read(t, wire.ReadJSON, both.json), o.read(t, wire.ReadXML, both.xml)
	if fromJSON == "" || fromXML == "" {
		return unreadable
	}
	for _, member := range unknown("", parsed(t, both.json), parsed(t, fromJSON)) {
		t.Errorf("%s: the output has no member for the sample's %s", o.name, member)
	}
	switch {
	case fromJSON == fromXML:
		return theSame
	case outline(t, fromJSON) == outline(t, fromXML):
		return likeEachOther
	}
	return different
}

// unknown are the members of a reply that have no place in what was read of it.
func unknown(path string, reply, read any) []string {
	var all []string
	switch r := reply.(type) {
	case map[string]any:
		known, _ := read.(map[string]any)
		for _, name := range slices.Sorted(maps.Keys(r)) {
			if _, ok := known[name]; !ok {
				all = append(all, path+"."+name)
				continue
			}
			all = append(all, unknown(path+"."+name, r[name], known[name])...)
		}
	case []any:
		items, _ := read.([]any)
		for i := range min(len(r), len(items)) {
			all = append(all, unknown(path, r[i], items[i])...)
		}
	}
	return all
}

func parsed(t *testing.T, text string) (value any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		t.Fatal(err)
	}
	return value
}

// An output is what an action answers.
type output struct {
	name string
	kind reflect.Type
}

// outputs are those of all actions of a service that ships, by the methods of its client.
func outputs(t *testing.T, dir string, client any) []output {
	t.Helper()
	services, _, err := generator.Load(specs.FS, []resolve.Selection{{Service: dir}})
	if err != nil {
		t.Fatal(err)
	}
	var all []output
	for _, a := range services[0].Actions {
		method, ok := reflect.TypeOf(client).MethodByName(a.GoName)
		if !ok {
			t.Fatalf("%s has no method %s", dir, a.GoName)
		}
		all = append(all, output{a.Name, method.Type.Out(0).Elem()})
	}
	return all
}

// read is a text as the output that it holds, written as JSON; it is empty,
// and the test fails, where it cannot be read.
func (o output) read(t *testing.T, read func(string, wire.Message, *wire.ReadOptions) error, text string) string {
	t.Helper()
	m := reflect.New(o.kind).Interface().(wire.Message)
	if err := read(text, m, nil); err != nil {
		t.Errorf("%s: %v", o.name, err)
		return ""
	}
	written, err := wire.AppendJSON(nil, m)
	if err != nil {
		t.Errorf("%s: %v", o.name, err)
	}
	return string(written)
}

// outline is a JSON text of which only the names and the lengths of lists are left.
func outline(t *testing.T, text string) string {
	t.Helper()
	bare, err := json.Marshal(stripped(parsed(t, text)))
	if err != nil {
		t.Fatal(err)
	}
	return string(bare)
}

func stripped(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for name, member := range v {
			v[name] = stripped(member)
		}
		return v
	case []any:
		for i, item := range v {
			v[i] = stripped(item)
		}
		return v
	}
	return nil
}

// A sample is the JSON and the XML of an action, each empty where there is none
// that is well formed.
type sample struct{ json, xml string }

// vendorSamples are the samples in a file of the vendor's, by action.
func vendorSamples(t *testing.T, path string) map[string]sample {
	t.Helper()
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("the vendor's data is not beside this checkout: no %s", path)
	}
	var docs struct {
		APIs map[string]struct{ ResponseDemo string }
	}
	if err == nil {
		err = json.Unmarshal(data, &docs)
	}
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]sample{}
	for name, api := range docs.APIs {
		all[name] = samplesOf(t, name, api.ResponseDemo)
	}
	return all
}

func samplesOf(t *testing.T, action, demo string) sample {
	t.Helper()
	var both sample
	if demo == "" {
		return both
	}
	var list []struct{ Type, Example string }
	if err := json.Unmarshal([]byte(demo), &list); err != nil {
		t.Fatalf("%s: %v", action, err)
	}
	for _, s := range list {
		switch {
		case s.Type == "json" && json.Valid([]byte(s.Example)):
			both.json = s.Example
		case s.Type == "xml" && isXML(s.Example):
			both.xml = s.Example
		}
	}
	return both
}

// isXML reports whether a text is one well-formed element.
func isXML(text string) bool {
	d := xml.NewDecoder(strings.NewReader(text))
	var roots []string
	for depth := 0; ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return len(roots) == 1
		}
		if err != nil {
			return false
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth == 0 {
				roots = append(roots, token.Name.Local)
			}
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			if depth == 0 && strings.TrimSpace(string(token)) != "" {
				return false
			}
		}
	}
}
