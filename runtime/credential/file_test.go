package credential_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/signet-gen/signet/runtime/credential"
)

func TestFilesThatOthersMayReadAreWarnedAbout(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("its files have no such modes")
	}
	dir := t.TempDir()
	for mode, want := range map[os.FileMode]string{0o600: "", 0o400: "", 0o644: "(mode 0644)", 0o620: "(mode 0620)"} {
		name := filepath.Join(dir, mode.String())
		if err := os.WriteFile(name, []byte("text"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
		var warned string
		text, err := credential.ReadFile(name, func(s string) { warned += s })
		if err != nil || text != "text" || !strings.Contains(warned, want) || (warned == "") != (want == "") {
			t.Errorf("%v: %q, %v, warned %q", mode, text, err, warned)
		}
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	large := filepath.Join(dir, "large")
	if err := os.WriteFile(large, make([]byte, 1<<20+1), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		want   string
		absent bool
	}{
		filepath.Join(dir, "none"): {"there is no file ", true},
		dir:                        {"is not a file", false},
		large:                      {"is larger than 1048576 bytes", false},
	} {
		_, err := credential.ReadFile(name, nil)
		if err == nil || !strings.Contains(err.Error(), test.want) || errors.Is(err, credential.ErrAbsent) != test.absent {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestServicesOfTheMachineAreAskedDirectlyAndBriefly(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://192.0.2.1:1")
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/fine":
			_, _ = w.Write([]byte(r.Method + r.Header.Get("X-A")))
		case "/moved":
			http.Redirect(w, r, "/fine", http.StatusFound)
		case "/large":
			_, _ = w.Write(make([]byte, 70_000))
		case "/slow":
			select {
			case <-r.Context().Done():
			case <-time.After(3 * time.Second):
			}
		default:
			http.NotFound(w, r)
		}
	}))
	defer s.Close()
	for path, want := range map[string]string{
		"/fine": "PUTb", "/moved": "! the answer is HTTP 302 found", "/large": "answers by more than 65536 bytes",
		"/none": "! the answer is HTTP 404 not found", "/slow?secret": "! absent",
	} {
		got, err := credential.Fetch(context.Background(), "PUT", s.URL+path, http.Header{"X-A": {"b"}})
		if errors.Is(err, credential.ErrAbsent) {
			got = "! absent"
		} else if err != nil {
			got = "! " + err.Error()
		}
		if !strings.HasSuffix(got, want) || err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %s (%v)", path, got, err)
		}
	}
	gone := httptest.NewServer(nil)
	gone.Close()
	if _, err := credential.Fetch(context.Background(), "GET", gone.URL+"?secret", nil); !errors.Is(err, credential.ErrAbsent) || strings.Contains(err.Error(), "secret") {
		t.Errorf("nobody there: %v", err)
	}
	if _, err := credential.Fetch(context.Background(), "GET", "http://a b/?secret", nil); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("no URL: %v", err)
	}
}

func TestTheRoleOfAMachineIsTheFirstOfItsList(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/two":
			_, _ = w.Write([]byte("\nreader \r\nwriter\r\n"))
		case "/empty":
		case "/closed":
			w.WriteHeader(http.StatusForbidden)
		default:
			http.NotFound(w, r)
		}
	}))
	defer s.Close()
	for path, want := range map[string]string{
		"/two": "reader", "/empty": "! absent: the machine has no role", "/none": "! absent: the machine has no role",
		"/closed": "! the answer is HTTP 403 forbidden",
	} {
		got, err := credential.FetchRole(context.Background(), s.URL+path, nil)
		if errors.Is(err, credential.ErrAbsent) {
			got = "! absent: " + err.Error()
		} else if err != nil {
			got = "! " + err.Error()
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
}
