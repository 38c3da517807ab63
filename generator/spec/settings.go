package spec

import "reflect"

// Decode reads a file that is no spec but is written as strictly as one, such
// as signet.yaml. T is a structure with the tags that language.go explains. An
// empty file is read as one that says nothing. The error is a [Faults] with
// everything that is wrong; what could be read is returned even then.
func Decode[T any](name string, data []byte) (*T, error) {
	to := new(T)
	faults := decodeSettings(name, data, reflect.ValueOf(to))
	return to, faults.Err()
}

func decodeSettings(name string, data []byte, to reflect.Value) Faults {
	source, fault := newSource(name, data)
	if fault != nil {
		return Faults{*fault}
	}
	root, fault := source.parse()
	if fault != nil {
		return Faults{*fault}
	}
	if root == nil {
		return nil
	}
	d := &decoder{file: name}
	if d.inspect(root, 0) {
		d.structure(shapeOf(to.Type().Elem()), root, d.pos(root), "the file", to)
	}
	return d.faults
}

// SettingsSchema writes the JSON Schema of a file that [Decode] reads into a T.
// An editor shows the title and doc.
func SettingsSchema[T any](title, doc string) ([]byte, error) {
	return schemaOf(&fileKind{root: shapeOf(reflect.TypeFor[T]()), doc: doc}, title)
}
