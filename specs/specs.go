// Package specs holds the descriptions of cloud APIs that signet ships, so that
// the command works outside a checkout.
//
// They are data: a folder a provider, below it a folder a service and version.
//
//	tencent/provider.yaml                 how this cloud signs, addresses and answers
//	tencent/msp/2018-03-19/service.yaml   who the service is
//	                      /actions.yaml   what it does
//	                      /types.yaml     what it speaks of
//
// A provider or a service is added by adding its folder; nothing here names
// them. generator/spec is the language in which they are written.
package specs

import "embed"

// FS holds every spec below the providers' folders.
//
//go:embed */provider.yaml */*/*
var FS embed.FS
