package tencent

import "testing"

func TestOnlyVerbsThatReadAreTakenForReading(t *testing.T) {
	for name, want := range map[string]bool{
		"DescribeStalls": true, "DescribleStalls": true, "ListStalls": true, "GetStall": true, "QueryStall": true,
		"SearchStalls": true, "InquirePriceRenewStall": true, "InquiryPriceCreateStall": true, "CheckStall": true,
		"ValidateStallExist": true, "EstimateStall": true, "PreviewStall": true, "BatchDescribeStalls": true,
		"DescribeStallAndRowList": true, "DescribeToken": true, "ListTokens": true, "GetOCRResult": true,
		"CreateStall": false, "ModifyStall": false, "BatchCreateStalls": false, "Batch": false, "Stall": false,
		"GetSessionToken": false, "GetLLMAnswer": false, "GetChat": false, "CheckAndCreateStall": false,
		"DescribeAndResetStall": false, "DescribeStallThenDeleteRow": false, "CheckCreateStall": false,
		"DownloadStall": false, "ExportStalls": false, "FetchStall": false, "PullStall": false, "VerifyStall": false,
		"Describestalls": false, "Getaway": false, "Checkout": false, "Searching": false, "Listing": false,
	} {
		if got := reads(name); got != want {
			t.Errorf("%s reads: %t, want %t", name, got, want)
		}
	}
}
