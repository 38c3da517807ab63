package tencent

import (
	"fmt"
	"strings"
	"testing"

	"github.com/signet-gen/signet/generator/spec"
)

func listOfScalar(name string) spec.TypeExpr {
	elem := scalar(name)
	return spec.TypeExpr{Kind: spec.ListType, Elem: &elem}
}

func TestDefaultsAreReadWhereProseLeavesNoDoubt(t *testing.T) {
	for _, tt := range []struct{ typ, prose, want string }{
		{"int64", "数量，默认为20。", "20"},
		{"int64", "数量。默认值：20", "20"},
		{"int64", "数量\n- 默认值：20。\n- 取值范围：[1,30]。", "20"},
		{"uint64", "数量，默认20条，最大100", "20"},
		{"int64", "数量，不填则默认为 -1。", "-1"},
		{"int64", "数量，如果不传，默认值为 0（不限）", "0"},
		{"int64", "数量，缺省值：5", "5"},
		{"int64", "The count. Default value: 20.", "20"},
		{"int64", "The count\nDefault: 20", "20"},
		{"float64", "比例，默认值为0.5", "0.5"},
		{"bool", "是否新鲜，默认值：False", "false"},
		{"bool", "是否新鲜，默认 true", "true"},
		{"string", "种类，默认值为`apple`。", "apple"},
		{"string", "种类，默认取值：PAY_BY_DAY。", "PAY_BY_DAY"},
		{"string", "种类，可选值：apple、pear，默认pear", "pear"},
		{"int64", "数量，默认为20。- 默认值：20", "20"},

		{"int64", "数量，按天时默认为20。", ""},
		{"int64", "如果是苹果，默认为20。", ""},
		{"int64", "当种类为苹果时，默认为20，", ""},
		{"int64", "数量，默认为20，不同种类默认值不同。", ""},
		{"int64", "数量，默认为20。梨默认为30。", ""},
		{"int64", "默认为20，默认为30", ""},
		{"int64", "数量，默认为1,000。", ""},
		{"int64", "保存时间，默认为7天。", ""},
		{"int64", "数量，默认不限。", ""},
		{"int64", "数量，默认为2.5", ""},
		{"uint64", "数量，默认为-1", ""},
		{"bool", "默认关闭", ""},
		{"string", "网络，默认VPC", ""},
		{"string", "网络，默认为空", ""},
		{"string", "列表，默认为a,b", ""},
		{"string", "默认的网络", ""},
		{"any", "默认为20", ""},
		{"int64", "没有说明", ""},
	} {
		typ := scalar(tt.typ)
		got := ""
		if v := defaultOf(typ, tt.prose, enumOf(typ, tt.prose)); v != nil {
			got = v.Text
		}
		if got != tt.want {
			t.Errorf("%s %q: %q, want %q", tt.typ, tt.prose, got, tt.want)
		}
	}
	if v := defaultOf(listOfScalar("int64"), "默认为20", nil); v != nil {
		t.Errorf("a list has the default %s", v.Text)
	}
}

func TestLimitsAreReadWhereProseLeavesNoDoubt(t *testing.T) {
	for _, tt := range []struct{ typ, prose, want string }{
		{"int64", "数量，取值范围：[1,100]。", "1..100"},
		{"int64", "数量，取值范围为 [1, 100]，默认为20", "1..100"},
		{"int64", "数量，取值范围(0,100]", "1..100"},
		{"int64", "数量，取值范围：[0，100）", "0..100"},
		{"int64", "数量，范围[1,100)", "1..99"},
		{"int64", "数量，取值范围：1-100", "1..100"},
		{"int64", "数量，取值范围：-10~10", "-10..10"},
		{"int64", "数量（取值范围：1 ～ 100）", "1..100"},
		{"int64", "数量，默认为20，最大值为100。", "..100"},
		{"int64", "数量，最大值：100，最小值：1", "1..100"},
		{"uint64", "数量，最大支持100条", "..100"},
		{"int64", "数量，最大不超过100", "..100"},
		{"float64", "比例，取值范围[0.0,1.0]", "0.0..1.0"},

		{"int64", "数量，高级版最大值为100", ".."},
		{"int64", "当种类为梨时，最大值为100", ".."},
		{"int64", "最大值为100，最大值为200", ".."},
		{"int64", "最大值为100，单个不超过20个", ".."},
		{"int64", "最大100(不包含)", ".."},
		{"int64", "时间，最大值为7天", ".."},
		{"int64", "最大值为1,000", ".."},
		{"int64", "取值范围：[10,1]", ".."},
		{"int64", "取值范围：[0.5,1]", ".."},
		{"uint64", "取值范围：[-1,1]", ".."},
		{"string", "长度，取值范围：[1,100]", ".."},
		{"int64", "没有说明", ".."},
	} {
		b := boundsOf(scalar(tt.typ), tt.prose)
		if got := b.min + ".." + b.max; got != tt.want {
			t.Errorf("%s %q: %s, want %s", tt.typ, tt.prose, got, tt.want)
		}
	}
}

