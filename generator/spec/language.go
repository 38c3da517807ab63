package spec

// This file is the language: every key that a spec may hold, once. The strict
// decoder and the JSON Schema are both read off these types by reflection.
//
// A struct tag `spec:"key"` names the key, with one option at most: required
// makes it obligatory; short lets its value alone stand for the whole map;
// empty lets its texts be empty; map wants free YAML to be a map; filled wants
// a map to hold something. `doc` is what an editor shows; `enum` lists the
// values allowed, separated by |; `form` and `keys` name the shape of a text
// and of a map's keys (see forms); `min` is the least number, 0 unless it says;
// `example` is a value as it could be. The tags of Pos say what a fault calls
// the structure.
//
// What ties keys of one structure together stands in rules.

// Provider is a cloud: how it signs, addresses and answers (provider.yaml).
type Provider struct {
	Pos Pos `noun:"a provider" example:"{provider: tencent, protocol: tencent, endpoints: {default: \"{service}.tencentcloudapi.com\"}}"`

	Name             At[string]            `spec:"provider,required" form:"name" doc:"The provider's name, which is also its folder's."`
	Title            string                `spec:"title" example:"Tencent Cloud" doc:"The provider's name as people write it."`
	Doc              string                `spec:"doc" doc:"What a stranger should know about this cloud's API, in our own words."`
	Protocol         At[string]            `spec:"protocol,required" form:"name" doc:"The package of the runtime that signs, addresses and answers for this cloud."`
	RequestID        At[string]            `spec:"requestId" example:"RequestId" doc:"The member that every reply carries to identify the call; each output gets it."`
	UTCOffset        At[string]            `spec:"utcOffset" form:"zone" doc:"The zone of wall-clock dates (type datetime); +08:00 unless said otherwise."`
	Endpoints        *Endpoints            `spec:"endpoints,required" doc:"Where the services of this cloud are reached."`
	Signatures       Map[*Signature]       `spec:"signatures" keys:"label" doc:"The signature kinds, by the name that the cloud gives them."`
	Limits           []*SizeLimit          `spec:"limits" doc:"The largest requests that the cloud takes."`
	CommonParameters Map[*CommonParameter] `spec:"commonParameters" keys:"wire name" doc:"Parameters that every call carries, beside those of the action."`
	RateLimit        At[int]               `spec:"rateLimit" min:"1" example:"20" doc:"Calls a second that an action may make when neither it nor its service says."`
	Errors           Map[*ErrorCode]       `spec:"errors" keys:"code" doc:"Error codes that every action may answer with."`
}

// Service is one version of one service (service.yaml), with the actions and
// types of the files beside it merged in.
type Service struct {
	Pos Pos `noun:"a service" example:"{service: msp, version: 2018-03-19}"`
	// Dir is the service's folder below the root of the specs, such as
	// tencent/msp/2018-03-19.
	Dir string

	Name      At[string]      `spec:"service,required" form:"service name" doc:"The service's name in hosts and signatures."`
	Version   At[string]      `spec:"version,required" form:"version" doc:"The version of its API, such as 2018-03-19."`
	Title     string          `spec:"title" example:"Migration Service Platform" doc:"The service's name as people write it."`
	Doc       string          `spec:"doc" doc:"What the service is for, in our own words."`
	Package   At[string]      `spec:"package" form:"name" example:"msp" doc:"The Go package's name, where the service's own would not do."`
	Endpoints *Endpoints      `spec:"endpoints" doc:"Where this service is reached, where that differs from its provider's rule."`
	Methods   []At[string]    `spec:"methods" enum:"GET|POST" doc:"The HTTP methods that the actions take; the first is what a client uses."`
	RateLimit At[int]         `spec:"rateLimit" min:"1" example:"20" doc:"Calls a second that an action may make when it does not say itself."`
	Errors    Map[*ErrorCode] `spec:"errors" keys:"code" doc:"Error codes of this service that its actions may name."`
	Source    *Source         `spec:"source" doc:"Where this spec was read from."`

	Actions Map[*Action]
	Types   Map[*Type]

	// Overlay is what overlay.yaml changes of all this, not yet done: package
	// overlay does it.
	Overlay []*Change
}

