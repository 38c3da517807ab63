package generator

import (
	"errors"
	"fmt"
	"go/format"
	"go/scanner"
	"maps"
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/workers"
)

// formatAll formats each file once, in its place.
func formatAll(files map[string][]byte, o Options) (map[string][]byte, error) {
	paths := slices.Sorted(maps.Keys(files))
	formatted := make([][]byte, len(paths))
	step := o.phase("formatting", len(paths))
	err := workers.Each(len(paths), func(i int) (err error) {
		if formatted[i], err = format.Source(files[paths[i]]); err != nil {
			return &FormatError{Path: paths[i], Source: string(files[paths[i]]), Err: err}
		}
		step(1)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i, path := range paths {
		files[path] = formatted[i]
	}
	return files, nil
}

// A FormatError is rendered Go that is no Go: a fault of the templates.
type FormatError struct {
	// Path is the file below the root of the output.
	Path string
	// Source is all that was rendered.
	Source string
	// Err is the parser's error, usually a [scanner.ErrorList].
	Err error
}

func (e *FormatError) Unwrap() error { return e.Err }

// Error shows the lines around the first fault, with their numbers.
func (e *FormatError) Error() string {
	var list scanner.ErrorList
	if !errors.As(e.Err, &list) || len(list) == 0 {
		return fmt.Sprintf("format %s: %v", e.Path, e.Err)
	}
	at := list[0].Pos
	return fmt.Sprintf("%s:%d:%d: the templates wrote what is not Go: %s\n%s",
		e.Path, at.Line, at.Column, list[0].Msg, around(e.Source, at.Line))
}

// around numbers the lines near one, which it points at.
func around(source string, line int) string {
	const near = 3
	var b strings.Builder
	for i, text := range strings.Split(source, "\n") {
		n := i + 1
		if n < line-near || n > line+near {
			continue
		}
		mark := " "
		if n == line {
			mark = ">"
		}
		fmt.Fprintf(&b, "%s%5d | %s\n", mark, n, text)
	}
	return b.String()
}
