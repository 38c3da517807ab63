package naming

import (
	"go/token"
	"strings"
	"testing"
	"unicode"
)

func TestGoNamesFollowTheWire(t *testing.T) {
	for wire, want := range map[string]string{
		// Plain words and case changes.
		"TaskName": "TaskName", "taskName": "TaskName", "task_name": "TaskName",
		"task-name": "TaskName", "task.name": "TaskName", "TASK_NAME": "TaskName",
		"MigrationTimeLine": "MigrationTimeLine", "Ip Address": "IPAddress",
		// Initialisms: alone, in the middle, at the end, in the plural.
		"Ip": "IP", "Id": "ID", "id": "ID", "TaskId": "TaskID", "IpAddress": "IPAddress",
		"VpcIds": "VPCIDs", "VpcId": "VPCID", "vpc_ids": "VPCIDs", "VpcIdSet": "VPCIDSet",
		"Ipsec": "Ipsec", "IpsecVpn": "IpsecVPN", "Idle": "Idle", "Ideas": "Ideas",
		"Urls": "URLs", "CallbackUrl": "CallbackURL", "CpuCore": "CPUCore",
		"Https": "HTTPS", "HttpsPort": "HTTPSPort", "Dns": "DNS", "SmsCode": "SMSCode",
		"HasMore": "HasMore", "HaVip": "HaVIP", "Oss": "OSS", "OsName": "OSName",
		"DbInstance": "DBInstance", "Dbs": "DBs", "Aging": "Aging", "IosPush": "IOSPush",
		// Capitals that the wire has are kept.
		"DBInstanceId": "DBInstanceID", "VPCId": "VPCID", "VPCIDs": "VPCIDs",
		"InstanceIDs": "InstanceIDs", "IDs": "IDs", "URLsToPurge": "URLsToPurge",
		"XForwardedFor_SLBID": "XForwardedForSLBID", "IPsecVpn": "IPsecVPN",
		"TTL": "TTL", "Ttl": "TTL", "FPGA": "FPGA", "CNVDID": "CNVDID", "X": "X",
		"SLB_PORT_NAME": "SLBPortName", "DDoSStat": "DDoSStat", "IoTDevice": "IOTDevice",
		// Digits end a word.
		"L7Rules": "L7Rules", "Ipv6Address": "IPv6Address", "IPV6Address": "IPv6Address",
		"IPv6Address": "IPv6Address", "ipv4": "IPv4", "IPV4s": "IPv4s", "Ipv": "Ipv",
		"Md5": "MD5", "Md5sum": "MD5Sum", "MD5Sum": "MD5Sum", "Sha256": "SHA256",
		"Base64": "Base64", "Http2": "HTTP2", "Http404": "HTTP404", "P2pBps": "P2PBPS",
		"X509Config": "X509Config", "K8sVersion": "K8sVersion", "Cpu0Load": "CPU0Load",
		"Mp4": "MP4", "m3u8": "M3U8", "Vip6": "VIP6", "Utf8": "UTF8", "H2cSwitch": "H2CSwitch",
		"disk1type": "Disk1Type", "Within30Days": "Within30Days",
		// Between digits, and only there, a separator shows.
		"Filter.1.Key": "Filter1Key", "Filter.1.2": "Filter1_2", "TLSv1.2": "TLSv1_2",
		"V1_1Name": "V1_1Name",
		// What cannot begin an exported identifier gets an X.
		"4KVideo": "X4KVideo", "95Traffic": "X95Traffic", "__context": "Context",
		"名称": "X名称", "Straße": "Straße", "éclair": "Éclair", "ß": "Xß", "ǆ": "Ǆ", "١x": "X١X",
		"CityName.zh_CN": "CityNameZhCN", "access_key_id": "AccessKeyID",
		// Nothing to make a name of.
		"": "", "-": "", "__": "", "*": "", "\xff": "", "😀": "",
	} {
		if got := Go(wire); got != want {
			t.Errorf("Go(%q) = %q, want %q", wire, got, want)
		}
	}
}

