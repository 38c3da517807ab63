package alibaba_test

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// oddities are put in the place of any value.
var oddities = []any{
	nil, true, 0.5, -1, 1e300, "", " ", "\x00", "\u2028\ufeff", "a\nb: c", "%s", "array", "object", "string", "integer",
	"#/components/schemas/Node", "99999999999999999999", "…", "\"", "\\", "- #: {", strings.Repeat("x", 300),
	[]any{}, []any{nil}, []any{[]any{}}, map[string]any{}, map[string]any{"type": "array", "items": map[string]any{"type": "array"}},
	map[string]any{"$ref": "#/components/schemas/Node"}, map[string]any{"type": "string", "enum": []any{"", "\x01", "y", "no", "~", "1"}},
}

// mutate changes a value somewhere in a tree, or the name of a member.
func mutate(r *rand.Rand, v any) any {
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			value := v[key]
			switch n := r.IntN(60); {
			case n == 0:
				v[key] = oddities[r.IntN(len(oddities))]
			case n == 1:
				delete(v, key)
				if name, ok := oddities[r.IntN(len(oddities))].(string); ok {
					v[name] = value
				}
			default:
				v[key] = mutate(r, value)
			}
		}
	case []any:
		for i := range v {
			if v[i] = mutate(r, v[i]); r.IntN(60) == 0 {
				v[i] = oddities[r.IntN(len(oddities))]
			}
		}
	case string:
		if r.IntN(60) == 0 {
			return oddities[r.IntN(len(oddities))]
		}
	}
	return v
}

// TestWhatIsReadCanBeWritten changes the descriptions of all cases at random:
// each is refused with its faults, or becomes a spec that can be written.
func TestWhatIsReadCanBeWritten(t *testing.T) {
	paths, _ := filepath.Glob("testdata/*.txtar")
	r := rand.New(rand.NewPCG(uint64(rounds), 2))
	var became, refused int
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range txtar.Parse(data).Files {
			if !strings.HasSuffix(file.Name, ".json") {
				continue
			}
			for range rounds {
				var tree any
				if err := json.Unmarshal(file.Data, &tree); err != nil {
					t.Fatal(err)
				}
				changed, err := json.Marshal(mutate(r, tree))
				if err != nil {
					t.Fatal(err)
				}
				result, err := read(string(changed))
				if err != nil {
					refused++
					continue
				}
				became++
				if _, err := result.Service.Marshal(); err != nil {
					t.Errorf("what was read cannot be written: %v\n%s", err, changed)
				}
			}
		}
	}
	if became < 100 || refused < 100 {
		t.Errorf("%d became specs and %d were refused: the changes are too few or too many", became, refused)
	}
}

// rounds is how often each description is changed.
const rounds = 30
