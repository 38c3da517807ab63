package spec

// TypeExpr is a type as a field names it: a scalar, a named type, or a list or map of another.
type TypeExpr struct {
	Kind TypeKind
	// Name is the scalar's or the named type's.
	Name string
	// Elem is what a list or a map holds.
	Elem *TypeExpr
}

// TypeKind is what a [TypeExpr] is.
type TypeKind int

// The kinds of type expression.
const (
	ScalarType TypeKind = iota
	NamedType
	ListType
	MapType
)

// Scalars are the names of the scalar types.
var Scalars = []string{
	"string", "bool", "int32", "int64", "uint64", "float64",
	"datetime", "timestamp", "date", "binary", "any",
}