// Action is one thing that a service does (a member of actions.yaml).
type Action struct {
	Pos Pos `noun:"an action" example:"{doc: Lists the tasks., effect: read}"`

	Doc              string       `spec:"doc" example:"Lists the tasks of the account, a page at a time." doc:"What the action does: a sentence that begins with a verb, such as Lists the tasks."`
	Name             At[string]   `spec:"name" form:"go name" doc:"The Go name, where the wire name would not do."`
	Effect           At[string]   `spec:"effect" enum:"read|idempotent|write" doc:"What a repeated call does: nothing (read), nothing more (idempotent), or again (write, the default)."`
	RateLimit        At[int]      `spec:"rateLimit" min:"1" example:"20" doc:"Calls a second that an account may make."`
	Methods          []At[string] `spec:"methods" enum:"GET|POST" doc:"The HTTP methods that the action takes; the first is what a client uses."`
	Body             At[string]   `spec:"body" enum:"json|multipart" doc:"The form of a POST body; json, or multipart for actions that take files."`
	Deprecated       At[string]   `spec:"deprecated" example:"The service stopped taking new tasks; use ListMigrationTask." doc:"Why the action should not be used, and what to use."`
	IdempotencyToken At[string]   `spec:"idempotencyToken" example:"ClientToken" doc:"The input that makes a repeated call harmless; filled in when it is empty."`
	Resource         []At[string] `spec:"resource" example:"acs:smc:$regionid:$accountid:sourceServer/$sourceId" doc:"The resource names that an access policy must grant for this action."`
	Input            Map[*Field]  `spec:"input" keys:"wire name" doc:"The parameters, by wire name."`
	Output           Map[*Field]  `spec:"output" keys:"wire name" doc:"The members of the reply, by wire name."`
	Paginate         *Paginate    `spec:"paginate" doc:"How to read all the pages."`
	Waiters          Map[*Waiter] `spec:"waiters" keys:"go name" doc:"States to wait for by repeating this action, by Go name."`
	Errors           Errors       `spec:"errors" form:"code" keys:"code" doc:"The error codes of this action: a list of codes defined by the service or the provider, or a map that defines them here."`
	Examples         []*Example   `spec:"examples" doc:"Requests and what they answer."`
}

// Type is what a service speaks of (a member of types.yaml): a structure,
// which has fields, or an enumeration, which has values.
type Type struct {
	Pos Pos `noun:"a type" example:"{fields: {Region: {type: string}}}"`

	Doc        string          `spec:"doc" example:"Where a migration reads from." doc:"What the type is: a phrase such as Where a migration reads from."`
	Name       At[string]      `spec:"name" form:"go name" doc:"The Go name, where the wire name would not do."`
	Deprecated At[string]      `spec:"deprecated" doc:"Why the type should not be used, and what to use."`
	Fields     Map[*Field]     `spec:"fields" keys:"wire name" doc:"The members of a structure, by wire name."`
	Enum       Map[*EnumValue] `spec:"enum,filled" doc:"The values of an enumeration, each with what it means."`

	// IsEnum tells an enumeration from a structure, which may be empty.
	IsEnum bool
}

