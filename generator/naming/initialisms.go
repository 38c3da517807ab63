package naming

import "strings"

// initialisms are the words that Go writes in capitals, by their lower-case
// form. A word stands here when it is an abbreviation in both clouds and in
// ordinary speech, and never an English word or a shortened one in a name (Ha,
// Es, Des, As and Cam are left out for that). The plural follows by itself.
var initialisms = tableOf(`
	ACL AES AI ALB AMQP API ARN ASCII ASN ASR AZ
	BFD BGP BPS
	CA CBS CC CCN CDB CDN CEN CFS CIDR CIFS CLB CLI CLS CMQ CNAME COS CPU CRC CRL
	CSRF CSR CSS CSV CVE CVM CVSS
	DAG DB DCDN DHCP DNAT DNS DNSSEC DPI DRM DTS
	ECC ECI ECS EIP EMR ENI EOF ETL
	FLV FPGA FPS FTP
	GBK GID GIF GMT GPS GPU GRPC GSLB GTM GUI GUID
	HDD HDFS HLS HMAC HTML HTTP HTTPS
	ICMP ICP ID IDC IKE IMAP IMEI IMSI IO IOPS IOS IOT IP ISO ISP
	JDK JPEG JPG JSON JVM JWK JWKS JWT
	KMS KV
	LAN LB LDAP LLM LVM
	MAC MD5 MFA MP3 MP4 MQ MQTT MTLS MTU
	NAS NAT NFS NIC NLB NLP NTP
	OCR OCSP OIDC OS OSPF OSS
	PCDN PDF PEM PKI PNG PPS PSK
	QPM QPS QR QUIC
	RAID RAM RDP RDS ROS RPC RPM RPS RSA RTC RTMP RTP RTSP RTT
	SAG SAML SCF SDK SFTP SHA SIP SKU SLA SLB SLI SLO SLS SMB SMS SMTP SNAT SNMP
	SQL SSD SSH SSL SSO STS
	TCP TDE TDMQ TKE TLS TPM TPS TRTC TTL TTS
	UDP UI UID UIN URI URL URN UTC UTF8 UUID
	VAT VBR VIP VLAN VM VNC VOD VPC VPN
	WAF WAN
	XML XMPP XSRF XSS
	YAML
	IPv4 IPv6
`)

func tableOf(list string) map[string]string {
	t := map[string]string{}
	for _, w := range strings.Fields(list) {
		t[strings.ToLower(w)] = w
	}
	return t
}
