package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/runtime/rpc"
)

// explainReply prints what the body of a reply tells of an error.
func (f *explainFlags) explainReply(c *codes, body string) error {
	signed, err := f.readSigned()
	if err != nil {
		return err
	}
	protocol, e, err := c.readError(body, signed)
	if err != nil {
		return err
	}
	c.services = slices.DeleteFunc(slices.Clone(c.services), func(s *model.Service) bool { return s.Provider.Protocol != protocol })
	c.printError(protocol, e)
	return nil
}

// readSigned reads what was signed; empty if it is not given.
func (f *explainFlags) readSigned() (string, error) {
	if f.signed == "" {
		return "", nil
	}
	text, err := readShort(f.signed)
	if text = strings.TrimRight(text, "\r\n"); err == nil && text == "" {
		err = fmt.Errorf("%s is empty: it must hold what was signed", f.signed)
	}
	return text, err
}

// readShort reads a file that must not be long; - is the standard input.
func readShort(name string) (string, error) {
	in := os.Stdin
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return "", err
		}
		defer file.Close()
		in = file
	}
	text, err := io.ReadAll(io.LimitReader(in, longestReply+1))
	if err == nil && len(text) > longestReply {
		err = fmt.Errorf("read %s: it is longer than %d MB, which no reply is that refuses a call", name, longestReply>>20)
	}
	return string(text), err
}

// checkReply says that a text cannot be a reply. It quotes nothing: somebody who takes
// one file for another gives what was signed, which holds parameters.
func checkReply(body string) error {
	switch text := strings.TrimLeft(body, "\ufeff \t\r\n"); {
	case text == "":
		return errors.New("the reply is empty")
	case text[0] != '{' && text[0] != '<':
		return errors.New("this is no reply: one that refuses a call begins with { (JSON) or < (XML); a file with what was signed goes with --signed")
	}
	return nil
}

// readError reads a reply as each cloud does whose services are looked at.
func (c *codes) readError(body, signed string) (protocol string, e *rpc.Error, err error) {
	if err := checkReply(body); err != nil {
		return "", nil, err
	}
	var faults []error
	for _, protocol := range protocols {
		if !slices.ContainsFunc(c.services, func(s *model.Service) bool { return s.Provider.Protocol == protocol }) {
			continue
		}
		if e, err = clouds[protocol].read(body, signed); e != nil {
			return protocol, e, err
		}
		faults = append(faults, fmt.Errorf("this is no error of %s: %s", clouds[protocol].name, printable(err.Error())))
	}
	if faults == nil {
		faults = append(faults, errors.New("no cloud is described whose replies can be read"))
	}
	return "", nil, errors.Join(faults...)
}

// printError prints an error, what explains it, and what descriptions say of its code.
func (c *codes) printError(protocol string, e *rpc.Error) {
	c.printf("%s  %s\n", c.styled(bold, printable(string(e.Code))), clouds[protocol].name)
	b := table{t: c.terminal, indent: "  "}
	c.rows(&b, "message", printable(e.Message))
	c.rows(&b, "request", printable(e.RequestID))
	c.rows(&b, "see", printable(e.Advice))
	if host := e.Details["HostId"]; host != "" {
		c.rows(&b, "host", printable(host))
	}
	b.print()
	if e.Explanation != nil {
		if text := e.Explanation.String(); text != "" {
			c.printf("\n")
			for line := range strings.SplitSeq(text, "\n") {
				c.printf("  %s\n", printable(line))
			}
		}
	}
	c.printf("\n")
	if c.find(string(e.Code)) == nil {
		c.printf("No description has the code.\n")
		return
	}
	// There are definitions, so that no error is left.
	_ = c.explain(string(e.Code))
}

// printable is a text from outside in one line, without what a terminal would obey.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), unicode.Is(unicode.Co, r), r == '\ufeff':
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(text, string(unicode.ReplacementChar)))
}
