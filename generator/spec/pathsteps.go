package spec

import "math/bits"

// Steps say how far along a path a name has come: the set of segments that may
// be next. The zero value says that the path leads elsewhere.
type Steps uint32

// Start is where a path begins.
func (p Path) Start() Steps { return p.skip(1) }

// Step goes on by a name.
func (p Path) Step(from Steps, name string) Steps {
	var to Steps
	for i, s := range p.segments {
		switch at := Steps(1) << i; {
		case from&at == 0:
		case s.deep:
			to |= at
		case s.matches(name):
			to |= at << 1
		}
	}
	return p.skip(to)
}

// skip adds what follows a segment that may stand for nothing.
func (p Path) skip(s Steps) Steps {
	for i, segment := range p.segments {
		if at := Steps(1) << i; segment.deep && s&at != 0 {
			s |= at << 1
		}
	}
	return s
}

// Ends reports whether the path may end here.
func (p Path) Ends(s Steps) bool { return s&(1<<len(p.segments)) != 0 }

// Far is how many segments the names so far stand for, at the most.
func (s Steps) Far() int { return bits.Len32(uint32(s)) - 1 }
