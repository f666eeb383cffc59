bash openapi-generator.sh -g kotlin -o client
mvn -q compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile="$PWD/classpath" >&2
java -cp "target/classes:$(cat classpath)" ProgramKt
