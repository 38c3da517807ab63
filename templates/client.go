package templates

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/signet-gen/signet/generator/model"
)

// clientFile holds what the service is and its client.
func (d declarer) clientFile() file {
	f := d.file("client.go", []jen.Code{
		d.serviceVar(), d.guard(), d.clientType(), d.newClient(), d.with(),
	})
	f.doc = d.packageComment()
	return f
}

// packageComment introduces the package:
//
//	// Package msp is a client of Tencent Cloud's Migration Service Platform,
//	// version 2018-03-19.
//	//
//	//	client := msp.New(tencent.Config{Region: "ap-guangzhou"})
//	//	out, err := client.ListMigrationTask(ctx, msp.ListMigrationTaskInput{})
func (d declarer) packageComment() *comment {
	s := d.service
	c := outer().text("Package " + s.Package + " is a client of " + d.title() + ", version " + s.Version + ".")
	c.text(ended(sentence(subject{name: "It"}, d.prose(s.Doc))))
	if a := showpiece(s.Actions); a != nil {
		c.code(
			"client := "+s.Package+".New("+s.Provider.Protocol+".Config{"+regionOf(s, a)+"})",
			"out, err := client."+a.GoName+"(ctx, "+s.Package+"."+a.Input.GoName+exampleInput(a.Input)+")")
	}
	return c
}

// title is what people call the service: Tencent Cloud's Migration Service Platform.
func (d declarer) title() string {
	return titleOr(d.service.Provider.Title, d.service.Provider.Name) + "'s " + titleOr(d.service.Title, d.service.Name)
}

func titleOr(title, name string) string {
	if title == "" {
		return name
	}
	return title
}

// showpiece is the action that the package's comment shows: the first one that
// only reads and needs nothing but what can be shown, or the first of all.
func showpiece(actions []*model.Action) *model.Action {
	for _, a := range actions {
		if a.Effect == model.Read && !strings.Contains(exampleInput(a.Input), "…") {
			return a
		}
	}
	if len(actions) > 0 {
		return actions[0]
	}
	return nil
}

// exampleInput is a literal of what an input requires: {TaskID: "msp-jitoh33n"}.
// It has an ellipsis where the spec gives no example. The client's region stands
// for a parameter that picks the host.
func exampleInput(s *model.Struct) string {
	var members []string
	for _, f := range s.Fields {
		if f.Presence != model.Required || f.In == "host" {
			continue
		}
		value := breakable(strings.TrimPrefix(example(f), suchAs))
		if value == "" {
			return "{…}"
		}
		members = append(members, f.GoName+": "+value)
	}
	return "{" + strings.Join(members, ", ") + "}"
}

// guard ties the package to the runtime that it needs:
//
//	// If this line does not compile, the runtime is older than this package needs.
//	// Update it:
//	//
//	//	github.com/signet-gen/signet/runtime
//	const _ = rpc.IsAtLeastV0_1
func (d declarer) guard() *jen.Statement {
	// The path has a line of its own, so that lines do not break elsewhere in a module of another name.
	about := outer().text("If this line does not compile, the runtime is older than this package needs. Update it:").code(d.imports.Runtime)
	return about.on(jen.Const().Id("_").Op("=").Add(d.rpc("IsAtLeastV0_1")))
}

// clientType declares the client:
//
//	// Client calls Tencent Cloud's Migration Service Platform.
//	type Client struct {
//		rpc    *rpc.Client
//		config tencent.Kept
//	}
func (d declarer) clientType() *jen.Statement {
	about := outer().text("Client calls " + d.title() + ". It is safe for any number of goroutines.")
	return about.on(jen.Type().Id("Client").Struct(
		jen.Id("rpc").Op("*").Add(d.rpc("Client")),
		jen.Id("config").Add(d.cloud("Kept")),
	))
}

// newClient declares the constructor:
//
//	// New makes a client. If config is wrong, every call says so.
//	func New(config tencent.Config) *Client {
//		return &Client{rpc: tencent.NewClient(config, &service), config: config.Keep()}
//	}
func (d declarer) newClient() *jen.Statement {
	about := outer().text("New makes a client. If config is wrong, every call says so.")
	members := keyed{}
	members.add("rpc", d.cloud("NewClient").Call(jen.Id("config"), jen.Op("&").Id("service")))
	members.add("config", jen.Id("config").Dot("Keep").Call())
	return about.on(jen.Func().Id("New").Params(jen.Id("config").Add(d.cloud("Config"))).Op("*").Id("Client").
		Block(jen.Return(jen.Op("&").Id("Client").Add(members.line()))))
}

// with declares the way to change a client:
//
//	// With returns a client of which change has changed the configuration.
//	func (c *Client) With(change func(*tencent.Config)) *Client {
//		config := c.config.Config()
//		change(&config)
//		return &Client{rpc: tencent.NewClient(config, &service).Sharing(c.rpc), config: config.Keep()}
//	}
func (d declarer) with() *jen.Statement {
	about := outer().text("With returns another client, with the configuration as change leaves it. " +
		"Both share their connections and what they learn of the cloud; c stays as it is.")
	config := d.cloud("Config")
	members := keyed{}
	members.add("rpc", d.cloud("NewClient").Call(jen.Id("config"), jen.Op("&").Id("service")).Dot("Sharing").Call(jen.Id("c").Dot("rpc")))
	members.add("config", jen.Id("config").Dot("Keep").Call())
	return about.on(jen.Func().Params(client()).Id("With").
		Params(jen.Id("change").Func().Params(jen.Op("*").Add(config))).Op("*").Id("Client").
		Block(
			jen.Id("config").Op(":=").Id("c").Dot("config").Dot("Config").Call(),
			jen.Id("change").Call(jen.Op("&").Id("config")),
			jen.Return(jen.Op("&").Id("Client").Add(members.line())),
		))
}
