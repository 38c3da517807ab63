package wire_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/wire"
)

func TestWhatCannotBeWrittenIsRefused(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(-1)
	var odd any = struct{ Password string }{"hunter2"}
	ring := &every{}
	ring.Self = ring
	var loop []any
	loop = append(loop, &loop)
	loop[0] = loop
	deep := any("x")
	for range 10_001 {
		deep = []any{deep}
	}
	for _, test := range []struct {
		name    string
		from    int // the first of the writers that refuses it
		members func(c *wire.Codec)
		want    string
	}{
		{"not finite", 0, func(c *wire.Codec) { c.Float64("F", &nan); c.Float64("G", &inf) },
			"F: NaN cannot be written: a number must be finite\nG: -Inf cannot be written: a number must be finite"},
		{"not finite, in any", 0, func(c *wire.Codec) { v := any([]any{1, nan}); c.Any("F", &v) },
			"F.1: NaN cannot be written: a number must be finite"},
		{"unknown type", 0, func(c *wire.Codec) { c.Any("A", &odd) }, "A: a value of type struct { Password string } cannot be written"},
		{"with what is missing", 1, func(c *wire.Codec) { s := ""; c.Required().String("S", &s); c.Float64("F", &nan) },
			"required members are not set: S\nF: NaN cannot be written: a number must be finite"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, write := range writers[test.from:] {
				err := write(request{test.members})
				if err == nil || err.Error() != test.want {
					t.Errorf("got %v, want %s", err, test.want)
				}
			}
		})
	}
	_, err := wire.AppendJSON(nil, request{func(c *wire.Codec) {
		for range 30 {
			c.Float64("F", &nan)
		}
	}})
	equal(t, strings.Count(err.Error(), "NaN"), 20)
	for name, v := range map[string]any{"ring": ring, "loop": loop, "deep": deep} {
		for _, write := range writers {
			err := write(request{func(c *wire.Codec) {
				if m, ok := v.(wire.Message); ok {
					c.Message("A", m)
					return
				}
				c.Any("A", &v)
			}})
			if value, ok := errors.AsType[*wire.ValueError](err); !ok || value.Msg != "the value is nested too deep, or holds itself" || len(err.Error()) > 400 {
				t.Errorf("%s: got %.200v", name, err)
			}
		}
	}
}

var writers = []func(wire.Message) error{
	func(m wire.Message) error { _, err := wire.AppendJSON(nil, m); return err },
	func(m wire.Message) error { _, err := wire.AppendRequestJSON(nil, m); return err },
	func(m wire.Message) error { return wire.AppendRequestParams(new(wire.Params), m, wire.Flatten{}) },
}
