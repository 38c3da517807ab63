package text

import (
	"regexp"
	"slices"
	"strings"
)

// cloud is a provider that documents its services so, and what its own spec
// says for all of them.
type cloud struct {
	name string
	// domain is what the hosts of its services end in.
	domain string
	// types are what its documents call the scalars.
	scalars map[string]string
	// common are the parameters of every call.
	common []string
	// requestID is the member that every reply carries.
	requestID string
	// codes are the error codes of all services.
	codes []string
	// regions are those that all services have unless they say otherwise.
	regions []string
}

var clouds = []cloud{{
	name:   "tencent",
	domain: "tencentcloudapi.com",
	scalars: map[string]string{
		"string": "string", "integer": "int64", "int": "int64", "int64": "int64", "uint64": "uint64", "long": "int64",
		"boolean": "bool", "bool": "bool", "float": "float64", "double": "float64", "number": "float64",
		"timestamp": "datetime", "datetime": "datetime", "timestamp iso8601": "timestamp", "timestamp_iso8601": "timestamp", "datetime_iso": "timestamp",
		"date": "date", "binary": "binary", "object": "any", "any": "any",
	},
	common: []string{
		"Action", "Version", "Region", "Timestamp", "Nonce", "SecretId", "Signature", "SignatureMethod", "Token",
		"Language", "RequestClient",
	},
	requestID: "RequestId",
	codes: []string{
		"ActionOffline", "AuthFailure", "AuthFailure.InvalidAuthorization", "AuthFailure.InvalidSecretId", "AuthFailure.MFAFailure",
		"AuthFailure.SecretIdNotFound", "AuthFailure.SignatureExpire", "AuthFailure.SignatureFailure", "AuthFailure.TokenFailure",
		"AuthFailure.UnauthorizedOperation", "DryRunOperation", "FailedOperation", "InternalError", "InvalidAction",
		"InvalidParameter", "InvalidParameterValue", "InvalidRequest", "IpInBlacklist", "IpNotInWhitelist", "LimitExceeded",
		"MissingParameter", "NoSuchProduct", "NoSuchVersion", "RequestLimitExceeded", "RequestSizeLimitExceeded",
		"ResourceInUse", "ResourceInsufficient", "ResourceNotFound", "ResourceUnavailable", "ResponseSizeLimitExceeded",
		"ServiceUnavailable", "UnauthorizedOperation", "UnknownParameter", "UnsupportedOperation", "UnsupportedProtocol",
		"UnsupportedRegion",
	},
	regions: []string{
		"ap-guangzhou", "ap-shanghai", "ap-beijing", "ap-chengdu", "ap-chongqing", "ap-hongkong", "ap-singapore", "ap-bangkok",
		"ap-mumbai", "ap-seoul", "ap-tokyo", "na-ashburn", "na-siliconvalley", "na-toronto", "eu-frankfurt", "eu-moscow",
	},
}}

// defines reports whether the cloud's own spec describes an error code.
func (c cloud) defines(code string) bool { return slices.Contains(c.codes, code) }

var host = regexp.MustCompile(`\b([A-Za-z][A-Za-z0-9-]*)((?:\.[A-Za-z0-9-]+)*)\.([A-Za-z0-9-]+\.(?:com|cn|net))\b`)

// hosted is the cloud that a host is one of, and the service that it names.
func hosted(text string) (c cloud, service string, ok bool) {
	m := host.FindStringSubmatch(text)
	if m == nil {
		return cloud{}, "", false
	}
	for _, c := range clouds {
		if strings.EqualFold(m[3], c.domain) {
			return c, strings.ToLower(m[1]), true
		}
	}
	return cloud{}, "", false
}
