package spec

import (
	"reflect"
	"strconv"
	"strings"
	"sync"
)

// shape is a structure of the language, read off its type in language.go.
type shape struct {
	typ reflect.Type
	// noun is what a fault calls the structure; example is one, in YAML.
	noun, example string
	keys          []*key
	byName        map[string]*key
	// pos is the field Pos.
	pos int
	// short is the key whose text alone stands for the whole map, or nil.
	short *key
	rules []rule
}

// key is one key of a structure.
type key struct {
	name, doc, example string
	field              int
	required           bool
	// mayBeEmpty lets a text be empty.
	mayBeEmpty bool
	// mustBeMap refuses free YAML that is no map.
	mustBeMap bool
	// mustBeFilled refuses an empty map.
	mustBeFilled bool
	enum         []string
	form         *form
	keyForm      *form
	least        int
	kind         kind
	// elem is the structure that the key holds, alone, in a list or in a map.
	elem *shape
}

// kind is what stands under a key.
type kind int

const (
	textKind      kind = iota // string and At[string]
	boolKind                  // At[bool]
	intKind                   // At[int] and *At[int]
	numberKind                // *Number
	typeKind                  // At[TypeExpr]
	freeKind                  // *Value
	textsKind                 // []At[string]
	errorsKind                // Errors
	structureKind             // *T
	listKind                  // []*T
	mapKind                   // Map[*T]
	patchKind                 // *Patch
	additionsKind             // *Additions
)

var kindOf = map[reflect.Type]kind{
	reflect.TypeFor[string]():       textKind,
	reflect.TypeFor[At[string]]():   textKind,
	reflect.TypeFor[At[bool]]():     boolKind,
	reflect.TypeFor[At[int]]():      intKind,
	reflect.TypeFor[*At[int]]():     intKind,
	reflect.TypeFor[*Number]():      numberKind,
	reflect.TypeFor[At[TypeExpr]](): typeKind,
	reflect.TypeFor[*Value]():       freeKind,
	reflect.TypeFor[[]At[string]](): textsKind,
	reflect.TypeFor[Errors]():       errorsKind,
	reflect.TypeFor[*Patch]():       patchKind,
	reflect.TypeFor[*Additions]():   additionsKind,
}

// isMap is how reflection tells a [Map] from a list.
func (Map[V]) isMap() {}

var mapType = reflect.TypeFor[interface{ isMap() }]()

var (
	shapesMutex sync.Mutex
	shapes      = map[reflect.Type]*shape{}
)

// shapeOf is the shape of a structure by its type.
func shapeOf(t reflect.Type) *shape {
	shapesMutex.Lock()
	defer shapesMutex.Unlock()
	return readShape(t)
}

// readShape reads a shape once; a structure that holds itself finds itself.
func readShape(t reflect.Type) *shape {
	if s, ok := shapes[t]; ok {
		return s
	}
	s := &shape{typ: t, byName: map[string]*key{}, rules: rules[t]}
	shapes[t] = s
	for i := range t.NumField() {
		tag := t.Field(i).Tag
		if noun, ok := tag.Lookup("noun"); ok {
			s.noun, s.example, s.pos = noun, tag.Get("example"), i
		}
		if _, ok := tag.Lookup("spec"); ok {
			s.add(readKey(t.Field(i)), tag)
		}
	}
	return s
}

func (s *shape) add(k *key, tag reflect.StructTag) {
	s.keys = append(s.keys, k)
	s.byName[k.name] = k
	if _, options, _ := strings.Cut(tag.Get("spec"), ","); options == "short" {
		s.short = k
	}
}

func readKey(f reflect.StructField) *key {
	name, option, _ := strings.Cut(f.Tag.Get("spec"), ",")
	k := &key{
		name:         name,
		doc:          f.Tag.Get("doc"),
		example:      f.Tag.Get("example"),
		field:        f.Index[0],
		required:     option == "required",
		mayBeEmpty:   option == "empty",
		mustBeMap:    option == "map",
		mustBeFilled: option == "filled",
		form:         forms[f.Tag.Get("form")],
		keyForm:      forms[f.Tag.Get("keys")],
	}
	if enum := f.Tag.Get("enum"); enum != "" {
		k.enum = strings.Split(enum, "|")
	}
	k.least, _ = strconv.Atoi(f.Tag.Get("min"))
	if k.form != nil && k.example == "" {
		k.example = k.form.example
	}
	if len(k.enum) > 0 && k.example == "" {
		k.example = k.enum[0]
	}
	k.kind, k.elem = readKind(f.Type)
	return k
}

func readKind(t reflect.Type) (kind, *shape) {
	if k, ok := kindOf[t]; ok {
		if k == errorsKind {
			return k, readShape(reflect.TypeFor[ErrorCode]())
		}
		return k, nil
	}
	switch {
	case t.Implements(mapType):
		return mapKind, readShape(t.Elem().Field(2).Type.Elem())
	case t.Kind() == reflect.Slice:
		return listKind, readShape(t.Elem().Elem())
	}
	return structureKind, readShape(t.Elem())
}

// sample is a value of the key, in YAML.
func (k *key) sample() string {
	sample := k.example
	if sample == "" && k.elem != nil {
		sample = k.elem.example
	}
	if sample != "" && (k.kind == listKind || k.kind == textsKind) {
		return "[" + sample + "]"
	}
	return sample
}

// names are the keys that a structure takes, in order.
func (s *shape) names() []string {
	names := make([]string, len(s.keys))
	for i, k := range s.keys {
		names[i] = k.name
	}
	return names
}

// fileKind is a kind of file: one structure, a list of structures, or a map of
// structures by names of a form.
type fileKind struct {
	name    string
	root    *shape
	keyForm *form
	// doc is what an editor shows of the file; first is how one begins.
	doc, first string
}

// isList tells the kind that is a list of structures.
func (k *fileKind) isList() bool { return k.name == "overlay" }

// fileKinds are the kinds of files, by the name that [Schema] and the specs give them.
var fileKinds = []fileKind{
	{"provider", shapeOf(reflect.TypeFor[Provider]()), nil, "How a cloud signs, addresses and answers: the same for all its services.", "provider: tencent"},
	{"service", shapeOf(reflect.TypeFor[Service]()), nil, "Who one version of a service is.", "service: msp"},
	{"actions", shapeOf(reflect.TypeFor[Action]()), forms["action"], "What a service does: its actions, by wire name.", "ListMigrationTask:"},
	{"types", shapeOf(reflect.TypeFor[Type]()), forms["type"], "What a service speaks of: its structures and enumerations, by name.", "SrcInfo:"},
	{"overlay", shapeOf(reflect.TypeFor[Change]()), nil, "What is to be otherwise than the other files of a service say: corrections that outlast the next import, in the order in which they are made.", "- at: types/Task/Password"},
}
