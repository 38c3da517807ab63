package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestMissingRequirementIsTheModuleOfTheRuntime(t *testing.T) {
	own := ownModule()
	tests := []struct {
		name, goMod, workspace, GOWORK string
		vendor                         bool
		missing                        bool
	}{
		{"no requirement", "module example.com/app\n", "", "", false, true},
		{"another requirement", "module example.com/app\nrequire example.com/other v1.0.0\n", "", "", false, true},
		{"the requirement", "module example.com/app\nrequire " + own + " v1.0.0\n", "", "", false, false},
		{"the module itself", "module " + own + "\n", "", "", false, false},
		{"the runtime beside the output", "module example.com/app\n", "", "", true, false},
		{"a workspace", "module example.com/app\n", "go.work", "", false, false},
		{"a workspace that is off", "module example.com/app\n", "go.work", "off", false, true},
		{"a workspace elsewhere", "module example.com/app\n", "", "elsewhere/go.work", false, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("GOWORK", test.GOWORK)
			dir := t.TempDir()
			app := filepath.Join(dir, "app")
			if err := os.Mkdir(app, 0o777); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(app, "go.mod"), test.goMod)
			if test.workspace != "" {
				write(t, filepath.Join(dir, test.workspace), "go 1.26\n")
			}
			m, err := moduleOf(filepath.Join(app, "not", "there", "yet"))
			if err != nil {
				t.Fatal(err)
			}
			p := plan{module: m, vendor: test.vendor}
			if note := p.missingRequirement(); (note != "") != test.missing {
				t.Errorf("got note %q", note)
			}
		})
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
