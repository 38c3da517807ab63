package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"path"

	"github.com/signet-gen/signet/generator"
	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/resolve"
)

// goMethods are the headers of the methods that come out for the operation,
// read off the generated file itself.
func (o operation) goMethods() ([]string, error) {
	services, err := resolve.Select([]*model.Service{o.service}, []resolve.Selection{{Service: o.service.Dir, Actions: []string{o.action.Name}}})
	if err != nil {
		return nil, err
	}
	files, err := generator.Generate(services, renderSafely, generator.Options{Import: "gen", Runtime: path.Join(ownModule(), "runtime")})
	if err != nil {
		return nil, err
	}
	name := path.Join(o.service.Path, o.action.File)
	return methodHeaders(name, files[name])
}

// methodHeaders are the headers of the exported methods of a client in a Go file.
func methodHeaders(name string, text []byte) ([]string, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var headers []string
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || !f.Name.IsExported() || !isClientMethod(f) {
			continue
		}
		f.Body, f.Doc = nil, nil
		var b bytes.Buffer
		if err := printer.Fprint(&b, fset, f); err != nil {
			return nil, err
		}
		headers = append(headers, b.String())
	}
	return headers, nil
}

// isClientMethod reports whether f is a method of *Client.
func isClientMethod(f *ast.FuncDecl) bool {
	if f.Recv == nil || len(f.Recv.List) != 1 {
		return false
	}
	star, ok := f.Recv.List[0].Type.(*ast.StarExpr)
	if !ok {
		return false
	}
	name, ok := star.X.(*ast.Ident)
	return ok && name.Name == "Client"
}
