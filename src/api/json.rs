//! JSON text, written and read by whoever does it anyway: the browser, or `serde_json` on the host.

use serde::Serialize;

use super::read::Value;

/// A value as JSON text on several lines.
#[cfg(target_arch = "wasm32")]
pub fn write<T: Serialize>(value: &T) -> String {
    let value = value.serialize(&serde_wasm_bindgen::Serializer::json_compatible());
    let text = value.ok().and_then(|value| {
        let nothing = wasm_bindgen::JsValue::NULL;
        js_sys::JSON::stringify_with_replacer_and_space(&value, &nothing, &1.into()).ok()
    });
    text.map(String::from).unwrap_or_default()
}

/// A value as JSON text on several lines.
#[cfg(not(target_arch = "wasm32"))]
pub fn write<T: Serialize>(value: &T) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// What a JSON text holds; `None` when it is not JSON.
#[cfg(target_arch = "wasm32")]
#[must_use]
pub fn read(text: &str) -> Option<Value> {
    js_sys::JSON::parse(text).ok().map(|value| super::value::copy(&value))
}

/// What a JSON text holds; `None` when it is not JSON.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn read(text: &str) -> Option<Value> {
    fn copied(json: &serde_json::Value) -> Value {
        match json {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(boolean) => Value::Boolean(*boolean),
            serde_json::Value::Number(number) => Value::Number(number.as_f64().unwrap_or(f64::NAN)),
            serde_json::Value::String(text) => Value::Text(text.clone()),
            serde_json::Value::Array(items) => Value::List(items.iter().map(copied).collect()),
            serde_json::Value::Object(pairs) => Value::Object(
                pairs.iter().map(|(key, value)| (key.clone(), copied(value))).collect(),
            ),
        }
    }
    serde_json::from_str(text).ok().map(|json| copied(&json))
}
