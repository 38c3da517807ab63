package diff

import (
	"math/big"
	"strconv"

	"github.com/signet-gen/signet/generator/model"
)

// A bound is a limit of values. Its texts are empty where there is none.
type bound struct {
	what     string
	old, new string
	// least marks a bound from below.
	least bool
}

// bounds are all the limits of a field.
func bounds(old, new *model.Field) []bound {
	return []bound{
		{"the least value", old.Min, new.Min, true},
		{"the greatest value", old.Max, new.Max, false},
		{"the least length", least(old.MinLength), least(new.MinLength), true},
		{"the greatest length", most(old.MaxLength), most(new.MaxLength), false},
		{"the least number of items", least(old.MinItems), least(new.MinItems), true},
		{"the greatest number of items", most(old.MaxItems), most(new.MaxItems), false},
	}
}

// least is a least amount; none and 0 allow the same.
func least(n int) string {
	if n <= 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// most is a greatest amount, -1 for none.
func most(n int) string {
	if n < 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// bound tells of a limit that changed; it matters where requests are held to it.
func (p place) bound(b bound, sent bool) {
	if sameNumber(b.old, b.new) {
		return
	}
	class, how := Safe, "wider"
	if b.isNarrower() {
		how = "narrower"
		if sent {
			class = Behaviour
		}
	}
	p.tell(class, Changed, b.old, b.new, "%s is %s instead of %s, which is %s", b.what, orNone(b.new), orNone(b.old), how)
}

// isNarrower reports whether the new limit allows less.
func (b bound) isNarrower() bool {
	if b.old == "" || b.new == "" {
		return b.old == ""
	}
	order := number(b.new).Cmp(number(b.old))
	return order > 0 == b.least
}

func sameNumber(a, b string) bool {
	return a == b || a != "" && b != "" && number(a).Cmp(number(b)) == 0
}

// number is a number as a spec writes it; specs with others are refused.
func number(text string) *big.Float {
	n, _, err := big.ParseFloat(text, 0, 128, big.ToNearestEven)
	if err != nil {
		return new(big.Float)
	}
	return n
}
