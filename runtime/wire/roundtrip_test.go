package wire_test

import (
	"encoding/json"
	"errors"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/wire"
)

// anys applies whole to each any in v.
func anys(v reflect.Value) {
	visit(v, func(v reflect.Value) {
		if v.Kind() == reflect.Interface && v.CanSet() && !v.IsNil() {
			v.Set(reflect.ValueOf(whole(v.Interface())))
		}
	})
}

// written returns a value to be written: what encoding/json reads from body, with text in it,
// which need not be valid UTF-8. It is false if encoding/json refuses the body.
func written(body, text string) (v every, ok bool) {
	if json.Unmarshal([]byte(body), &v) != nil {
		return v, false
	}
	anys(reflect.ValueOf(&v))
	v.MayText = &text
	v.Labels = map[string]string{text: text, "k": "v"}
	v.Octets = []byte(text)
	return v, true
}

// rewritten calls do with each string, list and map in v, to be set.
func rewritten(v reflect.Value, do func(reflect.Value)) {
	switch v.Kind() {
	case reflect.String:
		do(v)
	case reflect.Pointer:
		if !v.IsNil() {
			rewritten(v.Elem(), do)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			rewritten(v.Field(i), do)
		}
	case reflect.Slice:
		for i := range v.Len() {
			rewritten(v.Index(i), do)
		}
		do(v)
	case reflect.Map:
		copied := reflect.MakeMap(v.Type())
		for _, key := range v.MapKeys() {
			k, e := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			k.Set(key)
			e.Set(v.MapIndex(key))
			rewritten(k, do)
			rewritten(e, do)
			copied.SetMapIndex(k, e)
		}
		if !v.IsNil() {
			v.Set(copied)
		}
		do(v)
	}
}

// valid makes of a string what JSON can carry: U+FFFD for each byte that is not UTF-8.
func valid(v reflect.Value) {
	if v.Kind() == reflect.String {
		v.SetString(string([]rune(v.String())))
	}
}

// empty makes an empty list or map of a nil one.
func empty(v reflect.Value) {
	switch {
	case v.Kind() == reflect.Slice && v.IsNil():
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	case v.Kind() == reflect.Map && v.IsNil():
		v.Set(reflect.MakeMap(v.Type()))
	}
}

// absent makes a nil list or map of an empty one.
func absent(v reflect.Value) {
	if (v.Kind() == reflect.Slice || v.Kind() == reflect.Map) && v.Len() == 0 {
		v.SetZero()
	}
}

// filled makes an empty list of a nil one that is an element: there is no leaving it out.
func filled(v reflect.Value) {
	if v.Kind() != reflect.Slice && v.Kind() != reflect.Map || v.Type().Elem().Kind() != reflect.Slice {
		return
	}
	none := reflect.MakeSlice(v.Type().Elem(), 0, 0)
	if v.Kind() == reflect.Slice {
		for i := range v.Len() {
			if v.Index(i).IsNil() {
				v.Index(i).Set(none)
			}
		}
		return
	}
	for _, key := range v.MapKeys() {
		if v.MapIndex(key).IsNil() {
			v.SetMapIndex(key, none)
		}
	}
}

