use base64::prelude::{Engine, BASE64_STANDARD};
use regex::Regex;
use std::collections::HashMap;

fn main() {
    let mut compiled = HashMap::new();
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let (pattern, text) = line.split_once(' ').unwrap();
        let regex = compiled
            .entry(pattern.to_owned())
            .or_insert_with(|| Regex::new(&decode(pattern)).unwrap());
        println!("{}", u8::from(regex.is_match(&decode(text))));
    }
}

fn decode(part: &str) -> String {
    String::from_utf8(BASE64_STANDARD.decode(part).unwrap()).unwrap()
}
