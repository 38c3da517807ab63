package rpc

import (
	"fmt"
	"net/url"
	"strings"
)

// Endpoints say where a service is reached: hosts, with a port where it is not
// the scheme's own. {region} in Regional and VPC stands for the region's name.
type Endpoints struct {
	// Default is the host that needs no region.
	Default string
	// Regional is the host of one region.
	Regional string
	// VPC is the host inside a private network, of one region or of all.
	VPC string
	// Hosts are the hosts of regions that do not follow Regional, and VPCHosts
	// of those that do not follow VPC.
	Hosts, VPCHosts map[string]string
}

// Host is the host that a client of region calls: the region's own if regional
// is set or there is no default one, else the default. It is an error if no
// rule gives one.
func (e *Endpoints) Host(region string, regional bool) (string, error) {
	if !regional && e.Default != "" {
		return e.Default, nil
	}
	if region == "" {
		return "", fmt.Errorf("a regional host needs a region, and none is configured")
	}
	if host := hostOf(region, e.Regional, e.Hosts); host != "" {
		return host, nil
	}
	return "", fmt.Errorf("the service has no host of its own in region %s: leave the choice of host to its default, or name one", region)
}

// Nearest is the host that a client of region calls where the region's own is
// better than the default one: the region's own if there is one, else the
// default. It is an error if no rule gives one.
func (e *Endpoints) Nearest(region string) (string, error) {
	if region != "" {
		if host := hostOf(region, e.Regional, e.Hosts); host != "" {
			return host, nil
		}
	}
	return e.Host(region, false)
}

// Private is the host that a client inside a private network of region calls.
// It is an error if no rule gives one.
func (e *Endpoints) Private(region string) (string, error) {
	if region == "" && (strings.Contains(e.VPC, placeholder) || e.VPC == "" && len(e.VPCHosts) > 0) {
		return "", fmt.Errorf("a host inside a private network needs a region, and none is configured")
	}
	if host := hostOf(region, e.VPC, e.VPCHosts); host != "" {
		return host, nil
	}
	return "", fmt.Errorf("no host of the service inside private networks is known: leave the choice of host to its default, or name one")
}

// placeholder stands for the name of a region.
const placeholder = "{region}"

// hostOf is the host of a region by the exceptions, else by the rule; empty if
// neither gives one.
func hostOf(region, rule string, exceptions map[string]string) string {
	if host, ok := exceptions[region]; ok {
		return host
	}
	return strings.ReplaceAll(rule, placeholder, region)
}

// ParseEndpoint reads a host, with a port where needed, or a URL such as
// http://127.0.0.1:8080, and returns the URL that requests go to: its host is
// sent and signed as it is. what says where the text stands, for errors: they
// repeat neither a user nor a password, which the text may wrongly hold.
func ParseEndpoint(text, what string) (url.URL, error) {
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := url.Parse(text)
	if err != nil {
		return url.URL{}, fmt.Errorf("%s is neither a host nor a URL", mask(what, text))
	}
	if fault := endpointFault(u); fault != "" {
		return url.URL{}, fmt.Errorf("%s %s", mask(what, text), fault)
	}
	return url.URL{Scheme: u.Scheme, Host: strings.ToLower(u.Host), Path: "/"}, nil
}

// mask hides an endpoint that holds a user and a password.
func mask(what, text string) string {
	if strings.Contains(text, "@") {
		return "Config.Endpoint"
	}
	return what
}

// endpointFault says why requests cannot be sent to u, or nothing.
func endpointFault(u *url.URL) string {
	switch {
	case u.Scheme != "https" && u.Scheme != "http":
		return "is of scheme " + u.Scheme + ": use https, or http for tests"
	case u.User != nil:
		return "holds a user or password: credentials go into Config.Credentials"
	case u.Path != "" && u.Path != "/", u.RawQuery != "" || u.ForceQuery, u.Fragment != "":
		return "has a path, query or fragment: signatures hold for the path / alone, so name the host only"
	case u.Hostname() == "" || strings.HasSuffix(u.Host, ":"):
		return "has no host, or a colon without a port"
	case strings.ContainsFunc(u.Host, func(r rune) bool { return !isHostRune(r) }):
		return "holds a character that cannot be in a Host header: write an international name in its ASCII form (xn--…)"
	}
	return ""
}

// isHostRune tells whether net/http sends r in a Host header just as it is.
func isHostRune(r rune) bool {
	return isNameRune(r) || strings.ContainsRune("._:[]", r)
}

// IsName tells whether s is of ASCII letters, digits and dashes, as the names
// of regions and languages are, or empty.
func IsName(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !isNameRune(r) })
}

func isNameRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-'
}
