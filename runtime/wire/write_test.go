package wire_test

import (
	"encoding/json"
	"math"
	"reflect"
	"sync"
	"testing"

	"github.com/signet-gen/signet/runtime/wire"
)

func TestTextsAreQuoted(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", `""`},
		{"plain text of some length, ünïcode 你好 😀 included", `"plain text of some length, ünïcode 你好 😀 included"`},
		{`"quoted" and \back`, `"\"quoted\" and \\back"`},
		{"\x00\b\t\n\f\r\x1f\x7f", "\"\\u0000\\u0008\\t\\n\\u000c\\r\\u001f\x7f\""},
		{"a\xffb\xe4\xbd", "\"a\ufffdb\ufffd\ufffd\""},
		{"<&>\u2028", "\"<&>\u2028\""},
	} {
		got, err := wire.AppendJSON(nil, request{func(c *wire.Codec) { c.String("A", &test.text) }})
		if err != nil {
			t.Fatal(err)
		}
		equal(t, string(got), `{"A":`+test.want+`}`)
	}
}

func TestAnyIsWrittenAsItReads(t *testing.T) {
	v := any(map[string]any{
		"null": nil, "text": "a", "flag": true, "list": []any{1, "b", nil, []any{}}, "int": int8(-1), "uint": uint(1),
		"small": float32(0.5), "great": uint64(math.MaxUint64), "octets": []byte("hi"), "texts": []string{"x"},
		"map": map[string]string{"k": "v"}, "others": []any{int16(1), int32(2), int64(3), uint8(4), uint16(5), uint32(6)},
	})
	got, err := wire.AppendJSON(nil, request{func(c *wire.Codec) { c.Any("A", &v) }})
	if err != nil {
		t.Fatal(err)
	}
	want, _ := json.Marshal(map[string]any{"A": v})
	equal(t, string(got), string(want))
}

func BenchmarkEncodeRequest(b *testing.B) {
	in := newRegisterTask()
	var buf []byte
	b.Run("wire", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			buf, _ = wire.AppendRequestJSON(buf[:0], in)
		}
		b.SetBytes(int64(len(buf)))
	})
	b.Run("encoding/json", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			buf, _ = json.Marshal(in)
		}
		b.SetBytes(int64(len(buf)))
	})
	b.Run("wire params", func(b *testing.B) {
		b.ReportAllocs()
		var p wire.Params
		for b.Loop() {
			p.Reset()
			_ = wire.AppendRequestParams(&p, in, wire.Flatten{})
		}
	})
	b.Run("wire params, sorted and escaped", func(b *testing.B) {
		b.ReportAllocs()
		var p wire.Params
		for b.Loop() {
			p.Reset()
			_ = wire.AppendRequestParams(&p, in, wire.Flatten{})
			p.Sort()
			buf = p.AppendQuery(buf[:0])
		}
	})
}

func TestCodecsAreSafeForManyGoroutines(t *testing.T) {
	body := taskBody(20)
	var want taskList
	if err := wire.ReadJSON(body, &want, nil); err != nil {
		t.Fatal(err)
	}
	shared, secrets := newRegisterTask(), newLogin()
	whole := every{Texts: []string{"a"}, Any: []any{1, "a"}, Inners: []inner{{State: "s"}}, ByName: map[string]inner{"k": {}}, MayText: new("m")}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 50 {
				var got taskList
				if err := wire.ReadJSON(body, &got, nil); err != nil || !reflect.DeepEqual(got, want) {
					t.Errorf("reading: %v", err)
				}
				text, err := wire.AppendRequestJSON(nil, shared)
				if err != nil || string(text) != registerTaskJSON {
					t.Errorf("writing: %v, %s", err, text)
				}
				if _, err := wire.AppendJSON(nil, &secrets); err != nil {
					t.Errorf("writing: %v", err)
				}
				_, _ = flat(&whole, wire.Flatten{})
				_ = wire.ReadJSON(body[:len(body)/2], &got, nil) // an error leaves nothing behind
			}
		})
	}
	group.Wait()
}
