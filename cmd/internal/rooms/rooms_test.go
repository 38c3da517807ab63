package rooms

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// root is the module's folder.
const root = "../../.."

// look lists every folder of the module. The go command knows then what the
// tests depend on, and does not take a result from its cache that is too old.
func look(t *testing.T) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && e.IsDir() && strings.HasPrefix(e.Name(), ".") && name != "." {
			return fs.SkipDir
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil // some other test's, and gone again
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// load returns the module's path and its packages by their folders.
func load(t *testing.T) (string, map[string]*packages.Package) {
	t.Helper()
	look(t)
	found, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedImports | packages.NeedModule,
		Dir:  root,
	}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	var module string
	dirs := map[string]*packages.Package{}
	for _, p := range found {
		if p.Module == nil {
			t.Fatalf("%s belongs to no module: %v", p.PkgPath, p.Errors)
		}
		module = p.Module.Path
		dirs[strings.TrimPrefix(p.PkgPath, module+"/")] = p
	}
	return module, dirs
}

func TestPackagesImportOnlyWhatTheirRoomMay(t *testing.T) {
	module, dirs := load(t)
	for _, dir := range slices.Sorted(maps.Keys(dirs)) {
		for _, path := range slices.Sorted(maps.Keys(dirs[dir].Imports)) {
			imported := dirs[dir].Imports[path]
			if why := breach(module, dir, path, imported.Module == nil); why != "" {
				t.Error(why)
			}
		}
	}
}

func TestEveryRuleHasARoom(t *testing.T) {
	_, dirs := load(t)
	for _, r := range rules {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(dirs)), func(dir string) bool { return within(dir, r.room) }) {
			t.Errorf("there is a rule for %s, but no package there", r.room)
		}
	}
}

func TestBreach(t *testing.T) {
	const module = "cloud.test/signet"
	tests := []struct {
		dir, path string
		standard  bool
		want      string
	}{
		{"runtime/wire", "strconv", true, ""},
		{"runtime/wire", "encoding/json", true, "runtime/wire imports encoding/json: the runtime does without reflection"},
		{"runtime/wire", "encoding/base64", true, ""},
		{"runtime/wire", module + "/runtime/rpc", false, "runtime/wire imports cloud.test/signet/runtime/rpc: it may import the standard library only"},
		{"runtime/rpc", module + "/runtime/wire", false, ""},
		{"runtime/rpc", "golang.org/x/mod/modfile", false, "runtime/rpc imports golang.org/x/mod/modfile: it may import the standard library and runtime/wire, runtime/credential, runtime/canonical, runtime/retry, runtime/ratelimit, runtime/wait"},
		{"runtime/rpc", "os", true, "runtime/rpc imports os: only generator/output, generator/cache, runtime/credential, runtime/tencent, runtime/alibaba, cmd/signet, cmd/internal/revision, cmd/internal/exercise touch what is not handed to them"},
		{"runtime/tencent", module + "/runtime/tencent/tencenttest", false, "runtime/tencent imports cloud.test/signet/runtime/tencent/tencenttest: it may import the standard library and runtime/rpc, runtime/canonical, runtime/wire, runtime/credential, runtime/keyring"},
		{"runtime/tencent/tencenttest", module + "/runtime/tencent", false, ""},
		{"runtime/tencent/tencenttest", module + "/runtime/rpctest", false, ""},
		{"runtime/alibaba", module + "/runtime/tencent", false, "runtime/alibaba imports cloud.test/signet/runtime/tencent: it may import the standard library and runtime/rpc, runtime/canonical, runtime/wire, runtime/credential, runtime/keyring"},
		{"generator/resolve", module + "/generator/model", false, ""},
		{"generator/resolve", module + "/generator", false, "generator/resolve imports cloud.test/signet/generator: it may import the standard library and generator/spec, generator/model, generator/naming, generator/workers"},
		{"generator", module + "/templates", false, "generator imports cloud.test/signet/templates: it may import the standard library and generator"},
		{"generator", jennifer, false, "generator imports github.com/dave/jennifer/jen: it may import the standard library and generator"},
		{"generator/spec", "os/exec", true, "generator/spec imports os/exec: only generator/output, generator/cache, runtime/credential, runtime/tencent, runtime/alibaba, cmd/signet, cmd/internal/revision, cmd/internal/exercise touch what is not handed to them"},
		{"templates", jennifer, false, ""},
		{"gen/tencent/msp/v20180319", module + "/runtime/rpc", false, ""},
		{"gen/tencent/msp/v20180319/msptest", module + "/gen/tencent/msp/v20180319", false, ""},
		{"gen/tencent/msp/v20180319", module + "/gen/tencent/cvm/v20170312", false, "gen/tencent/msp/v20180319 imports cloud.test/signet/gen/tencent/cvm/v20170312: it may import the standard library and runtime, the package above"},
		{"attic", "strings", true, "attic has no rule: say here what it may import"},
	}
	for _, test := range tests {
		t.Run(test.dir+" imports "+test.path, func(t *testing.T) {
			if got := breach(module, test.dir, test.path, test.standard); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}
