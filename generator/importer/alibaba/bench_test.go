package alibaba_test

import (
	"os"
	"testing"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/alibaba"
)

// BenchmarkRead reads the whole corpus.
func BenchmarkRead(b *testing.B) {
	var inputs []importer.Input
	size, actions := 0, 0
	for _, file := range corpus(b) {
		data, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		size += len(data)
		inputs = append(inputs, importer.Input{File: file, Data: data, Docs: true})
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		actions = 0
		for _, in := range inputs {
			result, err := alibaba.Source().Read(in)
			if err != nil {
				b.Fatal(err)
			}
			actions += len(result.Service.Actions)
		}
	}
	b.ReportMetric(float64(actions*b.N)/b.Elapsed().Seconds(), "actions/s")
}
