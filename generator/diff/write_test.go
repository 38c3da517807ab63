package diff_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/signet-gen/signet/generator/diff"
	"github.com/signet-gen/signet/generator/model"
)

// report has a change of every class, and texts that forms have to escape.
func report() *diff.Report {
	return &diff.Report{Changes: []diff.Change{
		{Class: diff.Compile, Kind: diff.Changed, Service: "c/a/1", Path: "types/A|B/F", Message: "the type is []string instead of *string", Old: "*string", New: "[]string",
			Symbols: []diff.Symbol{{Package: "c/a/v1", Name: "AB.F"}, {Package: "c/a/v1", Name: "AB", Compared: true}}},
		{Class: diff.Behaviour, Kind: diff.Changed, Service: "c/a/1", Path: "actions/X", Message: "a `|` and <b>\nand @someone & more_less"},
		{Class: diff.Safe, Kind: diff.Added, Service: "c/a/1", Path: "errors/E", Message: "added"},
		{Class: diff.Safe, Kind: diff.Described, Service: "c/a/1", Path: "actions/X", Message: "the description changed"},
		{Class: diff.Safe, Kind: diff.Added, Service: "c/b/1", Path: "types/`T`", Message: "added"},
	}}
}

// traced is the report after a search, in which the first change touches n lines.
func traced(n int) *diff.Report {
	r := report()
	r.Traced = true
	for line := range n {
		r.Changes[0].Uses = append(r.Changes[0].Uses, diff.Use{File: "main.go", Line: line + 1})
	}
	return r
}

