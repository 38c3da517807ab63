package diff

import (
	"encoding/json"
	"io"
)

// Schema is the number of the form in which [Report.WriteJSON] writes. It is
// raised when a member goes or means something else; members may be added to it.
const Schema = 1

// document is the report as [Report.WriteJSON] writes it.
type document struct {
	Schema  int           `json:"schema"`
	Bump    string        `json:"bump"`
	Counts  counts        `json:"counts"`
	Traced  bool          `json:"traced"`
	Changes []changeEntry `json:"changes"`
}

type counts struct {
	Compile   int `json:"compile"`
	Behaviour int `json:"behaviour"`
	Safe      int `json:"safe"`
}

type changeEntry struct {
	Class   Class    `json:"class"`
	Kind    Kind     `json:"kind"`
	Service string   `json:"service"`
	Path    string   `json:"path"`
	Message string   `json:"message"`
	Old     string   `json:"old,omitempty"`
	New     string   `json:"new,omitempty"`
	Symbols []Symbol `json:"symbols"`
	Uses    []Use    `json:"uses,omitempty"`
}

// WriteJSON writes the report for programs, in a form that stays as it is: see
// [Schema].
//
//	{
//	  "schema": 1,
//	  "bump": "major",                          major, minor, patch or none
//	  "counts": {"compile": 1, "behaviour": 0, "safe": 0},
//	  "traced": true,                           whether uses were looked for
//	  "changes": [
//	    {
//	      "class": "compile",                   compile, behaviour or safe
//	      "kind": "changed",                    added, removed, renamed, changed or described
//	      "service": "tencent/cvm/2017-03-12",  or the provider's name
//	      "path": "actions/DescribeInstances/input/Limit",
//	      "message": "the type is int64 instead of uint64",
//	      "old": "uint64", "new": "int64",      absent where there is nothing to say
//	      "symbols": [{"package": "tencent/cvm/v20170312", "name": "DescribeInstancesInput.Limit"}],
//	      "uses": [{"file": "main.go", "line": 12}]
//	    }
//	  ]
//	}
func (r *Report) WriteJSON(w io.Writer) error {
	d := document{
		Schema: Schema, Bump: r.Bump(), Traced: r.Traced,
		Counts:  counts{r.Count(Compile), r.Count(Behaviour), r.Count(Safe)},
		Changes: []changeEntry{},
	}
	for _, c := range r.Changes {
		entry := changeEntry(c)
		if entry.Symbols == nil {
			entry.Symbols = []Symbol{}
		}
		d.Changes = append(d.Changes, entry)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(d)
}
