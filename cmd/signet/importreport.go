package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/output"
)

// say tells what was imported, and what to do next.
func (f *importFlags) say(t *terminal, all importedServices, r output.Report) {
	notes := 0
	for _, s := range all {
		t.printf("%s: %s\n", t.styled(bold, s.dir), s.summary())
		if s.byHand {
			t.printf("  it takes the place of a description that no import has written; compare what changed before you keep it\n")
		}
		if len(s.gone) > 0 {
			t.printf("  %s of before gone: %s\n", grouped(len(s.gone), "action"), few(s.gone))
		}
		if f.verbose {
			for _, n := range s.notes {
				t.printf("  %v\n", n)
			}
		}
		notes += len(s.notes)
	}
	if notes > 0 && !f.verbose && f.notes == "" {
		t.printf("\nTo see what was named, changed, left out or not understood, add -v, or --notes FILE.\n")
	}
	if r.Clean() {
		t.printf("nothing to do: %s\n", upToDate(len(r.Unchanged)))
		return
	}
	t.printf("wrote %s, removed %d, %d unchanged\n", count(len(r.Written), "file"), len(r.Removed), len(r.Unchanged))
	if len(all) > 0 {
		t.printf("\nNext: correct what you know better in %s/%s/overlay.yaml, and run\n\n  signet lint %s\n  signet generate --specs %s\n",
			f.out, all[0].dir, f.out, f.out)
	}
}

// few are the first of some names.
func few(names []string) string {
	const most = 8
	if len(names) > most {
		return strings.Join(names[:most], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}

// summary is what a service has, and what there is to note of each kind.
func (s *imported) summary() string {
	text := fmt.Sprintf("%s, %s, %s", grouped(s.actions, "action"), grouped(s.types, "type"), grouped(s.fields, "field"))
	kinds := map[importer.Kind]int{}
	for _, n := range s.notes {
		kinds[n.Kind]++
	}
	var notes []string
	for _, k := range []importer.Kind{importer.Renamed, importer.Changed, importer.Skipped, importer.Unread} {
		if kinds[k] > 0 {
			notes = append(notes, fmt.Sprintf("%d %s", kinds[k], k))
		}
	}
	if kinds[importer.Remark] > 0 {
		notes = append(notes, count(kinds[importer.Remark], "note"))
	}
	if len(notes) > 0 {
		text += "; " + strings.Join(notes, ", ")
	}
	return text
}

// grouped is n things, with commas between thousands.
func grouped(n int, thing string) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if n == 1 {
		return digits + " " + thing
	}
	return digits + " " + thing + "s"
}

// writeNotes writes every note to the file of --notes.
func (f *importFlags) writeNotes(all importedServices) error {
	if f.notes == "" {
		return nil
	}
	var b strings.Builder
	for _, s := range all {
		for _, n := range s.notes {
			fmt.Fprintf(&b, "%s: %v\n", s.dir, n)
		}
	}
	if err := os.WriteFile(f.notes, []byte(b.String()), 0o666); err != nil {
		return fmt.Errorf("write the notes: %w", err)
	}
	return nil
}
