package wire

// MaxXMLDepth is how deep the elements of a document may be nested.
const MaxXMLDepth = maxXMLDepth
