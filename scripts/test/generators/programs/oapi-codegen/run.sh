[ -e go.mod ] || go mod init example.com/calls
mkdir -p polyproto
go run github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2 \
  -generate types,client -package polyproto -o polyproto/polyproto.go openapi.query.yaml
go mod tidy
go run .
