package credential

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
)

// ErrAbsent is the error of a source that is not there: no variable is set, no
// file lies at its place, no metadata service answers. A chain passes over it.
// A source that is there and does not work has another error.
var ErrAbsent = errors.New("not there")

// Absent is an error that is [ErrAbsent], and says what is not there.
func Absent(format string, args ...any) error {
	return absent(fmt.Sprintf(format, args...))
}

type absent string

func (a absent) Error() string        { return string(a) }
func (a absent) Is(target error) bool { return target == ErrAbsent }

// Link is one source of a chain.
type Link struct {
	// Name says what the source is: the environment, the file ~/.aliyun/config.json.
	Name string
	Provider
}

// Chain tries sources in their order, and keeps to the first that has
// credentials. A source that is there and does not work ends the search: to go on
// would be to act as somebody else. The error of a chain that finds nothing is a
// [*ChainError].
func Chain(links ...Link) Provider {
	c := &chain{links: links}
	var names []string
	for _, link := range links {
		names = append(names, link.Name)
	}
	return held{get: c.retrieve, forget: c.forget, name: "credential.Chain(" + strings.Join(names, ", ") + ")"}
}

type chain struct {
	links []Link
	// found is the link that has credentials, from the first call that found it.
	found atomic.Pointer[Link]
}

// retrieve asks the source that was found, or each in its order.
func (c *chain) retrieve(ctx context.Context) (Credentials, error) {
	if link := c.found.Load(); link != nil {
		return link.Retrieve(ctx)
	}
	e := &ChainError{}
	for i := range c.links {
		link := &c.links[i]
		credentials, err := link.Retrieve(ctx)
		if err == nil {
			c.found.CompareAndSwap(nil, link)
			return credentials, nil
		}
		e.Tried = append(e.Tried, Tried{link.Name, err})
		if ctx.Err() != nil || !errors.Is(err, ErrAbsent) {
			return Credentials{}, e
		}
	}
	return Credentials{}, e
}

// forget tells the source that was found.
func (c *chain) forget(used Credentials) bool {
	link := c.found.Load()
	return link != nil && Forget(link.Provider, used)
}

// ChainError is the error of a chain that has no credentials.
type ChainError struct {
	// Tried are the sources in the order in which they were tried. The last one
	// is there and does not work, unless its error is [ErrAbsent].
	Tried []Tried
}

// Tried is a source and why it has no credentials.
type Tried struct {
	Source string
	Err    error
}

// Error lists each source and why it has none.
func (e *ChainError) Error() string {
	if len(e.Tried) == 0 {
		return "there are no credentials: the chain has no sources"
	}
	var b strings.Builder
	b.WriteString("there are no credentials:")
	for i, t := range e.Tried {
		if i > 0 {
			b.WriteByte(';')
		}
		fmt.Fprintf(&b, " %s: %v", t.Source, t.Err)
	}
	return b.String()
}

// Unwrap is the error of the source that is there and does not work, else those of
// all: only a chain of which nothing is there is [ErrAbsent] to a chain that it is in.
func (e *ChainError) Unwrap() []error {
	if n := len(e.Tried); n > 0 && !errors.Is(e.Tried[n-1].Err, ErrAbsent) {
		return []error{e.Tried[n-1].Err}
	}
	var errs []error
	for _, t := range e.Tried {
		errs = append(errs, t.Err)
	}
	return errs
}
