// Package settle makes a spec that came out of an importer one that Signet
// takes, and keeps its names: what the spec on the disk calls a thing in Go, it
// is called for ever, whatever the vendor adds beside it.
//
// Importers say what a vendor's description says. That may hold two members
// that Go cannot tell apart, a default that is none of the values allowed, or a
// type that nobody defines. Here each Go name is settled with an explicit
// name:, and what does not hold together is taken out, piece by piece, each
// with a note. Package resolve remains the only judge: this package mends what
// resolve reports, until it reports nothing.
package settle

import (
	"fmt"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/generator/spec"
)

// Service settles an imported service of a provider. Old is the spec of the
// same service as it was, without its overlay, or nil: what it calls a thing
// stays its name. Neither of them is changed.
//
// The result is one that [resolve.Build] takes; settling it again changes
// nothing. The error is a [spec.Faults] that names the source: what could not
// be mended, or is the provider's own.
func Service(p *spec.Provider, imported, old *spec.Service) (*spec.Service, []importer.Note, error) {
	s := &settling{provider: p, spec: cloned(imported)}
	if s.spec.Source != nil {
		s.source = s.spec.Source.From.Value
	}
	s.typeKeys()
	s.clean()
	if old != nil {
		s.old = cloned(old)
		s.keepTypes()
		s.keepMethods()
	}
	if err := s.mendLanguage(); err != nil {
		return nil, nil, err
	}
	s.keepNames()
	if err := s.mend(); err != nil {
		return nil, nil, err
	}
	forget(s.spec)
	return s.spec, s.notes, nil
}

// settling is the work on one service.
type settling struct {
	provider  *spec.Provider
	spec, old *spec.Service
	// source is where the spec was read from.
	source string
	notes  []importer.Note
	// kept are the Go names of old things that are still there, by what they are.
	kept map[bearer]string
}

// rounds bounds the repairs: each round mends every fault that it finds, and
// uncovers at most what those had hidden.
const rounds = 100

// mendLanguage takes out what the language cannot say.
func (s *settling) mendLanguage() error {
	for range rounds {
		places := placesOf(s.spec)
		faults := s.spec.Faults()
		if len(faults) == 0 {
			return nil
		}
		if err := s.takeOut(places, faults); err != nil {
			return err
		}
	}
	return s.endless()
}

// mend settles names and takes out what does not hold together, until resolve
// finds nothing.
func (s *settling) mend() error {
	for range rounds {
		places := placesOf(s.spec)
		if s.settleNames(places) {
			continue
		}
		_, err := resolve.Build(s.set())
		if err == nil {
			return nil
		}
		faults, ok := err.(spec.Faults)
		if !ok {
			return err
		}
		if err := s.repair(places, faults); err != nil {
			return err
		}
	}
	return s.endless()
}

// set is the service as the only one of its provider.
func (s *settling) set() *spec.Set {
	return &spec.Set{Providers: []*spec.ProviderSpecs{{Provider: s.provider, Services: []*spec.Service{s.spec}}}}
}

func (s *settling) endless() error {
	return s.refuse(fmt.Sprintf("%s is still not one spec after %d rounds of repairs: please report it with the file", s.spec.Dir, rounds))
}

func (s *settling) refuse(msg string) error {
	return spec.Faults{{Pos: spec.Pos{File: s.source}, Msg: msg}}
}

func (s *settling) note(kind importer.Kind, path, msg string) {
	s.notes = append(s.notes, importer.Note{Kind: kind, Path: path, Msg: msg})
}

// cloned is a copy of a service without its overlay, which is none of ours.
func cloned(s *spec.Service) *spec.Service {
	own := *s
	own.Overlay = nil
	return spec.Clone(&own)
}
