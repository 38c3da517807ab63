// Package rooms says which packages of this module may import which, so that
// nothing runs back up: the runtime knows nothing of the generator, the generator
// nothing of the templates, and a new cloud is one folder in runtime/ and one in
// specs/. Its test holds the whole module to it.
package rooms

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// A rule says what the packages of a room may import beside the standard library.
type rule struct {
	// room is a folder of the module; the rule holds for what is below it, too,
	// as far as no rule of its own is there.
	room string
	// ours are folders of the module, each with what is below it.
	ours []string
	// others are packages of other modules, each with what is below it.
	others []string
	// above allows to import the package of the folder above.
	above bool
	// system allows to read or write files, the environment and other processes.
	system bool
}

const (
	yaml     = "gopkg.in/yaml.v3"
	jennifer = "github.com/dave/jennifer/jen"
	cobra    = "github.com/spf13/cobra"
	mod      = "golang.org/x/mod"
	tools    = "golang.org/x/tools"
)

// rules are in the order of the rooms: data, generator, templates, what comes
// out, what that calls, the command.
var rules = []rule{
	{room: "specs"},
	{room: "generator", ours: []string{"generator"}},
	{room: "generator/workers"},
	{room: "generator/spec", ours: []string{"generator/workers"}, others: []string{yaml}},
	{room: "generator/model", ours: []string{"generator/spec"}},
	{room: "generator/naming"},
	{room: "generator/resolve", ours: []string{"generator/spec", "generator/model", "generator/naming", "generator/workers"}},
	{room: "generator/overlay", ours: []string{"generator/spec"}},
	{room: "generator/importer", ours: []string{"generator/spec", "generator/naming", "generator/importer/jsontree"}, above: true},
	{room: "generator/importer/settle", ours: []string{"generator/spec", "generator/naming", "generator/resolve"}, above: true},
	{room: "generator/importer/folder", ours: []string{"generator/spec"}},
	{room: "generator/config", ours: []string{"generator/spec", "generator/model", "generator/resolve"}, others: []string{mod}},
	{room: "generator/vendoring"},
	{room: "generator/diff", ours: []string{"generator/model"}},
	{room: "generator/diff/difftest", ours: []string{"generator/model", "generator/spec", "generator/resolve"}, others: []string{yaml, tools}},
	{room: "generator/output", ours: []string{"generator/workers"}, system: true},
	{room: "generator/cache", ours: []string{"generator/output", "generator/workers"}, system: true},
	{room: "templates", ours: []string{"generator/model", "generator/spec"}, others: []string{jennifer}},
	{room: "gen", ours: []string{"runtime"}, above: true},
	{room: "runtime"},
	{room: "runtime/wire"},
	{room: "runtime/page"},
	{room: "runtime/keyring"},
	{room: "runtime/credential", system: true},
	{room: "runtime/retry"},
	{room: "runtime/ratelimit"},
	{room: "runtime/wait"},
	{room: "runtime/canonical", ours: []string{"runtime/wire"}},
	{room: "runtime/rpc", ours: []string{"runtime/wire", "runtime/credential", "runtime/canonical", "runtime/retry", "runtime/ratelimit", "runtime/wait"}},
	{room: "runtime/rpctest", ours: []string{"runtime/rpc", "runtime/wire", "runtime/credential"}},
	{room: "runtime/tencent", ours: []string{"runtime/rpc", "runtime/canonical", "runtime/wire", "runtime/credential", "runtime/keyring"}, system: true},
	{room: "runtime/tencent/tencenttest", ours: []string{"runtime/tencent", "runtime/rpctest", "runtime/rpc", "runtime/wire", "runtime/credential"}},
	{room: "runtime/alibaba", ours: []string{"runtime/rpc", "runtime/canonical", "runtime/wire", "runtime/credential", "runtime/keyring"}, system: true},
	{room: "runtime/alibaba/alibabatest", ours: []string{"runtime/alibaba", "runtime/rpctest", "runtime/rpc", "runtime/wire", "runtime/credential"}},
	{room: "cmd/signet", ours: []string{"generator", "templates", "specs", "runtime", "cmd/internal"}, others: []string{cobra, mod}, system: true},
	{room: "cmd/internal/revision", system: true},
	{room: "cmd/internal/usage", ours: []string{"generator/diff"}, others: []string{tools}},
	{room: "cmd/internal/exercise", ours: []string{"generator/diff"}, system: true},
	{room: "cmd/internal/rooms"},
}

// system are the packages of the standard library through which a package
// reads and writes what is not handed to it.
var system = []string{"os", "io/ioutil"}

// reflection are packages that cost a program of the runtime's user size and speed.
var reflection = []string{"reflect", "encoding/json", "encoding/xml", "text/template", "html/template"}

// ruleOf is the rule of the nearest room above the folder dir.
func ruleOf(dir string) (rule, bool) {
	var nearest rule
	for _, r := range rules {
		if within(dir, r.room) && len(r.room) > len(nearest.room) {
			nearest = r
		}
	}
	return nearest, nearest.room != ""
}

// breach says why the package in the folder dir of the module may not import
// the package imported, or nothing where it may. Standard tells packages of the
// standard library; others below module are ours.
func breach(module, dir, imported string, standard bool) string {
	r, ok := ruleOf(dir)
	ours, isOurs := strings.CutPrefix(imported, module+"/")
	switch {
	case !ok:
		return fmt.Sprintf("%s has no rule: say here what it may import", dir)
	case standard && within(dir, "runtime") && withinAny(imported, reflection):
		return fmt.Sprintf("%s imports %s: the runtime does without reflection", dir, imported)
	case standard && withinAny(imported, system) && !r.system:
		return fmt.Sprintf("%s imports %s: only %s touch what is not handed to them", dir, imported, strings.Join(systemRooms(), ", "))
	case standard, isOurs && withinAny(ours, r.ours), withinAny(imported, r.others):
		return ""
	case isOurs && r.above && ours == path.Dir(dir):
		return ""
	}
	return fmt.Sprintf("%s imports %s: it may import the standard library%s", dir, imported, also(r))
}

func also(r rule) string {
	allowed := slices.Concat(r.ours, r.others)
	if r.above {
		allowed = append(allowed, "the package above")
	}
	if len(allowed) == 0 {
		return " only"
	}
	return " and " + strings.Join(allowed, ", ")
}

func systemRooms() []string {
	var rooms []string
	for _, r := range rules {
		if r.system {
			rooms = append(rooms, r.room)
		}
	}
	return rooms
}

// within reports whether path is root or below it.
func within(path, root string) bool {
	return path == root || strings.HasPrefix(path, root+"/")
}

func withinAny(path string, roots []string) bool {
	return slices.ContainsFunc(roots, func(root string) bool { return within(path, root) })
}
