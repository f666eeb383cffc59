[ -e go.mod ] || go mod init example.com/calls
bash openapi-generator.sh -g go -o polyproto -p packageName=polyproto,withGoMod=false
rm -rf polyproto/test
go mod tidy
go run .
