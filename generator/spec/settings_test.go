package spec

import (
	"bytes"
	"slices"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// shelf is settings of a program, as signet.yaml is.
type shelf struct {
	Pos Pos `noun:"a shelf" example:"{width: 3}"`

	Width At[int]      `spec:"width" min:"1" example:"3" doc:"How wide it is."`
	Books Map[*volume] `spec:"books" doc:"What stands on it."`
}

type volume struct {
	Pos Pos `noun:"a book" example:"{pages: [one]}"`

	Pages []At[string] `spec:"pages,short" example:"one" doc:"Its pages."`
}

func TestSettingsAreReadAsStrictlyAsSpecs(t *testing.T) {
	s, err := Decode[shelf]("shelf.yaml", []byte("width: 5\nbooks: {a: [one, two], b: {pages: [three]}, c: }\n"))
	if err != nil {
		t.Fatal(err)
	}
	var pages []string
	for _, b := range s.Books {
		pages = append(pages, b.Key)
		for _, p := range b.Value.Pages {
			pages = append(pages, p.Value)
		}
	}
	if s.Width.Value != 5 || !slices.Equal(pages, []string{"a", "one", "two", "b", "three", "c"}) {
		t.Errorf("got %+v, %q", s, pages)
	}
	for text, want := range map[string]string{
		"widht: 5\n":           `shelf.yaml:1:1: "widht" is not a key of a shelf; did you mean width?`,
		"width: 0\n":           "shelf.yaml:1:8: width must be from 1 to 2147483647, not 0",
		"books: {a: [b, b]}\n": `shelf.yaml:1:16: "b" stands here a second time (first at 1:13): remove one`,
		"books: {a: one}\n":    `shelf.yaml:1:12: pages must be a list, such as [one], not the text "one"`,
		"a: [\n":               "shelf.yaml:1:4: " + neverClosed,
	} {
		if _, err := Decode[shelf]("shelf.yaml", []byte(text)); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
	if s, err := Decode[shelf]("shelf.yaml", []byte("# nothing yet\n")); err != nil || s.Width.IsSet() {
		t.Errorf("an empty file: %+v, %v", s, err)
	}
}

func TestSettingsHaveASchema(t *testing.T) {
	text, err := SettingsSchema[shelf]("shelf", "A shelf.")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("mem:shelf", doc); err != nil {
		t.Fatal(err)
	}
	schema := c.MustCompile("mem:shelf")
	for text, good := range map[string]bool{
		"{width: 5, books: {a: [one], b: {pages: [x]}, c: }}": true,
		"{width: 0}":                false,
		"{books: {a: one}}":         false,
		"{books: {a: {page: [x]}}}": false,
	} {
		if err := schema.Validate(asJSON(t, []byte(text))); (err == nil) != good {
			t.Errorf("%s: %v", text, err)
		}
	}
}
