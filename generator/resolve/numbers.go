package resolve

import (
	"math"
	"math/big"
	"strings"

	"github.com/signet-gen/signet/generator/model"
)

// numberRange is what a scalar of numbers can hold.
type numberRange struct {
	min, max float64 // powers of two, or one less at the top of int32
	whole    bool
}

// ranges are those of the scalars that are numbers.
var ranges = map[model.Type]numberRange{
	model.Int32:   {math.MinInt32, math.MaxInt32, true},
	model.Int64:   {math.MinInt64, 1 << 63, true},
	model.Uint64:  {0, 1 << 64, true},
	model.Float64: {-math.MaxFloat64, math.MaxFloat64, false},
}

// holds reports whether a value lies in the range. The greatest 64-bit numbers
// are no float64; the powers above them are, and lie outside.
func (r numberRange) holds(v *big.Float) bool {
	if v.Cmp(big.NewFloat(r.min)) < 0 || r.whole && !v.IsInt() {
		return false
	}
	top := v.Cmp(big.NewFloat(r.max))
	return top < 0 || top == 0 && r.max < 1<<53 || top == 0 && !r.whole
}

// numberOf reads a number as YAML writes it, exactly as far as 64 bits and more.
func numberOf(text string) (*big.Float, bool) {
	if strings.ContainsAny(text, "iInNpP") { // infinity, not a number, and binary exponents
		return nil, false
	}
	v, _, err := big.ParseFloat(strings.TrimPrefix(text, "+"), 0, 256, big.ToNearestEven)
	return v, err == nil
}

// isNumberType reports whether values of a type are numbers.
func isNumberType(t model.Type) bool { _, ok := ranges[t]; return ok }

// isText reports whether values of a type are texts with a length.
func isText(t model.Type) bool {
	switch t {
	case model.String, model.Datetime, model.Timestamp, model.Date:
		return true
	}
	return false
}

// article names a type in a sentence.
func article(t model.Type) string {
	switch t := t.(type) {
	case *model.Struct:
		return "the structure " + t.Name
	case *model.Enum:
		return "the enumeration " + t.Name
	case model.List, model.Map:
		return "a " + typeName(t)
	case model.Scalar:
		switch t {
		case model.Int32, model.Int64:
			return "an " + string(t)
		case model.Any:
			return "of type any"
		case model.Binary:
			return "binary"
		}
		return "a " + string(t)
	}
	return "nothing"
}

// typeName writes a type as a spec does.
func typeName(t model.Type) string {
	switch t := t.(type) {
	case *model.Struct:
		return t.Name
	case *model.Enum:
		return t.Name
	case model.List:
		return "list of " + typeName(t.Elem)
	case model.Map:
		return "map of " + typeName(t.Elem)
	case model.Scalar:
		return string(t)
	}
	return ""
}
