package text

import (
	"fmt"
	"strings"
	"testing"
)

// assembled are the rows of a table, a line each, then what was not read.
func assembled(t *testing.T, text string, starts func(string) bool) string {
	t.Helper()
	var lines []line
	for i, l := range strings.Split(text, "\n") {
		lines = append(lines, line{number: i + 1, text: l})
	}
	head := readHeader(lines[0].text)
	if head == nil {
		t.Fatalf("%q is no head", lines[0].text)
	}
	r := &reader{cloud: clouds[0]}
	a := &rows{table: head, starts: starts, isType: r.isType}
	a.read(lines[1:])
	var b strings.Builder
	for _, w := range a.all {
		fmt.Fprintf(&b, "%d %s|%s|%s|%s\n", w.number, w.cell(head, nameColumn), w.cell(head, requiredColumn), w.cell(head, typeColumn),
			strings.ReplaceAll(w.cell(head, docColumn), "\n", "/"))
	}
	for _, l := range a.unread {
		fmt.Fprintf(&b, "%d unread\n", l.number)
	}
	return b.String()
}

func TestRowsArePutTogether(t *testing.T) {
	const fields = "Parameter Name\tRequired\tType\tDescription\n"
	const codes = "Error Code\tDescription\n"
	for _, tt := range []struct{ name, text, want string }{
		{"whole", fields + "Lamp\tYes\tString\tA lamp", "2 Lamp|Yes|String|A lamp\n"},
		{"no description", fields + "Lamp\tYes\tString\t\nPole\tNo\tString", "2 Lamp|Yes|String|\n3 Pole|No|String|\n"},
		{"cells of the rest", fields + "Lamp\tYes\tString\tA\n\n\t\t\tlamp", "2 Lamp|Yes|String|A/lamp\n"},
		{"a broken name", fields + "LampOf\tYes\tString\tA\nThe\t\t\tlamp\nStreet", "2 LampOfThe|Yes|String|A/lamp/Street\n"},
		{"a broken type", fields + "Lamp\tYes\tArray of\tA\n\t\tLam\tlamp\n\t\tpPost\t", "2 Lamp|Yes|Array of LampPost|A/lamp\n"},
		{"a broken type of two words", fields + "Lamp\tYes\tTimestamp\tA\n\t\tISO8601\tlamp", "2 Lamp|Yes|Timestamp ISO8601|A/lamp\n"},
		{"a line of the description", fields + "Lamp\tYes\tString\tA\nlamp", "2 Lamp|Yes|String|A/lamp\n"},
		{"a line behind a gap", fields + "Lamp\tYes\tString\tA lamp of the\n\nStreet", "2 Lamp|Yes|String|A lamp of the/Street\n"},
		{"a sentence behind a gap", fields + "Lamp\tYes\tString\tA lamp.\n\nA street.", "2 Lamp|Yes|String|A lamp.\n4 unread\n"},
		{"a sentence amid the rows", fields + "Lamp\tYes\tString\tA lamp.\n\nA street.\nPole\tNo\tString\tA pole", "2 Lamp|Yes|String|A lamp./A street.\n5 Pole|No|String|A pole\n"},
		{"a head again", fields + "Lamp\tYes\tString\tA\n\n" + fields + "Pole\tNo\tString\tA pole", "2 Lamp|Yes|String|A\n5 Pole|No|String|A pole\n"},
		{"tabs in a description", fields + "Lamp\tYes\tString\tA\tlamp\there", "2 Lamp|Yes|String|A/lamp/here\n"},
		{"cells on lines", fields + "Lamp\nYes\nString\nA lamp\n\nPole\nNo\nArray of Pole\nPoles", "2 Lamp|Yes|String|A lamp\n7 Pole|No|Array of Pole|Poles\n"},
		{"no row", fields + "Some words\tof no\tmeaning at all", "2 unread\n"},
		{"the rest of nothing", fields + "\t\t\tlamp", "2 unread\n"},
		{"codes", codes + "NoLamp.Dark\tIt is\n\tdark.\nNoPole\tNone.", "2 NoLamp.Dark|||It is/dark.\n4 NoPole|||None.\n"},
		{"codes on lines", codes + "NoLamp\n\nIt is dark.\n\nNoPole\n\nNone.", "2 NoLamp|||It is dark.\n6 NoPole|||None.\n"},
		{"a broken code", codes + "NoLamp.Dar\tIt is\nknight\tdark.\nNoPole.\tThere\nStreet\tis none.", "2 NoLamp.Darknight|||It is/dark.\n4 NoPole.Street|||There/is none.\n"},
		{"a code whose description follows", codes + "NoLamp\tDark.\nNoPole\t\nThere is none.", "2 NoLamp|||Dark.\n3 NoPole|||There is none.\n"},
		{"columns", "Parameter Name   Required   Type        Description\nLampOfThe        Yes        Array of    A lamp of the\nStreet                      LampPost    street\n\nPole             No         String      A pole",
			"2 LampOfTheStreet|Yes|Array of LampPost|A lamp of the/street\n5 Pole|No|String|A pole\n"},
		{"codes in columns", "Error Code     Description\nNoLamp.ItIs    It is\n   \nDark\nNoPole         None.", "2 NoLamp.ItIsDark|||It is\n5 NoPole|||None.\n"},
		{"pipes", "| Name | Type | Description |\n| --- | --- | --- |\n| Lamp\\_Id | String | a \\| b |", "3 Lamp_Id||String|a | b\n"},
	} {
		starts := isName
		if strings.HasPrefix(tt.text, "Error") {
			starts = isCode
		}
		if got := assembled(t, tt.text, starts); got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}
