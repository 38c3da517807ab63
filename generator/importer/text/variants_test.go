package text_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/text"
)

// tables turns each run of tab-separated lines into something else.
func tables(text string, change func(rows [][]string) []string) string {
	var out []string
	var rows [][]string
	flush := func() {
		if rows != nil {
			out = append(out, change(rows)...)
		}
		rows = nil
	}
	for _, l := range strings.Split(text, "\n") {
		if strings.Contains(l, "\t") {
			rows = append(rows, strings.Split(l, "\t"))
			continue
		}
		flush()
		out = append(out, l)
	}
	flush()
	return strings.Join(out, "\n")
}

// piped writes a table as Markdown does.
func piped(rows [][]string) []string {
	var out []string
	for i, cells := range rows {
		out = append(out, "| "+strings.Join(cells, " | ")+" |")
		if i == 0 && cells[len(cells)-1] == "Description" {
			out = append(out, "|"+strings.Repeat(" --- |", len(cells)))
		}
	}
	return out
}

// laidOut writes a table in columns that spaces keep apart, and wraps what goes
// over a column's width. All columns are as wide on every page.
func laidOut(rows [][]string) []string {
	widths := []int{14, 10, 12, 30}
	if len(rows[0]) == 2 {
		widths = []int{60, 60}
	}
	var out []string
	for _, cells := range rows {
		if strings.Trim(strings.Join(cells, ""), "-") == "" {
			continue
		}
		rest := append([]string(nil), cells...)
		for {
			var b strings.Builder
			more := false
			for i := range rest {
				part := rest[i]
				if w := widths[i]; len(part) > w {
					part = part[:w]
					if at := strings.LastIndexByte(part, ' '); at > 0 {
						part = part[:at]
					}
				}
				rest[i] = strings.TrimLeft(rest[i][len(part):], " ")
				more = more || rest[i] != ""
				fmt.Fprintf(&b, "%-*s", widths[i]+3, part)
			}
			out = append(out, strings.TrimRight(b.String(), " "))
			if !more {
				break
			}
		}
	}
	return out
}

// paged puts a foot and a head between every 30 lines.
func paged(text string) string {
	var b strings.Builder
	for i, l := range strings.Split(text, "\n") {
		if i%30 == 29 && !strings.Contains(l, "\":") {
			fmt.Fprintf(&b, "\n©2030-2031 Parcel Locker makers. All rights reserved. Page %d of 20\n\fParcel Locker Handbook\n\n", i/30+1)
		}
		b.WriteString(l + "\n")
	}
	return b.String()
}

// numbered ends a page every 25 lines with its number alone.
func numbered(text string) string {
	var b strings.Builder
	for i, l := range strings.Split(text, "\n") {
		if i%25 == 24 {
			fmt.Fprintf(&b, "%d\n", i/25+1)
		}
		b.WriteString(l + "\n")
	}
	return b.String()
}

func headed(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if len(l) > 3 && l[0] >= '1' && l[0] <= '6' && l[1] == '.' || strings.HasPrefix(l, "Example") && !strings.Contains(l, "\t") {
			lines[i] = "### " + l
		}
		if i+2 < len(lines) && strings.HasPrefix(lines[i+2], "Last updated") {
			lines[i] = "## **" + l + "**"
		}
	}
	return strings.Join(lines, "\n")
}

// The same document in another dress says the same.
func TestTheDressOfADocumentDoesNotMatter(t *testing.T) {
	plain := string(document(t))
	whole := unwrap(plain)
	for _, tt := range []struct{ name, from, to string }{
		{"carriage returns", plain, strings.ReplaceAll(plain, "\n", "\r\n")},
		{"a mark of byte order", plain, "\ufeff" + plain},
		{"hard spaces", plain, strings.ReplaceAll(plain, " ", "\u00a0")},
		{"Markdown's headings", plain, headed(plain)},
		{"pages with heads and feet", plain, paged(plain)},
		{"pages with numbers", plain, numbered(plain)},
		{"no empty lines between rows", plain, strings.ReplaceAll(plain, "-------------\n\n", "-------------\n")},
		{"no code marks", plain, strings.ReplaceAll(plain, "```\n", "")},
		{"no wrapped rows", plain, whole},
		{"tables of Markdown", whole, tables(whole, piped)},
		{"tables in columns", whole, tables(whole, laidOut)},
		{"no title", plain, strings.Replace(plain, "Parcel Locker\n\nAPI Documentation\n", "API Documentation\n", 1)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := yaml(t, read(t, "locker.txt", []byte(tt.from), true).Service)
			if tt.name == "no title" {
				want = strings.Replace(want, "title: Parcel Locker\n", "", 1)
			}
			result := read(t, "locker.txt", []byte(tt.to), true)
			differ(t, tt.name, yaml(t, result.Service), want)
		})
	}
}

