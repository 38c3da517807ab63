package catalogue_test

import (
	"cmp"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/alibaba"
	"github.com/signet-gen/signet/generator/importer/settle"
	"github.com/signet-gen/signet/generator/importer/tencent"
	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/generator/spec"
	"github.com/signet-gen/signet/runtime/alibaba/alibabatest"
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/tencent/tencenttest"
	"github.com/signet-gen/signet/runtime/wire"
	"github.com/signet-gen/signet/specs"
)

// published is where the vendors' descriptions may lie beside a checkout, which
// they are no part of.
const published = "../../../../shared/corpus"

// leastWithoutLoss is which part of the vendors' well-formed replies must be
// read without error and without loss.
const leastWithoutLoss = 0.997

// A cloud is one of those whose vendor publishes examples.
type cloud struct {
	name   string
	source importer.Source
	forms  rpctest.Forms
	// replies counts the well-formed replies of successful calls that a file shows.
	replies func(t *testing.T, file string) int
}

var clouds = []cloud{
	{"tencent", tencent.Source(), tencenttest.Forms, tencentReplies},
	{"alibaba", alibaba.Source(), alibabatest.Forms, alibabaReplies},
}

// files are the descriptions of the cloud's services.
func (c cloud) files(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(published, c.name, "*", "*", c.source.Main[0]))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skipf("the vendor's descriptions are not beside this checkout: no %s", filepath.Join(published, c.name))
	}
	return files
}

// imported is the service that a file describes, as the command would import it.
func (c cloud) imported(t *testing.T, file string) *model.Service {
	t.Helper()
	provider, service := c.settled(t, file)
	set := &spec.Set{Providers: []*spec.ProviderSpecs{{Provider: provider, Services: []*spec.Service{service}}}}
	services, err := resolve.Build(set)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return services[0]
}

// settled is a file as a spec, and its provider.
func (c cloud) settled(t *testing.T, file string) (*spec.Provider, *spec.Service) {
	t.Helper()
	in := importer.Input{File: file, Data: contents(t, file), Beside: map[string][]byte{}, Docs: true}
	for _, name := range c.source.Beside {
		if text, err := os.ReadFile(filepath.Join(filepath.Dir(file), name)); err == nil {
			in.Beside[name] = text
		}
	}
	result, err := c.source.Read(in)
	if err != nil {
		t.Fatal(err)
	}
	provider := c.provider(t)
	service, _, err := settle.Service(provider, result.Service, nil)
	if err != nil {
		t.Fatal(err)
	}
	return provider, service
}

