package alibaba

import (
	"strings"
	"testing"
)

func TestOneOfManyIsCalledInTheSingular(t *testing.T) {
	for many, want := range map[string]string{
		"Instances": "Instance", "Entries": "Entry", "Addresses": "Address", "Statuses": "Status", "Boxes": "Box",
		"Switches": "Switch", "TagList": "Tag", "tag_list": "tag", "IpArray": "Ip", "Qoses": "Qos", "IpSets": "IpSet", "Indices": "Index",
		"Status": "Status", "Address": "Address", "Analysis": "Analysis", "Alias": "Alias", "DNS": "DNS", "Data": "Data",
		"List": "List", "s": "s", "": "", "Item": "Item", "aliases": "alias",
	} {
		if got := singular(many); got != want {
			t.Errorf("singular(%q) = %q, want %q", many, got, want)
		}
	}
}

func TestNamesTellAWrapper(t *testing.T) {
	for _, tt := range []struct {
		outer, inner string
		want         bool
	}{
		{"Tags", "Tag", true}, {"DomainRecords", "Record", true}, {"PublicIpAddress", "IpAddress", true}, {"Value", "Value", true},
		{"AvailableDiskCategories", "DiskCategories", true}, {"OperationLocks", "LockReason", true}, {"BigKeys", "KeyInfo", true},
		{"List", "rules", true}, {"Items", "WhiteListGroups", true}, {"Url200List", "UrlList", true},
		{"Data", "Data", true}, {"Data", "HotKey", false}, {"Data", "Namespaces", false}, {"Result", "OnlineUsers", false},
		{"CreateOrderResult", "OrderIds", false}, {"Capability", "Adds", false}, {"Layout", "UserPanes", false},
	} {
		if got := namesWrapper(tt.outer, tt.inner); got != tt.want {
			t.Errorf("%s{%s} is a wrapper: %v, want %v", tt.outer, tt.inner, got, tt.want)
		}
	}
}

func TestWireNamesBecomePartsOfTypeNames(t *testing.T) {
	for member, want := range map[string]string{
		"Tag": "DoTag", "task_name": "DoTaskName", "a.b-c": "DoABC", "4K": "Do4K", "x9y": "DoX9y", "名": "DoXE5908D", "$": "DoX24",
	} {
		if got := below("Do", member); got != want {
			t.Errorf("below(Do, %q) = %q, want %q", member, got, want)
		}
	}
	long := below("Do", strings.Repeat("a", 500))
	if other := below("Do", strings.Repeat("a", 501)); len(long) != maxName || len(other) != maxName || long == other {
		t.Errorf("long names: %q, %q", long, other)
	}
}

func TestATypeNameIsTakenOnce(t *testing.T) {
	n := names{}
	n.reserve("Do")
	for _, tt := range [][2]string{
		{"Tag", "Tag"}, {"Tag", "Tag2"}, {"Tag", "Tag3"}, {"Tag2", "Tag22"}, {"DoInput", "DoInput2"}, {"String", "StringType"},
		{"list", "listType"}, {"4K", "X4K"}, {"", "X"}, {"of", "ofType"},
	} {
		if got := n.take(tt[0]); got != tt[1] {
			t.Errorf("take(%q) = %q, want %q", tt[0], got, tt[1])
		}
	}
}

func TestSecretsAreToldByTheirNames(t *testing.T) {
	for name, want := range map[string]bool{
		"Password": true, "DBPassword": true, "Config.Password": true, "pass_word": true, "AccessKeySecret": true, "SecurityToken": true,
		"PrivateKey": true, "ClientSecret": true, "NextToken": false, "ClientToken": false, "PasswordPolicy": false, "HasPassword": false,
		"NeedResetPassword": false, "AccessKeyId": false, "SecretName": false, "": false,
	} {
		if got := isSecret(name); got != want {
			t.Errorf("isSecret(%q) = %v, want %v", name, got, want)
		}
	}
}
