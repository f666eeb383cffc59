# openapi-generator, which Maven brings, on the query document: -g names what it makes, -o the folder.
jar=../openapi-generator-cli-7.25.0.jar
[ -e "$jar" ] || mvn -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy \
  -Dartifact=org.openapitools:openapi-generator-cli:7.25.0 -DoutputDirectory=.. >&2
java -jar "$jar" generate -i openapi.query.json "$@" >openapi-generator.log 2>&1
