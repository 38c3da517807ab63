package alibaba

import (
	"fmt"
	"strings"

	"github.com/signet-gen/signet/runtime/canonical"
	"github.com/signet-gen/signet/runtime/rpc"
)

// ReadError reads the body of a reply that refused a call, JSON or XML, such as one
// that was saved. What the server says it signed is shown masked in the error's
// Explanation, and compared with signed unless that is empty: a string to sign, or a
// canonical request of V3.
func ReadError(body, signed string) (*rpc.Error, error) {
	err := decodeRefusal(&rpc.Reply{Operation: new(rpc.Operation), Body: body})
	e, ok := err.(*rpc.Error)
	if !ok {
		return nil, err
	}
	x := new(rpc.Explanation)
	texts, signature := cutEcho(e)
	mask := masks[signature]
	for _, text := range texts {
		x.Echoed = true
		x.Echo = append(x.Echo, rpc.SignedText{Name: text.Name, Text: mask.Show(text)})
		if ours := apart(signed); signed != "" && ours.Name == text.Name {
			x.Signed = []rpc.SignedText{{Name: ours.Name, Text: mask.Show(ours)}}
			x.Difference = canonical.Compare(ours, text, mask, mask)
		}
	}
	switch {
	case signed != "" && !x.Echoed:
		return e, fmt.Errorf("the reply does not say what the server signed: there is nothing to compare with")
	case signed != "" && x.Signed == nil:
		return e, fmt.Errorf("what was signed is a %s, and the reply has another text", apart(signed).Name)
	}
	if Meaning(e) == rpc.Denied {
		x.Permission = new(rpc.Permission)
		explainDenial(x.Permission, e.Details)
	}
	e.Explanation = x
	return e, nil
}

// apart takes a text apart that was signed, of whichever kind it is.
func apart(signed string) canonical.Text {
	switch {
	case strings.HasPrefix(signed, string(V3)+"\n"):
		return stringToSign(signed)
	case strings.Contains(signed, "\n"):
		return canonical.Request(signed)
	}
	return canonical.Query(signed)
}
