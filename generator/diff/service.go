package diff

import (
	"fmt"
	"path"

	"github.com/signet-gen/signet/generator/model"
)

// testPackage is the folder of the package of a service's typed fake.
func testPackage(s *model.Service) string { return path.Join(s.Path, s.Package+"test") }

// packages are both packages of a service as a whole.
func packages(s *model.Service) []Symbol {
	return []Symbol{{Package: s.Path}, {Package: testPackage(s)}}
}

func addedService(s *model.Service) Change {
	return Change{
		Class: Safe, Kind: Added, Service: s.Dir, Path: "service", New: s.Path,
		Message: fmt.Sprintf("added, with %s", counted(len(s.Actions), "action")), Symbols: packages(s),
	}
}

func removedService(s *model.Service) Change {
	return Change{
		Class: Compile, Kind: Removed, Service: s.Dir, Path: "service", Old: s.Path,
		Message: fmt.Sprintf("removed, with %s", counted(len(s.Actions), "action")), Symbols: packages(s),
	}
}

// counted is a number of things: 1 action, 2 actions.
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// service compares what a service is beside its actions and types.
func (c *comparison) service() {
	c.location()
	at := c.at("service", c.symbol("New"))
	at.differs("the name that requests are signed for", c.old.Name, c.new.Name)
	at.about(packages(c.old)...).described(lines(c.old.Title, c.old.Doc), lines(c.new.Title, c.new.Doc))
	was, is := c.old.Endpoints, c.new.Endpoints
	at.endpoint("the host that needs no region", was.Default, is.Default)
	at.endpoint("the host of a region", was.Regional, is.Regional)
	at.endpoint("the host inside a private network", was.VPC, is.VPC)
	c.regions(at)
}

// location compares where the package is and what it is called.
func (c *comparison) location() {
	old, new := c.old, c.new
	if old.Path == new.Path && old.Package == new.Package {
		return
	}
	at := c.at("service", packages(old)...)
	if old.Version != new.Version {
		at.tell(Compile, Renamed, old.Path, new.Path, "version %s has taken the place of %s: the package %s has moved to %s",
			new.Version, old.Version, old.Path, new.Path)
		return
	}
	at.tell(Compile, Renamed, old.Path, new.Path, "the package %s of the folder %s is now %s of %s", old.Package, old.Path, new.Package, new.Path)
}

// endpoint compares a rule for hosts; one that had none before is an addition.
func (p place) endpoint(what, old, new string) {
	switch {
	case old == "" && new != "":
		p.tell(Safe, Added, old, new, "%s is known now: %s", what, new)
	default:
		p.differs(what, old, new)
	}
}

func (c *comparison) regions(at place) {
	regions := pairs(c.old.Endpoints.Regions, c.new.Endpoints.Regions, func(r *model.Region) string { return r.Name })
	for _, p := range regions {
		switch {
		case p.old == nil:
			at.tell(Safe, Added, "", p.new.Name, "the region %s was added", p.new.Name)
		case p.new == nil:
			at.tell(Behaviour, Removed, p.old.Name, "", "the region %s is gone", p.old.Name)
		default:
			at.differs("the host of the region "+p.new.Name, p.old.Host, p.new.Host)
			at.differs("the host of the region "+p.new.Name+" inside a private network", p.old.VPC, p.new.VPC)
		}
	}
}
