package text_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/text"
	"github.com/signet-gen/signet/generator/spec"
)

// page is a document of one action with tables of rows.
func page(input, output string) string {
	return "Lamps\n\nDescribeLamps\n\n1. API Description\n\nDomain name for API request: lamps.tencentcloudapi.com.\n\n" +
		"2. Input Parameters\n\nParameter Name\tRequired\tType\tDescription\n" +
		"Action\tYes\tString\tCommon parameter. The value used for this API: DescribeLamps.\n" +
		"Version\tYes\tString\tCommon parameter. The value used for this API: 2031-01-15.\n" + input +
		"\n3. Output Parameters\n\nParameter Name\tType\tDescription\n" + output
}

func TestWhatIsNoDocumentIsRefusedWithItsPlace(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"empty", "", "d.txt:1:1: the file is empty"},
		{"blank", "\ufeff \n\t\n", "d.txt:1:1: the file is empty"},
		{"not UTF-8", "Lamps\nLa\xe4mps", "d.txt:2:3: byte 0xE4 is not UTF-8"},
		{"UTF-16", "\xff\xfeL\x00", "d.txt:1:1: the file is UTF-16"},
		{"binary", "Lamps\n\x7fELF\x00\x01", "d.txt:2:5: this is a binary file"},
		{"PDF", "%PDF-1.7\n1 0 obj", "d.txt:1:1: this is a PDF: save its text"},
		{"JSON", `{"actions": {}}`, `d.txt:1:1: this is no API documentation that can be read: no heading "1. API Description"`},
		{"HTML", "<html><body>1. API Description</body>", "d.txt:1:1: this is no API documentation"},
		{"contents alone", "1. API Categories\n\nData Types\n\nError Codes\n", "d.txt:1:1: this is no API documentation"},
		{"no host", strings.ReplaceAll(page("", ""), "Domain name", "Name"), "d.txt:1:1: no host says which service this is"},
		{"another cloud", strings.ReplaceAll(page("", ""), "lamps.tencentcloudapi.com", "lamps.example.com"), "d.txt:1:1: the host lamps.example.com is of no cloud"},
		{"no version", strings.ReplaceAll(page("", ""), "2031-01-15", "soon"), "d.txt:1:1: no version of the API was found"},
		{"no name", strings.ReplaceAll(strings.ReplaceAll(page("", ""), "DescribeLamps.\n", "\n"), "DescribeLamps", "About the lamps, in short"), "d.txt:5:1: this action has no name"},
	} {
		result, err := text.Source().Read(importer.Input{File: "d.txt", Data: []byte(tt.text), Docs: true})
		if err == nil || !strings.Contains("\n"+err.Error(), "\n"+tt.want) {
			t.Errorf("%s: %v, want %s…", tt.name, err, tt.want)
		}
		if result != nil {
			t.Errorf("%s: there is a result beside the error", tt.name)
		}
	}
}

func TestAllActionsWithoutANameAreToldOf(t *testing.T) {
	nameless := "\nSome words, no name\n\n1. API Description\n\nDoes a thing.\n\n2. Input Parameters\n\n"
	_, err := text.Source().Read(importer.Input{File: "d.txt", Data: []byte(page("", "") + nameless + nameless)})
	if n := strings.Count(fmt.Sprint(err), "this action has no name"); n != 2 {
		t.Errorf("%d are told of:\n%v", n, err)
	}
}

