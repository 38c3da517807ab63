package settle

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/signet-gen/signet/generator/spec"
)

// A place is a part of a spec that a fault can stand at: a key of a structure,
// a member of a map, or an item of a list.
type place struct {
	// parent is what it is a part of; nil for what a service holds itself.
	parent *place
	kind   placeKind
	// key is the key of the structure, the member's name, or empty for an item.
	key string
	// path is the nearest thing that has one, as overlays name it.
	path string
	// value is what stands under a key, settable; for members and items it is
	// the structure, or invalid for a text.
	value reflect.Value
	// required tells a key that its structure cannot do without.
	required bool
	// gone marks a member or item that is taken out.
	gone bool
}

// placeKind is what a place is.
type placeKind int

const (
	keyPlace placeKind = iota
	memberPlace
	itemPlace
)

// stamp is the file of the places that this package gives to the parts of a
// spec. The line is the place's number.
const stamp = "\x00"

// placesOf numbers the parts of a service and writes the numbers into their
// positions, so that each fault leads back to its place.
func placesOf(s *spec.Service) []*place {
	w := &stamper{}
	w.at(nil) // positions count from 1
	s.Pos = w.at(&place{path: "service"})
	root := reflect.ValueOf(s).Elem()
	w.keys(root, nil, "service")
	w.members(root.FieldByName("Actions"), nil, "actions")
	w.members(root.FieldByName("Types"), nil, "types")
	return w.places
}

// placeOf is the place that a position leads to, or nil where it is not one of ours.
func placeOf(places []*place, pos spec.Pos) *place {
	if pos.File != stamp || pos.Line >= len(places) {
		return nil
	}
	return places[pos.Line]
}

// forget takes the numbers out again.
func forget(s *spec.Service) {
	placesOf(s)
	unstamp(reflect.ValueOf(s))
}

func unstamp(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			unstamp(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			unstamp(v.Index(i))
		}
	case reflect.Struct:
		if pos, ok := v.Addr().Interface().(*spec.Pos); ok {
			if pos.File == stamp {
				*pos = spec.Pos{Line: 1, Col: 1}
			}
			return
		}
		for i := range v.NumField() {
			unstamp(v.Field(i))
		}
	}
}

// stamper goes through a service and hands out numbers.
type stamper struct{ places []*place }

// at gives a place its number.
func (w *stamper) at(p *place) spec.Pos {
	w.places = append(w.places, p)
	return spec.Pos{File: stamp, Line: len(w.places) - 1, Col: 1}
}

// keys goes through the keys of a structure.
func (w *stamper) keys(v reflect.Value, parent *place, path string) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		tag, ok := f.Tag.Lookup("spec")
		if !ok || v.Field(i).IsZero() {
			continue
		}
		key, option, _ := strings.Cut(tag, ",")
		p := &place{parent: parent, kind: keyPlace, key: key, path: path, value: v.Field(i), required: option == "required"}
		w.value(p, below(path, key))
	}
}

// below is the path of what a map under a key holds. The fields and values of
// a type stand right below it.
func below(path, key string) string {
	switch {
	case path == "service":
		return key
	case key == "fields" || key == "enum":
		return path
	}
	return path + "/" + key
}

// value goes through what stands under a key.
func (w *stamper) value(p *place, path string) {
	switch x := p.value.Addr().Interface().(type) {
	case *string:
	case *spec.At[string]:
		x.Pos = w.at(p)
	case *spec.At[bool]:
		x.Pos = w.at(p)
	case *spec.At[int]:
		x.Pos = w.at(p)
	case *spec.At[spec.TypeExpr]:
		x.Pos = w.at(p)
	case **spec.At[int]:
		(*x).Pos = w.at(p)
	case **spec.Number:
		(*x).Pos = w.at(p)
	case **spec.Value:
		free(*x, w.at(p))
	case *[]spec.At[string]:
		w.texts(*x, p)
	case *spec.Errors:
		w.at(p)
		w.texts(x.Names, p)
		w.members(reflect.ValueOf(&x.Defs).Elem(), p, path)
	default:
		w.structures(p, path)
	}
}

// texts are a list of texts; each is an item.
func (w *stamper) texts(texts []spec.At[string], parent *place) {
	for i := range texts {
		texts[i].Pos = w.at(&place{parent: parent, kind: itemPlace, path: parent.path})
	}
}

// structures are a structure, or a list or a map of them.
func (w *stamper) structures(p *place, path string) {
	v := p.value
	if v.Kind() == reflect.Pointer {
		setPos(v, w.at(p))
		w.keys(v.Elem(), p, p.path)
		return
	}
	w.at(p)
	if v.Type().Elem().Kind() == reflect.Struct { // an Entry
		w.members(v, p, path)
		return
	}
	for i := range v.Len() {
		item := &place{parent: p, kind: itemPlace, path: path + "/" + strconv.Itoa(i+1), value: v.Index(i)}
		setPos(v.Index(i), w.at(item))
		w.keys(v.Index(i).Elem(), item, item.path)
	}
}

// members are those of a map.
func (w *stamper) members(m reflect.Value, parent *place, path string) {
	for i := range m.Len() {
		e := m.Index(i)
		member := &place{parent: parent, kind: memberPlace, key: e.Field(1).String(), value: e.Field(2)}
		member.path = path + "/" + member.key
		pos := w.at(member)
		e.Field(0).Set(reflect.ValueOf(pos))
		setPos(e.Field(2), pos)
		w.keys(e.Field(2).Elem(), member, member.path)
	}
}

// setPos sets the position of the structure that v points to.
func setPos(v reflect.Value, pos spec.Pos) {
	v.Elem().FieldByName("Pos").Set(reflect.ValueOf(pos))
}

// free gives all of a free value the place of the key under which it stands.
func free(v *spec.Value, pos spec.Pos) {
	v.Pos = pos
	for _, item := range v.Items {
		free(item, pos)
	}
	for i := range v.Members {
		v.Members[i].Pos = pos
		free(v.Members[i].Value, pos)
	}
}
