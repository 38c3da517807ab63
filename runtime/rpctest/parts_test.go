package rpctest_test

import (
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/signet-gen/signet/runtime/credential"
	"github.com/signet-gen/signet/runtime/rpctest"
	"github.com/signet-gen/signet/runtime/wire"
)

// pairs are the parameters of a list, a line each.
func pairs(list *wire.Params) string {
	var lines []string
	for i := range list.Len() {
		name, value := list.At(i)
		lines = append(lines, string(name)+"="+string(value))
	}
	return strings.Join(lines, "\n")
}

func TestQueryIsReadInItsOrder(t *testing.T) {
	for text, want := range map[string]string{
		"":                        "",
		"b=2&a=1&b=3":             "b=2\na=1\nb=3",
		"&&a=1&":                  "a=1",
		"a":                       "a=",
		"=x":                      "=x",
		"a=b=c":                   "a=b=c",
		"a+b=c%2Bd+e%20f":         "a b=c+d e f",
		"%E6%95%B0=%F0%9F%98%80~": "数=😀~",
		"a=%00%ff;b=1":            "a=\x00\xff;b=1",
	} {
		list, err := rpctest.ParseQuery(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got := pairs(list); got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
	for _, text := range []string{"a=1&name=%", "name=%a", "name=%zz&a", "name%0=1"} {
		if _, err := rpctest.ParseQuery(text); err == nil || !strings.Contains(err.Error(), "name") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzParseQueryAgreesWithPackageURL(f *testing.F) {
	f.Add("a=1&b+c=%20d&a=&=x&&e")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := rpctest.ParseQuery(text)
		values, urlErr := url.ParseQuery(text)
		if strings.Contains(text, ";") { // which package url refuses
			return
		}
		if (err == nil) != (urlErr == nil) {
			t.Fatalf("%q: %v, and package url: %v", text, err, urlErr)
		}
		if err != nil {
			return
		}
		n := 0
		for name, all := range values {
			n += len(all)
			if got := rpctest.ValueOf(list, name); got != all[0] {
				t.Errorf("%q: %q is %q, want %q", text, name, got, all[0])
			}
		}
		if list.Len() != n {
			t.Errorf("%q has %d parameters, want %d", text, list.Len(), n)
		}
	})
}

func TestParametersAreLookedUpByName(t *testing.T) {
	list, err := rpctest.ParseQuery("a=1&A=2&a=3&empty=")
	if err != nil {
		t.Fatal(err)
	}
	get := func(name string) string { return rpctest.ValueOf(list, name) }
	if get("a") != "1" || get("A") != "2" || get("empty") != "" || get("none") != "" {
		t.Errorf("looked up was %q %q", get("a"), get("A"))
	}
	if got, want := rpctest.Absent(get, "none", "a", "empty", "A", "b"), []string{"none", "empty", "b"}; !slices.Equal(got, want) {
		t.Errorf("absent are %q, want %q", got, want)
	}
	if got := rpctest.Absent(get, "a", "A"); got != nil {
		t.Errorf("absent are %q", got)
	}
}

func TestKeysAreFoundByID(t *testing.T) {
	var keys rpctest.Keys
	if _, known := keys.Find(""); known {
		t.Error("an empty id is known")
	}
	keys.Add(credential.Credentials{ID: "a", Secret: "1"})
	keys.Add(credential.Credentials{ID: "b", Secret: "2", Token: "t"})
	keys.Add(credential.Credentials{ID: "a", Secret: "3"})
	if key, known := keys.Find("b"); !known || key.Secret != "2" || key.Token != "t" {
		t.Errorf("b is %+v, %t", key, known)
	}
	if secret, known := keys.SecretOf("a"); !known || secret != "3" {
		t.Errorf("the secret of a is %q, %t", secret, known)
	}
	if secret, known := keys.SecretOf("c"); known || secret != "" {
		t.Errorf("the secret of c is %q, %t", secret, known)
	}
}

func TestKeysServeManyGoroutines(t *testing.T) {
	var keys rpctest.Keys
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 100 {
				keys.Add(credential.Credentials{ID: "a", Secret: "s"})
				if secret, known := keys.SecretOf("a"); !known || secret != "s" {
					t.Error("a key was lost")
				}
			}
		})
	}
	wg.Wait()
}

// boxed is an output that may have a member for its id.
type boxed struct {
	name string
	id   *string
}

func (b *boxed) WireMembers(c *wire.Codec) {
	c.String("Name", &b.name)
	if b.id != nil {
		c.String("Id", b.id)
	}
}

func TestOutputIsIdentified(t *testing.T) {
	for _, c := range []struct {
		name, text, id string
		output         *boxed
	}{
		{"member without an id", `{"Name":"n","Id":"of-the-call"}`, "of-the-call", &boxed{"n", new("")}},
		{"id of its own", `{"Name":"n","Id":"own"}`, "own", &boxed{"n", new("own")}},
		{"no member", `{"Name":"n","Id":"of-the-call"}`, "of-the-call", &boxed{"n", nil}},
	} {
		call := rpctest.Request{RequestID: "of-the-call"}
		output, err := rpctest.Identify(c.output, &call, "Id")
		if err != nil {
			t.Fatal(err)
		}
		text, err := wire.AppendJSON(nil, output)
		if err != nil || string(text) != c.text || call.RequestID != c.id {
			t.Errorf("%s: %s with the id %q, %v", c.name, text, call.RequestID, err)
		}
	}
}

// unwritable is an output that cannot be written.
type unwritable struct{ value any }

func (u *unwritable) WireMembers(c *wire.Codec) { c.Any("Value", &u.value) }

func TestOutputThatCannotBeWrittenIsNotIdentified(t *testing.T) {
	call := rpctest.Request{RequestID: "r"}
	if _, err := rpctest.Identify(&unwritable{make(chan int)}, &call, "Id"); err == nil {
		t.Error("it was")
	}
}
