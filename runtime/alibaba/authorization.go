package alibaba

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Authorization is the parts of the Authorization header of a request that is
// signed by ACS3-HMAC-SHA256.
type Authorization struct {
	// ID is the AccessKeyId.
	ID string
	// SignedHeaders are the names of the headers that are signed: lower case,
	// sorted, host among them.
	SignedHeaders []string
	// Signature is in hexadecimal, lower case.
	Signature string
}

// ParseAuthorization reads an Authorization header of ACS3-HMAC-SHA256:
//
//	ACS3-HMAC-SHA256 Credential=ID,SignedHeaders=host;x-acs-action,Signature=…
//
// Each part stands there once, in any order. The error says which is wrong; it
// repeats nothing of the header but the beginning of a name.
func ParseAuthorization(header string) (Authorization, error) {
	rest, ok := strings.CutPrefix(header, string(V3)+" ")
	if !ok {
		return Authorization{}, fmt.Errorf("the Authorization header does not begin with %s", V3)
	}
	var a Authorization
	seen := map[string]bool{}
	for part := range strings.SplitSeq(rest, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		if seen[name] {
			return Authorization{}, fmt.Errorf("the Authorization header has its part %.20q twice", name)
		}
		seen[name] = true
		if err := a.set(name, value); err != nil {
			return Authorization{}, err
		}
	}
	if len(seen) != 3 {
		return Authorization{}, errors.New("the Authorization header lacks one of Credential, SignedHeaders and Signature")
	}
	return a, nil
}

// set reads one part of the header.
func (a *Authorization) set(name, value string) error {
	switch name {
	case "Credential":
		if value == "" {
			return errors.New("the Credential of the Authorization header is empty")
		}
		a.ID = value
		return nil
	case "SignedHeaders":
		return a.setSignedHeaders(value)
	case "Signature":
		return a.setSignature(value)
	}
	return fmt.Errorf("the Authorization header has a part %.20q, and knows only Credential, SignedHeaders and Signature", name)
}

// setSignedHeaders reads names that are sorted, each once.
func (a *Authorization) setSignedHeaders(value string) error {
	names := strings.Split(value, ";")
	for i, name := range names {
		if name == "" || strings.ContainsFunc(name, func(r rune) bool { return !isHeaderRune(r) }) {
			return errors.New("the SignedHeaders of the Authorization header are not names in lower case with semicolons between them")
		}
		if i > 0 && names[i-1] >= name {
			return errors.New("the SignedHeaders of the Authorization header are not sorted, or one stands there twice")
		}
	}
	if !slices.Contains(names, "host") {
		return errors.New("the SignedHeaders of the Authorization header lack host")
	}
	a.SignedHeaders = names
	return nil
}

// isHeaderRune tells whether r can be in the name of a header (RFC 9110,
// section 5.6.2), in lower case.
func isHeaderRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune("!#$%&'*+-.^_`|~", r)
}

// setSignature reads 64 hexadecimal digits in lower case.
func (a *Authorization) setSignature(value string) error {
	isHex := func(r rune) bool { return r >= '0' && r <= '9' || r >= 'a' && r <= 'f' }
	if len(value) != 64 || strings.ContainsFunc(value, func(r rune) bool { return !isHex(r) }) {
		return errors.New("the Signature of the Authorization header is not 64 hexadecimal digits in lower case")
	}
	a.Signature = value
	return nil
}
