module bouton3018

go 1.26

require (
	filippo.io/age v1.3.1
	github.com/CycloneDX/cyclonedx-go v0.9.2
	github.com/andybalholm/brotli v1.2.0
	github.com/evanw/esbuild v0.27.0
	github.com/rogpeppe/go-internal v1.14.1
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.2
	github.com/syumai/workers v0.32.0
	github.com/tetratelabs/wazero v1.9.0
	github.com/tidwall/gjson v1.20.0
	golang.org/x/mod v0.36.0
	golang.org/x/term v0.40.0
	golang.org/x/text v0.34.0
	google.golang.org/protobuf v1.36.11
	modernc.org/sqlite v1.40.1
)

require (
	filippo.io/hpke v0.4.0 // indirect
	github.com/dustin/go-humanize v1.0.1 // indirect
	github.com/google/uuid v1.6.0 // indirect
	github.com/mattn/go-isatty v0.0.20 // indirect
	github.com/ncruces/go-strftime v0.1.9 // indirect
	github.com/remyoudompheng/bigfft v0.0.0-20230129092748-24d4a6f8daec // indirect
	github.com/tidwall/match v1.1.1 // indirect
	github.com/tidwall/pretty v1.2.0 // indirect
	golang.org/x/crypto v0.45.0 // indirect
	golang.org/x/exp v0.0.0-20250620022241-b7579e27df2b // indirect
	golang.org/x/sys v0.43.0 // indirect
	golang.org/x/tools v0.44.0 // indirect
	modernc.org/libc v1.66.10 // indirect
	modernc.org/mathutil v1.7.1 // indirect
	modernc.org/memory v1.11.0 // indirect
)
