package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite what the scripts expect")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"signet": main})
}

// TestScripts runs the command as a user does, in testdata/script. Beside the
// usual commands a script has
//
//	fails STATUS COMMAND…   runs a command that must end with that exit status
//	age FILE…               makes files old
//	old FILE…               fails for a file that was written since
//
// and the variables MODULE and ROOT: this module's path and folder.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup:               setup,
		Condition:           condition,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"fails": fails,
			"age":   age,
			"old":   old,
		},
	})
}

// condition lets a script that generates all that ships say so: the race
// detector, which watches the packages that do the work in tests of their own,
// makes minutes of it.
func condition(name string) (bool, error) {
	if name == "race" {
		return underRace, nil
	}
	return false, fmt.Errorf("no script knows the condition %s", name)
}

// caches are where the user's Go keeps what it built and downloaded.
var caches = sync.OnceValues(func() ([]string, error) {
	out, err := exec.Command("go", "env", "GOCACHE", "GOMODCACHE").Output()
	return strings.Split(string(out), "\n"), err
})

// setup lets scripts build Go offline, with the caches of the user.
func setup(env *testscript.Env) error {
	dirs, err := caches()
	if err != nil {
		return err
	}
	env.Setenv("GOCACHE", dirs[0])
	env.Setenv("GOMODCACHE", dirs[1])
	root, err := filepath.Abs("../..")
	if err != nil {
		return err
	}
	env.Setenv("ROOT", root)
	env.Setenv("MODULE", ownModule())
	env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, ".cache"))
	env.Setenv("GOPROXY", "off")
	env.Setenv("GOFLAGS", "-mod=mod -buildvcs=false")
	env.Setenv("GOWORK", "off")
	return nil
}

func fails(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: fails STATUS COMMAND…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	switch {
	case !errors.As(err, &exit):
		ts.Fatalf("got %v, want exit status %d", err, want)
	case exit.ExitCode() != want:
		ts.Fatalf("got exit status %d, want %d", exit.ExitCode(), want)
	}
}

// longAgo is the time of files that were made old.
var longAgo = time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)

func age(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		ts.Check(os.Chtimes(ts.MkAbs(name), longAgo, longAgo))
	}
}

func old(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args {
		info, err := os.Stat(ts.MkAbs(name))
		ts.Check(err)
		if isOld := info.ModTime().Equal(longAgo); isOld == neg {
			ts.Fatalf("%s was written at %v", name, info.ModTime())
		}
	}
}
