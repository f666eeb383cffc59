package main

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"os"
	"regexp"
	"strings"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	compiled := map[string]*regexp.Regexp{}
	for lines.Scan() {
		pattern, text, _ := strings.Cut(lines.Text(), " ")
		if compiled[pattern] == nil {
			compiled[pattern] = regexp.MustCompile(decode(pattern))
		}
		if compiled[pattern].MatchString(decode(text)) {
			fmt.Println(1)
		} else {
			fmt.Println(0)
		}
	}
}

func decode(part string) string {
	octets, err := base64.StdEncoding.DecodeString(part)
	if err != nil {
		panic(err)
	}
	return string(octets)
}
