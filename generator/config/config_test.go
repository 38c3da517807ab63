package config

import (
	"slices"
	"strings"
	"testing"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/spec"
)

func TestReadKeepsWhatIsWrittenAndWhere(t *testing.T) {
	c, err := Read("app/signet.yaml", []byte(`specs: descriptions
out: internal/cloud
runtime: vendor
import: example.com/app/internal/cloud
tests: true
services:
  tencent/msp: {actions: [ListMigrationTask, DescribeMigrationTask]}
  cvm: [RunInstances]
  sms:
`))
	if err != nil {
		t.Fatal(err)
	}
	texts := []spec.At[string]{c.Specs, c.Out, c.Runtime, c.Import}
	want := []string{"descriptions", "internal/cloud", "vendor", "example.com/app/internal/cloud"}
	for i, text := range texts {
		if text.Value != want[i] || text.Pos.File != "app/signet.yaml" || text.Pos.Line != i+1 {
			t.Errorf("got %q at %v, want %q on line %d", text.Value, text.Pos, want[i], i+1)
		}
	}
	if !c.Tests.Value || c.Tests.Pos.Line != 5 {
		t.Errorf("tests are %v at %v", c.Tests.Value, c.Tests.Pos)
	}
	var services []string
	for name, s := range c.Services.All() {
		for _, a := range s.Actions {
			name += " " + a.Value
		}
		services = append(services, name)
	}
	if want := []string{"tencent/msp ListMigrationTask DescribeMigrationTask", "cvm RunInstances", "sms"}; !slices.Equal(services, want) {
		t.Errorf("got services %q, want %q", services, want)
	}
}

func TestReadOfNothingSaysNothing(t *testing.T) {
	for _, text := range []string{"", "# Nothing yet.\n", "{}"} {
		c, err := Read(Name, []byte(text))
		if err != nil || c.Specs.IsSet() || c.Out.IsSet() || c.Runtime.IsSet() || c.Import.IsSet() || c.Tests.IsSet() || len(c.Services) > 0 {
			t.Errorf("%q: got %+v, %v", text, c, err)
		}
	}
}

// What package spec says of a fault is its own matter, as far as it begins so.
func TestReadTellsAllFaults(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"an unknown key", "spec: x\n", `signet.yaml:1:1: "spec" is not a key of the settings; did you mean specs?`},
		{"a key twice", "out: a\nout: b\n", `signet.yaml:2:1: "out" stands here a second time`},
		{"an unknown value", "runtime: vendored\n", `signet.yaml:1:10: runtime must be one of module, vendor, not "vendored"; did you mean vendor?`},
		{"tests that are no bool", "tests: some\n", `signet.yaml:1:8: tests must be true or false, not the text "some"`},
		{"an empty value", "out: \"\"\n", `signet.yaml:1:6: out is an empty text`},
		{"an import path that Go refuses", "import: a b\n", `signet.yaml:1:9: import: malformed import path "a b": invalid char ' '`},
		{"an unknown key of a service", "services:\n  msp: {action: [A]}\n", `signet.yaml:2:9: "action" is not a key of a service; did you mean actions?`},
		{"no actions", "services:\n  msp: {actions: []}\n", `signet.yaml:2:18: actions is an empty list`},
		{"an action twice", "services:\n  msp: [A, A]\n", `signet.yaml:2:12: "A" stands here a second time`},
		{"a list of services", "services: [msp]\n", `signet.yaml:1:11: services must be a map from names to what each is: a service, such as {actions: [ListMigrationTask]}, not a list`},
		{"no map", "- out\n", `signet.yaml:1:1: the file must be the settings, not a list`},
		{"several", "outt: x\nimport: a b\nruntime: vendr\n", "signet.yaml:1:1: \"outt\" is not a key of the settings; did you mean out?\n" +
			"signet.yaml:2:9: import: malformed import path \"a b\": invalid char ' '\n" +
			"signet.yaml:3:10: runtime must be one of module, vendor, not \"vendr\"; did you mean vendor?"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, err := Read(Name, []byte(test.text))
			if !beginsLikewise(err, test.want) {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
			if c != nil {
				t.Errorf("settings came with faults: %+v", c)
			}
		})
	}
}

// beginsLikewise reports whether the lines of err begin with those of want.
func beginsLikewise(err error, want string) bool {
	if err == nil {
		return false
	}
	return slices.EqualFunc(strings.Split(err.Error(), "\n"), strings.Split(want, "\n"), strings.HasPrefix)
}

// shop is two services of one provider.
func shop() []*model.Service {
	provider := &model.Provider{Name: "acme"}
	service := func(name string, actions ...string) *model.Service {
		s := &model.Service{Provider: provider, Name: name, Package: name, Version: "2020-01-01", Dir: "acme/" + name + "/2020-01-01"}
		for _, a := range actions {
			s.Actions = append(s.Actions, &model.Action{Name: a, GoName: a, Input: &model.Struct{}, Output: &model.Struct{}})
		}
		return s
	}
	return []*model.Service{service("books", "Lend", "Read"), service("shop", "Buy", "Sell")}
}

func TestSelectCutsDownToWhatIsNamed(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"nothing named is all", "out: gen\n", "books: Lend Read; shop: Buy Sell"},
		{"a service", "services: {shop: }\n", "shop: Buy Sell"},
		{"some actions", "services: {acme/shop: {actions: [Sell]}, books: [Read]}\n", "books: Read; shop: Sell"},
		{"a service named twice", "services: {acme/shop: [Sell], shop: [Buy]}\n", "shop: Buy Sell"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, err := Read(Name, []byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			services, err := c.Select(shop())
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, s := range services {
				text := s.Name + ":"
				for _, a := range s.Actions {
					text += " " + a.Name
				}
				got = append(got, text)
			}
			if text := strings.Join(got, "; "); text != test.want {
				t.Errorf("got %s, want %s", text, test.want)
			}
		})
	}
}

func TestSelectTellsWhereANameStands(t *testing.T) {
	c, err := Read(Name, []byte("services:\n  shop: [Buy, Sel]\n  boks:\n  books: [Reed]\n"))
	if err != nil {
		t.Fatal(err)
	}
	services, err := c.Select(shop())
	const want = `signet.yaml:2:15: acme/shop/2020-01-01 has no action "Sel"; did you mean Sell?
signet.yaml:3:3: no service is called "boks"; did you mean books?
signet.yaml:4:11: acme/books/2020-01-01 has no action "Reed"; did you mean Read?`
	if err == nil || err.Error() != want || services != nil {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}
