[ -e go.mod ] || go mod init example.com/calls
go run github.com/ogen-go/ogen/cmd/ogen@v1.24.0 \
  --target polyproto --package polyproto --clean openapi.query.yaml 2>ogen.log
go mod tidy
go run .
