package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/signet-gen/signet/runtime/tencent"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
)

// differences says where the contenders disagree: in the bytes they send, in
// how they sign them, or in what they read from a reply.
func differences() error {
	return errors.Join(
		differencesTC3(),
		differencesV1("HmacSHA1"),
		differencesV1("HmacSHA256"),
		differencesListed(0), differencesListed(2), differencesListed(500),
		differencesRead("an odd reply", oddReply, oddTasks),
		differencesSent(),
		differencesServers(0), differencesServers(2), differencesServers(500),
		differencesServersRead("an odd reply", oddServersReply, oddServers),
	)
}

// differencesTC3 sends one task from both clients at the same second.
func differencesTC3() error {
	theirs, err := sentBySDK("TC3-HMAC-SHA256")
	if err != nil {
		return err
	}
	at, err := seconds(theirs.request.Header.Get("X-TC-Timestamp"))
	if err != nil {
		return err
	}
	ours, err := sentBySignet("", at)
	if err != nil {
		return err
	}
	faults := []error{
		differ("TC3 body", ours.body, theirs.body),
		differ("TC3 host", ours.host(), theirs.host()),
		differ("the body timed for the Authorization alone", registerBody, theirs.body),
	}
	for _, name := range []string{"X-TC-Action", "X-TC-Version", "X-TC-Timestamp", "X-TC-Region"} {
		faults = append(faults, differ(name, ours.request.Header.Get(name), theirs.request.Header.Get(name)))
	}
	for _, r := range []*recording{ours, theirs} {
		kind, signed := r.request.Header.Get("Content-Type"), r.request.Header.Get("Authorization")
		faults = append(faults,
			differ("TC3 Authorization, by the document", signed, textbookTC3(r.host(), kind, []byte(r.body), at)),
			differ("TC3 Authorization, by signet's signer", signed, signetTC3(r.host(), kind, []byte(r.body), at)),
		)
	}
	return errors.Join(faults...)
}

// differencesV1 sends one task from both clients, and has each side's signer
// sign the other's parameters: the nonces are random, so that the requests
// themselves differ.
func differencesV1(method string) error {
	theirs, err := sentBySDK(method)
	if err != nil {
		return err
	}
	ours, err := sentBySignet(tencent.Signature(method), time.Now())
	if err != nil {
		return err
	}
	theirForm, ourForm, err := forms(theirs.body, ours.body)
	if err != nil {
		return err
	}
	faults := []error{differ("v1 host", ours.host(), theirs.host())}
	for _, r := range []struct {
		host string
		form url.Values
	}{{ours.host(), ourForm}, {theirs.host(), theirForm}} {
		sent := r.form.Get("Signature")
		text := textToSign(r.host, r.form)
		faults = append(faults,
			differ(method+", by the SDK's signer", sent, common.Sign(text, secretKey, method)),
			differ(method+", by signet's signer", sent, signetV1(r.host, r.form)),
		)
	}
	for _, name := range []string{"Signature", "Nonce", "Timestamp", "RequestClient", "Language"} { // which each has of its own
		theirForm.Del(name)
		ourForm.Del(name)
	}
	return errors.Join(append(faults, differ("v1 parameters", ourForm.Encode(), theirForm.Encode()))...)
}

func forms(theirs, ours string) (their, our url.Values, err error) {
	their, err1 := url.ParseQuery(theirs)
	our, err2 := url.ParseQuery(ours)
	return their, our, errors.Join(err1, err2)
}

// textToSign is what signature v1 signs, by the vendor's document.
func textToSign(host string, form url.Values) string {
	var pairs []string
	for name, values := range form {
		if name != "Signature" {
			pairs = append(pairs, name+"="+values[0])
		}
	}
	slices.Sort(pairs)
	return "POST" + host + "/?" + strings.Join(pairs, "&")
}

func sentBySDK(signature string) (*recording, error) {
	sent := newRecording(registered)
	out, err := newSDK(signature, "", sent).RegisterMigrationTask(context.Background(), sdkRegister())
	if err != nil {
		return nil, fmt.Errorf("sdk, %s: %w", signature, err)
	}
	return sent, expectTask(*out.Response.TaskId)
}

// sentBySignet sends the task with a clock that stands still at the time given.
func sentBySignet(signature tencent.Signature, at time.Time) (*recording, error) {
	sent := newRecording(registered)
	client := newSignetAt(func() time.Time { return at }, signature, "", sent)
	out, err := client.RegisterMigrationTask(context.Background(), signetRegister())
	if err != nil {
		return nil, fmt.Errorf("signet, %s: %w", signature, err)
	}
	return sent, expectTask(out.TaskID)
}

// host is what the Host header says.
func (t *recording) host() string {
	if t.request.Host != "" {
		return t.request.Host
	}
	return t.request.URL.Host
}

func seconds(text string) (time.Time, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("the SDK's X-TC-Timestamp: %w", err)
	}
	return time.Unix(n, 0), nil
}

func differ(what, got, want string) error {
	if got != want {
		return fmt.Errorf("%s: %q, want %q", what, got, want)
	}
	return nil
}
