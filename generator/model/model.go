// Package model is a service as everything downstream of the specs reads it:
// every reference resolved, every Go name settled, every default applied.
// Nobody changes a model once resolve.Build has returned it.
package model

import (
	"slices"

	"github.com/signet-gen/signet/generator/spec"
)

// Provider is a cloud.
type Provider struct {
	Name, Title, Doc string
	// Protocol is the package of the runtime that speaks to this cloud, and
	// ProtocolPos where the spec names it.
	Protocol    string
	ProtocolPos spec.Pos
	// RequestID is the member that every reply carries, or empty.
	RequestID string
	// UTCOffset is the zone of wall-clock dates, such as +08:00.
	UTCOffset        string
	Signatures       []*Signature
	Limits           []*SizeLimit
	CommonParameters []*CommonParameter
	// Errors are the codes that every action may answer with.
	Errors []*ErrorCode
}

// Signature is a way to sign.
type Signature struct {
	Name, Doc, Deprecated string
	Default               bool
	Methods, Bodies       []string
}

// SizeLimit is the largest request of a method; Signatures is empty when it holds for all.
type SizeLimit struct {
	Method     string
	Signatures []string
	Bytes      int
}

// CommonParameter is a parameter that every call carries.
type CommonParameter struct{ Name, Header, Doc string }

// Service is one version of one service.
type Service struct {
	Provider *Provider
	// Name is what hosts and signatures call it; Version is such as 2018-03-19.
	Name, Version, Title, Doc string
	// Dir is its folder below the root of the specs: tencent/msp/2018-03-19.
	Dir string
	// Package is the Go package's name: msp.
	Package string
	// Path is the package's folder below the root of the output: tencent/msp/v20180319.
	Path      string
	Endpoints Endpoints
	// Actions, Structs, Enums and Errors are in the order of the spec.
	// Structs leaves out the inputs and outputs of actions.
	Actions []*Action
	Structs []*Struct
	Enums   []*Enum
	// Errors are the codes of the service and its actions that the provider does not define.
	Errors []*ErrorCode
	Source *Source
	// Overlay is how many changes its overlay.yaml makes.
	Overlay int
}

// Endpoints say where a service is reached. {service} is filled in, {region} is left.
type Endpoints struct {
	Default, Regional, VPC string
	Regions                []*Region
}

// Region is one region; Host and VPC are set where it follows no rule.
type Region struct{ Name, Title, Host, VPC string }

// Source is where the spec was read from.
type Source struct{ From, Updated, Read, SHA256 string }

// ErrorCode is an error code. GoName is the whole identifier: ErrInvalidParameter.
type ErrorCode struct {
	Pos                       spec.Pos
	Code, GoName, Doc, Advice string
}

// Effect is what a repeated call does.
type Effect string

// The effects.
const (
	Read       Effect = "read"
	Idempotent Effect = "idempotent"
	Write      Effect = "write"
)

// Action is one thing that a service does.
type Action struct {
	Pos                           spec.Pos
	Name, GoName, Doc, Deprecated string
	// File is the name of its Go file: listmigrationtask.go.
	File   string
	Effect Effect
	// RateLimit is in calls a second; 0 is unknown.
	RateLimit int
	// Methods are the HTTP methods that it takes, the first preferred; empty for all.
	Methods   []string
	Multipart bool
	// IdempotencyToken is a field of Input, or nil.
	IdempotencyToken *Field
	Resource         []string
	// Input and Output are never nil; their Go names are the action's with Input and Output.
	// Output ends with the provider's request id.
	Input, Output *Struct
	Pager         *Pager
	Waiters       []*Waiter
	// Errors are the codes that it names: of its own, the service or the provider.
	Errors   []*ErrorCode
	Examples []*Example
}

// IsPresignable reports whether the action has presigned URLs: it changes
// nothing, and takes GET.
func (a *Action) IsPresignable() bool {
	return a.Effect == Read && !a.Multipart && (len(a.Methods) == 0 || slices.Contains(a.Methods, "GET"))
}

// Struct is a structure, or the input or output of an action.
type Struct struct {
	Pos spec.Pos
	// Name is the wire name; for an input or output, the Go name.
	Name, GoName, Doc, Deprecated string
	Fields                        []*Field
	// In and Out tell whether requests and replies reach it.
	In, Out bool
}

