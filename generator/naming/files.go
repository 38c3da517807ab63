package naming

import (
	"go/doc"
	"go/token"
	"strings"
)

// ownFiles are the files that a generated package has beside one for each action.
var ownFiles = setOf("client doc enums errors presign readonly types")

// File returns the name of the file that holds an action: its Go name in lower
// case and without underscores, so that no _test and no _windows changes what is
// compiled. An action called like one of the package's other files gets "action"
// behind its name.
func File(action string) string {
	name := strings.ToLower(strings.ReplaceAll(action, "_", ""))
	if ownFiles[name] {
		name += "action"
	}
	return name + ".go"
}

// Package returns the name of a service's Go package: the letters and digits of
// the service's name in lower case. It is "" where these make no name that a
// package of its own can bear.
func Package(service string) string {
	name := strings.ToLower(strings.Join(runs(service), ""))
	if !IsPackage(name) {
		return ""
	}
	return name
}

// unfit are names that the go command treats in its own way.
var unfit = setOf("documentation internal main testdata vendor")

// IsPackage reports whether a package of generated code can bear the name:
// lower-case ASCII letters and digits, a letter first, neither a keyword nor a
// name that the go command or the language keeps for itself.
func IsPackage(name string) bool {
	for i, r := range name {
		if !(r >= 'a' && r <= 'z' || i > 0 && r >= '0' && r <= '9') {
			return false
		}
	}
	return name != "" && !unfit[name] && !token.IsKeyword(name) && !doc.IsPredeclared(name)
}

// Folder returns the folder of a service's version: 2018-03-19 is v20180319.
func Folder(version string) string { return "v" + strings.Join(runs(version), "") }
