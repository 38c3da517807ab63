package spec

import (
	"slices"
	"strings"
	"testing"
)

func matchesPath(p Path, names ...string) bool {
	steps := p.Start()
	for _, name := range names {
		steps = p.Step(steps, name)
	}
	return p.Ends(steps)
}

func TestPathsMatchNamesSegmentBySegment(t *testing.T) {
	for _, test := range []struct {
		path, names string
		want        bool
	}{
		{"a", "a", true}, {"a", "b", false}, {"a", "a b", false}, {"a/b", "a b", true}, {"a/b", "a", false},
		{"*", "a", true}, {"*", "a b", false}, {"*", "", true}, {"*/*", "a b", true},
		{"a*", "a", true}, {"a*", "abc", true}, {"*c", "abc", true}, {"a*c", "abbbc", true}, {"a*c", "abcd", false},
		{"*b*", "abc", true}, {"*b*b*", "abc", false}, {"*b*b*", "abbc", true}, {"a**c", "abc", true},
		{"?", "a", true}, {"?", "", false}, {"?", "ab", false}, {"a?c", "aéc", true}, {"*?", "", false}, {"?*", "箱子", true},
		{"**", "a", true}, {"**", "a b c", true}, {"a/**", "a", true}, {"a/**", "a b c", true}, {"a/**", "b", false},
		{"**/c", "c", true}, {"**/c", "a b c", true}, {"**/c", "a b", false}, {"a/**/c", "a c", true}, {"a/**/c", "a b b c", true},
		{"**/b/**", "a b c", true}, {"**/b/**", "a c", false}, {"**/**/**", "a", true}, {"a/**/**/b", "a b", true},
		{`a\*`, "a*", true}, {`a\*`, "ab", false}, {`a\?`, "a?", true}, {`a\/b`, "a/b", true}, {`a\\`, `a\`, true}, {`\**`, "*a", true}, {`\**`, "a", false},
		{"A", "a", false}, {"a.b", "a.b", true}, {"a/", "a ", true}, {"", "", true},
	} {
		p, msg := ParsePath(test.path)
		if msg != "" {
			t.Errorf("%s: %s", test.path, msg)
			continue
		}
		if got := matchesPath(p, strings.Split(test.names, " ")...); got != test.want {
			t.Errorf("%s matches %q: %t", test.path, test.names, got)
		}
	}
}

func TestThePathOfAThingMatchesItAlone(t *testing.T) {
	names := []string{"a", "", "*", "**", "?", "a/b", `\`, `a\/b`, "a b", "箱子", `*\*`}
	for _, first := range names {
		for _, second := range names {
			text := JoinPath(first, second)
			p, msg := ParsePath(text)
			literal, ok := p.Literal()
			if msg != "" || !ok || !slices.Equal(literal, []string{first, second}) || p.String() != text {
				t.Errorf("%s: %q, %t, %s", text, literal, ok, msg)
			}
			for _, other := range names {
				if got := matchesPath(p, first, other); got != (other == second) {
					t.Errorf("%s matches %q: %t", text, other, got)
				}
			}
		}
	}
}

func TestStepsTellHowFarAPathWasFound(t *testing.T) {
	p, _ := ParsePath("a/**/b/c")
	steps := p.Start()
	for i, want := range []int{2, 2, 3, 4} {
		name := []string{"a", "x", "b", "c"}[i]
		if steps = p.Step(steps, name); steps.Far() != want {
			t.Errorf("after %s: %d, want %d", name, steps.Far(), want)
		}
	}
	if lost := p.Step(p.Start(), "b"); lost != 0 || lost.Far() != -1 {
		t.Errorf("another beginning: %b", lost)
	}
}

// A path of many wildcards and a name that nearly fits take no time to speak of.
func TestPathsOfManyWildcardsAreQuick(t *testing.T) {
	p, _ := ParsePath(strings.Repeat("*a", 200) + "b")
	if matchesPath(p, strings.Repeat("a", 20000)) {
		t.Error("it matches")
	}
	deep := "a" + strings.Repeat("/**/a", 7)
	p, msg := ParsePath(deep)
	if msg != "" {
		t.Fatal(msg)
	}
	if !matchesPath(p, slices.Repeat([]string{"a"}, 1000)...) {
		t.Error("it does not match")
	}
}
