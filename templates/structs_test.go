package templates

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"

	"github.com/signet-gen/signet/generator/model"
)

func TestTagsHoldTheNamesThatEncodingJSONTakes(t *testing.T) {
	for _, test := range []struct {
		name     string
		presence model.Presence
		want     string
	}{
		{"Limit", model.Required, "Limit"},
		{"Limit", model.OmitZero, "Limit,omitzero"},
		{"Limit", model.Pointer, "Limit,omitzero"},
		{"-", model.Plain, "-,"},
		{"-", model.Pointer, "-,omitzero"},
		{"a.b-c_d$e f", model.Plain, "a.b-c_d$e f"},
		{"姓名", model.Plain, "姓名"},
		{"a,b", model.Plain, "-"},
		{`a"b`, model.Plain, "-"},
		{`a'b`, model.Plain, "-"},
		{"a`b", model.Plain, "-"},
		{`a\b`, model.Pointer, "-"},
		{"a\nb", model.Plain, "-"},
		{"", model.Plain, "-"},
	} {
		if got := tag(&model.Field{Name: test.name, Presence: test.presence}); got != test.want {
			t.Errorf("%q: got %q, want %q", test.name, got, test.want)
		} else if got != "-" && key(t, got) != test.name {
			t.Errorf("%q: encoding/json reads %q as %q", test.name, got, key(t, got))
		}
	}
}

// key is the name under which encoding/json writes a field with the tag.
func key(t *testing.T, tag string) string {
	t.Helper()
	field := reflect.StructField{Name: "F", Type: reflect.TypeFor[string](), Tag: reflect.StructTag(fmt.Sprintf("json:%q", tag))}
	value := reflect.New(reflect.StructOf([]reflect.StructField{field})).Elem()
	value.Field(0).SetString("x")
	text, err := json.Marshal(value.Interface())
	if err != nil {
		t.Fatal(err)
	}
	var written map[string]string
	if err := json.Unmarshal(text, &written); err != nil {
		t.Fatal(err)
	}
	for name := range written {
		return name
	}
	return ""
}
