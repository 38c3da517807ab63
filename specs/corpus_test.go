package specs_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/spec"
)

// The vendor's own data may lie beside the checkout; it is no part of it.
const shared = "../../shared"

// vendorFile reads a file of the vendor's data, or skips the test.
func vendorFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(shared, path))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("the vendor's data is not beside this checkout: no %s", filepath.Join(shared, path))
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// vendorAPI is what the vendor publishes about a version of a service.
type vendorAPI struct {
	Actions map[string]struct{ Input, Output, Status string }
	Objects map[string]struct{ Members []vendorMember }
}

type vendorMember struct {
	Name, Member, Type string
	Required           bool
	AllowsNull         bool `json:"value_allowed_null"`
}

// ours is what the spec calls a vendor's type.
func (m vendorMember) ours() string {
	kind := map[string]string{"int64": "int64", "uint64": "uint64", "float": "float64", "bool": "bool", "binary": "binary"}[m.Member]
	switch {
	case m.Member == "datetime", m.Member == "date":
		kind = m.Member
	case m.Member == "datetime_iso":
		kind = "timestamp"
	case kind == "":
		kind = m.Member
	}
	if m.Type == "list" {
		return "list of " + kind
	}
	return kind
}

// kindOf is a type as the vendor would see it: an enumeration is a string.
func kindOf(t model.Type) string {
	switch t := t.(type) {
	case *model.Enum:
		return "string"
	case *model.Struct:
		return t.Name
	case model.List:
		return "list of " + kindOf(t.Elem)
	case model.Map:
		return "map of " + kindOf(t.Elem)
	case model.Scalar:
		return string(t)
	}
	return ""
}

func TestTencentSpecsHaveWhatTheVendorPublishes(t *testing.T) {
	for _, s := range services(t) {
		if s.Provider.Name != "tencent" {
			continue
		}
		t.Run(s.Dir, func(t *testing.T) {
			parts := strings.Split(s.Dir, "/")
			var api vendorAPI
			if err := json.Unmarshal(vendorFile(t, filepath.Join("corpus/tencent", parts[1], parts[2], "api.json")), &api); err != nil {
				t.Fatal(err)
			}
			compareAPI(t, s, api)
		})
	}
}

func compareAPI(t *testing.T, s *model.Service, api vendorAPI) {
	messages := map[string]bool{}
	for name, theirs := range api.Actions {
		messages[theirs.Input], messages[theirs.Output] = true, true
		i := slices.IndexFunc(s.Actions, func(a *model.Action) bool { return a.Name == name })
		if i < 0 {
			t.Errorf("the action %s is missing", name)
			continue
		}
		a := s.Actions[i]
		if (theirs.Status == "deprecated") != (a.Deprecated != "") {
			t.Errorf("%s has the status %s and is deprecated: %q", name, theirs.Status, a.Deprecated)
		}
		compareMembers(t, a.Input, api.Objects[theirs.Input].Members)
		compareMembers(t, a.Output, api.Objects[theirs.Output].Members)
	}
	if len(s.Actions) != len(api.Actions) {
		t.Errorf("there are %d actions, the vendor has %d", len(s.Actions), len(api.Actions))
	}
	for name, theirs := range api.Objects {
		if messages[name] {
			continue
		}
		i := slices.IndexFunc(s.Structs, func(st *model.Struct) bool { return st.Name == name })
		if i < 0 {
			t.Errorf("the type %s is missing", name)
			continue
		}
		compareMembers(t, s.Structs[i], theirs.Members)
	}
	if len(s.Structs) != len(api.Objects)-len(messages) {
		t.Errorf("there are %d types, the vendor has %d", len(s.Structs), len(api.Objects)-len(messages))
	}
}

func compareMembers(t *testing.T, st *model.Struct, theirs []vendorMember) {
	t.Helper()
	if len(st.Fields) != len(theirs) {
		t.Errorf("%s has %d members, the vendor's has %d", st.Name, len(st.Fields), len(theirs))
	}
	for _, m := range theirs {
		i := slices.IndexFunc(st.Fields, func(f *model.Field) bool { return f.Name == m.Name })
		if i < 0 {
			t.Errorf("%s has no member %s", st.Name, m.Name)
			continue
		}
		f := st.Fields[i]
		if f.Required != m.Required || f.Nullable != m.AllowsNull || kindOf(f.Type) != m.ours() {
			t.Errorf("%s.%s is %s (required %t, nullable %t), the vendor's is %s (required %t, nullable %t)",
				st.Name, f.Name, kindOf(f.Type), f.Required, f.Nullable, m.ours(), m.Required, m.AllowsNull)
		}
	}
}

