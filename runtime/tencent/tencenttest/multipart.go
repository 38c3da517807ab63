package tencenttest

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"strings"

	"github.com/signet-gen/signet/runtime/rpc"
	"github.com/signet-gen/signet/runtime/wire"
)

// paramsMultipart reads multipart/form-data (RFC 7578). A part is a parameter:
// a text; a file, whose bytes become base64, as JSON has them; or a list or
// structure as JSON, if its Content-Type says so.
func (in *incoming) paramsMultipart() (string, *rpc.Error) {
	parts := multipart.NewReader(bytes.NewReader(in.body), in.typeParams["boundary"])
	list, values := new(wire.Params), new(strings.Builder)
	for {
		part, err := parts.NextRawPart()
		// A body that ends too early is another error, which wraps this one.
		if err == io.EOF {
			break
		}
		if err != nil {
			return "", malformed(err)
		}
		value, err := io.ReadAll(part)
		if err != nil {
			return "", malformed(err)
		}
		if !isJSON(part) {
			list.Add(part.FormName(), textOf(part, value))
			continue
		}
		if !isName(part.FormName()) {
			return "", refuse(errInvalidRequest, "the name %.100q of a part is not that of a parameter", part.FormName())
		}
		values.WriteString(`,"` + part.FormName() + `":` + string(value))
	}
	text, refusal := unflatten(list)
	if refusal != nil || values.Len() == 0 {
		return text, refusal
	}
	if text == "{}" {
		return "{" + values.String()[1:] + "}", nil
	}
	return strings.TrimSuffix(text, "}") + values.String() + "}", nil
}

func malformed(err error) *rpc.Error {
	return refuse(errInvalidRequest, "the body is not multipart/form-data as its Content-Type describes it: %v", err)
}

// textOf is a part's value as text.
func textOf(part *multipart.Part, value []byte) string {
	if part.FileName() == "" {
		return string(value)
	}
	return base64.StdEncoding.EncodeToString(value)
}

// isJSON tells whether a part is a list or structure.
func isJSON(part *multipart.Part) bool {
	kind, _, err := mime.ParseMediaType(part.Header.Get("Content-Type"))
	return err == nil && kind == jsonType
}

// isName tells whether a name can stand in JSON as it is.
func isName(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return r < '-' || r > 'z' || r == '\\' || r == '`'
	})
}
