package templates_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/types"
	"strings"
	"testing"
	"testing/fstest"
)

var presignSpecs = fstest.MapFS{
	"cloud/provider.yaml":               {Data: []byte("provider: cloud\nprotocol: tencent\nendpoints: {default: \"{service}.example.com\"}\n")},
	"cloud/ops/2020-01-01/service.yaml": {Data: []byte("service: ops\nversion: 2020-01-01\n")},
	"cloud/ops/2020-01-01/actions.yaml": {Data: []byte(`
Read:       {effect: read}
ReadByGET:  {effect: read, methods: [GET]}
ReadByPOST: {effect: read, methods: [POST]}
ReadFile:   {effect: read, body: multipart, methods: [POST, GET]}
Idempotent: {effect: idempotent}
WriteByGET: {effect: write, methods: [GET]}
`)},
	"cloud/writes/2020-01-01/service.yaml": {Data: []byte("service: writes\nversion: 2020-01-01\n")},
	"cloud/writes/2020-01-01/actions.yaml": {Data: []byte("Write: {}\n")},
}

func TestOnlyInputsOfReadsThatTakeGETArePresignable(t *testing.T) {
	c := newChecker(exports(t))
	for name, text := range generate(t, presignSpecs) {
		if err := c.add(name, text); err != nil {
			t.Fatal(err)
		}
	}
	for expression, want := range map[string]string{
		"ops.ReadInput{}":       "",
		"&ops.ReadInput{}":      "",
		"ops.ReadByGETInput{}":  "",
		"ops.ReadByPOSTInput{}": "missing method presigned",
		"ops.ReadFileInput{}":   "missing method presigned",
		"ops.IdempotentInput{}": "missing method presigned",
		"ops.WriteByGETInput{}": "missing method presigned",
		"ops.ReadOutput{}":      "missing method presigned",
		"forged{}":              "unexported method presigned",
	} {
		for _, client := range []string{"Client", "ReadOnlyClient"} {
			err := c.compile(t, fmt.Sprintf("func _(c *ops.%s) { _, _ = c.Presign(nil, %s) }", client, expression))
			if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
				t.Errorf("%s, %s: got %v, want %q", client, expression, err, want)
			}
		}
	}
	if err := c.compile(t, "func _(c *writes.Client) { _ = c.Presign }"); err == nil || !strings.Contains(err.Error(), "undefined (type *writes.Client has no field or method Presign)") {
		t.Errorf("a service without reads: %v", err)
	}
}

// compile type-checks a program that has a type with the same method.
func (c *checker) compile(t *testing.T, function string) error {
	t.Helper()
	source := `package user
import (
	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
	ops "example.com/gen/cloud/ops/v20200101"
	writes "example.com/gen/cloud/writes/v20200101"
)
type forged struct{}
func (forged) presigned() (*rpc.Operation, wire.Message) { return nil, nil }
var _ = ops.New
var _ = writes.New
` + function
	f, err := parser.ParseFile(c.fset, "user.go", source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	config := types.Config{Importer: c, GoVersion: "go1.26"}
	_, err = config.Check("user", c.fset, []*ast.File{f}, nil)
	return err
}