// Field is a parameter, a member of a reply or a member of a structure.
type Field struct {
	Pos Pos `noun:"a field" example:"{type: string, doc: The region of the source.}"`

	Type       At[TypeExpr] `spec:"type,required" example:"string" doc:"string, bool, int32, int64, uint64, float64, datetime, timestamp, date, binary, any, a type of types.yaml, list of T or map of T."`
	Doc        string       `spec:"doc" example:"The index of the first task." doc:"What the field is: a phrase such as The index of the first task, or Keeps only the tasks of this project."`
	Name       At[string]   `spec:"name" form:"go name" doc:"The Go name, where the wire name would not do."`
	Required   At[bool]     `spec:"required" doc:"A request without it is refused before it is sent."`
	Presence   At[string]   `spec:"presence" enum:"explicit|implicit" doc:"Whether an optional parameter tells zero from absent (explicit, the default: a pointer) or leaves zero out (implicit)."`
	Nullable   At[bool]     `spec:"nullable" doc:"The reply may hold null, which is told from zero: a pointer."`
	Default    *Value       `spec:"default" doc:"What the service takes when the parameter is absent."`
	Enum       []At[string] `spec:"enum,empty" example:"NORMAL" doc:"The values allowed, where they have no type of their own."`
	Min        *Number      `spec:"min" doc:"The least value allowed."`
	Max        *Number      `spec:"max" doc:"The greatest value allowed."`
	MinLength  *At[int]     `spec:"minLength" doc:"The fewest characters allowed; 0 lets a required text be empty."`
	MaxLength  *At[int]     `spec:"maxLength" doc:"The most characters allowed."`
	MinItems   *At[int]     `spec:"minItems" doc:"The fewest items allowed; 0 lets a required list be empty."`
	MaxItems   *At[int]     `spec:"maxItems" doc:"The most items allowed."`
	Pattern    At[string]   `spec:"pattern" doc:"A regular expression that the text matches."`
	Example    *Value       `spec:"example" doc:"A value as it could be."`
	Sensitive  At[bool]     `spec:"sensitive" doc:"A secret: never printed and never logged."`
	Deprecated At[string]   `spec:"deprecated" doc:"Why the field should not be used, and what to use."`
	In         At[string]   `spec:"in" enum:"query|body|header|host" doc:"Where the parameter travels; host also picks the endpoint."`
	Style      At[string]   `spec:"style" enum:"repeat|flat|json|simple" doc:"How a list or a structure becomes parameters: one a member (repeat, flat), one JSON text (json), or joined by commas (simple)."`
	Wrapper    At[string]   `spec:"wrapper" example:"Tag" doc:"The member that holds the list inside its own, as in {\"Tags\":{\"Tag\":[]}}."`
}

// EnumValue is one value of an enumeration: its description alone, or a map.
type EnumValue struct {
	Pos Pos `noun:"an enum value" example:"{doc: It is under way.}"`

	Doc        string     `spec:"doc,short" example:"It is under way." doc:"What the value means: a sentence."`
	Name       At[string] `spec:"name" form:"go name" doc:"The Go name after the type's, where the value itself would not do."`
	Deprecated At[string] `spec:"deprecated" doc:"Why the value should not be used, and what to use."`
}

// ErrorCode is an error that a service answers with: its description alone, or a map.
type ErrorCode struct {
	Pos Pos `noun:"an error code" example:"{doc: A parameter is out of range., advice: Correct it.}"`

	Doc    string     `spec:"doc,short" example:"A parameter is out of range." doc:"What went wrong: a sentence."`
	Advice string     `spec:"advice" example:"Correct the parameter that the message names." doc:"What the caller can do about it: a sentence."`
	Name   At[string] `spec:"name" form:"go name" doc:"The Go name after Err, where the code itself would not do."`
}

// Errors are the error codes of an action: names, or definitions.
type Errors struct {
	// Names refer to codes that the service or the provider defines.
	Names []At[string]
	// Defs are codes that the action defines itself.
	Defs Map[*ErrorCode]
}

// Endpoints say where services are reached. Hosts may hold {service} and {region}.
type Endpoints struct {
	Pos Pos `noun:"endpoints" example:"{default: \"{service}.tencentcloudapi.com\"}"`

	Default  At[string]   `spec:"default" form:"host" doc:"The host that needs no region, such as {service}.tencentcloudapi.com."`
	Regional At[string]   `spec:"regional" form:"regional host" doc:"The host of one region, such as {service}.{region}.tencentcloudapi.com."`
	VPC      At[string]   `spec:"vpc" form:"vpc host" doc:"The host of one region inside a private network."`
	Regions  Map[*Region] `spec:"regions" keys:"label" doc:"The regions, by the name that is sent."`
}

