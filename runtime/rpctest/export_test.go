package rpctest

// Differences are what a text shows and another one does not, a line each.
func Differences(absent Cause, want, got string) []string {
	var f Findings
	f.lost(absent, want, got)
	var lines []string
	for _, difference := range f.Differences {
		lines = append(lines, difference.String())
	}
	return lines
}

// Plain is a JSON object as package json reads it, but that numbers are of type Number.
func Plain(text string) (any, error) {
	t, err := parseTree(text)
	if err != nil {
		return nil, err
	}
	return t.plain(), nil
}

// Number is a number's text.
type Number string

func (t *tree) plain() any {
	switch t.kind {
	case nullTree:
		return nil
	case boolTree:
		return t.text == "true"
	case numberTree:
		return Number(t.text)
	case textTree:
		return t.text
	case listTree:
		list := []any{}
		for i := range t.items {
			list = append(list, t.items[i].plain())
		}
		return list
	}
	object := map[string]any{}
	for i, name := range t.names {
		object[name] = t.items[i].plain()
	}
	return object
}
