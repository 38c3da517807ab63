package credential

import (
	"errors"
	"log"
	"os"
	"path/filepath"
)

// Local is the machine that a program runs on, as the sources of credentials
// see it. The zero value is this machine.
type Local struct {
	// Getenv reads a variable of the environment; nil is [os.Getenv].
	Getenv func(name string) string
	// Home is the user's home folder; empty is that of [os.UserHomeDir].
	Home string
	// Warn is told of files that others may read; nil is the standard logger.
	Warn func(text string)
}

// Var is a variable of the environment; empty where it is not set.
func (l Local) Var(name string) string {
	if l.Getenv != nil {
		return l.Getenv(name)
	}
	return os.Getenv(name)
}

// Path is a path below the user's home folder.
func (l Local) Path(parts ...string) (string, error) {
	home := l.Home
	if home == "" {
		var err error
		if home, err = os.UserHomeDir(); err != nil {
			return "", Absent("the home folder is not known: %v", err)
		}
	}
	return filepath.Join(append([]string{home}, parts...)...), nil
}

// Read is [ReadFile], which warns as l says.
func (l Local) Read(name string) (string, error) {
	warn := l.Warn
	if warn == nil {
		warn = func(text string) { log.Print(text) }
	}
	return ReadFile(name, warn)
}

// Key reads a key from variables of the environment; a tokenVar of "" reads no
// token. When id and secret are both not set, the error is [ErrAbsent]; when one
// of them is, it says which is not.
func (l Local) Key(idVar, secretVar, tokenVar string) (Credentials, error) {
	c := Credentials{ID: l.Var(idVar), Secret: l.Var(secretVar), Source: "environment variables " + idVar + ", " + secretVar}
	if tokenVar != "" {
		c.Token = l.Var(tokenVar)
		c.Source += ", " + tokenVar
	}
	switch {
	case c.ID == "" && c.Secret == "":
		return Credentials{}, Absent("%s and %s are not set", idVar, secretVar)
	case c.ID == "":
		return Credentials{}, errors.New(secretVar + " is set, and " + idVar + " is not")
	case c.Secret == "":
		return Credentials{}, errors.New(idVar + " is set, and " + secretVar + " is not")
	}
	return c, c.Check()
}