func text(t *testing.T, write func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTextGroupsByServiceTheWorstFirst(t *testing.T) {
	tests := []struct {
		name   string
		report *diff.Report
		o      diff.TextOptions
		want   string
	}{
		{"nothing", &diff.Report{}, diff.TextOptions{}, "nothing changed\n"},
		{"all classes", report(), diff.TextOptions{Emphasis: strings.ToUpper}, `C/A/1: 1 breaks compiling, 1 changes behaviour, 2 are safe
  compile    types/A|B/F: the type is []string instead of *string
  behaviour  actions/X: a ` + "`|`" + ` and <b> and @someone & more_less
  safe       errors/E: added
  and 1 change of a description

C/B/1: 1 is safe
  safe       types/` + "`T`" + `: added

5 changes: 1 breaks compiling, 1 changes behaviour, 3 are safe
suggested version: major
`},
		{"code that is touched", traced(8), diff.TextOptions{}, `c/a/1: 1 breaks compiling, 1 changes behaviour, 2 are safe
  compile    types/A|B/F: the type is []string instead of *string
             main.go:1, main.go:2, main.go:3, main.go:4, main.go:5, main.go:6 and 2 more
  and 2 changes that do not concern this code, 1 change of a description

c/b/1: 1 is safe
  and 1 change that does not concern this code

5 changes: 1 breaks compiling, 1 changes behaviour, 3 are safe
1 of them concerns this code: 1 breaks compiling
suggested version: major
`},
		{"code that is not touched, in full", traced(0), diff.TextOptions{Verbose: true}, `c/a/1: 1 breaks compiling, 1 changes behaviour, 2 are safe
  compile    types/A|B/F: the type is []string instead of *string
  behaviour  actions/X: a ` + "`|`" + ` and <b> and @someone & more_less
  safe       errors/E: added
  safe       actions/X: the description changed

c/b/1: 1 is safe
  safe       types/` + "`T`" + `: added

5 changes: 1 breaks compiling, 1 changes behaviour, 3 are safe
none of them concerns this code
suggested version: major
`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := text(t, func(b *bytes.Buffer) error { return test.report.WriteText(b, test.o) })
			if got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestMarkdownEscapesWhatIsItsOwn(t *testing.T) {
	want := `5 changes: 1 breaks compiling, 1 changes behaviour, 3 are safe  
1 of them concerns this code: 1 breaks compiling  
suggested version: major  

### c/a/1

| breaks | where | what | touches |
| --- | --- | --- | --- |
| **compile** | ` + "`types/A\\|B/F`" + ` | the type is \[\]string instead of \*string | main.go:1 |
| **behaviour** | ` + "`actions/X`" + ` | a ` + "\\`\\|\\`" + ` and &lt;b\> and \@someone &amp; more\_less |  |

<details><summary>2 safe changes</summary>

| where | what | touches |
| --- | --- | --- |
| ` + "`errors/E`" + ` | added |  |
| ` + "`actions/X`" + ` | the description changed |  |

</details>

### c/b/1

<details><summary>1 safe change</summary>

| where | what | touches |
| --- | --- | --- |
| ` + "`` types/`T` ``" + ` | added |  |

</details>
`
	if got := text(t, func(b *bytes.Buffer) error { return traced(1).WriteMarkdown(b) }); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestMarkdownOnlyCountsTheLastOfVeryManyChanges(t *testing.T) {
	r := &diff.Report{}
	for range 1000 {
		r.Changes = append(r.Changes, diff.Change{Class: diff.Compile, Kind: diff.Removed, Service: "c/a/1", Path: "types/T", Message: "removed"})
	}
	for range 70 {
		r.Changes = append(r.Changes, diff.Change{Class: diff.Safe, Kind: diff.Added, Service: "c/a/1", Path: "types/T", Message: "added"})
	}
	got := text(t, func(b *bytes.Buffer) error { return r.WriteMarkdown(b) })
	for want, n := range map[string]int{"| removed |": 200, "| added |": 50, "\nand 800 more, ": 1, "\nand 20 more, ": 1} {
		if strings.Count(got, want) != n {
			t.Errorf("there are %d of %q, want %d", strings.Count(got, want), want, n)
		}
	}
}

func TestJSONHoldsEverything(t *testing.T) {
	r := traced(1)
	r.Changes = r.Changes[:2]
	want := `{
  "schema": 1,
  "bump": "major",
  "counts": {
    "compile": 1,
    "behaviour": 1,
    "safe": 0
  },
  "traced": true,
  "changes": [
    {
      "class": "compile",
      "kind": "changed",
      "service": "c/a/1",
      "path": "types/A|B/F",
      "message": "the type is []string instead of *string",
      "old": "*string",
      "new": "[]string",
      "symbols": [
        {
          "package": "c/a/v1",
          "name": "AB.F"
        },
        {
          "package": "c/a/v1",
          "name": "AB",
          "compared": true
        }
      ],
      "uses": [
        {
          "file": "main.go",
          "line": 1
        }
      ]
    },
    {
      "class": "behaviour",
      "kind": "changed",
      "service": "c/a/1",
      "path": "actions/X",
      "message": "a ` + "`|`" + ` and <b>\nand @someone & more_less",
      "symbols": []
    }
  ]
}
`
	got := text(t, func(b *bytes.Buffer) error { return r.WriteJSON(b) })
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	empty := text(t, func(b *bytes.Buffer) error { return (&diff.Report{}).WriteJSON(b) })
	if !json.Valid([]byte(empty)) || !strings.Contains(empty, `"changes": []`) {
		t.Errorf("an empty report is %s", empty)
	}
}

// full is a writer without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no room") }

func TestWritersTellThatTheyCouldNotWrite(t *testing.T) {
	r := report()
	for name, err := range map[string]error{
		"text": r.WriteText(full{}, diff.TextOptions{}), "markdown": r.WriteMarkdown(full{}), "json": r.WriteJSON(full{}),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestBumpIsThatOfTheWorstChange(t *testing.T) {
	for _, test := range []struct {
		want    string
		changes []diff.Change
	}{
		{"none", nil},
		{"patch", []diff.Change{{Class: diff.Safe, Kind: diff.Described}}},
		{"minor", []diff.Change{{Class: diff.Safe, Kind: diff.Described}, {Class: diff.Safe, Kind: diff.Added}, {Class: diff.Safe, Kind: diff.Described}}},
		{"minor", []diff.Change{{Class: diff.Safe, Kind: diff.Changed}}},
		{"major", []diff.Change{{Class: diff.Behaviour}, {Class: diff.Safe, Kind: diff.Added}}},
		{"major", []diff.Change{{Class: diff.Compile}}},
	} {
		if got := (&diff.Report{Changes: test.changes}).Bump(); got != test.want {
			t.Errorf("%v: got %s, want %s", test.changes, got, test.want)
		}
	}
}

// services are those of folders, each with one action.
func services(dirs ...string) []*model.Service {
	var all []*model.Service
	for _, dir := range dirs {
		parts := strings.Split(dir, "/")
		version := "v" + strings.ReplaceAll(parts[2], "-", "")
		all = append(all, &model.Service{
			Provider: &model.Provider{Name: parts[0]}, Name: parts[1], Version: parts[2], Dir: dir,
			Package: parts[1], Path: parts[0] + "/" + parts[1] + "/" + version,
			Actions: []*model.Action{{Name: "A", GoName: "A", Input: &model.Struct{GoName: "AInput"}, Output: &model.Struct{GoName: "AOutput"}}},
		})
	}
	return all
}

func TestVersionsThatGiveWayAreTheSameService(t *testing.T) {
	tests := []struct {
		name     string
		old, new []string
		want     []string // kind and service
	}{
		{"the same", []string{"c/a/1", "c/b/1"}, []string{"c/b/1", "c/a/1"}, nil},
		{"one more service", []string{"c/a/1"}, []string{"c/a/1", "c/b/1"}, []string{"added c/b/1"}},
		{"one more version", []string{"c/a/1"}, []string{"c/a/1", "c/a/2"}, []string{"added c/a/2"}},
		{"another version", []string{"c/a/1"}, []string{"c/a/2"}, []string{"renamed c/a/2"}},
		{"two versions, of which one gave way", []string{"c/a/1", "c/a/2"}, []string{"c/a/2", "c/a/3"}, []string{"renamed c/a/3"}},
		{"fewer versions", []string{"c/a/1", "c/a/2"}, []string{"c/a/2"}, []string{"removed c/a/1"}},
		{"another provider", []string{"c/a/1"}, []string{"d/a/1"}, []string{"removed c/a/1", "added d/a/1"}},
		{"nothing", nil, nil, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, c := range diff.Compare(services(test.old...), services(test.new...)).Changes {
				got = append(got, string(c.Kind)+" "+c.Service)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestAChangeOfTheProviderIsToldOnceForAllItsServices(t *testing.T) {
	old, new := services("c/a/1", "c/b/1"), services("c/a/1", "c/b/1")
	code := []*model.ErrorCode{{Code: "Throttled", GoName: "ErrThrottled"}}
	for _, s := range old {
		s.Provider.Errors = code
		s.Provider.UTCOffset = "+08:00"
	}
	changes := diff.Compare(old, new).Changes
	if len(changes) != 2 {
		t.Fatalf("got %v", changes)
	}
	gone := changes[0]
	want := []diff.Symbol{{Package: "c/a/v1", Name: "ErrThrottled"}, {Package: "c/b/v1", Name: "ErrThrottled"}}
	if gone.Service != "c" || gone.Path != "errors/Throttled" || gone.Class != diff.Compile || !slices.Equal(gone.Symbols, want) {
		t.Errorf("got %+v", gone)
	}
	if zone := changes[1]; zone.Service != "c" || zone.Path != "provider" || len(zone.Symbols) != 4 {
		t.Errorf("got %+v", zone)
	}
}
