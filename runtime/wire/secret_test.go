package wire_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"strings"
	"testing"

	"github.com/signet-gen/signet/runtime/wire"
)

const password = "hunter2"

type login struct {
	User     string
	Password wire.Secret
	Old      *wire.Secret
	All      []wire.Secret
	ByName   map[string]wire.Secret
}

func (l *login) WireMembers(c *wire.Codec) {
	c.String("User", &l.User)
	c.Required().String("Password", (*string)(&l.Password))
	wire.Optional(c, "Old", &l.Old, wire.Text)
	wire.List(c, "All", &l.All, wire.Text)
	wire.Map(c, "ByName", &l.ByName, wire.Text)
}

func newLogin() login {
	s := wire.Secret(password)
	return login{"ann", s, &s, []wire.Secret{s}, map[string]wire.Secret{"k": s}}
}

// hidden fails the test if text shows the password in any spelling.
func hidden(t *testing.T, how, text string) {
	t.Helper()
	for _, spelling := range []string{password, fmt.Sprintf("%x", password), fmt.Sprintf("%X", password),
		fmt.Sprintf("% x", password), fmt.Sprint([]byte(password)), fmt.Sprintf("%#x", []byte(password))} {
		if strings.Contains(text, spelling) {
			t.Errorf("%s shows the secret: %s", how, text)
		}
	}
}

func TestSecretIsHiddenFromEveryVerb(t *testing.T) {
	l := newLogin()
	var verbs string
	for verb := 'A'; verb <= 'z'; verb++ {
		if !strings.ContainsRune("pTw", verb) { // fmt asks no type about these: see [wire.Secret]
			verbs += string(verb)
		}
	}
	for _, test := range []struct {
		verbs string
		v     any
	}{
		{verbs, l.Password}, {verbs, &l.Password}, {verbs, l}, {verbs, &l}, {verbs, l.All}, {verbs, l.ByName}, {verbs, []any{l}},
		{"vdxXbo", struct{ L *login }{&l}}, {"vdxXbo", []*login{&l}},
	} {
		for _, verb := range test.verbs {
			for _, flags := range []string{"", "+", "#", " ", "-20", "020", ".3"} {
				format := "%" + flags + string(verb)
				hidden(t, format, fmt.Sprintf(format, test.v))
			}
		}
		hidden(t, "Sprint", fmt.Sprint(test.v))
		hidden(t, "Errorf", fmt.Errorf("cannot log in with %v: %w", test.v, errors.ErrUnsupported).Error())
	}
	equal(t, fmt.Sprintf("%v %s %q %x %d %#v", l.Password, l.Password, l.Password, l.Password, l.Password, l.Password), "*** *** *** *** *** ***")
	equal(t, l.Password.String()+l.Password.GoString(), "******")
	equal(t, string(l.Password), password)
}

func TestSecretIsHiddenFromLogsAndOtherEncoders(t *testing.T) {
	l := newLogin()
	var out bytes.Buffer
	for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		log := slog.New(handler)
		log.Info("login", "password", l.Password, "all", l, "pointer", &l, slog.Any("any", l.ByName))
		log.With("old", l.Old).WithGroup("g").Info("login", "list", l.All)
	}
	text, err := json.Marshal(l)
	if err != nil {
		t.Fatal(err)
	}
	out.Write(text)
	if text, err = xml.Marshal(l.Password); err != nil {
		t.Fatal(err)
	}
	out.Write(text)
	hidden(t, "a log", out.String())
	equal(t, strings.Count(out.String(), "***") >= 10, true)
}

func TestSecretIsWrittenToTheService(t *testing.T) {
	l := newLogin()
	const want = `{"User":"ann","Password":"hunter2","Old":"hunter2","All":["hunter2"],"ByName":{"k":"hunter2"}}`
	got, err := wire.AppendRequestJSON(nil, &l)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, string(got), want)
	var back login
	if err := wire.ReadJSON(want, &back, nil); err != nil {
		t.Fatal(err)
	}
	equal(t, back, l)
}

// vault has texts that are not to be seen in every way that there is.
type vault struct {
	open  string
	alone wire.Secret
	list  []wire.Secret
	inner wire.Masked[map[string]string]
	bad   wire.Masked[float64]
}

func (v *vault) WireMembers(c *wire.Codec) {
	c.String("Open", &v.open)
	wire.Hidden(c, "Bad", &v.bad, (*wire.Codec).Float64)
	c.Required().Secret("Alone", &v.alone)
	wire.List(c, "List", &v.list, (*wire.Codec).Secret)
	wire.Hidden(c, "Inner", &v.inner, func(c *wire.Codec, name string, m *map[string]string) {
		wire.Map(c, name, m, (*wire.Codec).String)
	})
	c.String("After", &v.open)
}

func TestSecretsAreFoundWhereverTheyAre(t *testing.T) {
	v := &vault{open: "open", alone: "a", list: []wire.Secret{"b", "c"}, inner: wire.Mask(map[string]string{"k": "d"}), bad: wire.Mask(math.Inf(1))}
	equal(t, wire.Secrets(v), []string{"a", "b", "c", "d"})
	equal(t, len(wire.Secrets(new(vault))), 1) // an empty text
	equal(t, len(wire.Secrets(new(every))), 0)
}

func TestErrorsShowNoTexts(t *testing.T) {
	for _, body := range []string{`{"Signed":"hunter2"}`, `{"Flag":"hunter2"}`, `{"Float":"hunter2"}`, `{"Inner":"hunter2"}`,
		`{"Texts":["a",["hunter2"]]}`, `{"Octets":"hunter2"}`, `{"Text":"hunter2`, `{"Text":"hunter2" x}`} {
		err := wire.ReadJSON(body, new(every), nil)
		if err == nil {
			t.Fatalf("%s was accepted", body)
		}
		hidden(t, "an error", fmt.Sprintf("%v %+v %#v", err, err, err))
	}
}

// account prints itself as generated structures do that hold a secret.
type account struct {
	User     string
	Password wire.Secret
	Limit    *int64
}

func (a account) Format(f fmt.State, _ rune) {
	type plain account
	wire.Print(f, "wire_test.account", plain(a))
}

func TestPrintPrintsAStructureByAnyVerbAndNoSecret(t *testing.T) {
	a := &account{User: "ann", Password: password}
	behind := struct {
		A    *account
		None *account
		List []*account
	}{A: a, List: []*account{a}}
	for format, want := range map[string]string{
		"%v": "{{ann *** <nil>} <nil> [{ann *** <nil>}]}", "%s": "{{ann *** <nil>} <nil> [{ann *** <nil>}]}",
		"%q": "{{ann *** <nil>} <nil> [{ann *** <nil>}]}", "%+v": "{A:{User:ann Password:*** Limit:<nil>} None:<nil> List:[{User:ann Password:*** Limit:<nil>}]}",
	} {
		equal(t, fmt.Sprintf(format, behind), want)
	}
	equal(t, fmt.Sprintf("%#v", a), `wire_test.account{User:"ann", Password:***, Limit:(*int64)(nil)}`)
	for verb := 'A'; verb <= 'z'; verb++ {
		if !strings.ContainsRune("pTw", verb) {
			hidden(t, string(verb), fmt.Sprintf("%"+string(verb)+" %+"+string(verb)+" %#"+string(verb), behind, behind, behind))
		}
	}
}
