package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

// made is a source whose files hold the folder of a service, and its actions.
func made(panics bool) importer.Source {
	return importer.Source{
		Name: "made", Short: "what a test makes up", Main: []string{"made.txt"}, Beside: []string{"more.txt"},
		Read: func(in importer.Input) (*importer.Result, error) {
			if panics {
				panic("out of paper")
			}
			words := strings.Fields(string(in.Data))
			cloud, _, _ := strings.Cut(words[0], "/")
			s := &spec.Service{
				Dir: words[0], Name: importer.Set("shop"), Version: importer.Set("2020-01-02"),
				Source: &spec.Source{From: importer.Set("made.txt")},
			}
			for _, name := range words[1:] {
				importer.Add(&s.Actions, name, &spec.Action{})
			}
			return &importer.Result{Provider: cloud, Service: s}, nil
		},
	}
}

// importMade imports a folder of files of a made source in the current folder.
func importMade(t *testing.T, source importer.Source, text string) (stdout string, err error) {
	t.Helper()
	if err := os.MkdirAll("in", 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("in/made.txt", []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	f := &importFlags{source: source, out: "specs", docs: "all"}
	err = f.run(newTerminal(&out, &errs), []string{"in"})
	return out.String(), err
}

func TestWhatAnImporterCannotMakeSenseOfIsAFault(t *testing.T) {
	tests := map[string]struct {
		panics bool
		text   string
		want   string
	}{
		"a panic":                 {true, "tencent/shop/2020-01-02", `^in/made.txt: internal fault: out of paper, at imported_test.go:\d+; please report it with the file$`},
		"a folder above the tree": {false, "tencent/../../2020-01-02", `^in/made.txt: this makes no service with a folder of its own: "tencent/../../2020-01-02"$`},
		"a folder of another":     {false, "/shop/2020-01-02", `^in/made.txt: this makes no service with a folder of its own`},
		"a cloud nobody knows":    {false, "nimbus/shop/2020-01-02", `^specs/nimbus/provider.yaml: this file is missing, and none is shipped with signet: it says how the cloud signs and where it answers; write it first, beginning with "provider: nimbus"$`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			_, err := importMade(t, made(tt.panics), tt.text)
			if err == nil || !regexp.MustCompile(tt.want).MatchString(err.Error()) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
			if _, err := os.Stat("specs"); err == nil {
				t.Error("something was written")
			}
		})
	}
}

func TestTheDateOfAnImportChangesWithWhatIsRead(t *testing.T) {
	t.Chdir(t.TempDir())
	defer func(before func() string) { today = before }(today)
	on := func(date, text string) string {
		t.Helper()
		today = func() string { return date }
		if _, err := importMade(t, made(false), text); err != nil {
			t.Fatal(err)
		}
		service, err := os.ReadFile("specs/tencent/shop/2020-01-02/service.yaml")
		if err != nil {
			t.Fatal(err)
		}
		return regexp.MustCompile(`read: (\S+)`).FindStringSubmatch(string(service))[1]
	}
	const text = "tencent/shop/2020-01-02 Put"
	for _, step := range []struct{ date, text, want string }{
		{"2030-01-01", text, "2030-01-01"},
		{"2030-01-02", text, "2030-01-01"},
		{"2030-01-03", text + " Get", "2030-01-03"},
		{"2030-01-04", text + " Get", "2030-01-03"},
	} {
		if got := on(step.date, step.text); got != step.want {
			t.Errorf("on %s it says %s, want %s", step.date, got, step.want)
		}
	}
	if err := os.WriteFile(filepath.Join("in", "more.txt"), []byte("x"), 0o666); err != nil {
		t.Fatal(err)
	}
	if got := on("2030-01-05", text+" Get"); got != "2030-01-05" {
		t.Errorf("with a file beside it, it says %s", got)
	}
}

func TestAFileBesideThatCannotBeReadIsAFault(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.MkdirAll("in/more.txt", 0o777); err != nil {
		t.Fatal(err)
	}
	_, err := importMade(t, made(false), "tencent/shop/2020-01-02")
	if err == nil || err.Error() != "in/more.txt: this is no regular file" {
		t.Errorf("got %v", err)
	}
}
