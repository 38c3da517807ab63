package text

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

// Boilerplate is what the pages of all actions say, without a fact about any:
// sentences, which may go over several lines, and lines.
var (
	boilerplate = regexp.MustCompile(`(?i)^(?:` + strings.Join([]string{
		`the following request parameter list only provides .*`,
		`the following only lists the error codes related .*`,
		`.*complete common parameter list, see .*`,
		`.*for other error codes, see .*`,
		`for (?:details|more information)[^.]*, see .*(?:common|error|param)[^.]*\.?`,
		`we recommend you (?:to )?use api explorer\.?`,
		`api explorer provides .*`,
	}, "|") + `)$`)
	boilerLine = regexp.MustCompile(`(?i)^(?:` + strings.Join([]string{
		`domain name for api request\s*[:：].*`,
		`\[?try it\]?(?:\(.*\))?`,
		`api explorer`,
		`no (?:parameters?|input parameters?|output parameters?|error codes?)\.?`,
		`(?:none|n/a|-)\.?`,
	}, "|") + `)$`)
)

// boilerless leaves boilerplate out.
func boilerless(lines []line) []line {
	var kept []line
	for _, paragraph := range paragraphs(lines) {
		if boilerplate.MatchString(link.ReplaceAllString(opening(paragraph), "$1")) {
			continue
		}
		for _, l := range paragraph {
			text := link.ReplaceAllString(l.bare(), "$1")
			if !boilerLine.MatchString(l.bare()) && !boilerLine.MatchString(text) && !boilerplate.MatchString(text) {
				kept = append(kept, l)
			}
		}
		kept = append(kept, line{number: paragraph[len(paragraph)-1].number})
	}
	return kept
}

// paragraphs are the lines that follow one another without a gap.
func paragraphs(lines []line) [][]line {
	var all [][]line
	last := -1
	for _, l := range lines {
		switch {
		case l.blank():
			last = -1
			continue
		case last >= 0 && l.number <= last+1:
			all[len(all)-1] = append(all[len(all)-1], l)
		default:
			all = append(all, []line{l})
		}
		last = l.number
	}
	return all
}

// rateFacts are sentences that tell how often an action may be called.
var rateFacts = []*regexp.Regexp{
	regexp.MustCompile(`(?i)[^.\n]*\ba maximum of (\d{1,6}) requests? can be (?:initiated|made|sent) per second\b[^.\n]*\.?`),
	regexp.MustCompile(`(?i)[^.\n]*\brate limit\s*[:：]\s*(\d{1,6}) (?:requests?|calls|times)\s*(?:/|per)\s*s(?:ec(?:ond)?)?\b\.?`),
	regexp.MustCompile(`(?i)[^.\n]*\brequest (?:frequency|rate)(?: limit)?(?: of this api)?(?: is)?\s*[:：]?\s*(\d{1,6}) (?:requests?|calls|times)\s*(?:/|per)\s*s(?:ec(?:ond)?)?\b\.?`),
}

// describe reads the section that says what an action does and how often it
// may be called.
func (r *reader) describe(a *spec.Action, lines []line) {
	var texts []string
	for _, paragraph := range paragraphs(boilerless(withoutDates(uncoded(lines)))) {
		var words []string
		for _, l := range paragraph {
			words = append(words, l.bare())
		}
		text := marked(strings.Join(words, "\n"))
		for _, fact := range rateFacts {
			if m := fact.FindStringSubmatch(text); m != nil {
				rate, _ := strconv.Atoi(m[1])
				if text = strings.TrimSpace(fact.ReplaceAllString(text, "")); rate > 0 {
					a.RateLimit = importer.Set(rate)
				}
			}
		}
		if text != "" {
			texts = append(texts, prose(text))
		}
	}
	text := strings.Join(texts, "\n\n")
	if at := staleFact.FindString(text); at != "" {
		a.Deprecated = importer.Set(r.deprecation(at))
	}
	a.Doc = r.doc(text)
}
