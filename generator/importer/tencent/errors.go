package tencent

import (
	"regexp"
	"slices"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/naming"
	"github.com/signet-gen/signet/generator/spec"
)

// common are the codes that every service answers with, which the provider's
// spec describes.
var common = []string{
	"ActionOffline", "AuthFailure", "AuthFailure.InvalidAuthorization", "AuthFailure.InvalidSecretId",
	"AuthFailure.MFAFailure", "AuthFailure.SecretIdNotFound", "AuthFailure.SignatureExpire",
	"AuthFailure.SignatureFailure", "AuthFailure.TokenFailure", "AuthFailure.UnauthorizedOperation",
	"DryRunOperation", "FailedOperation", "InternalError", "InvalidAction", "InvalidParameter",
	"InvalidParameterValue", "InvalidRequest", "IpInBlacklist", "IpNotInWhitelist", "LimitExceeded",
	"MissingParameter", "NoSuchProduct", "NoSuchVersion", "RequestLimitExceeded", "RequestSizeLimitExceeded",
	"ResourceInUse", "ResourceInsufficient", "ResourceNotFound", "ResourceUnavailable",
	"ResponseSizeLimitExceeded", "ServiceUnavailable", "UnauthorizedOperation", "UnknownParameter",
	"UnsupportedOperation", "UnsupportedProtocol", "UnsupportedRegion",
}

var errorCode = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.-]*$`)

func isCode(code string) bool {
	return errorCode.MatchString(code) && len(code) <= longestName && naming.Error(code) != ""
}

// define says that an action answers with a code, which the service defines
// unless all services have it.
func (s *service) define(a *action, code string) {
	if !s.codes[code] && !slices.Contains(common, code) {
		s.codes[code] = true
		importer.Add(&s.spec.Errors, code, &spec.ErrorCode{})
	}
	if !a.codes[code] {
		a.codes[code] = true
		a.spec.Errors.Names = append(a.spec.Errors.Names, importer.Set(code))
	}
}
