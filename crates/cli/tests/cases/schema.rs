//! A description of JSON, and the check that a value is exactly what it describes.

use serde_json::Value;

/// What a value may be.
#[derive(Debug, Clone)]
pub enum Shape {
    Null,
    Text,
    Bool,
    /// A number without decimals, not negative.
    Count,
    Number,
    /// One of these strings.
    One(&'static [&'static str]),
    List(Box<Shape>),
    /// Exactly these keys, in this order.
    Object(Vec<(&'static str, Shape)>),
    Either(Vec<Shape>),
}

/// A value of this shape or null.
pub fn nullable(shape: Shape) -> Shape {
    Shape::Either(vec![Shape::Null, shape])
}

/// A list of values of this shape.
pub fn list(shape: Shape) -> Shape {
    Shape::List(Box::new(shape))
}

impl Shape {
    /// Everything in which a value differs, each with its place.
    pub fn differences(&self, value: &Value, at: &str) -> Vec<String> {
        let wrong = || vec![format!("{at}: {value} is not {self:?}")];
        let when = |fits: bool| if fits { Vec::new() } else { wrong() };
        match self {
            Shape::Null => when(value.is_null()),
            Shape::Text => when(value.is_string()),
            Shape::Bool => when(value.is_boolean()),
            Shape::Count => when(value.is_u64()),
            Shape::Number => when(value.is_number()),
            Shape::One(choices) => when(value.as_str().is_some_and(|v| choices.contains(&v))),
            Shape::List(each) => match value.as_array() {
                Some(items) => items
                    .iter()
                    .enumerate()
                    .flat_map(|(i, v)| each.differences(v, &format!("{at}[{i}]")))
                    .collect(),
                None => wrong(),
            },
            Shape::Object(keys) => match value.as_object() {
                Some(object) => {
                    let mut out: Vec<String> = Vec::new();
                    for key in object.keys().filter(|k| !keys.iter().any(|(name, _)| name == k)) {
                        out.push(format!("{at}: a key too much: {key}"));
                    }
                    for (name, shape) in keys {
                        match object.get(*name) {
                            Some(inner) => out.extend(shape.differences(inner, &format!("{at}.{name}"))),
                            None => out.push(format!("{at}: a key is missing: {name}")),
                        }
                    }
                    out
                }
                None => wrong(),
            },
            Shape::Either(shapes) => {
                let all: Vec<Vec<String>> = shapes.iter().map(|s| s.differences(value, at)).collect();
                if all.iter().any(Vec::is_empty) {
                    Vec::new()
                } else {
                    all.into_iter().max_by_key(Vec::len).unwrap_or_default()
                }
            }
        }
    }
}

#[test]
fn differences_are_seen() {
    let shape = Shape::Object(vec![("a", Shape::Count), ("b", nullable(list(Shape::Text)))]);
    let differences = |text: &str| shape.differences(&serde_json::from_str(text).unwrap(), "$").len();
    assert_eq!(differences(r#"{"a":1,"b":null}"#), 0);
    assert_eq!(differences(r#"{"a":1,"b":["x"]}"#), 0);
    assert_eq!(differences(r#"{"a":1.5,"b":null}"#), 1);
    assert_eq!(differences(r#"{"a":1}"#), 1);
    assert_eq!(differences(r#"{"a":1,"b":[1],"c":2}"#), 2);
    assert_eq!(differences(r#"[]"#), 1);
}