func TestConstantsAreTheTypeThenTheValue(t *testing.T) {
	for _, tt := range []struct{ typ, value, want string }{
		{"Status", "migrating", "StatusMigrating"},
		{"Status", "RUNNING", "StatusRunning"},
		{"Status", "NOT_FOUND", "StatusNotFound"},
		{"ChargeType", "POSTPAID_BY_HOUR", "ChargeTypePostpaidByHour"},
		{"DiskType", "CLOUD_SSD", "DiskTypeCloudSSD"},
		{"AccessType", "vpn-self.build", "AccessTypeVPNSelfBuild"},
		{"AccessType", "cvm", "AccessTypeCVM"},
		{"Engine", "5.7", "Engine5_7"},
		{"Engine", "57", "Engine57"},
		{"Flag", "1", "Flag1"},
		{"Flag", "-1", "Flag1"},
		{"Md5", "1", "Md5_1"},
		{"Method", "GET", "MethodGet"},
		{"Method", "get", "MethodGet"},
		{"Size", "S5.LARGE8", "SizeS5Large8"},
		{"Pay", "按量", "Pay按量"},
		{"Route", "mysql:mysql", "RouteMysqlMysql"},
		{"Level", "-", ""},
		{"Level", "", ""},
		{"Level", ">=", ""},
	} {
		if got := Constant(tt.typ, tt.value); got != tt.want {
			t.Errorf("Constant(%q, %q) = %q, want %q", tt.typ, tt.value, got, tt.want)
		}
	}
}

func TestErrorsAreErrThenTheDottedCode(t *testing.T) {
	for code, want := range map[string]string{
		"InvalidParameterValue":         "ErrInvalidParameterValue",
		"InvalidParameterValue.Limit":   "ErrInvalidParameterValueLimit",
		"AuthFailure.MFAFailure":        "ErrAuthFailureMFAFailure",
		"AuthFailure.InvalidSecretId":   "ErrAuthFailureInvalidSecretID",
		"InvalidInstanceId.NOT_FOUND":   "ErrInvalidInstanceIDNotFound",
		"PAY.INSUFFICIENT_BALANCE":      "ErrPayInsufficientBalance",
		"Forbidden.RAM":                 "ErrForbiddenRAM",
		"404":                           "Err404",
		"ParameterMismatch.Role-Spec":   "ErrParameterMismatchRoleSpec",
		"Cannot find task":              "ErrCannotFindTask",
		"InvalidParam.TagValue\t":       "ErrInvalidParamTagValue",
		"NATGATEWAY_FINANCIALLOCKED":    "ErrNatgatewayFinanciallocked",
		"OperationDenied.VpcIdNotFound": "ErrOperationDeniedVPCIDNotFound",
		"%":                             "",
	} {
		if got := Error(code); got != want {
			t.Errorf("Error(%q) = %q, want %q", code, got, want)
		}
	}
}

func TestIteratorsArePluralsOrSayAll(t *testing.T) {
	for action, want := range map[string]string{
		"ListMigrationTask": "ListMigrationTasks", "ListPolicy": "ListPolicies",
		"DescribeAddress": "DescribeAddresses", "DescribeInstanceStatus": "DescribeInstanceStatuses",
		"DescribeProcess": "DescribeProcesses", "DescribeIngress": "DescribeIngresses",
		"DescribeKey": "DescribeKeys", "ListGateway": "ListGateways", "ListQuery": "ListQueries",
		"ListSwitch": "ListSwitches", "ListMesh": "ListMeshes", "ListIndex": "ListIndexes",
		"ListAnalysis": "ListAnalyses", "ListPerson": "ListPeople", "ListAlias": "ListAliases",
		"ListVPC": "ListVPCs", "ListID": "ListIDs", "ListCAA": "ListCAAs", "ListVideo": "ListVideos",
		// Plurals already.
		"DescribeInstances": "DescribeAllInstances", "ListQuotas": "ListAllQuotas",
		"ListPolicies": "ListAllPolicies", "ListIDs": "ListAllIDs", "ListAPIs": "ListAllAPIs",
		"DescribeDBInstances": "DescribeAllDBInstances", "ListPeople": "ListAllPeople",
		"ListAddresses": "ListAllAddresses", "ListAliases": "ListAllAliases",
		// No plural, or the name of a collection.
		"DescribeDNS": "DescribeAllDNS", "DescribeInstanceList": "DescribeAllInstanceList",
		"DescribeUserData": "DescribeAllUserData", "DescribeTaskV2": "DescribeAllTaskV2",
		"DescribeRedis": "DescribeAllRedis", "ListHistory": "ListAllHistory",
		"IPv6List": "IPv6AllList", "ListTLSv1_2": "ListAllTLSv1_2",
		// One word is a verb, whatever it looks like.
		"List": "ListAll", "Tasks": "TasksAll", "": "",
	} {
		if got := Iterator(action); got != want {
			t.Errorf("Iterator(%q) = %q, want %q", action, got, want)
		}
	}
}

