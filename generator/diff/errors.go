package diff

import (
	"slices"

	"github.com/signet-gen/signet/generator/model"
)

// errorCodes compares the constants of error codes: those of the service, and
// those of the provider, which each package has, too.
func (c *comparison) errorCodes() {
	codes := pairs(
		slices.Concat(c.old.Errors, c.old.Provider.Errors),
		slices.Concat(c.new.Errors, c.new.Provider.Errors),
		func(e *model.ErrorCode) string { return e.Code },
		func(e *model.ErrorCode) string { return e.GoName })
	for _, p := range codes {
		c.errorCode(p)
	}
}

func (c *comparison) errorCode(p pair[model.ErrorCode]) {
	at := c.errorPlace(p)
	switch {
	case p.old == nil:
		at.tell(Safe, Added, "", p.new.Code, "added")
		return
	case p.new == nil:
		at.tell(Compile, Removed, p.old.Code, "", "removed")
		return
	case p.old.GoName != p.new.GoName:
		at.tell(Compile, Renamed, p.old.GoName, p.new.GoName, "the constant is called %s instead of %s", p.new.GoName, p.old.GoName)
	case p.old.Code != p.new.Code:
		at.tell(Behaviour, Changed, p.old.Code, p.new.Code, "%s is the code %s instead of %s", p.new.GoName, p.new.Code, p.old.Code)
	}
	at.described(lines(p.old.Doc, p.old.Advice), lines(p.new.Doc, p.new.Advice))
}

// errorPlace is the provider's where the code is or was one of the provider.
func (c *comparison) errorPlace(p pair[model.ErrorCode]) place {
	ofProvider := true
	var at place
	if p.new != nil {
		at = c.at("errors/"+p.new.Code, c.added(p.new.GoName)...)
		ofProvider = slices.Contains(c.new.Provider.Errors, p.new)
	}
	if p.old != nil {
		at = c.at("errors/"+p.old.Code, c.symbol(p.old.GoName))
		ofProvider = ofProvider && slices.Contains(c.old.Provider.Errors, p.old)
	}
	if ofProvider {
		at.owner = c.new.Provider.Name
	}
	return at
}
