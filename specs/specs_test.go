package specs_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/generator/spec"
	"github.com/signet-gen/signet/specs"
)

// services are the shipped services, resolved.
func services(t *testing.T) []*model.Service {
	t.Helper()
	set, err := spec.Load(specs.FS)
	if err != nil {
		t.Fatal(err)
	}
	all, err := resolve.Build(set)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// service is the shipped service of a folder.
func service(t *testing.T, dir string) *model.Service {
	t.Helper()
	all := services(t)
	i := slices.IndexFunc(all, func(s *model.Service) bool { return s.Dir == dir })
	if i < 0 {
		t.Fatalf("there is no service %s", dir)
	}
	return all[i]
}

func TestEveryFileIsSpecAndNamesItsSchema(t *testing.T) {
	count := 0
	err := fs.WalkDir(specs.FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		count++
		if !strings.HasSuffix(path, ".yaml") {
			t.Errorf("%s is no spec", path)
			return nil
		}
		data, err := fs.ReadFile(specs.FS, path)
		if err != nil {
			return err
		}
		kind := spec.KindOf(path)
		up := strings.Repeat("../", strings.Count(path, "/"))
		want := "# yaml-language-server: $schema=" + up + "schema/" + kind + ".json"
		if first, _, _ := strings.Cut(string(data), "\n"); kind == "" || first != want {
			t.Errorf("%s begins with %q, want %q", path, first, want)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if count < 4 {
		t.Errorf("only %d files are embedded", count)
	}
}

func TestTencentIsAddressedAndSignedAsDocumented(t *testing.T) {
	s := service(t, "tencent/msp/2018-03-19")
	p := s.Provider
	if p.Protocol != "tencent" || p.RequestID != "RequestId" || p.UTCOffset != "+08:00" {
		t.Errorf("protocol %s, request id %s, zone %s", p.Protocol, p.RequestID, p.UTCOffset)
	}
	if s.Endpoints.Default != "msp.tencentcloudapi.com" || s.Endpoints.Regional != "msp.{region}.tencentcloudapi.com" {
		t.Errorf("endpoints are %+v", s.Endpoints)
	}
	if n := len(s.Endpoints.Regions); n != 16 {
		t.Errorf("there are %d regions, want 16", n)
	}
	for _, tt := range []struct {
		name            string
		methods, bodies []string
	}{
		{"TC3-HMAC-SHA256", []string{"POST", "GET"}, []string{"json", "multipart"}},
		{"HmacSHA256", []string{"POST", "GET"}, []string{"form"}},
		{"HmacSHA1", []string{"POST", "GET"}, []string{"form"}},
	} {
		i := slices.IndexFunc(p.Signatures, func(s *model.Signature) bool { return s.Name == tt.name })
		if i < 0 {
			t.Errorf("there is no signature %s", tt.name)
			continue
		}
		got := p.Signatures[i]
		if !slices.Equal(got.Methods, tt.methods) || !slices.Equal(got.Bodies, tt.bodies) || got.Default != (i == 0) {
			t.Errorf("%s is %+v", tt.name, got)
		}
	}
	for _, tt := range []struct {
		method, signature string
		bytes             int
	}{
		{"GET", "TC3-HMAC-SHA256", 32 << 10}, {"GET", "HmacSHA1", 32 << 10}, {"GET", "HmacSHA256", 32 << 10},
		{"POST", "HmacSHA1", 1 << 20}, {"POST", "HmacSHA256", 1 << 20}, {"POST", "TC3-HMAC-SHA256", 10 << 20},
	} {
		if got := sizeLimit(p, tt.method, tt.signature); got != tt.bytes {
			t.Errorf("%s under %s may have %d bytes, want %d", tt.method, tt.signature, got, tt.bytes)
		}
	}
	headers := map[string]string{}
	for _, c := range p.CommonParameters {
		headers[c.Name] = c.Header
	}
	for _, name := range []string{"Action", "Region", "Timestamp", "Version", "Token", "Language", "RequestClient"} {
		if headers[name] != "X-TC-"+name {
			t.Errorf("the parameter %s has the header %q", name, headers[name])
		}
	}
}

func sizeLimit(p *model.Provider, method, signature string) int {
	for _, l := range p.Limits {
		if l.Method == method && (len(l.Signatures) == 0 || slices.Contains(l.Signatures, signature)) {
			return l.Bytes
		}
	}
	return 0
}

func TestTencentErrorsTellWhatToDo(t *testing.T) {
	p := service(t, "tencent/msp/2018-03-19").Provider
	if len(p.Errors) != 36 {
		t.Errorf("there are %d common errors, want the 26 of MSP's document, 9 that the cloud lists since, and AuthFailure", len(p.Errors))
	}
	for _, e := range p.Errors {
		if e.Doc == "" || e.Advice == "" {
			t.Errorf("%s has no doc or no advice", e.Code)
		}
	}
}

func TestMSPIsDescribedWhole(t *testing.T) {
	s := service(t, "tencent/msp/2018-03-19")
	effects := map[string]model.Effect{
		"DeregisterMigrationTask": model.Idempotent, "DescribeMigrationTask": model.Read,
		"ListMigrationProject": model.Read, "ListMigrationTask": model.Read,
		"ModifyMigrationTaskBelongToProject": model.Idempotent, "ModifyMigrationTaskStatus": model.Idempotent,
		"RegisterMigrationTask": model.Write,
	}
	if len(s.Actions) != len(effects) || len(s.Structs) != 6 || len(s.Enums) != 4 {
		t.Errorf("there are %d actions, %d structures and %d enumerations", len(s.Actions), len(s.Structs), len(s.Enums))
	}
	for _, a := range s.Actions {
		if a.Effect != effects[a.Name] {
			t.Errorf("%s has the effect %s, want %s", a.Name, a.Effect, effects[a.Name])
		}
		if a.RateLimit != 20 {
			t.Errorf("%s may be called %d times a second, want 20", a.Name, a.RateLimit)
		}
		if (a.Deprecated != "") != (a.Name == "DeregisterMigrationTask") {
			t.Errorf("%s is deprecated: %q", a.Name, a.Deprecated)
		}
		if (a.Pager != nil) != strings.HasPrefix(a.Name, "List") {
			t.Errorf("%s has the pager %v", a.Name, a.Pager)
		}
		if len(a.Errors) == 0 || len(a.Examples) == 0 || a.Examples[0].Input == nil || a.Examples[0].Output == nil {
			t.Errorf("%s has no errors or no example of request and reply", a.Name)
		}
	}
}