// Presence is how a field tells absent from zero.
type Presence int

const (
	// Plain is a value, always written.
	Plain Presence = iota
	// Required is a value, always written, refused in a request when it is empty.
	// Numbers and booleans have no empty value.
	Required
	// OmitZero is a value, left out of a request when it is zero.
	// Lists and maps are left out when they are nil.
	OmitZero
	// Pointer is a pointer, left out when it is nil.
	Pointer
)

// Field is a member of a structure.
type Field struct {
	Pos                           spec.Pos
	Name, GoName, Doc, Deprecated string
	Type                          Type
	Presence                      Presence
	// Required is the spec's word, also where an output makes nothing of it.
	Required, Nullable, Sensitive bool
	// Default, Min and Max are as written; empty where the spec has none.
	Default, Min, Max string
	// The limits of length are -1 where the spec has none.
	MinLength, MaxLength, MinItems, MaxItems int
	Pattern                                  string
	// Enum are the values allowed where Type is not an enumeration.
	Enum []string
	// In is query, body, header, host or empty; Style is repeat, flat, json, simple or empty.
	In, Style, Wrapper string
	Example            *spec.Value
}

// Type is the type of a field: [Scalar], [Enum], [Struct], [List] or [Map].
type Type interface{ isType() }

// Scalar is a scalar type, by its name in the language.
type Scalar string

// The scalars.
const (
	String    Scalar = "string"
	Bool      Scalar = "bool"
	Int32     Scalar = "int32"
	Int64     Scalar = "int64"
	Uint64    Scalar = "uint64"
	Float64   Scalar = "float64"
	Datetime  Scalar = "datetime"
	Timestamp Scalar = "timestamp"
	Date      Scalar = "date"
	Binary    Scalar = "binary"
	Any       Scalar = "any"
)

// Enum is an open set of texts.
type Enum struct {
	Pos                           spec.Pos
	Name, GoName, Doc, Deprecated string
	Values                        []*EnumValue
}

// EnumValue is one value. GoName is the whole identifier: StatusMigrating.
type EnumValue struct {
	Pos                            spec.Pos
	Value, GoName, Doc, Deprecated string
}

// List is a list of Elem.
type List struct{ Elem Type }

// Map is a map from texts to Elem.
type Map struct{ Elem Type }

func (Scalar) isType()  {}
func (*Enum) isType()   {}
func (*Struct) isType() {}
func (List) isType()    {}
func (Map) isType()     {}

// PagerKind is what a request for a page names.
type PagerKind string

// The kinds of pager.
const (
	ByOffset PagerKind = "offset"
	ByNumber PagerKind = "number"
	ByToken  PagerKind = "token"
)

// Pager is how to read all the pages of an action.
type Pager struct {
	Kind PagerKind
	// GoName is the iterator's: ListMigrationTasks.
	GoName string
	// Start is the input of the index, the page number or the token; Limit the
	// input of the page's size, or nil.
	Start, Limit Path
	// Items, Total and Next are in the output; Total and Next may be nil.
	Items, Total, Next Path
	// Elem is the type of an item.
	Elem Type
}

// Path is a way from an input or output down to a field.
type Path []*Field

// Waiter is a state to wait for.
type Waiter struct {
	Pos             spec.Pos
	GoName, Doc     string
	Until, FailWhen []*Condition
	// Every and Timeout are such as 5s and 10m; empty for the runtime's choice.
	Every, Timeout string
}

// Method is the Go name of the method that waits: WaitUntilMigrationTaskFinished.
func (w *Waiter) Method() string { return "WaitUntil" + w.GoName }

// Condition is a value at Path, or the error code Error.
type Condition struct {
	Path  Path
	Match string
	In    []string
	// Count is the input that has an item for each value that there must be, or nil.
	Count *Field
	Error *ErrorCode
}

// Example is a request and what it answers.
type Example struct {
	Pos           spec.Pos
	Title         string
	Input, Output *spec.Value
	// ErrorCode is set where the example shows an error.
	ErrorCode, ErrorMessage string
}
