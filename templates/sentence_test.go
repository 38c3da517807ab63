package templates

import "testing"

func TestSentencesBeginWithTheirSubject(t *testing.T) {
	for _, test := range []struct {
		doc    string
		plural bool
		want   string
	}{
		{"The index of the first task.", false, "X is the index of the first task."},
		{"the index", false, "X is the index"},
		{"A task.", false, "X is a task."},
		{"The tasks of this page.", true, "X are the tasks of this page."},
		{"How many there are.", false, "X is how many there are."},
		{"Where a migration reads from.", false, "X is where a migration reads from."},
		{"Keeps only the tasks of a project.", false, "X keeps only the tasks of a project."},
		{"Keeps only tasks.", true, "X keep only tasks."},
		{"Matches names.", true, "X match names."},
		{"Carries names.", true, "X carry names."},
		{"Has a name.", true, "X have a name."},
		{"Does nothing.", true, "X do nothing."},
		{"Is true at night.", true, "X are true at night."},
		{"Names of tasks.", false, "X: Names of tasks."},
		{"Names the task.", false, "X names the task."},
		{"Is it so?", false, "X: Is it so?"},
		{"In gigabytes.", false, "X: In gigabytes."},
		{"IDs of tasks.", true, "X: IDs of tasks."},
		{"  The spaces.  ", false, "X is the spaces."},
		{"", false, ""},
	} {
		if got := sentence(subject{name: "X", plural: test.plural}, test.doc); got != test.want {
			t.Errorf("%q: got %q, want %q", test.doc, got, test.want)
		}
	}
}

func TestActionsAreWhatTheyDo(t *testing.T) {
	for _, test := range []struct{ doc, want string }{
		{"Lists the tasks.", "X lists the tasks."},
		{"Reindexes tasks.", "X reindexes tasks."}, // a verb that no table has
		{"The tasks are listed.", "X: The tasks are listed."},
		{"This lists tasks.", "X: This lists tasks."},
		{"List tasks.", "X: List tasks."},
	} {
		if got := doing("X", test.doc); got != test.want {
			t.Errorf("%q: got %q, want %q", test.doc, got, test.want)
		}
	}
}

func TestClausesGoWhereTheSentenceTakesThem(t *testing.T) {
	for _, test := range []struct {
		text   string
		limits []string
		absent string
		want   string
	}{
		{"X is a name.", nil, "", "X is a name."},
		{"X is a name", nil, "required", "X is a name; required."},
		{"X is a name.", []string{"at most 3", "one of a or b"}, "", "X is a name, at most 3, one of a or b."},
		{"X is a name.", []string{"such as x"}, "required", "X is a name, such as x; required."},
		{"X is a name. It is long.", []string{"such as x"}, "required", "X is a name. It is long. For example x; required."},
		{"X is a name; a long one.", nil, "required", "X is a name; a long one. Required."},
		{"X is a name!", nil, "required", "X is a name! Required."},
	} {
		if got := with(test.text, test.limits, test.absent); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}