func TestMSPExamplesAnswerWhatTheVendorShows(t *testing.T) {
	s := service(t, "tencent/msp/2018-03-19")
	var file struct {
		Actions map[string][]struct{ Output string }
	}
	if err := json.Unmarshal(vendorFile(t, "corpus/tencent/msp/2018-03-19/examples.json"), &file); err != nil {
		t.Fatal(err)
	}
	for _, a := range s.Actions {
		var reply struct{ Response any }
		if err := json.Unmarshal([]byte(file.Actions[a.Name][0].Output), &reply); err != nil {
			t.Fatal(err)
		}
		theirs, _ := json.Marshal(reply.Response)
		ours, _ := json.Marshal(plain(a.Examples[0].Output))
		if string(ours) != string(theirs) {
			t.Errorf("%s: the example answers\n%s\nthe vendor's\n%s", a.Name, ours, theirs)
		}
	}
}

// plain is free YAML as encoding/json would have it.
func plain(v *spec.Value) any {
	switch v.Kind {
	case spec.MapValue:
		m := map[string]any{}
		for name, member := range v.Members.All() {
			m[name] = plain(member)
		}
		return m
	case spec.ListValue:
		list := []any{}
		for _, item := range v.Items {
			list = append(list, plain(item))
		}
		return list
	case spec.StringValue:
		return v.Text
	case spec.NullValue:
		return nil
	}
	return json.RawMessage(v.Text)
}

func TestTencentHasTheDocumentedRegionsAndErrors(t *testing.T) {
	document := string(vendorFile(t, "docs/tencent-msp-api.txt"))
	s := service(t, "tencent/msp/2018-03-19")
	regions := regexp.MustCompile(`msp\.([a-z-]+)\.tencentcloudapi\.com</code>`).FindAllStringSubmatch(document, -1)
	if len(regions) != 16 {
		t.Fatalf("the document has %d regions", len(regions))
	}
	for i, r := range regions {
		if got := s.Endpoints.Regions[i].Name; got != r[1] {
			t.Errorf("region %d is %s, the document has %s", i, got, r[1])
		}
	}
	_, table, _ := strings.Cut(document, "The following table lists the common error codes that all actions can return.")
	table, _, _ = strings.Cut(table, "General Migration APIs")
	codes := regexp.MustCompile(`(?m)^([A-Z][A-Za-z.]+)\t`).FindAllStringSubmatch(table, -1)
	ours := map[string]bool{}
	for _, e := range s.Provider.Errors {
		ours[e.Code] = true
	}
	found := 0
	for _, c := range codes {
		if strings.HasPrefix(c[1], "Error") {
			continue
		}
		found++
		if !ours[c[1]] {
			t.Errorf("the common error %s is missing", c[1])
		}
	}
	if found != 26 {
		t.Errorf("the document has %d common errors", found)
	}
}

func TestMSPActionsHaveTheirDocumentedErrors(t *testing.T) {
	document := string(vendorFile(t, "docs/tencent-msp-api.txt"))
	_, document, _ = strings.Cut(document, "\nGeneral Migration APIs\n\nDeregisterMigrationTask\n\nLast updated")
	document, _, _ = strings.Cut(document, "\nData Types\n")
	sections := strings.Split("DeregisterMigrationTask"+document, "6. Error Code")
	code := regexp.MustCompile(`(?m)^(InvalidParameterValue|ResourceUnavailable)\b`)
	s := service(t, "tencent/msp/2018-03-19")
	checked := 0
	for i, section := range sections[1:] {
		for _, a := range s.Actions {
			if !strings.Contains(sections[i], "The value used for this API: "+a.Name+".") {
				continue
			}
			checked++
			// The action that follows begins where the next description does.
			section, _, _ = strings.Cut(section, "1. API Description")
			var want, got []string
			for _, m := range code.FindAllStringSubmatch(section, -1) {
				want = append(want, m[1])
			}
			for _, e := range a.Errors {
				got = append(got, e.Code)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s fails with %v, the document has %v", a.Name, got, want)
			}
		}
	}
	if checked != len(s.Actions) {
		t.Errorf("the document has the errors of %d actions", checked)
	}
}
