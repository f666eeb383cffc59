bash openapi-generator.sh -g java --library native -o client
rm -rf client/src/test
cp Program.java client/src/main/java/
mvn -q -f client/pom.xml compile \
  org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile="$PWD/classpath" >&2
java -cp "client/target/classes:$(cat classpath)" Program
