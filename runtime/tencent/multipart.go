package tencent

import (
	"bytes"
	"encoding/hex"
	"math/rand/v2"
	"strings"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

// multipartType is the content type of a multipart body, up to its boundary.
const multipartType = "multipart/form-data; boundary="

// boundaryLength is the length of a boundary: 32 hexadecimal digits, which do
// not occur in a body by chance and read the same in lower case, as headers
// are signed.
const boundaryLength = 32

// encodeMultipart writes the parameters as multipart/form-data (RFC 7578), a
// part each, lists and structures flattened as in a query. Binary parameters
// are files, in their own bytes.
func encodeMultipart(r *rpc.Request, in wire.Message) error {
	if err := wire.AppendRequestParams(&r.Params, in, wire.Flatten{RawBytes: true}); err != nil {
		return err
	}
	// A parameter is binary if it looks different when it must be text.
	if err := wire.AppendRequestParams(&r.Signed, in, wire.Flatten{}); err != nil {
		return err
	}
	boundary := newBoundary()
	for i := range r.Params.Len() {
		name, value := r.Params.At(i)
		_, text := r.Signed.At(i)
		r.Payload = append(r.Payload, "--"...)
		r.Payload = append(r.Payload, boundary[:]...)
		r.Payload = appendPart(r.Payload, name, value, !bytes.Equal(value, text))
	}
	r.Payload = append(r.Payload, "--"...)
	r.Payload = append(r.Payload, boundary[:]...)
	r.Payload = append(r.Payload, "--\r\n"...)
	return nil
}

// newBoundary makes up a boundary.
func newBoundary() (boundary [boundaryLength]byte) {
	var random [boundaryLength / 2]byte
	for i := range random {
		random[i] = byte(rand.Uint32())
	}
	hex.Encode(boundary[:], random[:])
	return boundary
}

// contentTypeOf is the content type of a body that encodeMultipart wrote,
// which begins with its boundary.
func contentTypeOf(payload []byte) string {
	return multipartType + string(payload[2:2+boundaryLength])
}

// appendPart appends one part, from the end of its boundary's line on.
func appendPart(dst, name, value []byte, file bool) []byte {
	quoted := quoteName.Replace(string(name))
	dst = append(dst, "\r\nContent-Disposition: form-data; name=\""...)
	dst = append(dst, quoted...)
	dst = append(dst, '"')
	if file {
		dst = append(dst, "; filename=\""...)
		dst = append(dst, quoted...)
		dst = append(dst, "\"\r\nContent-Type: application/octet-stream"...)
	}
	dst = append(dst, "\r\n\r\n"...)
	dst = append(dst, value...)
	return append(dst, "\r\n"...)
}

// quoteName escapes what would end the name of a part, as browsers do.
var quoteName = strings.NewReplacer("\"", "%22", "\r", "%0D", "\n", "%0A")
