package usage_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/signet-gen/signet/cmd/internal/usage"
	"github.com/signet-gen/signet/generator/diff"
)

// generated is the folder of the package that the modules of testdata use.
const generated = "cloud/shop/v20200102"

// module unpacks testdata/NAME.txtar into a folder, and keeps the go command
// from looking anywhere else.
func module(t *testing.T, name string) string {
	t.Helper()
	a, err := txtar.ParseFile(filepath.Join("testdata", name+".txtar"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range a.Files {
		file := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("GOPROXY", "off")
	t.Setenv("GOFLAGS", "")
	t.Setenv("GOWORK", "off")
	return dir
}

// wanted are the lines of a module that say by a comment what they use, as in
//
//	in.Size = 1 // uses BuyInput.Size, BuyInput compared
func wanted(t *testing.T, dir string) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for _, name := range []string{"main.go", "main_test.go", "api/api.go"} {
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, filepath.Join(dir, name), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, group := range f.Comments {
			for _, comment := range group.List {
				symbols, ok := strings.CutPrefix(comment.Text, "// uses ")
				if !ok {
					continue
				}
				for symbol := range strings.SplitSeq(symbols, ", ") {
					all[symbol] = append(all[symbol], place(fset, name, comment))
				}
			}
		}
	}
	return all
}

func place(fset *token.FileSet, name string, at ast.Node) string {
	return fmt.Sprintf("%s:%d", name, fset.Position(at.Pos()).Line)
}

// found are the lines that use a symbol, as wanted calls both.
func found(c *usage.Code, symbol string) []string {
	name, compared := strings.CutSuffix(symbol, " compared")
	name, isImport := strings.CutPrefix(name, "import")
	s := diff.Symbol{Package: generated, Name: name, Compared: compared}
	if rest, ok := strings.CutPrefix(name, "shoptest."); ok || isImport && name == " shoptest" {
		s.Package, s.Name = generated+"/shoptest", rest
	}
	if isImport {
		s.Name = ""
	}
	var lines []string
	for _, u := range c.Uses([]diff.Symbol{s}) {
		lines = append(lines, fmt.Sprintf("%s:%d", u.File, u.Line))
	}
	slices.Sort(lines)
	return lines
}

func TestEveryLineThatUsesASymbolIsFound(t *testing.T) {
	dir := module(t, "vendored")
	c, err := usage.Load(dir, "./...")
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Warnings) > 0 || c.Packages != 2 {
		t.Errorf("%d packages, %q", c.Packages, c.Warnings)
	}
	want := wanted(t, dir)
	if len(want) < 15 {
		t.Fatalf("only %d symbols are used", len(want))
	}
	for _, symbol := range slices.Sorted(maps.Keys(want)) {
		lines := slices.Sorted(slices.Values(want[symbol]))
		if got := found(c, symbol); !slices.Equal(got, lines) {
			t.Errorf("%s: got %v, want %v", symbol, got, lines)
		}
	}
	for _, symbol := range []string{"Client.Sell", "BuyInput.Colour compared", "BuyOutput compared", "Unused", "ErrFull"} {
		if got := found(c, symbol); len(got) > 0 {
			t.Errorf("%s: got %v, and nothing uses it", symbol, got)
		}
	}
}

func TestTraceTellsOfEachChangeWhatItTouches(t *testing.T) {
	c, err := usage.Load(module(t, "vendored"), "./api")
	if err != nil {
		t.Fatal(err)
	}
	symbol := func(pkg, name string) []diff.Symbol { return []diff.Symbol{{Package: pkg, Name: name}} }
	r := &diff.Report{Changes: []diff.Change{
		{Symbols: append(symbol(generated, "BuyInput"), symbol(generated, "BuyOutput")...)},
		{Symbols: symbol("other/shop/v20200102", "BuyInput")},
		{Symbols: symbol("op/v20200102", "BuyInput")},
		{},
	}}
	c.Trace(r)
	for i, want := range []int{2, 0, 0, 0} {
		if got := r.Changes[i].Uses; len(got) != want {
			t.Errorf("change %d touches %v, want %d lines", i, got, want)
		}
	}
	if !r.Traced {
		t.Error("the report does not say that the code was searched")
	}
}

func TestCodeWithFaultsIsSearchedAsFarAsItGoes(t *testing.T) {
	c, err := usage.Load(module(t, "faulty"), "./...")
	if err != nil {
		t.Fatal(err)
	}
	if got := found(c, "BuyInput.Size"); !slices.Equal(got, []string{"main.go:6"}) {
		t.Errorf("got %v", got)
	}
	for symbol, want := range map[string]string{"BuyInput.Colour": "main.go:8", "BuyInput.Kind": "main.go:9", "ErrClosed": "main.go:10"} {
		if got := found(c, symbol); !slices.Equal(got, []string{want}) {
			t.Errorf("%s, which is gone: got %v, want %s", symbol, got, want)
		}
	}
	want := []string{
		"damaged/broken.go:3:1: expected declaration, found '}'",
		"main.go:10:15: undefined: shop.ErrClosed",
		"main.go:7:10: undefined: nowhere",
		"main.go:8:22: unknown field Colour in struct literal of type shop.BuyInput",
		"main.go:9:5: in.Kind undefined (type shop.BuyInput has no field or method Kind)",
	}
	if !slices.Equal(c.Warnings, want) {
		t.Errorf("the warnings are %q, want %q", c.Warnings, want)
	}
}

func TestWhatIsNoModuleIsAnErrorOrAWarning(t *testing.T) {
	t.Setenv("GOWORK", "off")
	c, err := usage.Load(t.TempDir(), "./...")
	if err == nil && len(c.Warnings) == 0 {
		t.Error("neither an error nor a warning")
	}
	if err == nil && c.Packages != 0 {
		t.Errorf("%d packages", c.Packages)
	}
}
