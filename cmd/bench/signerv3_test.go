package main

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/alibaba"
	"github.com/signet-gen/signet/runtime/wire"
)

// Under V3 the peer signs the names of parameters as they are, where the
// vendor's page says to escape them: names are the plain ones that all
// parameters really have.

// The function takes nonce and time with the other headers.
func TestV3SignerAgreesWithDarabonbaFunction(t *testing.T) {
	eachHostile(t, plainNames, func(h *hostile) error {
		header := h.commonV3()
		theirs := h.signsAs().authorization(h.Params, header, emptySHA256)
		ours := alibaba.SignV3(nil, h.ID, h.Secret, h.requestV3(params(h.Params), header))
		return differ("Authorization", string(ours), theirs)
	})
}

// commonV3 are the headers that are signed of a request without a body, but for host.
func (h *hostile) commonV3() map[string]string {
	header := map[string]string{
		"x-acs-action": "DescribeSourceServers", "x-acs-version": "2019-06-01", "x-acs-content-sha256": emptySHA256,
		"x-acs-signature-nonce": h.Nonce, "x-acs-date": h.Time, "user-agent": "not signed", "accept": "nor is this",
	}
	if h.Token != "" {
		header["x-acs-security-token"] = h.Token
	}
	if h.Form {
		header["content-type"] = "application/x-www-form-urlencoded"
	}
	maps.Copy(header, h.Header)
	return header
}

// requestV3 is the request as Signet's signer takes it.
func (h *hostile) requestV3(query *wire.Params, header map[string]string) *alibaba.V3Request {
	r := &alibaba.V3Request{Method: h.Method, Host: h.Host, Query: query, Header: http.Header{}}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	return r
}

// signsAs is the peer's signer with the key of the request.
func (h *hostile) signsAs() darabonbaV3 { return darabonbaV3{h.Method, h.Host, h.ID, h.Secret} }

// Headers of a request have the last word over the client's own, its nonce and
// time among them.
func TestV3SignerAgreesWithDarabonbaClient(t *testing.T) {
	eachHostile(t, plainNames, func(h *hostile) error {
		header := maps.Clone(h.Header)
		header["x-acs-signature-nonce"], header["x-acs-date"] = h.Nonce, h.Time
		sent, err := h.sentByDarabonba(string(alibaba.V3), h.Params, header)
		if err != nil {
			return err
		}
		if err := contains(headersOf(sent), header); err != nil {
			return err
		}
		return h.verifyV3(sent)
	})
}

// verifyV3 checks a request as a server receives it.
func (h *hostile) verifyV3(sent *recording) error {
	all, err := received(sent)
	if err != nil {
		return err
	}
	if err := contains(all, h.Params); err != nil {
		return err
	}
	header := headersOf(sent)
	request := h.requestV3(params(all), header)
	ours := alibaba.SignV3(nil, h.ID, h.Secret, request)
	if err := differ("Authorization", string(ours), header["authorization"]); err != nil {
		return err
	}
	id, err := alibaba.VerifyV3(header["authorization"], request, h.secretOf)
	if err != nil {
		return err
	}
	return differ("key", id, h.ID)
}

// What Signet's client sends, another's function signs alike.
func TestV3SignatureOfSignetClientComesOutOfDarabonbaFunction(t *testing.T) {
	eachHostile(t, plainNames, func(h *hostile) error {
		sent, err := h.sentBySignet(alibaba.V3)
		if err != nil {
			return err
		}
		all, err := received(sent)
		if err != nil {
			return err
		}
		header := headersOf(sent)
		want := map[string]string{"x-acs-date": h.Time}
		if h.Token != "" {
			want["x-acs-security-token"] = h.Token
		}
		if err := contains(header, want); err != nil {
			return err
		}
		if err := contains(all, h.Params); err != nil {
			return err
		}
		return differ("Authorization", header["authorization"], h.signsAs().authorization(all, header, hexSHA256([]byte(sent.body))))
	})
}

// Names that no peer signs rightly come out as the vendor's page says, followed
// step by step, as do headers with spaces and tabs around their values.
func TestV3SignerAgreesWithTheDocument(t *testing.T) {
	eachHostile(t, pieces, func(h *hostile) error {
		for name, value := range h.Header {
			h.Header[name] = " \t" + value + "\t "
		}
		header := h.commonV3()
		ours := alibaba.SignV3(nil, h.ID, h.Secret, h.requestV3(params(h.Params), header))
		return differ("Authorization", string(ours), h.textbookV3(header))
	})
}

// textbookV3 follows the vendor's page on ACS3-HMAC-SHA256 with fmt and
// crypto/hmac, as a person does who has only the page.
func (h *hostile) textbookV3(header map[string]string) string {
	var pairs, lines, names []string
	for _, name := range slices.Sorted(maps.Keys(h.Params)) {
		pairs = append(pairs, escape(name)+"="+escape(h.Params[name]))
	}
	header = maps.Clone(header)
	header["host"] = h.Host
	for _, name := range slices.Sorted(maps.Keys(header)) {
		if name == "host" || name == "content-type" || strings.HasPrefix(name, "x-acs-") {
			names = append(names, name)
			lines = append(lines, name+":"+strings.Trim(header[name], " \t")+"\n")
		}
	}
	signed := strings.Join(names, ";")
	canonical := fmt.Sprintf("%s\n/\n%s\n%s\n%s\n%s",
		h.Method, strings.Join(pairs, "&"), strings.Join(lines, ""), signed, header["x-acs-content-sha256"])
	signature := macSHA256([]byte(h.Secret), "ACS3-HMAC-SHA256\n"+hexSHA256([]byte(canonical)))
	return fmt.Sprintf("ACS3-HMAC-SHA256 Credential=%s,SignedHeaders=%s,Signature=%x", h.ID, signed, signature)
}

// escape is percent-encoding by RFC 3986.
func escape(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

func TestTextbookV3GivesThePublishedSignature(t *testing.T) {
	h := &hostile{
		Method: http.MethodPost, Host: "ecs.cn-shanghai.aliyuncs.com", ID: "YourAccessKeyId", Secret: "YourAccessKeySecret",
		Params: map[string]string{"ImageId": "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd", "RegionId": "cn-shanghai"},
	}
	header := map[string]string{
		"x-acs-action": "RunInstances", "x-acs-date": "2023-10-26T10:22:32Z", "x-acs-version": "2014-05-26",
		"x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d", "x-acs-content-sha256": emptySHA256,
	}
	const want = "ACS3-HMAC-SHA256 Credential=YourAccessKeyId," +
		"SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version," +
		"Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
	if got := h.textbookV3(header); got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
}