// Region is one region of an endpoint: its title alone, or a map.
type Region struct {
	Pos Pos `noun:"a region" example:"{title: Guangzhou}"`

	Title string     `spec:"title,short" example:"Guangzhou" doc:"The region as people call it."`
	Host  At[string] `spec:"host" form:"host" doc:"Its host, where it does not follow the rule."`
	VPC   At[string] `spec:"vpc" form:"host" doc:"Its host inside a private network, where it does not follow the rule."`
}

// Signature is a way to sign: its description alone, or a map.
type Signature struct {
	Pos Pos `noun:"a signature" example:"{doc: Signs headers and body., methods: [POST]}"`

	Doc        string       `spec:"doc,short" example:"Signs the headers and the body with a key of the day." doc:"What the signature is: a sentence."`
	Default    At[bool]     `spec:"default" doc:"A client uses it unless told otherwise."`
	Deprecated At[string]   `spec:"deprecated" doc:"Why the signature should not be used, and what to use."`
	Methods    []At[string] `spec:"methods" enum:"GET|POST" doc:"The HTTP methods that it signs."`
	Bodies     []At[string] `spec:"bodies" enum:"json|form|multipart" doc:"The bodies that it signs under POST."`
}

// SizeLimit is the largest request that the cloud takes under a method and signatures.
type SizeLimit struct {
	Pos Pos `noun:"a limit" example:"{method: POST, bytes: 1048576}"`

	Method     At[string]   `spec:"method,required" enum:"GET|POST" doc:"The HTTP method."`
	Signatures []At[string] `spec:"signatures" example:"TC3-HMAC-SHA256" doc:"The signatures that it holds for; all of them when there are none here."`
	Bytes      At[int]      `spec:"bytes,required" min:"1" example:"1048576" doc:"The most bytes: of the query under GET, of the body under POST."`
}

// CommonParameter is a parameter that every call carries: its description alone, or a map.
type CommonParameter struct {
	Pos Pos `noun:"a common parameter" example:"{doc: The region that is asked., header: X-TC-Region}"`

	Doc    string     `spec:"doc,short" example:"The region that is asked." doc:"What the parameter is: a sentence."`
	Header At[string] `spec:"header" form:"header" doc:"The HTTP header that carries it under signatures that use headers."`
}

// Source is where an importer, or a person, read a spec.
type Source struct {
	Pos Pos `noun:"a source" example:"{from: docs/msp.txt, read: 2026-11-22}"`

	From    At[string] `spec:"from,required" example:"docs/msp.txt" doc:"The document or file that the spec was read from."`
	Updated At[string] `spec:"updated" form:"date" doc:"The date that the source bears."`
	Read    At[string] `spec:"read" form:"date" doc:"The date that it was read."`
	SHA256  At[string] `spec:"sha256" form:"sha256" doc:"The hash of the bytes read."`
}

// Paginate is how to read all the pages of an action. The inputs and outputs
// that it names are dotted paths of wire names.
type Paginate struct {
	Pos Pos `noun:"a pager" example:"{by: offset, offset: Offset, limit: Limit, items: Tasks, total: TotalCount}"`

	By     At[string] `spec:"by,required" enum:"offset|number|token" doc:"What a request names: the index of the first item, the number of the page, or a token of the page before."`
	Offset At[string] `spec:"offset" example:"Offset" doc:"By offset: the input that is the index of the first item."`
	Number At[string] `spec:"number" example:"PageNumber" doc:"By number: the input that is the number of the page, from 1."`
	Token  At[string] `spec:"token" example:"NextToken" doc:"By token: the input that takes the token."`
	Next   At[string] `spec:"next" example:"NextToken" doc:"By token: the output that gives the token of the next page; empty at the end."`
	Limit  At[string] `spec:"limit" example:"Limit" doc:"The input that is the most items of a page."`
	Items  At[string] `spec:"items,required" example:"Tasks" doc:"The output that is the list of items."`
	Total  At[string] `spec:"total" example:"TotalCount" doc:"The output that is how many items there are on all pages."`
	Name   At[string] `spec:"name" form:"go name" doc:"The Go name of the iterator, where the plural of the action's would not do."`
}

