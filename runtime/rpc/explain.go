package rpc

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/canonical"
)

// Explanation is what a person needs to know of a refusal that is about the
// signature, the clock, the key, the token or a permission. It holds no secret, and
// of the caller's parameters only names and lengths.
type Explanation struct {
	// Source is where the credentials were found, and KeyID the id of the key, masked
	// in its middle. Both are empty for a call that needs no key.
	Source, KeyID string
	// Token tells that the key is temporary, so that a token was sent, and Expires
	// when it ends; zero if that is not known.
	Token   bool
	Expires time.Time
	// Signed are the texts that were signed, masked: the string to sign and what its
	// hash is made of. The hashes are as they were, to be compared; who guesses all
	// that went into one can tell that it was so.
	Signed []SignedText
	// Altered tells that the transport changed the header after it was signed, which
	// the signature does not allow, so that Signed is empty.
	Altered bool
	// Echo are the texts that the server says it signed, masked, where what was signed
	// here is not known: in a reply that was saved.
	Echo []SignedText
	// Echoed tells that the server said what it signed. Difference is the first byte at
	// which that is not what was signed here; if it is nil, both are the same, and so it
	// is the secret that is not the server's.
	Echoed     bool
	Difference *canonical.Difference
	// Permission is the one that is missing, if that is what failed.
	Permission *Permission
}

// SignedText is a text that was signed, decoded and masked: a parameter or header a
// line.
type SignedText struct{ Name, Text string }

// Permission is a permission that a caller lacks, as far as it is known.
type Permission struct {
	// Action is what the caller may not do, in the words of the cloud's policies, such
	// as smc:CreateReplicationJob.
	Action string
	// Told tells that the cloud named the action; else it follows from its name.
	Told bool
	// Resources are what it may not be done to, by the cloud, or by the operation's spec.
	Resources []string
	// Principal is who may not, such as SubUser reader.
	Principal string
	// Policy is the type of the policy that decided, and Denial how: ImplicitDeny if none
	// allows it, ExplicitDeny if one forbids it.
	Policy, Denial string
	// Diagnosis is a text that only an administrator can have decoded.
	Diagnosis string
}

// String is the explanation, in lines.
func (x *Explanation) String() string {
	var b strings.Builder
	x.writeTo(&b)
	return strings.TrimSuffix(b.String(), "\n")
}

func (x *Explanation) writeTo(b *strings.Builder) {
	if x.KeyID != "" {
		b.WriteString("key: " + inOneLine(x.key()) + "\n")
	}
	if x.Permission != nil {
		x.Permission.writeTo(b)
	}
	switch {
	case x.Altered:
		b.WriteString("differs: Options.Transport changed the header after it was signed; let it change a clone of the request, and no signed field\n")
	case x.Difference != nil:
		fmt.Fprintf(b, "differs: the server signed something else: %s\n", x.Difference)
		fmt.Fprintf(b, "  signed: %s\n  server: %s\n", x.Difference.Signed, x.Difference.Server)
	case x.Echoed && x.Signed != nil:
		b.WriteString("differs: nothing, the server signed the same text: the secret is not that of the key\n")
	}
	writeTexts(b, "signed, the ", x.Signed)
	writeTexts(b, "the server signed, the ", x.Echo)
}

// key says which key was used: LTAI***6789 of the environment, without a token
func (x *Explanation) key() string {
	text := x.KeyID
	if x.Source != "" {
		text += " from " + x.Source
	}
	switch {
	case !x.Token:
		return text + ", without a token"
	case x.Expires.IsZero():
		return text + ", with a token"
	}
	return text + ", with a token that ends at " + x.Expires.Format(time.RFC3339)
}

func writeTexts(b *strings.Builder, what string, texts []SignedText) {
	for _, t := range texts {
		b.WriteString(what + t.Name + ":\n")
		for line := range strings.SplitSeq(t.Text, "\n") {
			if line != "" {
				line = "  " + line
			}
			b.WriteString(line + "\n")
		}
	}
}

func (p *Permission) writeTo(b *strings.Builder) {
	b.WriteString("permission: ")
	switch {
	case p.Action == "":
		b.WriteString("the cloud does not name it")
	case p.Told:
		b.WriteString(inOneLine(p.Action))
	default:
		b.WriteString(p.Action + ", as the action is called; the cloud does not name it")
	}
	b.WriteString("\n")
	for _, field := range [...]struct{ name, text string }{
		{"resource", strings.Join(p.Resources, ", ")}, {"who", p.Principal}, {"policy", p.Policy},
		{"denied by", p.Denial}, {"diagnosis", p.Diagnosis},
	} {
		if field.text != "" {
			b.WriteString("  " + field.name + ": " + inOneLine(field.text) + "\n")
		}
	}
}

// explain completes a refusal: what explains it, and nothing that must not be seen.
func (c *Client) explain(r *Request, e *Error) {
	e.Remedy = r.Operation.Service.Advice.Of(e.Code)
	creds := r.Credentials
	switch meaning := c.protocol.Meaning(e); meaning {
	case SignatureWrong, ClockWrong, KeyWrong, TokenWrong, Denied:
		e.Explanation = &Explanation{
			Source: creds.Source, KeyID: canonical.KeyID(creds.ID),
			Token: creds.Token != "", Expires: creds.Expires,
		}
		if meaning == Denied {
			e.Explanation.Permission = r.Operation.permission()
		}
	}
	c.protocol.Explain(r, e)
	e.hide(c.secrets(r))
}

// hide masks secrets that the cloud may repeat, wherever it does. The code stays as it
// is: programs compare it, and a header's value can be a word of it.
func (e *Error) hide(secrets []string) {
	texts := []*string{&e.Message, &e.RequestID, &e.Advice}
	if e.Explanation != nil && e.Explanation.Permission != nil {
		p := e.Explanation.Permission
		texts = append(texts, &p.Action, &p.Principal, &p.Policy, &p.Denial, &p.Diagnosis)
		p.Resources = slices.Clone(p.Resources) // which may be those of the operation
		for i := range p.Resources {
			texts = append(texts, &p.Resources[i])
		}
	}
	for _, text := range texts {
		*text = canonical.Hide(*text, secrets)
	}
	for name, text := range e.Details {
		e.Details[name] = canonical.Hide(text, secrets)
	}
}

// permission is what calling the operation needs, as far as its spec tells.
func (op *Operation) permission() *Permission {
	product := op.Service.Name
	if len(op.Resources) > 0 { // acs:ecs:… and qcs::cvm:… know better
		for _, part := range strings.Split(op.Resources[0], ":")[1:] {
			if part != "" {
				product = part
				break
			}
		}
	}
	return &Permission{Action: product + ":" + op.Action, Resources: op.Resources}
}