// provider is the cloud as it ships.
func (c cloud) provider(t *testing.T) *spec.Provider {
	t.Helper()
	name := path.Join(c.name, "provider.yaml")
	text, err := fs.ReadFile(specs.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	set, err := spec.Load(fstest.MapFS{name: {Data: text}})
	if err != nil {
		t.Fatal(err)
	}
	return set.Providers[0].Provider
}

func contents(t *testing.T, file string) []byte {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// tencentReplies counts those of a file's examples that are JSON and no errors.
func tencentReplies(t *testing.T, file string) int {
	text, err := os.ReadFile(filepath.Join(filepath.Dir(file), "examples.json"))
	if err != nil {
		return 0
	}
	var all struct {
		Actions map[string][]struct{ Output string }
	}
	parse(t, text, &all)
	n := 0
	for _, examples := range all.Actions {
		for _, e := range examples {
			var reply struct{ Response map[string]json.RawMessage }
			if json.Unmarshal([]byte(e.Output), &reply) != nil || reply.Response == nil {
				continue
			}
			var refusal struct{ Code string }
			if json.Unmarshal(reply.Response["Error"], &refusal) == nil && refusal.Code != "" {
				continue
			}
			n++
		}
	}
	return n
}

// alibabaReplies counts the samples in JSON that are objects.
func alibabaReplies(t *testing.T, file string) int {
	var docs struct {
		APIs map[string]struct{ ResponseDemo string }
	}
	parse(t, contents(t, file), &docs)
	n := 0
	for _, api := range docs.APIs {
		var samples []struct{ Type, Example string }
		if json.Unmarshal([]byte(cmp.Or(api.ResponseDemo, "[]")), &samples) != nil {
			continue
		}
		for _, s := range samples {
			var reply map[string]json.RawMessage
			if s.Type == "json" && json.Unmarshal([]byte(s.Example), &reply) == nil && reply != nil {
				n++
			}
		}
	}
	return n
}

func parse(t *testing.T, text []byte, into any) {
	t.Helper()
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

// A count is how many requests or replies were tried and passed, and why the others did not.
type count struct {
	shown, passed, accepted int
	causes                  map[rpctest.Cause][]string
}

func (n *count) add(name string, f rpctest.Findings) {
	n.shown++
	n.accepted += len(f.Accepted)
	if len(f.Differences) == 0 {
		n.passed++
		return
	}
	if n.causes == nil {
		n.causes = map[rpctest.Cause][]string{}
	}
	first := f.Differences[0]
	n.causes[first.Cause] = append(n.causes[first.Cause], name+": "+first.String())
}

// log tells the figures and then all that failed, by cause.
func (n *count) log(t *testing.T, what string) {
	t.Helper()
	t.Logf("%s: %d of %d without loss (%.2f %%), %d values of another kind accepted", what, n.passed, n.shown, 100*n.rate(n.shown), n.accepted)
	for _, cause := range slices.Sorted(maps.Keys(n.causes)) {
		t.Logf("%s: %s: %d\n\t%s", what, cause, len(n.causes[cause]), strings.Join(n.causes[cause], "\n\t"))
	}
}

// rate is which part of all passed.
func (n *count) rate(all int) float64 { return float64(n.passed) / float64(max(all, 1)) }

// A tally counts what examples show.
type tally struct{ requests, replies, errors count }

// try holds all examples of a service against its types.
func (c cloud) try(s *model.Service, n *tally) {
	for _, a := range s.Actions {
		for _, e := range a.Examples {
			name := s.Dir + ":" + a.Name + ": " + e.Title
			example := rpctest.Example{Action: a.Name, New: func() (wire.Message, wire.Message) {
				return modelledOf(a.Input), modelledOf(a.Output)
			}}
			if e.Input != nil {
				example.Request = jsonOf(e.Input)
				n.requests.add(name, example.CheckRequest(c.forms))
			}
			if e.Output != nil {
				example.Reply = jsonOf(e.Output)
				n.replies.add(name, example.CheckReply(c.forms))
			}
			if e.ErrorCode != "" {
				example.Code, example.Message = rpc.Code(e.ErrorCode), e.ErrorMessage
				n.errors.add(name, example.CheckError(c.forms))
			}
		}
	}
}

// jsonOf is a value of a spec as JSON.
func jsonOf(v *spec.Value) string {
	var parts []string
	switch v.Kind {
	case spec.NullValue:
		return "null"
	case spec.StringValue:
		return quoted(v.Text)
	case spec.ListValue:
		for _, item := range v.Items {
			parts = append(parts, jsonOf(item))
		}
		return "[" + strings.Join(parts, ",") + "]"
	case spec.MapValue:
		for _, m := range v.Members {
			parts = append(parts, quoted(m.Key)+":"+jsonOf(m.Value))
		}
		return "{" + strings.Join(parts, ",") + "}"
	}
	return v.Text
}

func quoted(text string) string {
	quoted, _ := json.Marshal(text) // a text is always written
	return string(quoted)
}

// TestVendorsExamplesFitTheirTypes tries every example of every service, by the
// lists of members that generated code would have.
func TestVendorsExamplesFitTheirTypes(t *testing.T) {
	if underRace {
		t.Skip("one goroutine reads thousands of examples")
	}
	for _, c := range clouds {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var n tally
			wellFormed := 0
			for _, file := range c.files(t) {
				c.try(c.imported(t, file), &n)
				wellFormed += c.replies(t, file)
			}
			n.requests.log(t, "requests")
			n.replies.log(t, "replies")
			n.errors.log(t, "errors")
			t.Logf("%d replies are well-formed", wellFormed)
			if n.errors.passed != n.errors.shown {
				t.Errorf("%d of %d errors reach the caller", n.errors.passed, n.errors.shown)
			}
			if rate := n.replies.rate(wellFormed); rate < leastWithoutLoss {
				t.Errorf("%.2f %% of the well-formed replies are read without loss, want %.1f %%", 100*rate, 100*leastWithoutLoss)
			}
		})
	}
}
