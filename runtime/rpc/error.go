package rpc

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Code is an error code of a cloud, such as InvalidParameterValue or its child
// InvalidParameterValue.Limit. It is an error itself, so that
// errors.Is(err, code) tells whether a call failed with the code or with one
// below it.
type Code string

// Error is the code's text.
func (c Code) Error() string { return string(c) }

// Is tells whether target is the code itself or a dotted parent of it.
func (c Code) Is(target error) bool {
	parent, ok := target.(Code)
	if !ok || parent == "" || !strings.HasPrefix(string(c), string(parent)) {
		return false
	}
	return len(c) == len(parent) || c[len(parent)] == '.'
}

// Error is what a cloud answers when it refuses a call or fails at it.
// errors.Is compares it with a [Code], parents included; errors.As finds it.
type Error struct {
	// Service and Action are what was called.
	Service, Action string
	// Code is the cloud's error code.
	Code Code
	// Message is the cloud's text, for people; it changes without notice.
	Message string
	// RequestID identifies the call to the cloud's support.
	RequestID string
	// Status is the HTTP status, which is 200 in most errors of some clouds.
	Status int
	// Advice is what the cloud recommends to do, mostly the address of a page;
	// empty if it says nothing.
	Advice string
	// Details are what else the cloud tells of the error, by its own names, such
	// as AccessDeniedDetail.AuthAction; nil if it tells nothing else.
	Details map[string]string
	// RetryAfter is how long the cloud asks to wait before the call is made
	// again; 0 if it does not say.
	RetryAfter time.Duration
	// RateLimit is how many calls a second the cloud allows, where the error says
	// that there were more and how many are allowed; else 0.
	RateLimit int
	// Skew is how far the clock of this machine is behind the server's, where
	// the error is about time and the reply tells it; negative if it is ahead.
	Skew time.Duration
	// Explanation is what there is to know of a refusal that is about the signature,
	// the clock, the key, the token or a permission; nil of any other.
	Explanation *Explanation
	// Remedy is what the service's spec advises to do about the code, or about the
	// nearest of its parents that it has advice for; empty if it has none.
	Remedy string
}

// Error says what failed, how, and what to tell the cloud's support, in one line.
// [Error.Report] says more, and so does the verb %+v.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Service != "" || e.Action != "" {
		b.WriteString(e.Service + "." + e.Action + ": ")
	}
	b.WriteString(inOneLine(string(e.Code)))
	if e.Message != "" {
		b.WriteString(": " + inOneLine(e.Message))
	}
	if e.Skew != 0 {
		b.WriteString("; " + inWords(e.Skew))
	}
	writeTrace(&b, e.RequestID, e.Status)
	return b.String()
}

// Unwrap is the code, which errors.Is and errors.As so find.
func (e *Error) Unwrap() error { return e.Code }

// Report is the error with all that explains it, a line each, for logs and people.
// It holds no secret.
func (e *Error) Report() string { return e.report(e.Error()) }

// report is the report that begins with a line of its own.
func (e *Error) report(first string) string {
	var b strings.Builder
	b.WriteString(first + "\n")
	if e.Remedy != "" {
		b.WriteString("advice: " + e.Remedy + "\n")
	}
	if e.Advice != "" {
		b.WriteString("the cloud's advice: " + inOneLine(e.Advice) + "\n")
	}
	if e.Explanation != nil {
		e.Explanation.writeTo(&b)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// Format prints the error as its text for all verbs, and as its Report for %+v.
func (e *Error) Format(f fmt.State, verb rune) {
	switch {
	case e == nil:
		_, _ = io.WriteString(f, "<nil>")
	case verb == 'v' && f.Flag('+'):
		_, _ = io.WriteString(f, e.Report())
	default:
		fmt.Fprintf(f, fmt.FormatString(f, verb), e.Error())
	}
}

// inOneLine is a text from outside without line ends and control characters.
func inOneLine(text string) string {
	if strings.IndexFunc(text, unicode.IsControl) < 0 {
		return text
	}
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || unicode.IsControl(r) })
	return strings.Join(words, " ")
}

// Advice is what a spec says to do about error codes: a line a code, each the code, a
// tab and the text.
type Advice string

// longestCode bounds what is looked up.
const longestCode = 256

// Of is the advice for a code or the nearest of its parents; empty if there is none.
func (a Advice) Of(code Code) string {
	for name := string(code[:min(len(code), longestCode)]); name != ""; {
		rest, found := strings.CutPrefix(string(a), name+"\t")
		if !found {
			_, rest, found = strings.Cut(string(a), "\n"+name+"\t")
		}
		if found {
			text, _, _ := strings.Cut(rest, "\n")
			return text
		}
		name = name[:max(strings.LastIndexByte(name, '.'), 0)]
	}
	return ""
}

// writeTrace writes what identifies a reply: " (request 1234, HTTP 200)".
func writeTrace(b *strings.Builder, requestID string, status int) {
	var known []string
	if requestID != "" {
		known = append(known, "request "+inOneLine(requestID))
	}
	if status != 0 {
		known = append(known, "HTTP "+strconv.Itoa(status))
	}
	if known != nil {
		b.WriteString(" (" + strings.Join(known, ", ") + ")")
	}
}

// ReplyError is a reply that is not what the cloud promises: a page of a proxy
// on the way, an empty or a damaged body, a member of a type that cannot be read.
type ReplyError struct {
	// Service and Action are what was called.
	Service, Action string
	// RequestID identifies the call, where the reply told it.
	RequestID string
	// Status is the HTTP status.
	Status int
	// Excerpt is the beginning of a body that is not the cloud's, without
	// control characters, queries and keys; empty for a body that is.
	Excerpt string
	// RetryAfter is as in [Error].
	RetryAfter time.Duration
	// Err is what is wrong with the reply.
	Err error
}

// Error says what was called, what came back and what is wrong with it.
func (e *ReplyError) Error() string {
	var b strings.Builder
	if e.Service != "" || e.Action != "" {
		b.WriteString(e.Service + "." + e.Action + ": ")
	}
	b.WriteString(e.Err.Error())
	if e.Excerpt != "" {
		b.WriteString(": " + strconv.Quote(e.Excerpt))
	}
	writeTrace(&b, e.RequestID, e.Status)
	return b.String()
}

// Unwrap is what is wrong with the reply.
func (e *ReplyError) Unwrap() error { return e.Err }
