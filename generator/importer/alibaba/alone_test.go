package alibaba_test

import (
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"slices"
	"testing"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/alibaba"
)

// TestAnActionIsTheSameAlone imports actions of the corpus by themselves: their
// members and types, by their names, are those that they have among the others.
func TestAnActionIsTheSameAlone(t *testing.T) {
	compared := 0
	for _, file := range corpus(t) {
		whole := importFile(t, file).Service
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var doc map[string]json.RawMessage
		var apis map[string]json.RawMessage
		if err := json.Unmarshal(data, &doc); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(doc["apis"], &apis); err != nil {
			t.Fatal(err)
		}
		for i, name := range slices.Sorted(maps.Keys(apis)) {
			if i%4 != 0 {
				continue // the others would take long and show no more
			}
			api := apis[name]
			doc["apis"], _ = json.Marshal(map[string]json.RawMessage{name: api})
			single, err := json.Marshal(doc)
			if err != nil {
				t.Fatal(err)
			}
			result, err := alibaba.Source().Read(importer.Input{File: file, Data: single, Docs: true})
			if err != nil {
				t.Fatal(err)
			}
			compared++
			alone, _ := result.Service.Actions.Get(name)
			among, _ := whole.Actions.Get(name)
			same := reflect.DeepEqual(alone, among)
			for _, typ := range result.Service.Types {
				other, _ := whole.Types.Get(typ.Key)
				same = same && reflect.DeepEqual(typ.Value, other)
			}
			if !same {
				t.Errorf("%s: %s is not the same alone", whole.Dir, name)
			}
		}
	}
	t.Logf("%d actions", compared)
}