// unwrap makes whole the rows of the document that go over several lines.
func unwrap(text string) string {
	return strings.NewReplacer(
		"\n\t\t\tout. Def", " out. Def",
		"Mailbo\tNo\tStr\tKeeps lockers that also have a\nxKind\t\ting\tmailbox", "MailboxKind\tNo\tString\tKeeps lockers that also have a mailbox",
		"Array of\n\n\t\tFilter\t", "Array of Filter\t",
		"too many\n\tcalls.", "too many calls.",
		"ResourceNotFound.\nStreet\t", "ResourceNotFound.Street\t",
		"LimitExceeded\n\nToo many", "LimitExceeded\tToo many",
		"Default value: 2.\n\nMaximum", "Default value: 2. Maximum",
	).Replace(text)
}

func TestCellsMayStandOnLinesOfTheirOwn(t *testing.T) {
	plain := page("LampId\tYes\tString\tThe lamp\nShades\tNo\tArray of Shade\tHow it is shaded.\n", "Lamps\tArray of Lamp\tThe lamps.\n") +
		"\n6. Error Code\n\nError Code\tDescription\nFailedOperation.NoLamp\tThere is none.\nInternalError\tAll is dark.\n"
	want := yaml(t, read(t, "d.txt", []byte(plain), true).Service)
	result := read(t, "d.txt", []byte(strings.ReplaceAll(plain, "\t", "\n\n")), true)
	differ(t, "cells on lines", yaml(t, result.Service), want)
	if len(result.Notes) > 0 {
		t.Errorf("notes: %v", result.Notes)
	}
}

func TestTheDressOfTheVendorsDocumentDoesNotMatter(t *testing.T) {
	plain := string(vendorDocument(t, "tencent-msp-api.txt"))
	want := yaml(t, read(t, "d.txt", []byte(plain), true).Service)
	for name, dressed := range map[string]string{
		"Markdown's headings":         headed(plain),
		"pages with heads and feet":   paged(plain),
		"pages with numbers":          numbered(plain),
		"tables of Markdown":          tables(plain, piped),
		"no code marks":               strings.ReplaceAll(plain, "```\n", ""),
		"no empty lines":              strings.ReplaceAll(plain, "\n\n", "\n"),
		"spaces before all the lines": "   " + strings.ReplaceAll(plain, "\n", "\n   "),
	} {
		t.Run(name, func(t *testing.T) {
			differ(t, name, yaml(t, read(t, "d.txt", []byte(dressed), true).Service), want)
		})
	}
}

func TestADocumentThatWasCutOffIsReadAsFarAsItGoes(t *testing.T) {
	whole := document(t)
	actions := 0
	for end := 0; end < len(whole); end += 97 {
		result, err := text.Source().Read(importer.Input{File: "d.txt", Data: whole[:end], Docs: true})
		if err != nil {
			continue
		}
		yaml(t, result.Service)
		actions = len(result.Service.Actions)
	}
	if actions != 4 {
		t.Errorf("%d actions were read in the end", actions)
	}
}

func TestThePageOfOneActionIsEnough(t *testing.T) {
	result := read(t, "d.txt", []byte("DescribeLamps\n\nLast updated : 2031-01-15\n\n"+strings.SplitN(page("LampId\tYes\tString\tThe lamp\n", "Lamps\tArray of Lamp\tThe lamps.\n"), "\n\n", 3)[2]), true)
	s := result.Service
	if s.Dir != "tencent/lamps/2031-01-15" || s.Title != "" || len(s.Actions) != 1 || s.Source.Updated.Value != "2031-01-15" || len(result.Notes) > 0 {
		t.Errorf("it is %s, %q, of %s, with %d actions; %v", s.Dir, s.Title, s.Source.Updated.Value, len(s.Actions), result.Notes)
	}
}
