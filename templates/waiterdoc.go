package templates

import (
	"cmp"
	"fmt"
	"math/big"
	"strings"

	"github.com/signet-gen/signet/generator/model"
)

// comment says what is waited for, how often and how long it is asked for, and
// what ends the wait otherwise.
func (w waiter) comment() *comment {
	text, until := w.Method()+" waits until "+sentenceOf(w.Until)+".", ""
	if w.Doc != "" {
		text, until = ended(doing(w.Method(), w.prose(w.Doc))), ", until "+sentenceOf(w.Until)
	}
	every, timeout := cmp.Or(w.Every, "[wait.DefaultEvery]"), cmp.Or(w.Timeout, "[wait.DefaultTimeout]")
	text = then(text, "It repeats [Client."+w.action.GoName+"] after "+every+", and then less and less often"+until+", for "+timeout+" at most.")
	if len(w.FailWhen) > 0 {
		text = then(text, "It fails if "+sentenceOf(w.FailWhen)+".")
	}
	if count, limit := w.page(); count != nil {
		most := ""
		if n := mostOf(limit); n > 0 {
			most = fmt.Sprintf(", %d at most", n)
		}
		none := "0"
		if limit.Presence == model.Pointer {
			none = "nil"
		}
		text = then(text, "If in."+limit.GoName+" is "+none+", it is as many as in."+count.GoName+" has"+most+". An in."+count.GoName+" that has more than the page holds is an error at once.")
	}
	return outer().text(text).
		text("An error is a [*wait.Error], and the last output, if there was one, stands beside it. Config.Wait sets other times.").
		deprecated(w.prose(w.action.Deprecated))
}

// mostOf is the most that a page may have; 0 is any number.
func mostOf(limit *model.Field) int {
	most, ok := new(big.Int).SetString(limit.Max, 10)
	if !ok || most.BitLen() > 31 {
		return 0
	}
	return int(most.Int64())
}

// sentenceOf tells conditions: the last TaskStatus.Status is "finish"
func sentenceOf(all []*model.Condition) string {
	parts := make([]string, len(all))
	for i, c := range all {
		parts[i] = told(c)
	}
	return either(parts)
}

// either joins texts of which one holds: a, b or c
func either(parts []string) string {
	n := len(parts) - 1
	if n == 0 {
		return parts[0]
	}
	return strings.Join(parts[:n], ", ") + " or " + parts[n]
}

// quantifiers say which values of a list must match.
var quantifiers = map[string]string{"any": "any ", "all": "every ", "first": "the first ", "last": "the last "}

// told tells a condition.
func told(c *model.Condition) string {
	if c.Error != nil {
		return "the call fails with [" + c.Error.GoName + "]"
	}
	values := make([]string, len(c.In))
	for i, text := range c.In {
		values[i] = text
		if isText(kindOf(innermostOf(last(c.Path).Type), false)) {
			values[i] = unbroken(fmt.Sprintf("%q", text))
		}
	}
	text := quantifiers[c.Match] + goPath("out.", c.Path) + " is " + either(values)
	if c.Count != nil {
		text += ", as many of them as in." + c.Count.GoName + " asks for"
	}
	return text
}

// innermostOf is the type of the values in lists and maps.
func innermostOf(t model.Type) model.Type {
	for elem(t) != nil {
		t = elem(t)
	}
	return t
}
