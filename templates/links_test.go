package templates

import (
	"testing"

	"github.com/signet-gen/signet/generator/model"
)

func TestNamesOfActionsAndTypesBecomeLinks(t *testing.T) {
	d := declarer{links: linksOf(&model.Service{
		Actions: []*model.Action{{Name: "ListIp", GoName: "ListIP"}, {Name: "List", GoName: "List"}},
		Structs: []*model.Struct{{Name: "SrcInfo", GoName: "SrcInfo"}, {Name: "Task", GoName: "Task"}},
		Enums:   []*model.Enum{{Name: "TaskType", GoName: "Kind"}},
	})}
	for _, test := range []struct{ doc, want string }{
		{"Use ListIp instead.", "Use [Client.ListIP] instead."},
		{"ListIp", "[Client.ListIP]"},
		{"Use (SrcInfo), TaskType.", "Use ([SrcInfo]), [Kind]."},
		{"The Task of a List.", "The Task of a List."},
		{"See [SrcInfo], SrcInfo.Ip and http://x/SrcInfo.", "See [SrcInfo], SrcInfo.Ip and http://x/SrcInfo."},
		{"SrcInfos, MySrcInfo, SrcInfo_2, SrcInfo/x, xSrcInfo", "SrcInfos, MySrcInfo, SrcInfo_2, SrcInfo/x, xSrcInfo"},
		{"a\nSrcInfo\n\"ListIp\" 中SrcInfo", "a\n[SrcInfo]\n\"[Client.ListIP]\" 中SrcInfo"},
		{"", ""},
	} {
		if got := d.prose(test.doc); got != test.want {
			t.Errorf("%q: got %q, want %q", test.doc, got, test.want)
		}
	}
}
