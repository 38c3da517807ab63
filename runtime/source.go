// Package runtime is the source of the packages that generated code calls, for
// a generator that copies them beside its output. The packages themselves are
// the folders below this one; generated code never imports this package.
package runtime

import (
	"embed"
	"io/fs"
	"path"
)

// Source holds the Go files of the packages below this folder, their tests too,
// at paths such as rpc/client.go and tencent/tencenttest/server.go.
//
//go:embed */*.go */*/*.go
var Source embed.FS

// Protocols are the packages that speak to a cloud, by name: those with a test
// server beside them, as tencent has tencent/tencenttest.
func Protocols() []string {
	// The pattern is well formed, which is all that can fail.
	servers, _ := fs.Glob(Source, "*/*test/server.go")
	var names []string
	for _, server := range servers {
		folder := path.Dir(server)
		if name := path.Dir(folder); path.Base(folder) == name+"test" {
			names = append(names, name)
		}
	}
	return names
}
