package templates

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/signet-gen/signet/generator/model"
)

// serviceVar describes the service to the runtime:
//
//	var service = rpc.Service{
//		Name:      "msp",
//		Version:   "2018-03-19",
//		Endpoints: rpc.Endpoints{ … },
//		Advice:    advice,
//	}
func (d declarer) serviceVar() *jen.Statement {
	members := keyed{}
	members.add("Name", jen.Lit(d.service.Name))
	members.add("Version", jen.Lit(d.service.Version))
	members.add("Endpoints", d.endpoints())
	if d.adviceLines() != nil {
		members.add("Advice", jen.Id("advice"))
	}
	return jen.Var().Id("service").Op("=").Add(d.rpc("Service")).Add(members.lines())
}

// endpoints says where the service is reached:
//
//	rpc.Endpoints{
//		Default:  "msp.tencentcloudapi.com",
//		Regional: "msp.{region}.tencentcloudapi.com",
//	}
func (d declarer) endpoints() *jen.Statement {
	e := d.service.Endpoints
	members := keyed{}
	for _, rule := range []struct{ name, host string }{
		{"Default", e.Default}, {"Regional", e.Regional}, {"VPC", e.VPC},
	} {
		if rule.host != "" {
			members.add(rule.name, jen.Lit(rule.host))
		}
	}
	hosts := exceptions(e.Regions, func(r *model.Region) string { return r.Host })
	private := exceptions(e.Regions, func(r *model.Region) string { return r.VPC })
	if len(hosts) > 0 {
		members.add("Hosts", jen.Map(jen.String()).String().Add(hosts.lines()))
	}
	if len(private) > 0 {
		members.add("VPCHosts", jen.Map(jen.String()).String().Add(private.lines()))
	}
	if len(members) == 1 && len(hosts)+len(private) == 0 {
		return d.rpc("Endpoints").Add(members.line())
	}
	return d.rpc("Endpoints").Add(members.lines())
}

// exceptions are the hosts of regions that follow no rule: "cn-hangzhou": "ecs-cn-hangzhou.aliyuncs.com"
func exceptions(regions []*model.Region, host func(*model.Region) string) keyed {
	hosts := keyed{}
	for _, r := range regions {
		if host(r) != "" {
			hosts = append(hosts, jen.Lit(r.Name).Op(":").Lit(host(r)))
		}
	}
	return hosts
}

// regionOf shows a region where it makes a difference to the service: the first
// that an action's parameter has as its example, or else the first of all.
// What the package's comment shows of the action shown agrees with it.
func regionOf(s *model.Service, shown *model.Action) string {
	differs := s.Endpoints.Regional != ""
	names := map[string]bool{}
	var region string
	for _, r := range s.Endpoints.Regions {
		differs = differs || r.Host != "" || r.VPC != ""
		region = cmp.Or(region, r.Name)
		names[r.Name] = true
	}
	if !differs || region == "" {
		return ""
	}
	for _, a := range slices.Concat([]*model.Action{shown}, s.Actions) {
		for _, f := range a.Input.Fields {
			if v := f.Example; v != nil && names[v.Text] {
				return fmt.Sprintf("Region: %q", v.Text)
			}
		}
	}
	return fmt.Sprintf("Region: %q", region)
}
