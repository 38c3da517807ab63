package catalogue_test

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/signet-gen/signet/generator"
	"github.com/signet-gen/signet/generator/model"
)

// A corrected service has an overlay made by hand.
type corrected struct {
	dir, overlay string
	// renamed is what the overlay calls otherwise: a path and its name.
	renamed, name string
}

// correctedServices are those of which the corpus has five dates.
var correctedServices = []corrected{
	{
		dir: "cvm/2017-03-12", renamed: "actions/DescribeInstances", name: "FindInstances",
		overlay: `# Kept by hand.
- {at: actions/DescribeInstances, why: It is what everybody calls it., set: {name: FindInstances, doc: Finds instances.}}
- {at: actions/DescribeInstances/input/Limit, why: We ask for a few., set: {max: 50}}
- {at: types/Instance, why: A member that the vendor keeps to itself., add: {PaintedColour: {type: string, doc: The colour.}}}
- {at: actions/RunInstances/input/DryRun, why: We never try., remove: true}
- {at: "**/InstanceIds", why: One word., set: {doc: The instances.}}
`,
	},
	{
		dir: "sms/2021-01-11", renamed: "actions/SendSms", name: "SendMessage",
		overlay: `- {at: actions/SendSms, why: Readers know no Sms., set: {name: SendMessage}}
- {at: types/SendStatus/Fee, why: The unit is worth a word., set: {doc: The messages that are paid for.}}
`,
	},
	{
		dir: "msp/2018-03-19", renamed: "types/SrcInfo", name: "Origin",
		overlay: `- {at: types/SrcInfo, why: A word of our own., set: {name: Origin}}
- {at: actions/ListMigrationTask/input/Limit, why: The page says so., set: {max: 100}}
`,
	},
}

// TestEveryNameOutlastsTheNextDate imports each of five dates of a service over
// the one before: a Go name that still has its wire name is as it was, and the
// corrections made by hand after the first date hold to the last.
func TestEveryNameOutlastsTheNextDate(t *testing.T) {
	history := vendors(t, "tencent-history")
	signet := buildCommand(t)
	for _, c := range correctedServices {
		t.Run(filepath.Dir(c.dir), func(t *testing.T) {
			dates, err := filepath.Glob(filepath.Join(history, c.dir, "*", "api.json"))
			if err != nil || len(dates) != 5 {
				t.Fatalf("there are %d dates, error %v", len(dates), err)
			}
			specs := t.TempDir()
			overlay := filepath.Join(specs, "tencent", c.dir, "overlay.yaml")
			var before map[string]string
			for i, date := range dates {
				signet.run("import", "tencent", "--out", specs, date)
				if i == 0 {
					put(t, overlay, []byte(c.overlay))
				}
				if !bytes.Equal(contents(t, overlay), []byte(c.overlay)) {
					t.Errorf("%s changes the overlay", date)
				}
				names := namesIn(t, specs)
				if names[c.renamed] != c.name {
					t.Errorf("after %s %s is called %q, want %q", date, c.renamed, names[c.renamed], c.name)
				}
				compareNames(t, date, before, names)
				before = names
			}
		})
	}
}

// namesIn are the Go names of the one service of a tree, by wire path.
func namesIn(t *testing.T, specs string) map[string]string {
	t.Helper()
	services, warnings, err := generator.Load(os.DirFS(specs), nil)
	if err != nil || len(services) != 1 {
		t.Fatalf("%d services, error %v", len(services), err)
	}
	for _, w := range warnings {
		t.Log(w)
	}
	return namesOf(services[0])
}

func compareNames(t *testing.T, date string, before, after map[string]string) {
	t.Helper()
	kept := 0
	for _, path := range slices.Sorted(maps.Keys(before)) {
		now, ok := after[path]
		if ok && now != before[path] {
			t.Errorf("%s: %s was %s and is %s", date, path, before[path], now)
		}
		if ok {
			kept++
		}
	}
	t.Logf("%s: %d names, %d of the %d before are still there", filepath.Base(filepath.Dir(date)), len(after), kept, len(before))
}

// namesOf are the Go names of a service by wire path.
func namesOf(s *model.Service) map[string]string {
	all := map[string]string{}
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
