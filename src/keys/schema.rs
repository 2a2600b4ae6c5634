//! The key table as a JSON Schema, for editors that complete and check TOML.

use serde_json::{Map, Value, json};

use super::{Edge, Figure, Key, Length, Table, Type, named};

const ID: &str = "^[a-z0-9][a-z0-9-]*$";
const YEAR: &str = "^[0-9]{4}([-/][0-9]{2})?$";
const PERCENT: &str = "^\\s*[-+]?[0-9][0-9_]*(\\.[0-9]+)?\\s*%\\s*$";
const DURATION: &str = "^\\s*[0-9]+\\s*([dD]|[wW]|[mM]|[qQ]|[yY]|days?|weeks?|months?|quarters?|years?)\\s*$";
const DURATIONS: &str = "^.*[0-9].* to .*[0-9].*$";
const DATE: &str = "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$";
const BOUND: &str = "^([0-9]{4}-[0-9]{2}(-[0-9]{2})?|(start|finish)(\\s*[-+]\\s*[0-9]+\\s*[A-Za-z]+)?)$";
const REFERENCE: &str = "^((stage:|gate:)?[a-z0-9][a-z0-9-]*(\\.(start|finish))?)(\\s*\\+\\s*[0-9]+\\s*[A-Za-z]+|\\s+-\\s*[0-9]+\\s*[A-Za-z]+)?$";

/// The JSON Schema (draft 2020-12) of a plan file.
///
/// *Shape*: inline tables, dotted keys and headers are the same in it. TOML dates are strings, as schema tools read
/// them. Unknown keys are allowed, because milepost keeps them.
pub fn schema() -> Value {
    let top = named("").expect("the key table has its top");
    let mut root = object(top, true);
    let map = root.as_object_mut().expect("an object schema is an object");
    map.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    map.insert("title".into(), json!("milepost plan"));
    map.insert("$defs".into(), json!({ "overlay": object(top, false) }));
    root
}

/// The schema of a table; overlays may also say what they remove.
fn object(table: &Table, plan: bool) -> Value {
    let mut properties = Map::new();
    for key in
        table.keys.iter().filter(|key| plan || !matches!(key.name, "scenario" | "milepost" | "extends"))
    {
        properties.insert(key.name.to_owned(), described(key, plan));
    }
    if !plan {
        properties.insert(
            "unset".to_owned(),
            json!({ "description": "Keys of the plan that this overlay takes away", "type": "array", "items": { "type": "string" } }),
        );
    }
    json!({ "type": "object", "description": table.doc, "properties": properties })
}

fn described(key: &Key, plan: bool) -> Value {
    let mut value = shape(key.ty, plan);
    if let Some(map) = value.as_object_mut() {
        let default =
            if key.default.is_empty() { String::new() } else { format!(" Default: {}.", key.default) };
        let later = if key.counts { "" } else { " Read and kept; not counted yet." };
        map.insert("description".into(), json!(format!("{}.{default}{later}", key.doc)));
    }
    value
}

fn by_id(value: &Value) -> Value {
    json!({ "type": "object", "patternProperties": { ID: value }, "additionalProperties": false })
}

fn by_year(value: &Value) -> Value {
    json!({ "type": "object", "patternProperties": { YEAR: value }, "additionalProperties": false })
}

fn text(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

fn one_or_list(item: &Value) -> Value {
    json!({ "anyOf": [item, { "type": "array", "items": item }] })
}

fn shape(ty: Type, plan: bool) -> Value {
    let number = json!({ "type": "number" });
    match ty {
        Type::Text | Type::Notes => json!({ "type": "string" }),
        Type::Date(Edge::Begin | Edge::End) => text(DATE),
        Type::Duration(Length::Any | Length::Months | Length::Years) => text(DURATION),
        Type::DurationRange => json!({ "anyOf": [
            { "type": "array", "items": text(DURATION), "minItems": 2, "maxItems": 2 },
            text(DURATIONS)
        ] }),
        Type::Money | Type::Price | Type::Number(None) => number,
        Type::Amount => json!({ "anyOf": [number, by_year(&number)] }),
        Type::Percent(..) => text(PERCENT),
        Type::Percents(words) => {
            let each: Map<String, Value> =
                words.iter().map(|word| ((*word).to_owned(), text(PERCENT))).collect();
            json!({ "anyOf": [text(PERCENT), { "type": "object", "properties": each, "additionalProperties": false }] })
        }
        Type::Bool => json!({ "type": "boolean" }),
        Type::Integer(i64::MIN, _) => json!({ "type": "integer" }),
        Type::Integer(least, i64::MAX) => json!({ "type": "integer", "minimum": least }),
        Type::Integer(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Type::Number(Some((least, most))) => json!({ "type": "number", "minimum": least, "maximum": most }),
        Type::Choice(words) => json!({ "enum": words }),
        Type::Choices(words) => one_or_list(&json!({ "enum": words })),
        Type::Id(_) => text(ID),
        Type::Ids(_) => one_or_list(&text(ID)),
        Type::Links => one_or_list(&text(REFERENCE)),
        Type::Texts => one_or_list(&json!({ "type": "string" })),
        Type::Years(Figure::Money) => by_year(&number),
        Type::Years(Figure::Count) => by_year(&json!({ "type": "number", "minimum": 0 })),
        Type::Shares(_) => json!({ "anyOf": [text(ID), by_id(&text(PERCENT))] }),
        Type::Parts(_) => by_id(&text(PERCENT)),
        Type::Bound(Edge::Begin | Edge::End) => text(BOUND),
        Type::Currency => text("^[A-Z]{3}$"),
        Type::YearStart => text("^(0[1-9]|1[0-2])-01$"),
        Type::Year => json!({ "type": ["string", "integer"], "pattern": YEAR }),
        Type::Decisions => json!({
            "type": "object", "additionalProperties": false,
            "patternProperties": { "^[0-9]{4}-[0-9]{2}-[0-9]{2}$": { "type": "string" } }
        }),
        Type::Acceptances => json!({
            "type": "object", "additionalProperties": false,
            "patternProperties": { "^M[0-9]{3}$": { "type": "string" } }
        }),
        Type::Table(name) => object(named(name).expect("a key's table exists"), plan),
        Type::Tables("scenario") => json!({
            "type": "object", "additionalProperties": false,
            "patternProperties": { ID: { "$ref": "#/$defs/overlay", "properties": { "title": { "type": "string" } } } }
        }),
        Type::Tables(name) => by_id(&object(named(name).expect("a key's table exists"), plan)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_has_every_table() {
        let schema = schema();
        let initiative = &schema["properties"]["initiative"]["patternProperties"][ID]["properties"];
        assert_eq!(initiative["status"]["enum"][0], "idea");
        assert_eq!(
            initiative["cost"]["patternProperties"][ID]["properties"]["capital"]["anyOf"][0]["type"],
            "number"
        );
        assert!(schema["$defs"]["overlay"]["properties"].get("scenario").is_none());
    }
}