// Waiter is a state to wait for by repeating an action.
type Waiter struct {
	Pos Pos `noun:"a waiter" example:"{until: [{path: Status, in: [finish]}]}"`

	Doc      string       `spec:"doc" doc:"What is waited for: a sentence."`
	Until    []*Condition `spec:"until,required" example:"{path: Status, in: [finish]}" doc:"Any of these ends the wait well."`
	FailWhen []*Condition `spec:"failWhen" doc:"Any of these ends the wait with an error."`
	Every    At[string]   `spec:"every" form:"duration" doc:"The time between two calls, such as 5s."`
	Timeout  At[string]   `spec:"timeout" form:"duration" example:"10m" doc:"The time after which the wait is given up, such as 10m."`
}

// Condition is what a waiter looks for in a reply: a value, or an error code.
type Condition struct {
	Pos Pos `noun:"a condition" example:"{path: Status, in: [finish]}"`

	Path  At[string]   `spec:"path" example:"Status" doc:"A dotted path of wire names in the output; it goes through lists."`
	Match At[string]   `spec:"match" enum:"any|all|first|last" doc:"Which items of a list must match; any unless said otherwise."`
	In    []At[string] `spec:"in,empty" example:"finish" doc:"The values looked for."`
	Count At[string]   `spec:"count" example:"InstanceIds" doc:"With match all: the input that lists what is asked for; there must be as many values as it has items."`
	Error At[string]   `spec:"error" example:"ResourceNotFound" doc:"The error code looked for, instead of a value."`
}

// Example is a request and what it answers.
type Example struct {
	Pos Pos `noun:"an example" example:"{title: The first page, input: {}, output: {TotalCount: 0, Tasks: []}}"`

	Title    string        `spec:"title" example:"The first page" doc:"What the example shows: a few words."`
	Verbatim At[bool]      `spec:"verbatim" doc:"The example stands as its vendor published it: where it differs from the types, that is told by tests and is no fault."`
	Input    *Value        `spec:"input,map" example:"{Limit: 10}" doc:"The parameters, without the common ones."`
	Output   *Value        `spec:"output,map" example:"{TotalCount: 0, Tasks: []}" doc:"The members of the reply."`
	Error    *ExampleError `spec:"error" doc:"The error, where the example shows one."`
}

// ExampleError is the error that an example answers with.
type ExampleError struct {
	Pos Pos `noun:"an example's error" example:"{code: InvalidParameterValue}"`

	Code    At[string] `spec:"code,required" example:"InvalidParameterValue" doc:"The error code."`
	Message string     `spec:"message" doc:"The message, in our own words."`
}

// Change is one correction of a service (an item of overlay.yaml). It sets and
// unsets keys of what its path names, adds to it, or removes it.
type Change struct {
	Pos Pos `noun:"a change" example:"{at: types/Task/Password, why: It is a secret., set: {sensitive: true}}"`

	At     At[string]   `spec:"at,required" example:"types/*/Password" doc:"What is changed: actions/ACTION, actions/ACTION/input/NAME (output, errors and waiters likewise), types/TYPE, types/TYPE/NAME, errors/CODE or service. In a segment * stands for any text and ? for any character; ** stands for any segments."`
	Why    string       `spec:"why,required" example:"The service answers with a number." doc:"Why the change is made, for whoever reads it when the vendor's next version comes."`
	Set    *Patch       `spec:"set" example:"{sensitive: true}" doc:"Keys and what stands under them instead of what stood there, if anything did."`
	Unset  []At[string] `spec:"unset" example:"default" doc:"Keys to take away."`
	Add    *Additions   `spec:"add" example:"{Note: {type: string}}" doc:"What is added, by name: to actions, types, errors, the input, output, errors or waiters of an action, or a type."`
	Remove At[bool]     `spec:"remove" doc:"Takes away what the path names."`

	understood
}