// whole gives the floats in an any the type that they have once they are written: 1e3 is written as 1000.
func whole(v any) any {
	switch v := v.(type) {
	case float64:
		text, _ := json.Marshal(v)
		n, _ := number(string(text))
		return n
	case []any:
		for i := range v {
			v[i] = whole(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = whole(v[key])
		}
	}
	return v
}

// with returns v after the changes.
func with(v every, changes ...func(reflect.Value)) every {
	for _, change := range changes {
		rewritten(reflect.ValueOf(&v), change)
	}
	return v
}

var roundtripSeeds = append([]string{
	`{"Float":1e21,"Signed":-9223372036854775808,"Unsigned":18446744073709551615,"Small":-2147483648,"Flag":true}`,
	`{"Float":1e-7}`, `{"Float":123456789.125}`, `{"Float":5e-324}`, `{"Grid":[[],[1],null]}`, `{"ByName":{"x":{},"":{"Name":"n"}}}`,
	`{"Text":"\r\n\t\u0000\u001f\u007f\u2028 \" \\ / <>&"}`, `{"Rows":{"0":[1],"1":[2]}}`, `{"Rows":{"1":[1],"10":[2],"9":[3]}}`,
}, agreeSeeds...)

// FuzzWrittenJSONReadsBack writes each value; encoding/json and wire then read the same value. What AppendJSON
// writes is also what encoding/json writes, but for nil lists and maps, which AppendJSON makes empty.
func FuzzWrittenJSONReadsBack(f *testing.F) {
	for _, body := range roundtripSeeds {
		f.Add(body, "a\xffb\x00\u2028你\"")
	}
	f.Fuzz(func(t *testing.T, body, text string) {
		if v, ok := written(body, text); ok {
			jsonReadsBack(t, v)
		}
	})
}

func jsonReadsBack(t *testing.T, v every) {
	t.Helper()
	all, err := wire.AppendJSON(nil, &v)
	if err != nil {
		t.Fatal(err)
	}
	readsBack(t, all, with(v, valid, empty))
	sameJSON(t, all, with(v, valid, empty))
	part, err := wire.AppendRequestJSON(nil, &v)
	if err != nil {
		t.Fatal(err)
	}
	readsBack(t, part, with(v, valid, filled))
}

// readsBack fails the test if wire or encoding/json reads anything but want from body.
func readsBack(t *testing.T, body []byte, want every) {
	t.Helper()
	var ours, theirs every
	told := func(m wire.Mismatch) { t.Errorf("%s: %+v", body, m) }
	if err := wire.ReadJSON(string(body), &ours, &wire.ReadOptions{OnMismatch: told}); err != nil {
		t.Fatalf("wire: %s: %v", body, err)
	}
	if err := json.Unmarshal(body, &theirs); err != nil {
		t.Fatalf("encoding/json: %s: %v", body, err)
	}
	if !reflect.DeepEqual(ours, want) || !reflect.DeepEqual(theirs, want) {
		t.Errorf("%s\nwritten:       %s\nwire:          %s\nencoding/json: %s", body, shown(want), shown(ours), shown(theirs))
	}
}

// sameJSON fails the test if body does not say what encoding/json writes for v.
func sameJSON(t *testing.T, body []byte, v every) {
	t.Helper()
	theirs, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var got, want any
	if err := json.Unmarshal(body, &got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(theirs, &want); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("wire:          %s\nencoding/json: %s", body, theirs)
	}
}

// FuzzParamsReadBack writes each value as parameters, makes JSON of them again, and reads that. The same value comes
// back, but for what parameters cannot say: empty lists and maps are absent, and so are the objects that hold nothing else.
func FuzzParamsReadBack(f *testing.F) {
	for _, body := range roundtripSeeds {
		f.Add(body, "text", 0)
		f.Add(body, "a=b&c\xff.", 1)
	}
	f.Fuzz(func(t *testing.T, body, text string, base int) {
		v, ok := written(body, text)
		if !ok {
			return
		}
		paramsReadBack(t, v, base&3)
	})
}

func paramsReadBack(t *testing.T, v every, base int) {
	visit(reflect.ValueOf(&v), func(v reflect.Value) {
		if v.Kind() == reflect.Interface {
			v.SetZero() // all scalars in it would become texts
		}
	})
	var p wire.Params
	err := wire.AppendRequestParams(&p, &v, wire.Flatten{Base: base})
	if _, ok := errors.AsType[*wire.ValueError](err); ok && !sayable(reflect.ValueOf(v)) {
		return // an empty element, or a map's key that cannot be a part of a name
	}
	if err != nil {
		t.Fatalf("%s: %v", shown(v), err)
	}
	body, err := wire.UnflattenJSON(nil, &p, base)
	if err != nil {
		t.Fatalf("%s: %v", p.AppendQuery(nil), err)
	}
	var got every
	if err := wire.ReadJSON(string(body), &got, nil); err != nil {
		if counts(reflect.ValueOf(v), base) {
			return // a map whose keys count from base looks like a list
		}
		t.Fatalf("%s: %v", body, err)
	}
	if want := with(v, valid, absent); !reflect.DeepEqual(with(got, absent), want) {
		t.Errorf("%s\ngot  %s\nwant %s", body, shown(got), shown(want))
	}
}

// sayable reports whether parameters can say all of v: no element is null or empty, no key of a map is empty or holds a dot.
func sayable(v reflect.Value) bool {
	ok := true
	visit(v, func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Slice:
			for i := range v.Len() {
				ok = ok && hasText(v.Index(i))
			}
		case reflect.Map:
			for _, key := range v.MapKeys() {
				ok = ok && key.String() != "" && !strings.Contains(key.String(), ".") && hasText(v.MapIndex(key))
			}
		}
	})
	return ok
}

// hasText reports whether v leads to a parameter at all; every and inner have scalars that do.
func hasText(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer:
		return !v.IsNil()
	case reflect.Slice, reflect.Map:
		return v.Len() > 0
	}
	return true
}

// counts reports whether v holds a map whose keys are base, base+1 and so on.
func counts(v reflect.Value, base int) bool {
	found := false
	visit(v, func(v reflect.Value) {
		if v.Kind() != reflect.Map || v.Len() == 0 {
			return
		}
		all := true
		for i := range v.Len() {
			all = all && v.MapIndex(reflect.ValueOf(strconv.Itoa(base+i))).IsValid()
		}
		found = found || all
	})
	return found
}

// visit calls do with v and all that is in it.
func visit(v reflect.Value, do func(reflect.Value)) {
	do(v)
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			visit(v.Elem(), do)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			visit(v.Field(i), do)
		}
	case reflect.Slice:
		for i := range v.Len() {
			visit(v.Index(i), do)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			visit(v.MapIndex(key), do)
		}
	}
}

// FuzzEscapedAsNetURLReadsIt escapes each pair; net/url reads the same back, and escapes the same but for "+" and "~".
func FuzzEscapedAsNetURLReadsIt(f *testing.F) {
	f.Add("Filters.0.Name", "a b+c/d~e=f&g%20你\xff\x00*'()!")
	f.Fuzz(func(t *testing.T, name, value string) {
		var p wire.Params
		p.Add(name, value)
		query := string(p.AppendQuery(nil))
		values, err := url.ParseQuery(query)
		if err != nil || len(values) != 1 || values.Get(name) != value || !values.Has(name) {
			t.Errorf("%q: %v %v", query, values, err)
		}
		want := strings.NewReplacer("+", "%20").Replace(url.QueryEscape(value))
		if got := string(wire.AppendEscaped(nil, value)); got != want {
			t.Errorf("%q: got %s, want %s", value, got, want)
		}
	})
}
