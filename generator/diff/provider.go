package diff

import (
	"slices"
	"strconv"
	"strings"

	"github.com/signet-gen/signet/generator/model"
)

// provider compares what the provider says for all its services.
func (c *comparison) provider() {
	old, new := c.old.Provider, c.new.Provider
	at := place{c, new.Name, "provider", packages(c.old)}
	if old.Protocol != new.Protocol {
		fake := Symbol{Package: testPackage(c.old), Name: "NewServer"}
		at.about(append(c.symbols("New", "Client.With", "ReadOnlyClient.With"), fake)...).tell(Compile, Changed, old.Protocol, new.Protocol,
			"the protocol is %s instead of %s: clients are configured otherwise", new.Protocol, old.Protocol)
	}
	c.requestID(at)
	at.differs("the zone of wall-clock dates", old.UTCOffset, new.UTCOffset)
	at.described(lines(old.Title, old.Doc), lines(new.Title, new.Doc))
	at.signatures(old, new)
	at.sizeLimits(old, new)
	at.commonParameters(old, new)
}

// requestID compares the member that every reply carries, as one change rather
// than one for each output.
func (c *comparison) requestID(at place) {
	was, is := c.old.Provider.RequestID, c.new.Provider.RequestID
	if was == is {
		return
	}
	at = at.about()
	for _, a := range c.old.Actions {
		if f := field(a.Output, was); f != nil {
			at.symbols = append(at.symbols, c.symbol(a.Output.GoName+"."+f.GoName))
		}
	}
	switch {
	case is == "":
		at.tell(Compile, Removed, was, is, "replies have no request id any more")
	case was == "":
		at.tell(Safe, Added, was, is, "every reply has a request id now, %s", is)
	default:
		at.differs("the member with the request id", was, is)
	}
}

// ownFields are the fields of an output without the request id, where that is
// another member than before.
func (c *comparison) ownFields(st *model.Struct, requestID string) []*model.Field {
	if c.old.Provider.RequestID == c.new.Provider.RequestID {
		return st.Fields
	}
	return slices.DeleteFunc(slices.Clone(st.Fields), func(f *model.Field) bool { return f.Name == requestID })
}

// field is the field of a wire name, or nil.
func field(st *model.Struct, name string) *model.Field {
	i := slices.IndexFunc(st.Fields, func(f *model.Field) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return st.Fields[i]
}

func (p place) signatures(old, new *model.Provider) {
	for _, s := range pairs(old.Signatures, new.Signatures, func(s *model.Signature) string { return s.Name }) {
		switch {
		case s.old == nil:
			p.tell(Safe, Added, "", s.new.Name, "the signature %s was added", s.new.Name)
		case s.new == nil:
			p.tell(Behaviour, Removed, s.old.Name, "", "the signature %s is gone", s.old.Name)
		default:
			p.fewer("the signature "+s.new.Name+" with the method", s.old.Methods, s.new.Methods)
			p.fewer("the signature "+s.new.Name+" with the body", s.old.Bodies, s.new.Bodies)
			p.deprecated(s.old.Deprecated, s.new.Deprecated)
			p.described(s.old.Doc, s.new.Doc)
		}
	}
	p.differs("the signature that clients use unasked", standard(old), standard(new))
}

// standard is the signature that a client uses unless told otherwise.
func standard(p *model.Provider) string {
	for _, s := range p.Signatures {
		if s.Default {
			return s.Name
		}
	}
	return ""
}

// fewer tells of a list of what is allowed; an empty list allows everything.
func (p place) fewer(what string, old, new []string) {
	for _, v := range old {
		if !slices.Contains(new, v) && len(new) > 0 {
			p.tell(Behaviour, Removed, v, "", "%s %s is not allowed any more", what, v)
		}
	}
	for _, v := range new {
		if !slices.Contains(old, v) && len(old) > 0 {
			p.tell(Safe, Added, "", v, "%s %s is allowed now", what, v)
		}
	}
	switch {
	case len(old) == 0 && len(new) > 0:
		p.tell(Behaviour, Changed, "", strings.Join(new, ", "), "%s can only be one of %s now", what, strings.Join(new, ", "))
	case len(old) > 0 && len(new) == 0:
		p.tell(Safe, Changed, strings.Join(old, ", "), "", "%s can be any now", what)
	}
}

func (p place) sizeLimits(old, new *model.Provider) {
	key := func(l *model.SizeLimit) string { return strings.Join(append([]string{l.Method}, l.Signatures...), " ") }
	for _, l := range pairs(old.Limits, new.Limits, key) {
		var was, is string
		if l.old != nil {
			was = strconv.Itoa(l.old.Bytes)
		}
		if l.new != nil {
			is = strconv.Itoa(l.new.Bytes)
		}
		of := l.old
		if of == nil {
			of = l.new
		}
		p.bound(bound{what: "the most bytes of a request by " + key(of), old: was, new: is}, true)
	}
}

func (p place) commonParameters(old, new *model.Provider) {
	key := func(c *model.CommonParameter) string { return c.Name }
	for _, c := range pairs(old.CommonParameters, new.CommonParameters, key) {
		switch {
		case c.old == nil:
			p.tell(Safe, Added, "", c.new.Name, "the common parameter %s was added", c.new.Name)
		case c.new == nil:
			p.tell(Behaviour, Removed, c.old.Name, "", "the common parameter %s is gone", c.old.Name)
		default:
			p.differs("the header of the common parameter "+c.new.Name, c.old.Header, c.new.Header)
			p.described(c.old.Doc, c.new.Doc)
		}
	}
}
