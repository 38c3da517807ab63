package alibabatest_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/alibaba"
)

// common is a query in which one parameter differs, or is absent, signed as it should be.
func common(name, value string) tamper {
	return func(p *parcel) {
		p.signV2(func(parameters map[string]string) {
			if delete(parameters, name); value != "" {
				parameters[name] = value
			}
		})
	}
}

// own has the same parameters of the action, in the query alone, signed as they should be.
func own(pairs ...string) tamper {
	return func(p *parcel) {
		p.body = nil
		p.signV2(func(parameters map[string]string) {
			for _, name := range []string{"Name", "Limit", "Letter"} {
				delete(parameters, name)
			}
			for i := 0; i < len(pairs); i += 2 {
				parameters[pairs[i]] = pairs[i+1]
			}
		})
	}
}

// without takes parameters out of a query that was signed.
func without(names ...string) tamper {
	return func(p *parcel) {
		query := p.URL.Query()
		for _, name := range names {
			query.Del(name)
		}
		p.URL.RawQuery = query.Encode()
	}
}

func TestRefusalsOfV2(t *testing.T) {
	refusals := []refusal{
		{name: "added parameter", tamper: func(p *parcel) { p.URL.RawQuery += "&Open=true" }, code: mismatch, says: []string{"where the server has the parameter <name of 4 bytes>"}},
		{name: "parameter once more", tamper: func(p *parcel) { p.URL.RawQuery += "&Name=n" }, code: mismatch, says: []string{"where the server has the parameter Name"}},
		{name: "parameter taken away", tamper: without("RegionId"), code: mismatch, says: []string{"in the parameter RegionId, where the server has the parameter SignatureMethod"}},
		{name: "changed common parameter", tamper: replace("Version=2024", "Version=2025"), code: mismatch, says: []string{"in the parameter Version", "Version=2024-05-06", "Version=2025-05-06"}},
		{name: "changed format", tamper: func(p *parcel) {
			p.URL.RawQuery = strings.NewReplacer("Format=JSON", "Format=XML", "Format=XML", "Format=JSON").Replace(p.URL.RawQuery)
		}, code: mismatch, says: []string{"in the parameter Format"}},
		{name: "nothing signed", tamper: func(p *parcel) { p.URL.RawQuery = "Limit=3" }, code: "MissingParameter", says: []string{"not signed", "Authorization"}},
		{name: "no nonce and version", tamper: without("SignatureNonce", "Version"), code: "MissingParameter", says: []string{"query", "Version, SignatureNonce"}},
		{name: "no signature", tamper: without("Signature"), code: "MissingParameter", says: []string{"Signature"}},
		{name: "no key", tamper: common("AccessKeyId", ""), code: "MissingParameter", says: []string{"AccessKeyId"}},
		{name: "timestamp in words", tamper: common("Timestamp", "noon"), code: "InvalidTimeStamp.Format", says: []string{`"noon"`}},
		{name: "timestamp of seconds", tamper: common("Timestamp", "1700000000"), code: "InvalidTimeStamp.Format"},
		{name: "another algorithm", tamper: common("SignatureMethod", "HMAC-SHA256"), code: "InvalidSignatureMethod", says: []string{`"HMAC-SHA256"`}},
		{name: "another version of signatures", tamper: common("SignatureVersion", "2.0"), code: "InvalidParameter", says: []string{`"2.0"`}},
		{name: "another format", tamper: common("Format", "YAML"), code: "InvalidParameter.Format", says: []string{`"YAML"`}},
		{name: "another version", tamper: common("Version", "2017-03-12"), code: "InvalidVersion"},
		{name: "unknown action", tamper: common("Action", "DropBox"), code: "InvalidAction.NotFound", status: 404, says: []string{"PutBox, SealBox"}},
		{name: "no required parameter", tamper: own("Limit", "3"), code: "MissingParameter", says: []string{"PutBox requires Name"}},
		{name: "value and member", tamper: own("Name", "n", "Name.1", "m"), code: "InvalidParameter"},
		{name: "list from 0", tamper: own("Name", "n", "Label.0.Name", "m"), code: "InvalidParameter", says: []string{"Label"}},
		{name: "no number", tamper: own("Name", "n", "Limit", "many"), code: "InvalidParameter", says: []string{"Limit"}},
		{name: "no required member", tamper: own("Name", "n", "Label.1.Text", "t"), code: "MissingParameter", says: []string{"Label.0.Name"}},
	}
	for _, form := range forms {
		if form.signature == alibaba.V2 {
			t.Run(form.name, func(t *testing.T) { checkRefusals(t, form, refusals) })
		}
	}
}

func TestRefusalsOfV2POST(t *testing.T) {
	checkRefusals(t, forms[4], []refusal{
		{name: "GET instead", tamper: func(p *parcel) {
			p.Method, p.URL.RawQuery, p.body = http.MethodGet, p.URL.RawQuery+"&"+string(p.body), nil
		}, code: mismatch, says: []string{"in the method", "server: GET "}},
		{name: "common parameters in the form", tamper: func(p *parcel) {
			p.URL.RawQuery, p.body = "", []byte(p.URL.RawQuery+"&"+string(p.body))
		}, code: "MissingParameter", says: []string{"query"}},
		{name: "as text", tamper: header("Content-Type", "text/plain"), code: "InvalidParameter", says: []string{"application/x-www-form-urlencoded"}},
		{name: "broken form", tamper: func(p *parcel) { p.body = append(p.body, "&A=%a"...) }, code: "InvalidParameter", says: []string{"body"}},
	})
}

func TestRefusalsOfV2GET(t *testing.T) {
	checkRefusals(t, forms[6], []refusal{
		{name: "POST instead", tamper: func(p *parcel) { p.Method = http.MethodPost }, code: mismatch, says: []string{"in the method", "server: POST "}},
		{name: "action that takes POST only", tamper: common("Action", "SealBox"), code: "UnsupportedHTTPMethod", status: 403},
	})
}

// V2 signs neither host nor header, nor where a parameter stands.
func TestHarmlessChangesOfV2Pass(t *testing.T) {
	for name, change := range map[string]tamper{
		"another host":          func(p *parcel) { p.Host = "store.example.com" },
		"content type in full":  header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
		"all in the query":      func(p *parcel) { p.URL.RawQuery, p.body = string(p.body)+"&"+p.URL.RawQuery, nil },
		"small letters":         common("Format", "json"),
		"order of the query":    func(p *parcel) { p.URL.RawQuery = p.URL.Query().Encode() },
		"type of the signature": common("SignatureType", "HMAC"),
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, answers(&boxOutput{BoxID: "b"}))
			out, err := call(t, s, &putBox, boxInput{Name: "n", Limit: 3}, func(c *alibaba.Config) {
				c.Signature, c.Transport = alibaba.V2, change
			})
			if err != nil || out.BoxID != "b" {
				t.Fatal(out, err)
			}
			if got := s.Requests()[0].Params; !strings.Contains(got, `"Limit":"3"`) || strings.Contains(got, "SignatureType") {
				t.Errorf("the parameters are %s", got)
			}
		})
	}
}

// The vendor's page on V2 says that XML is the default.
func TestV2RequestWithoutFormatIsAnsweredInXML(t *testing.T) {
	s := start(t, answers(&boxOutput{BoxID: "b"}))
	out, err := call(t, s, &putBox, boxInput{Name: "n"}, func(c *alibaba.Config) {
		c.Signature, c.Transport = alibaba.V2, common("Format", "")
	})
	if err != nil || out.BoxID != "b" || s.Requests()[0].Format != "XML" {
		t.Error(out, err, s.Requests()[0].Format)
	}
}