func TestFilesAreLowerCaseAndBuildEverywhere(t *testing.T) {
	for action, want := range map[string]string{
		"ListMigrationTask": "listmigrationtask.go", "CreateUploadTest": "createuploadtest.go",
		"CreateWindows": "createwindows.go", "Run_test": "runtest.go", "TLSv1_2": "tlsv12.go",
		"Client": "clientaction.go", "Types": "typesaction.go", "Enums": "enumsaction.go",
		"Errors": "errorsaction.go", "Doc": "docaction.go", "Readonly": "readonlyaction.go", "PreSign": "presignaction.go", "Type": "type.go",
	} {
		if got := File(action); got != want {
			t.Errorf("File(%q) = %q, want %q", action, got, want)
		}
	}
}

func TestPackagesAreNamesThatPackagesCanBear(t *testing.T) {
	for service, want := range map[string]string{
		"msp": "msp", "cloud-siem": "cloudsiem", "Smartag": "smartag", "dms_enterprise": "dmsenterprise",
		"s3": "s3", "as": "as", "3d": "", "go": "", "type": "", "main": "", "internal": "",
		"string": "", "len": "", "documentation": "", "名": "", "": "", "-": "",
	} {
		if got := Package(service); got != want {
			t.Errorf("Package(%q) = %q, want %q", service, got, want)
		}
	}
	if got := Folder("2018-03-19"); got != "v20180319" {
		t.Errorf("Folder = %q", got)
	}
}

func TestInitialismsAreSpelledByTheirKey(t *testing.T) {
	for key, spelling := range initialisms {
		if strings.ToLower(spelling) != key || !token.IsExported(spelling) {
			t.Errorf("the table spells %q as %q", key, spelling)
		}
		if s, ok := initialisms[key+"s"]; ok && Go(capitalise(key)+"s") != s {
			t.Errorf("%q is no longer its own word", key+"s")
		}
	}
}

func FuzzNamesAreIdentifiersOrImpossible(f *testing.F) {
	for _, s := range []string{"VpcIds", "vpn-self.build", "1", "-", "", "5.7", "ß", "ǆ", "İ", "名", "a\xffb", "IPv6s", "_x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, wire string) {
		possible := strings.ContainsFunc(wire, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
		for what, got := range map[string]string{
			"Go": Go(wire), "Error": Error(wire), "Constant": Constant("Type1", wire),
		} {
			if !possible && got != "" || possible && !(token.IsIdentifier(got) && token.IsExported(got)) {
				t.Errorf("%s(%q) = %q", what, wire, got)
			}
		}
		if !possible {
			return
		}
		name := Go(wire)
		it := Iterator(name)
		if !token.IsIdentifier(it) || !token.IsExported(it) || it == name {
			t.Errorf("Iterator(%q) = %q", name, it)
		}
		if p := Package(wire); p != "" && !token.IsIdentifier(p) {
			t.Errorf("Package(%q) = %q", wire, p)
		}
		if strings.Contains(File(name), "_") {
			t.Errorf("File(%q) = %q", name, File(name))
		}
	})
}
