package alibaba

import (
	"strings"
	"unicode"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/naming"
	"github.com/signet-gen/signet/generator/spec"
)

// codes are the error codes of the service. All stand in service.yaml, so that
// none moves when a second action answers with it.
type codes struct {
	list spec.Map[*spec.ErrorCode]
	seen map[string]*spec.ErrorCode
	// refused are those that cannot be said, each told once.
	refused map[string]bool
}

// readErrors reads the error codes of an action.
func (s *service) readErrors(a *spec.Action, api *jsontree.Node, path string) {
	named := map[string]bool{}
	for _, status := range s.members(api.Get("errorCodes"), jsontree.List, path, "errorCodes of "+path) {
		for _, n := range s.items(status.Value, jsontree.Object, "errorCodes "+jsontree.Cut(status.Key)+" of "+path) {
			code := strings.TrimSpace(s.Text(n, "errorCode", "errorCodes of "+path))
			message := s.Text(n, "errorMessage", "errorCodes of "+path)
			if code == "" || named[code] || !s.isCode(n, code, path) {
				continue
			}
			named[code] = true
			s.addCode(code, message)
			a.Errors.Names = append(a.Errors.Names, importer.Set(code))
		}
	}
}

// addCode defines a code, if it is new.
func (s *service) addCode(code, message string) {
	e := s.codes.seen[code]
	if e == nil {
		e = &spec.ErrorCode{}
		s.codes.seen[code] = e
		importer.Add(&s.codes.list, code, e)
	}
	if s.docs && e.Doc == "" && strings.Trim(message, "%sd.:{} ") != "" { // not a message that is only filled in
		e.Doc = oneLine(message)
	}
}

// isCode reports whether a text is an error code: one without spaces around it,
// that does not stand for many.
func (s *service) isCode(n *jsontree.Node, code, path string) bool {
	var why string
	switch {
	case s.codes.seen[code] != nil:
		return true
	case strings.Contains(code, "%s") || strings.Contains(code, "%d") || strings.Contains(code, "${"):
		why = "stands for many codes"
	case strings.ContainsFunc(code, func(r rune) bool { return unicode.IsSpace(r) && r != ' ' || unicode.IsControl(r) }), strings.Contains(code, "  "), len(code) > 200:
		why = "is no code"
	case naming.Error(code) == "":
		why = "has no letter and no digit"
	default:
		return true
	}
	if !s.codes.refused[code] {
		s.Note(n, importer.Skipped, path, "the error code %s %s", jsontree.Quote(code), why)
		if s.codes.refused == nil {
			s.codes.refused = map[string]bool{}
		}
		s.codes.refused[code] = true
	}
	return false
}
