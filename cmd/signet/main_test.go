package main

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/spec"
)

func TestGuardedTurnsAPanicIntoALine(t *testing.T) {
	var none *operation
	tests := []struct {
		name  string
		panic func()
		want  string
	}{
		{"a panic", func() { panic("lost") }, `^signet: internal fault: lost, at main_test\.go:\d+; please report it with what you ran\n$`},
		{"a fault of the runtime", func() { none.action = nil }, `^signet: internal fault: runtime error: invalid memory address or nil pointer dereference, at main_test\.go:\d+; please report it with what you ran\n$`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var stderr bytes.Buffer
			if status := guarded(&stderr, func() int { test.panic(); return 0 }); status != statusFault {
				t.Errorf("got status %d, want %d", status, statusFault)
			}
			if !regexp.MustCompile(test.want).Match(stderr.Bytes()) {
				t.Errorf("got %q, want %s", stderr.String(), test.want)
			}
		})
	}
}

func TestRenderSafelyTurnsAPanicIntoAnError(t *testing.T) {
	files, err := renderSafely(&model.Service{Dir: "acme/shop/2020-01-01", Actions: []*model.Action{nil}}, model.Imports{})
	if err == nil || !strings.Contains(err.Error(), "while rendering acme/shop/2020-01-01") || files != nil {
		t.Errorf("got %d files and error %v", len(files), err)
	}
}

func TestReportTellsEveryFault(t *testing.T) {
	faults := spec.Faults{{Pos: spec.Pos{File: "a.yaml", Line: 1, Col: 2}, Msg: "one"}, {Pos: spec.Pos{File: "b.yaml"}, Msg: "two"}}
	tests := []struct {
		name string
		err  error
		want string
	}{
		{"an error", errors.New("lost"), "signet: lost\n"},
		{"faults", faults, "a.yaml:1:2: one\nb.yaml: two\n"},
		{"several errors", errors.Join(errors.New("lost"), errors.New("found")), "signet: lost\nsignet: found\n"},
		{"faults among errors", errors.Join(errors.New("lost"), faults), "signet: lost\na.yaml:1:2: one\nb.yaml: two\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var stderr bytes.Buffer
			newTerminal(&stderr, &stderr).report(test.err)
			if stderr.String() != test.want {
				t.Errorf("got %q, want %q", stderr.String(), test.want)
			}
		})
	}
}
