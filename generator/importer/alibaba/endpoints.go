package alibaba

import (
	"regexp"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// endpoint is the host of a service in a region, and the one inside the
// region's private networks where the file tells it.
type endpoint struct{ region, host, vpc string }

var (
	hostName   = regexp.MustCompile(`^[A-Za-z0-9.-]{1,253}$`)
	regionName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$`)
)

// readEndpoints reads the hosts of an api-docs.json.
func (s *service) readEndpoints(n *jsontree.Node) {
	var list []endpoint
	seen := map[string]bool{}
	for _, item := range s.items(n, jsontree.Object, "endpoints") {
		e := endpoint{s.Text(item, "regionId", "endpoints"), s.hostIn(item, "endpoint"), s.hostIn(item, "vpc")}
		if e.host == "" {
			e.host = s.hostIn(item, "public")
		}
		switch {
		case e.host == "":
		case !regionName.MatchString(e.region):
			s.Note(item, importer.Skipped, "service", "%s is not the name of a region", jsontree.Quote(e.region))
		case !seen[e.region]:
			list = append(list, e)
		}
		seen[e.region] = true
	}
	s.settleEndpoints(list)
}

// hostIn is a host, or "" where there is none.
func (s *service) hostIn(item *jsontree.Node, key string) string {
	host := strings.ToLower(s.Text(item, key, "endpoints"))
	if host != "" && !hostName.MatchString(host) {
		s.Note(item.Get(key), importer.Skipped, "service", "the host %s is not a name of letters, digits, dots and dashes", jsontree.Quote(host))
		return ""
	}
	return host
}

// region stands for the name of a region in a rule.
const region = "{region}"

// settleEndpoints says where the service is reached by a rule and what differs
// from it; nothing where it is the provider's rule, {service}.aliyuncs.com.
func (s *service) settleEndpoints(list []endpoint) {
	if len(list) == 0 {
		return
	}
	ends := &spec.Endpoints{}
	outside, inside := s.settlePublic(ends, list), settleVPC(ends, list)
	for _, e := range list {
		if outside[e.region] != "" || inside[e.region] != "" {
			importer.Add(&ends.Regions, e.region, &spec.Region{Host: importer.SetText(outside[e.region]), VPC: importer.SetText(inside[e.region])})
		}
	}
	if ends.Default.IsSet() || ends.Regional.IsSet() || ends.VPC.IsSet() || len(ends.Regions) > 0 {
		s.spec.Endpoints = ends
	}
}

// settlePublic makes a rule for regions where most follow one, and new regions
// will; or else one host for all. It returns the hosts that differ.
func (s *service) settlePublic(ends *spec.Endpoints, list []endpoint) hosts {
	public := func(e endpoint) string { return e.host }
	rule, follow := commonest(list, func(e endpoint) string {
		if rule := ruleOf(public)(e); strings.Contains(rule, region) {
			return rule
		}
		return ""
	})
	host, at := commonest(list, public)
	central := s.spec.Name.Value + ".aliyuncs.com"
	if follow >= 3 && follow >= at {
		s.regional = true
		ends.Regional = importer.Set(s.general(rule))
		if !hasHost(list, central) {
			ends.Default = importer.Set(home(list))
		}
		return exceptions(list, public, rule)
	}
	if at == 1 {
		host = list[0].host // the vendor's first
	}
	if hasHost(list, central) {
		return exceptions(list, public, central)
	}
	ends.Default = importer.Set(host)
	return exceptions(list, public, host)
}

// settleVPC does the same for the hosts inside private networks. There is a
// rule only where every region has such a host.
func settleVPC(ends *spec.Endpoints, list []endpoint) hosts {
	private := func(e endpoint) string { return e.vpc }
	rule, follow := commonest(list, ruleOf(private))
	for _, e := range list {
		if e.vpc == "" || follow < 3 {
			return exceptions(list, private, "")
		}
	}
	ends.VPC = importer.Set(rule)
	return exceptions(list, private, rule)
}

// ruleOf is the host of an endpoint with the name of its region taken out.
func ruleOf(host func(endpoint) string) func(endpoint) string {
	return func(e endpoint) string { return strings.ReplaceAll(host(e), e.region, region) }
}

// general writes a rule as the provider's spec writes its own.
func (s *service) general(rule string) string {
	if rest, ok := strings.CutPrefix(rule, s.spec.Name.Value+"."); ok {
		return "{service}." + rest
	}
	return rule
}

// home is the host for clients of no region where no host is for all: that of
// one of the vendor's own regions, or else the first.
func home(list []endpoint) string {
	for _, name := range []string{"cn-hangzhou", "cn-shanghai", "cn-beijing"} {
		for _, e := range list {
			if e.region == name {
				return e.host
			}
		}
	}
	return list[0].host
}

func hasHost(list []endpoint, host string) bool {
	for _, e := range list {
		if e.host == host {
			return true
		}
	}
	return false
}

// commonest is the text that most endpoints make, the first of equals.
func commonest(list []endpoint, text func(endpoint) string) (most string, times int) {
	count := map[string]int{}
	for _, e := range list {
		if t := text(e); t != "" {
			count[t]++
		}
	}
	for _, e := range list {
		if t := text(e); count[t] > times {
			most, times = t, count[t]
		}
	}
	return most, times
}

// hosts are those of some regions.
type hosts map[string]string

// exceptions are the hosts that follow no rule.
func exceptions(list []endpoint, host func(endpoint) string, rule string) hosts {
	regions := hosts{}
	for _, e := range list {
		if h := host(e); h != "" && h != strings.ReplaceAll(rule, region, e.region) {
			regions[e.region] = h
		}
	}
	return regions
}