func TestLargeTablesAreReadInAStraightLine(t *testing.T) {
	if underRace {
		t.Skip("its memory is not that of the importer")
	}
	const rows = 2000
	cost := func(rows int) uint64 {
		var b strings.Builder
		for i := range rows {
			fmt.Fprintf(&b, "Lamp%d\tNo\tString\tThe lamp, such as\n\n\t\t\tlamp-%d\n", i, i)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		result := read(t, "d.txt", []byte(page(b.String(), "")), true)
		runtime.ReadMemStats(&after)
		if n := len(result.Service.Actions[0].Value.Input); n != rows {
			t.Fatalf("%d parameters of %d were read; %v", n, rows, result.Notes[:min(3, len(result.Notes))])
		}
		return after.TotalAlloc - before.TotalAlloc
	}
	few, many := cost(rows), cost(4*rows)
	if many > 6*few {
		t.Errorf("%d rows allocate %d KiB, %d allocate %d KiB", rows, few>>10, 4*rows, many>>10)
	}
}

func TestHostilePiecesCostLittle(t *testing.T) {
	if underRace {
		t.Skip("its memory is not that of the importer")
	}
	const n = 20_000
	for _, tt := range []struct{ name, text string }{
		{"one cell over many lines", page("Lamp\tNo\tString\tThe\n"+strings.Repeat("\t\t\tlamp\n", n), "")},
		{"one line of many cells", page("Lamp\tNo\tString"+strings.Repeat("\tx", n)+"\n", "")},
		{"blank lines", page(strings.Repeat("\n", n)+"Lamp\tNo\tString\tx\n", "") + strings.Repeat("\n", n)},
		{"words alone", page(strings.Repeat("Lamp\n\n", n), "")},
		{"headings", page("", "") + strings.Repeat("1. API Description\n\nX\n", n/100)},
		{"dates", page("", "") + strings.Repeat("Data Types\nLast updated : 2031-01-01\n", n/10)},
		{"types", page("", "") + "Data Types\n\n" + strings.Repeat("A\n\nUsed by actions: X.\n\nName\tType\tDescription\n", n/10)},
		{"open code", page("", "") + "4. Example\n\nExample1 X\n\nOutput Example\n\n```\n" + strings.Repeat("{\"a\":[\n", n)},
		{"open text", page("", "") + "4. Example\n\nExample1 X\n\nOutput Example\n\n{\"" + strings.Repeat("a\n", n)},
		{"deep parameters", page("", "") + "4. Example\n\nExample1 X\n\nInput Example\n\nhttps://x/?Action=DescribeLamps&A" + strings.Repeat(".B", n) + "=1\n"},
		{"large numbers", page("", "") + "4. Example\n\nExample1 X\n\nInput Example\n\nhttps://x/?A.999999999999=1&A.99999999999999999999=1&A.-1=2\n"},
		{"deep elements", page("", "") + "4. Example\n\nExample1 X\n\nOutput Example\n\n" + strings.Repeat("<a>", n)},
		{"equal elements", page("", "") + "4. Example\n\nExample1 X\n\nOutput Example\n\n<R>" + strings.Repeat("<a/>", n) + "</R>"},
		{"other elements", page("", "") + "4. Example\n\nExample1 X\n\nOutput Example\n\n<R>" + others(n/10) + "</R>"},
		{"lists in lists", page("Lamp\tNo\t"+strings.Repeat("Array of ", n)+"String\tx\n", "")},
		{"parentheses", page("Lamp\tNo\tString\tValid values: "+strings.Repeat("a(", n)+"\n", "")},
		{"a list of values", page("Lamp\tNo\tString\t"+strings.Repeat("Valid values: a: b, ", n/10)+"\n", "")},
		{"page numbers", strings.Repeat("1\n2\n\f", n) + page("", "")},
		{"dashes", page(strings.Repeat("-", n)+"\n"+strings.Repeat("| - ", n)+"\n", "")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, _ = text.Source().Read(importer.Input{File: "d.txt", Data: []byte(tt.text), Docs: true})
			runtime.ReadMemStats(&after)
			if grown := after.TotalAlloc - before.TotalAlloc; grown > 2<<30 {
				t.Errorf("%d MiB were allocated", grown>>20)
			}
		})
	}
}

func others(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<a%d/>", i)
	}
	return b.String()
}

// FuzzRead holds that whatever the bytes are, they are refused, or become a
// spec that can be written and notes that have a place.
func FuzzRead(f *testing.F) {
	f.Add(document(f), true)
	f.Add([]byte(page("Lamp\tNo\tArray of\tA lamp\nX\t\tThing\tof mine\n", "Lamps\tArray of Lamp\t\n")), false)
	f.Add([]byte("1. API Description\n\n2. Input Parameters\n"), true)
	f.Add([]byte(page("", "")+"4. Example\n\nInput Example\n\nPOST / HTTP/1.1\nX-TC-Action: DescribeLamps\n\n{\"a\":1,}\nOutput Example\n<R><A>1</A></R>\n"), true)
	f.Add([]byte(strings.ReplaceAll(page("Lamp\tNo\tString\tDefault value: 1\n", ""), "\t", " | ")), true)
	f.Fuzz(func(t *testing.T, data []byte, docs bool) {
		result, err := text.Source().Read(importer.Input{File: "d.txt", Data: data, Docs: docs})
		if err != nil {
			if faults, ok := err.(spec.Faults); !ok || len(faults) == 0 {
				t.Fatalf("the error is no faults: %v", err)
			}
			return
		}
		if _, err := result.Service.Marshal(); err != nil {
			t.Fatalf("it cannot be written:\n%v", err)
		}
		for _, n := range result.Notes {
			if n.Pos.Line < 1 || n.Msg == "" || !utf8.ValidString(n.Msg) {
				t.Fatalf("a note: %v", n)
			}
		}
	})
}
