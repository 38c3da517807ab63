package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/signet-gen/signet/generator/model"
)

// explainFlags are the flags of signet explain.
type explainFlags struct {
	projectFlags

	service string
	signed  string
}

func newExplain(t *terminal) *cobra.Command {
	var f explainFlags
	cmd := &cobra.Command{
		Use:   "explain CODE|FILE",
		Short: "Tell what an error means, and what to do about it",
		Long: `Tell what an error code means, what to do about it, and whether a client calls
again by itself. Or tell the same of the reply in a FILE (- is the standard
input): the body, JSON or XML, with which a cloud refused a call. If it names a
permission that is missing, that is told too, and so is the text that the server
says it signed, decoded and masked: of parameters only names and lengths.

What was signed on this side can be given as a file with --signed: then the first
byte at which the two differ is told. If there is none, the secret is wrong.

A CODE is such as InvalidParameterValue.Limit. A code that has no description has
that of its nearest parent.`,
		Example: `  signet explain AuthFailure.SignatureFailure
  signet explain Forbidden.RAM --service smc
  signet explain reply.json
  curl … | signet explain - --signed string-to-sign.txt`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: f.completeCode,
		RunE:              action(func(args []string) error { return f.run(t, args[0]) }),
	}
	f.register(cmd)
	cmd.Flags().StringVar(&f.service, "service", "", "only this `provider` or service, such as tencent or msp")
	cmd.Flags().StringVar(&f.signed, "signed", "", "`file` with the string, or canonical request, that was signed")
	_ = cmd.MarkFlagFilename("signed")
	_ = cmd.RegisterFlagCompletionFunc("service", f.completeService)
	return cmd
}

func (f *explainFlags) run(t *terminal, what string) error {
	body, isReply, err := readReply(what)
	if err != nil {
		return err
	}
	if !isReply && f.signed != "" {
		return usageError{fmt.Errorf("--signed is for a reply that was saved, and %q is a code", what)}
	}
	services, err := f.services()
	if err != nil {
		return err
	}
	c := &codes{terminal: t, services: services}
	if isReply {
		return f.explainReply(c, body)
	}
	return c.explain(what)
}

// services are those to look for codes in.
func (f *explainFlags) services() ([]*model.Service, error) {
	project, err := f.open()
	if err != nil {
		return nil, err
	}
	services, err := project.specs.load()
	if err != nil || f.service == "" {
		return services, err
	}
	if err := checkNames(services, []string{f.service}); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(services), func(s *model.Service) bool { return !means(f.service, s) }), nil
}

// longestReply bounds what is read: replies that refuse a call are short.
const longestReply = 4 << 20

// readReply reads the reply that an argument is or names; one that does neither is a code.
func readReply(what string) (body string, isReply bool, err error) {
	if text := strings.TrimSpace(what); strings.HasPrefix(text, "{") || strings.HasPrefix(text, "<") {
		return what, true, nil
	}
	info, err := os.Stat(what)
	switch {
	case what == "-":
	case err == nil && !info.IsDir():
	case err == nil && strings.ContainsRune(what, os.PathSeparator):
		return "", false, fmt.Errorf("%s is a folder: name the file with the reply", printable(what))
	case strings.ContainsRune(what, os.PathSeparator):
		return "", false, fmt.Errorf("there is no file %s", printable(what))
	default:
		return "", false, nil
	}
	body, err = readShort(what)
	return body, true, err
}

// completeCode completes codes and files.
func (f *explainFlags) completeCode(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return (&codes{services: f.completable()}).names(), cobra.ShellCompDirectiveDefault
}

// completeService completes providers and services.
func (f *explainFlags) completeService(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	return (&listFlags{projectFlags: f.projectFlags}).completeNames(cmd, args, typed)
}
