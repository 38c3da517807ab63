package model

// Imports say under which import paths the packages that come out stand and
// find what they call.
type Imports struct {
	// Output is the import path of the root of the output, to which
	// [Service.Path] is relative: example.com/me/gen.
	Output string
	// Runtime is the import path of the runtime: github.com/signet-gen/signet/runtime.
	Runtime string
}
