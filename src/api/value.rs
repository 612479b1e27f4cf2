//! A copy of a JavaScript value, so that reading it later cannot run foreign code.

/// What a JavaScript value holds, as far as a scenario can need it.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// `undefined`, or nothing at all.
    Undefined,
    /// `null`
    Null,
    /// `true`, `false`
    Boolean(bool),
    /// Any number, `NaN` and infinities included.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// An object's own keys that are not `undefined`.
    Object(Vec<(String, Value)>),
    /// A function, a symbol, a big integer, or an object that cannot be read.
    Other,
}

/// Objects nested deeper than any scenario are not looked into.
#[cfg(target_arch = "wasm32")]
const DEEPEST: u8 = 4;
/// Lists longer than any scenario are not looked into.
#[cfg(target_arch = "wasm32")]
const LONGEST: u32 = 1_000_000;

/// Copies a JavaScript value. Getters and proxies may run, and may throw: what they break is
/// [`Value::Other`].
#[cfg(target_arch = "wasm32")]
pub fn copy(value: &wasm_bindgen::JsValue) -> Value {
    copy_within(value, DEEPEST)
}

#[cfg(target_arch = "wasm32")]
fn copy_within(value: &wasm_bindgen::JsValue, depth: u8) -> Value {
    use wasm_bindgen::JsCast;

    if value.is_undefined() {
        Value::Undefined
    } else if value.is_null() {
        Value::Null
    } else if let Some(boolean) = value.as_bool() {
        Value::Boolean(boolean)
    } else if let Some(number) = value.as_f64() {
        Value::Number(number)
    } else if let Some(text) = value.as_string() {
        Value::Text(text)
    } else if value.is_function() || !value.is_object() || depth == 0 {
        Value::Other
    } else {
        match door::is_array(value) {
            Ok(true) => copy_list(value.unchecked_ref(), depth).unwrap_or(Value::Other),
            Ok(false) => copy_object(value.unchecked_ref(), depth).unwrap_or(Value::Other),
            Err(_) => Value::Other,
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod door {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        /// Throws for a revoked proxy; an exception that crosses the program would damage it.
        #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
        pub fn is_array(value: &JsValue) -> Result<bool, JsValue>;
    }
}

#[cfg(target_arch = "wasm32")]
fn copy_list(list: &js_sys::Object, depth: u8) -> Option<Value> {
    let length = js_sys::Reflect::get(list, &"length".into()).ok()?.as_f64()?;
    // A proxy may say any length.
    (0.0..=f64::from(LONGEST)).contains(&length).then_some(())?;
    let indexes = (0..LONGEST).take_while(|index| f64::from(*index) < length);
    let value = |index| js_sys::Reflect::get_u32(list, index).ok();
    let values = indexes.map(|index| Some(copy_within(&value(index)?, depth - 1)));
    values.collect::<Option<_>>().map(Value::List)
}

#[cfg(target_arch = "wasm32")]
fn copy_object(object: &js_sys::Object, depth: u8) -> Option<Value> {
    let mut pairs = Vec::new();
    for key in js_sys::Reflect::own_keys(object).ok()? {
        // A symbol names nothing that a scenario has.
        let name = key.as_string().unwrap_or_else(|| "symbol".to_string());
        match copy_within(&js_sys::Reflect::get(object, &key).ok()?, depth - 1) {
            Value::Undefined => {}
            value => pairs.push((name, value)),
        }
    }
    Some(Value::Object(pairs))
}
