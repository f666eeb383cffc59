// Checks a document with libopenapi, the library under the linter vacuum: its model, its references, the document by the
// schema of OpenAPI 3.1, and each example by its schema. Prints each finding, and a last line of counts.
package main

import (
	"fmt"
	"os"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/pb33f/libopenapi-validator/schema_validation"
	v3 "github.com/pb33f/libopenapi/datamodel/high/v3"
	"github.com/pb33f/libopenapi/orderedmap"
)

var examples int

func main() {
	octets, err := os.ReadFile(os.Args[1])
	report("file", err)
	document, err := libopenapi.NewDocument(octets)
	report("document", err)
	model, err := document.BuildV3Model()
	report("model", err)
	for _, err := range model.Index.GetReferenceIndexErrors() {
		report("reference", err)
	}
	for _, circular := range model.Index.GetCircularReferences() {
		fmt.Println("circular:", circular.GenerateJourneyPath())
	}
	check, errs := validator.NewValidator(document)
	for _, err := range errs {
		report("validator", err)
	}
	_, found := check.ValidateDocument()
	for _, fault := range found {
		report("schema", fault)
	}
	operations := 0
	for path, item := range model.Model.Paths.PathItems.FromOldest() {
		for method, operation := range item.GetOperations().FromOldest() {
			operations++
			where := method + " " + path
			if operation.RequestBody != nil {
				checkExamples(where, operation.RequestBody.Content)
			}
			for status, response := range operation.Responses.Codes.FromOldest() {
				checkExamples(where+" "+status, response.Content)
			}
		}
	}
	fmt.Println(operations, "operations,", examples, "examples")
}

func checkExamples(where string, content *orderedmap.Map[string, *v3.MediaType]) {
	for mediaType, one := range content.FromOldest() {
		if one.Schema == nil {
			continue
		}
		for name, example := range one.Examples.FromOldest() {
			var value any
			report(where, example.Value.Decode(&value))
			examples++
			_, found := schema_validation.NewSchemaValidator().ValidateSchemaObject(one.Schema.Schema(), value)
			for _, fault := range found {
				report(where+" "+mediaType+" "+name, fault)
			}
		}
	}
}

func report(where string, err error) {
	if err != nil {
		fmt.Printf("%s: %v\n", where, err)
	}
}
