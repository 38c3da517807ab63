// Package config is signet.yaml: what to generate, from what, and to where.
package config

import (
	"errors"

	"golang.org/x/mod/module"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/generator/spec"
)

// Name is the file's name, as the command looks for it.
const Name = "signet.yaml"

// Config is what signet.yaml says; the zero value says nothing. Paths are
// relative to the file's folder. The tags are those of the spec language.
type Config struct {
	Pos spec.Pos `noun:"the settings"`

	Specs    spec.At[string]    `spec:"specs" example:"specs" doc:"The folder of the descriptions, relative to this file; those that come with signet unless said otherwise."`
	Out      spec.At[string]    `spec:"out" example:"gen" doc:"The folder to write to, relative to this file; gen in the current folder unless said otherwise."`
	Runtime  spec.At[string]    `spec:"runtime" enum:"module|vendor" doc:"Whether the clients import the runtime from its module (module, the default) or from a copy below out (vendor), and then need no module but the standard library."`
	Import   spec.At[string]    `spec:"import" example:"example.com/app/gen" doc:"The import path of out; found from the nearest go.mod unless said otherwise."`
	Tests    spec.At[bool]      `spec:"tests" doc:"Whether each client gets a test of the examples in its description: what requests become, and that replies are read without loss."`
	Services spec.Map[*Service] `spec:"services" doc:"The services to generate, named as msp, tencent/msp or tencent/msp/2018-03-19; all of them unless said otherwise."`
}

// Service is what to generate of a service: nothing written stands for all of it.
type Service struct {
	Pos spec.Pos `noun:"a service" example:"{actions: [ListMigrationTask]}"`

	Actions []spec.At[string] `spec:"actions,short" example:"ListMigrationTask" doc:"The actions to generate; all of them unless said otherwise."`
}

// Read reads a signet.yaml, strictly; name is its path for positions. The error
// is a [spec.Faults] with everything that is wrong.
func Read(name string, data []byte) (*Config, error) {
	c, err := spec.Decode[Config](name, data)
	var faults spec.Faults
	errors.As(err, &faults)
	if c.Import.IsSet() {
		if err := module.CheckImportPath(c.Import.Value); err != nil {
			faults = append(faults, spec.Fault{Pos: c.Import.Pos, Msg: "import: " + err.Error()})
		}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return c, nil
}

// Schema writes the JSON Schema of signet.yaml.
func Schema() ([]byte, error) {
	return spec.SettingsSchema[Config](Name, "What signet generates, from what, and to where.")
}

// Select cuts services down to those that the settings name, or returns all of
// them where the settings name none. The error is a [spec.Faults] with every
// name that the services don't have, each with its place in the settings.
func (c *Config) Select(services []*model.Service) ([]*model.Service, error) {
	var selections []resolve.Selection
	var faults spec.Faults
	for _, e := range c.Services {
		whole := resolve.Selection{Service: e.Key}
		if _, err := resolve.Select(services, []resolve.Selection{whole}); err != nil {
			faults = append(faults, spec.Fault{Pos: e.Pos, Msg: err.Error()})
			continue
		}
		for _, a := range e.Value.Actions {
			one := resolve.Selection{Service: e.Key, Actions: []string{a.Value}}
			if _, err := resolve.Select(services, []resolve.Selection{one}); err != nil {
				faults = append(faults, spec.Fault{Pos: a.Pos, Msg: err.Error()})
			}
			whole.Actions = append(whole.Actions, a.Value)
		}
		selections = append(selections, whole)
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return resolve.Select(services, selections)
}