func TestValuesAllowedAreReadWhereProseLeavesNoDoubt(t *testing.T) {
	for _, tt := range []struct{ typ, prose, want string }{
		{"string", "种类。枚举值：\n- apple：苹果\n- pear：梨\n默认值：apple", "apple pear"},
		{"string", "种类\n- apple: 苹果（红）\n- pear: 梨", "apple pear"},
		{"string", "种类，取值有：\napple：苹果；\npear：梨。", "apple pear"},
		{"string", "种类，可选范围\n- yes\n- no", "yes no"},
		{"string", "种类，枚举值：apple，pear，plum。", "apple pear plum"},
		{"string", "种类，可取值apple、pear", "apple pear"},
		{"string", "种类，取值[apple(苹果)，pear(梨)]", "apple pear"},
		{"string", "种类，取值[\napple(苹果)\npear(梨)\n]", ""},
		{"string", "种类，apple-苹果，pear-梨", "apple pear"},
		{"string", "种类：apple：苹果、红的；pear：梨", "apple pear"},
		{"string", "apple表示苹果，pear表示梨", "apple pear"},
		{"string", "种类，可选apple或pear，默认为apple", "apple pear"},
		{"string", "种类，“apple”：苹果，“pear”：梨", "apple pear"},
		{"string", "种类，取值：apple/pear", "apple pear"},
		{"string", "种类，枚举值：apple，pear\n示例值：apple", "apple pear"},
		{"string", "The kind. Valid values: apple, pear. Default value: apple.", "apple pear"},
		{"int64", "状态，0：开，1：关", "0 1"},
		{"int64", "状态\n- -1：无\n- 0：开", "-1 0"},
		{"int64", "状态，1-开，-1-无", "1 -1"},
		{"int64", "码，可取值301,302,307", "301 302 307"},

		{"string", "种类，apple-苹果 lime-青柠，pear-梨", ""},
		{"string", "种类\n当颜色为红时可选：\n- apple：苹果\n- plum：李", ""},
		{"string", "种类，如果是红的，则可选值：apple，plum", ""},
		{"string", "种类，apple：苹果，pear：梨，\" \"：无", ""},
		{"string", "日期，2025-01-01（日）/2025-01（月）", ""},
		{"int64", "状态，0：开，-1关，2：坏", ""},
		{"int64", "状态，1:开,4:关,5.坏,6停", ""},
		{"int64", "状态 0-关, 1-开 2-坏", ""},
		{"int64", "状态，1:开;2:关4:坏", ""},
		{"int64", "状态，1-开(On),3-关(Off)4-坏(Bad),5-停(End)", ""},
		{"int64", "状态，取值范围 0/1/2\n0表示关\n1表示开", ""},
		{"string", "种类\n- apple：苹果\n- pear of kings：梨", ""},
		{"string", "种类\n- apple pie：苹果派\n- pear：梨", ""},
		{"string", "种类：\napple:苹果,\npear:梨, plum:李,\nlime:青柠", ""},
		{"string", "1. 红的可选值为：apple、plum。\n2. 绿的可选值为：pear、lime和其它。", ""},
		{"string", "种类，apple表示苹果\n枚举值：\n- apple：苹果\n- pear：梨", "apple pear"},
		{"int64", "数量，取值范围[1,100]", ""},
		{"string", "端口，取值范围(0, 65535]", ""},
		{"int64", "状态，0：开，其他：关", ""},
		{"string", "种类，枚举值：apple，pear等", ""},
		{"string", "种类，例如：apple，pear", ""},
		{"string", "种类，枚举值：apple，pear，用逗号分隔", ""},
		{"string", "种类，取值：apple、苹果", ""},
		{"string", "种类\n- apple：苹果\n- 梨：pear", ""},
		{"string", "种类，apple：苹果，pear 梨，plum：李", ""},
		{"string", "种类，空字符串：无，apple：苹果，pear：梨", ""},
		{"string", "防火墙ID：ALL表示全部，ONE-xxx表示一个", ""},
		{"string", "红色：\n- apple：苹果\n- plum：李\n绿色：\n- pear：梨\n- lime：青柠", ""},
		{"string", "种类，apple：苹果，apple：苹果", ""},
		{"string", "种类，枚举值：apple", ""},
		{"string", "配置，JSON：\n- size：大小\n- color：颜色", ""},
		{"string", "配置\n- size：大小，取值范围1到9\n- color：颜色", ""},
		{"bool", "是否，true：是，false：否", ""},
		{"string", "没有说明", ""},
	} {
		if got := strings.Join(enumOf(scalar(tt.typ), tt.prose), " "); got != tt.want {
			t.Errorf("%s %q: %q, want %q", tt.typ, tt.prose, got, tt.want)
		}
	}
	if got := fmt.Sprint(enumOf(listOfScalar("string"), "取值：apple、pear")); got != "[apple pear]" {
		t.Errorf("the values of a list: %s", got)
	}
}
