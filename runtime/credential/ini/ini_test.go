package ini_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/credential/ini"
)

func TestSectionsAndSettings(t *testing.T) {
	f, err := ini.Parse("\ufeff# comment\r\n\r\n[default]\r\nSecret_ID = AKID#1;2 \r\n secret_key=a=b\n;x\n[ two ] # more\nempty=\n[default]\nsecret_key = c\n[]\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Sections(); !reflect.DeepEqual(got, []string{"default", "two", ""}) {
		t.Errorf("sections %q", got)
	}
	want := map[string]string{"secret_id": "AKID#1;2", "secret_key": "c"}
	if got, ok := f.Section("default"); !ok || !reflect.DeepEqual(got, want) {
		t.Errorf("default: %q", got)
	}
	if got, ok := f.Section("two"); !ok || !reflect.DeepEqual(got, map[string]string{"empty": ""}) {
		t.Errorf("two: %q", got)
	}
	if _, ok := f.Section("three"); ok {
		t.Error("there is a section three")
	}
}

func TestFaultsNameTheLineAndShowNothingOfIt(t *testing.T) {
	for text, want := range map[string]string{
		"[default\n":             "line 1 begins with a bracket, and is no section such as [default]",
		"[default] secret\n":     "line 1 begins with a bracket, and is no section such as [default]",
		"\n[a]\nsecretAKID\n":    "line 3 is no setting such as key = value",
		"[a]\n = secret\n":       "line 2 is no setting such as key = value",
		"# c\nsecret = x\n[a]\n": "line 2 is above the first section: begin the file with one such as [default]",
		"[a]\nsecret = \xff\xfe": "the file is not UTF-8 text",
	} {
		if _, err := ini.Parse(text); err == nil || err.Error() != want {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("[default]\nsecret_id = x\n")
	f.Add("[a\n=\n;#")
	f.Fuzz(func(t *testing.T, text string) {
		file, err := ini.Parse(text)
		if err != nil {
			return
		}
		for _, name := range file.Sections() {
			settings, ok := file.Section(name)
			if !ok || name != strings.TrimSpace(name) {
				t.Fatalf("section %q of %q", name, text)
			}
			for key, value := range settings {
				if key == "" || key != strings.TrimSpace(key) || value != strings.TrimSpace(value) || strings.Contains(value, "\n") {
					t.Fatalf("setting %q = %q of %q", key, value, text)
				}
			}
		}
	})
}
