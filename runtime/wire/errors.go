package wire

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A SyntaxError says that a text is not JSON, or not XML.
type SyntaxError struct {
	Offset int    // in bytes, of the first one that cannot stand where it stands
	Msg    string // what should stand there
	Format string // JSON or XML
}

// Error says where the fault is, and what should stand there.
func (e *SyntaxError) Error() string {
	return "malformed " + e.Format + " at offset " + strconv.Itoa(e.Offset) + ": " + e.Msg
}

// A Mismatch is a value of another kind than promised that was accepted all the same:
// see the package's documentation for what is.
type Mismatch struct {
	Member string // dotted path: Response.Tasks.3.ProjectId
	Want   string // string, bool, int32, int64, uint64, float64, object, map or list
	Got    string // string, bool, object, list, or number and its text
	Offset int    // in bytes, of the value
}

// A TypeError is a value of another kind than promised that cannot be accepted,
// or a number that the promised type cannot hold.
type TypeError struct {
	Member string // dotted path: Response.Tasks.3.ProjectId
	Want   string // as in Mismatch, or base64
	Got    string // as in Mismatch
	Offset int    // in bytes, of the value
}

// Error says which member it is, what was promised and what came.
func (e *TypeError) Error() string {
	member := e.Member
	if member == "" {
		member = "the whole text"
	}
	return fmt.Sprintf("%s (offset %d): want %s, got %s", member, e.Offset, e.Want, e.Got)
}

// A MissingError lists the required members that a request lacks.
type MissingError struct {
	Members []string // dotted paths, elements counted from 0: Disks.0.Size
}

// Error names the members, the first 20 of them.
func (e *MissingError) Error() string {
	const most = 20
	names, more := e.Members, ""
	if len(names) > most {
		more = fmt.Sprintf(" and %d more", len(names)-most)
		names = names[:most]
	}
	return "required members are not set: " + strings.Join(names, ", ") + more
}

// A ValueError is a value that cannot be written: a number that is not finite, a type that
// Any does not know, a value that holds itself.
type ValueError struct {
	Member string // dotted path, elements counted from 0
	Msg    string
}

// Error says which member it is, and what is wrong with it.
func (e *ValueError) Error() string { return e.Member + ": " + e.Msg }

// fail stops the codec with its first error.
func (c *Codec) fail(err error) {
	if c.err == nil {
		c.err = err
	}
	c.place = nowhere
}

// maxInvalid is how many values are reported at once.
const maxInvalid = 20

// refuse notes that a value cannot be written; the others are still looked at.
func (c *Codec) refuse(name, msg string) {
	if c.err != nil {
		return
	}
	c.invalid = append(c.invalid, &ValueError{c.member(name), msg})
	if len(c.invalid) == maxInvalid {
		c.fail(c.invalid[0])
	}
}

// refuseAll notes a fault after which there is no sense in looking further.
func (c *Codec) refuseAll(name, msg string) {
	c.refuse(name, msg)
	c.fail(c.invalid[0])
}

// faults returns all that is wrong with what was to be written.
func (c *Codec) faults() error {
	if len(c.missing) == 0 && len(c.invalid) == 0 {
		return nil
	}
	all := c.invalid
	if len(c.missing) > 0 {
		all = append([]error{&MissingError{c.missing}}, all...)
	}
	if len(all) == 1 {
		return all[0]
	}
	return errors.Join(all...)
}
