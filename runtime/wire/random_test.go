package wire_test

import (
	"math/rand/v2"
	"reflect"
	"strconv"
	"strings"
	"testing"
)

// A textMaker makes JSON texts at random: members of every, mostly of the right kind, in any order, spelled in any way.
type textMaker struct {
	*rand.Rand
	b strings.Builder
}

// pick writes one of the texts.
func (m *textMaker) pick(texts ...string) { m.b.WriteString(texts[m.IntN(len(texts))]) }

// list writes up to three values between two brackets.
func (m *textMaker) list(open, close string, value func()) {
	m.b.WriteString(open)
	for i := range m.IntN(4) {
		if i > 0 {
			m.pick(",", " ,", ",\n")
		}
		value()
	}
	m.b.WriteString(close)
}

// value writes a value for a member of the type t, seldom of another kind.
func (m *textMaker) value(t reflect.Type, depth int) {
	if m.IntN(12) == 0 || depth > 6 {
		m.pick("null", `""`, "[]", "{}", "{ }", "1", `"7"`, "-1.50e1", "true", "false", `"x"`, "[1]", `{"a":{}}`, "0", `"-2"`, "1e40")
		return
	}
	switch t.Kind() {
	case reflect.Pointer:
		m.value(t.Elem(), depth)
	case reflect.Struct:
		m.list("{", "}", func() { m.member(t, depth) })
	case reflect.Map:
		m.list("{", "}", func() { m.text(); m.b.WriteByte(':'); m.value(t.Elem(), depth+1) })
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			m.pick(`"aGk="`, `"aGk"`, `""`, `"YQ=="`, `"Y\u0051=="`)
			return
		}
		m.list("[", "]", func() { m.value(t.Elem(), depth+1) })
	case reflect.String:
		m.text()
	case reflect.Bool:
		m.pick("true", "false", "1", `"true"`)
	case reflect.Interface:
		kinds := []reflect.Type{reflect.TypeFor[every](), reflect.TypeFor[[]any](), reflect.TypeFor[string](), reflect.TypeFor[float64](), t}
		m.value(kinds[m.IntN(len(kinds))], depth+1)
	default:
		m.number()
	}
}

// member writes a member of the struct type t, or one that it does not have.
func (m *textMaker) member(t reflect.Type, depth int) {
	field := t.Field(m.IntN(t.NumField()))
	switch name := field.Name; m.IntN(10) {
	case 0:
		m.pick(`"Other"`, `""`, `"`+strings.ToLower(name)+`"`, `"`+name+`x"`, `"`+name[1:]+`"`)
	case 1:
		m.b.WriteString(`"\u00` + strconv.FormatInt(int64(name[0]), 16) + name[1:] + `"`)
	default:
		m.b.WriteString(`"` + name + `"`)
	}
	m.pick(":", ": ", " :\t")
	m.value(field.Type, depth+1)
}

func (m *textMaker) text() {
	m.b.WriteByte('"')
	for range m.IntN(5) {
		m.pick("a", "name", "a longer piece of text", `\n`, `\u0041`, `\ud83d\ude00`, `\ud83d`, "é", "你好", "\xff", "\xe4\xbd", ".", "1")
	}
	m.b.WriteByte('"')
}

func (m *textMaker) number() {
	m.pick("", "", "", "-", "18446744073709551", "922337203685477580", "-214748364")
	m.pick("0", "1", "7", "8", "42", "123456789")
	m.pick("", "", "", "", ".0", ".50", "e2", "E+1", "e-1", "0e-1")
}

// damage takes a byte away, or puts another in its place.
func (m *textMaker) damage(text string) string {
	i := m.IntN(len(text))
	return text[:i] + []string{"", `"`, "x", ",", "{", "]", "\\", "\n"}[m.IntN(8)] + text[i+1:]
}

func TestAgreesWithEncodingJSONOnRandomTexts(t *testing.T) {
	accepted, refused := 0, 0
	for seed := range uint64(2_000 * rounds) {
		m := textMaker{Rand: rand.New(rand.NewPCG(seed, 0))}
		m.value(reflect.TypeFor[every](), 0)
		text := m.b.String()
		if m.IntN(8) == 0 {
			text = m.damage(text)
		}
		if agree(t, text) {
			accepted++
		} else {
			refused++
		}
		if t.Failed() {
			t.FailNow()
		}
	}
	if accepted < 300*rounds || refused < 300*rounds {
		t.Errorf("the texts are one-sided: %d accepted, %d refused", accepted, refused)
	}
}

func TestRandomValuesReadBack(t *testing.T) {
	count := 0
	for seed := range uint64(200 * rounds) {
		m := textMaker{Rand: rand.New(rand.NewPCG(seed, 1))}
		m.list("{", "}", func() { m.member(reflect.TypeFor[every](), 0) })
		if v, ok := written(m.b.String(), "a\xffb\x00=&\u2028"); ok {
			jsonReadsBack(t, v)
			paramsReadBack(t, v, int(seed%3))
			count++
		}
		if t.Failed() {
			t.FailNow()
		}
	}
	if count < 50*rounds {
		t.Errorf("only %d values", count)
	}
}
