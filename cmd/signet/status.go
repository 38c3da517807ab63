package main

import (
	"fmt"
	"path"
	"slices"

	"github.com/spf13/cobra"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/output"
	"github.com/signet-gen/signet/generator/spec"
)

// statusFlags are the flags of signet status.
type statusFlags struct {
	generateFlags

	json bool
}

func newStatus(t *terminal) *cobra.Command {
	var f statusFlags
	cmd := &cobra.Command{
		Use:   "status [PROVIDER|SERVICE]…",
		Short: "Tell where descriptions come from, and what is out of date",
		Long: `Tell where each description was read from and when, which corrections of its
overlay.yaml are not needed any more, and whether the clients are what the
descriptions make. Nothing is written.

UPDATED is the date that the source bears, READ the day on which it was imported,
and SHA256 the beginning of its hash: that of "sha256sum" of the file for a source
of one file. The flags are those of "signet generate".

The exit status is 0 whatever there is to tell; "signet generate --check" fails
where clients are out of date, and "signet lint" where descriptions are wrong.`,
		Example: `  signet status
  signet status tencent --specs specs
  signet status --json`,
		ValidArgsFunction: (&listFlags{}).completeNames,
		RunE:              action(func(args []string) error { return f.run(t, args) }),
	}
	f.registerOutput(cmd)
	cmd.Flags().BoolVar(&f.json, "json", false, "write JSON")
	return cmd
}

// standing is how things stand, as status --json writes it.
type standing struct {
	Services []serviceStanding `json:"services"`
	Output   outputStanding    `json:"output"`
}

// serviceStanding is where a description comes from, and what became of its overlay.
type serviceStanding struct {
	Service string `json:"service"`
	Actions int    `json:"actions"`
	From    string `json:"from,omitempty"`
	Updated string `json:"updated,omitempty"`
	Read    string `json:"read,omitempty"`
	SHA256  string `json:"sha256,omitempty"`
	// Overlay is how many changes the overlay makes, and Unnecessary those that
	// are not needed any more.
	Overlay     int       `json:"overlay"`
	Unnecessary []warning `json:"unnecessary,omitempty"`
}

// warning is a place and what there is to say of it.
type warning struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Col     int    `json:"col"`
	Message string `json:"message"`
}

// outputStanding is how the clients compare with what would be generated.
type outputStanding struct {
	Folder string `json:"folder"`
	// Differing, Missing and Stale are files below the folder.
	Differing []string `json:"differing,omitempty"`
	Missing   []string `json:"missing,omitempty"`
	Stale     []string `json:"stale,omitempty"`
	UpToDate  int      `json:"upToDate"`
}

func (f *statusFlags) run(t *terminal, args []string) error {
	if err := f.jobs.settle(); err != nil {
		return err
	}
	project, err := f.open()
	if err != nil {
		return err
	}
	services, warnings, err := project.specs.resolve()
	if err != nil {
		return project.specs.placed(err)
	}
	if err := checkNames(services, args); err != nil {
		return err
	}
	now := standing{Services: []serviceStanding{}}
	for _, s := range services {
		if len(args) == 0 || slices.ContainsFunc(args, func(name string) bool { return means(name, s) }) {
			now.Services = append(now.Services, standingOf(s, project.specs, warnings))
		}
	}
	if now.Output, err = f.output(t, project); err != nil {
		return err
	}
	if f.json {
		return writeJSON(t, now)
	}
	now.print(t)
	return nil
}

func standingOf(s *model.Service, specs tree, warnings spec.Faults) serviceStanding {
	now := serviceStanding{Service: s.Dir, Actions: len(s.Actions), Overlay: s.Overlay}
	if src := s.Source; src != nil {
		now.From, now.Updated, now.Read, now.SHA256 = src.From, src.Updated, src.Read, src.SHA256
	}
	for _, w := range specs.concerning([]*model.Service{s}, warnings) {
		now.Unnecessary = append(now.Unnecessary, warning{w.Pos.File, w.Pos.Line, w.Pos.Col, w.Msg})
	}
	return now
}

// output compares the clients with what would be generated.
func (f *statusFlags) output(t *terminal, project *project) (outputStanding, error) {
	plan, err := f.plan(project)
	if err != nil {
		return outputStanding{}, err
	}
	f.check = true // so that nothing is written
	recall := f.recall(plan)
	_, report, ok := recall.upToDate(plan)
	if !ok {
		if report, err = f.generate(t, plan, recall); err != nil {
			return outputStanding{}, err
		}
	}
	return outputStanding{
		Folder: plan.out, UpToDate: len(report.Unchanged),
		Differing: differing(report), Missing: report.Missing, Stale: report.Removed,
	}, nil
}

// differing are the files that are there, and not as they should be.
func differing(r output.Report) []string {
	return slices.DeleteFunc(slices.Clone(r.Written), func(name string) bool { return slices.Contains(r.Missing, name) })
}

func (s standing) print(t *terminal) {
	b := table{t: t, styles: []string{bold}}
	b.row("SERVICE", "ACTIONS", "UPDATED", "READ", "SHA256", "OVERLAY", "FROM")
	for _, now := range s.Services {
		b.row(now.Service, fmt.Sprint(now.Actions), orDash(now.Updated), orDash(now.Read), orDash(now.SHA256[:min(len(now.SHA256), 12)]), now.overlay(), orDash(now.From))
	}
	b.print()
	for _, now := range s.Services {
		for _, w := range now.Unnecessary {
			t.printf("\n%s:%d:%d: %s", w.File, w.Line, w.Col, w.Message)
		}
	}
	t.printf("\n%s\n", s.Output)
}

// overlay says how many changes there are, and how many of them are not needed.
func (s serviceStanding) overlay() string {
	switch {
	case s.Overlay == 0:
		return "-"
	case len(s.Unnecessary) == 0:
		return count(s.Overlay, "change")
	}
	return fmt.Sprintf("%s, %d unnecessary", count(s.Overlay, "change"), len(s.Unnecessary))
}

func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}

// String says in a sentence how the clients stand.
func (o outputStanding) String() string {
	switch stale := len(o.Differing) + len(o.Missing) + len(o.Stale); {
	case stale == 0:
		return fmt.Sprintf("%s: %s", o.Folder, upToDate(o.UpToDate))
	case o.UpToDate == 0 && len(o.Differing) == 0 && len(o.Stale) == 0:
		return fmt.Sprintf("%s: nothing is generated yet: run \"signet generate\"", o.Folder)
	}
	text := o.Folder + ": out of date:"
	for _, part := range []struct {
		names []string
		what  string
	}{
		{o.Differing, "changed"}, {o.Missing, "missing"}, {o.Stale, "not generated any more"},
	} {
		if len(part.names) > 0 {
			text += fmt.Sprintf(" %d %s (%s),", len(part.names), part.what, some(o.Folder, part.names))
		}
	}
	return text + " " + fmt.Sprint(o.UpToDate) + " up to date: run \"signet generate\""
}

// some names a few files.
func some(folder string, names []string) string {
	if len(names) == 1 {
		return path.Join(folder, names[0])
	}
	return path.Join(folder, names[0]) + " and others"
}
