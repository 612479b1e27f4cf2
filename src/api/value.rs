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
/// As many values as one copy holds, far above any scenario or file: those in lists and objects count. A
/// list of a million years of crisis is read, since they may be repeated, and what stands around it.
#[cfg(target_arch = "wasm32")]
const MOST: u32 = 1_001_000;
/// As many letters of a text, or of a key, weigh as one value more.
#[cfg(target_arch = "wasm32")]
const LETTERS: u32 = 64;

/// Copies a JavaScript value. Getters and proxies may run, and may throw: what they break, and what is
/// too large, is [`Value::Other`].
#[cfg(target_arch = "wasm32")]
pub fn copy(value: &wasm_bindgen::JsValue) -> Value {
    copy_within(value, DEEPEST, &mut { MOST })
}

/// Copies a value while there is room `left`.
#[cfg(target_arch = "wasm32")]
fn copy_within(value: &wasm_bindgen::JsValue, depth: u8, left: &mut u32) -> Value {
    use wasm_bindgen::JsCast;

    if value.is_undefined() {
        Value::Undefined
    } else if value.is_null() {
        Value::Null
    } else if let Some(boolean) = value.as_bool() {
        Value::Boolean(boolean)
    } else if let Some(number) = value.as_f64() {
        Value::Number(number)
    } else if value.is_string() {
        copy_text(value, left).map_or(Value::Other, Value::Text)
    } else if value.is_function() || !value.is_object() || depth == 0 {
        Value::Other
    } else {
        match door::is_array(value) {
            Ok(true) => copy_list(value.unchecked_ref(), depth, left).unwrap_or(Value::Other),
            Ok(false) => copy_object(value.unchecked_ref(), depth, left).unwrap_or(Value::Other),
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

/// Takes room before it is filled.
#[cfg(target_arch = "wasm32")]
fn take(count: u32, left: &mut u32) -> Option<()> {
    *left = left.checked_sub(count)?;
    Some(())
}

#[cfg(target_arch = "wasm32")]
fn copy_text(text: &wasm_bindgen::JsValue, left: &mut u32) -> Option<String> {
    use wasm_bindgen::JsCast;

    take(text.unchecked_ref::<js_sys::JsString>().length() / LETTERS, left)?;
    text.as_string()
}

#[cfg(target_arch = "wasm32")]
fn copy_list(list: &js_sys::Object, depth: u8, left: &mut u32) -> Option<Value> {
    let length = js_sys::Reflect::get(list, &"length".into()).ok()?.as_f64()?;
    // A proxy may say any length.
    (0.0..=f64::from(*left)).contains(&length).then_some(())?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
    let length = length as u32;
    take(length, left)?;
    let value = |index| js_sys::Reflect::get_u32(list, index).ok();
    let values = (0..length).map(|index| Some(copy_within(&value(index)?, depth - 1, left)));
    values.collect::<Option<_>>().map(Value::List)
}

#[cfg(target_arch = "wasm32")]
fn copy_object(object: &js_sys::Object, depth: u8, left: &mut u32) -> Option<Value> {
    let keys = js_sys::Reflect::own_keys(object).ok()?;
    take(keys.length(), left)?;
    let mut pairs = Vec::new();
    for key in keys {
        // A symbol names nothing that a scenario has.
        let name = if key.is_string() { copy_text(&key, left)? } else { "symbol".to_string() };
        match copy_within(&js_sys::Reflect::get(object, &key).ok()?, depth - 1, left) {
            Value::Undefined => {}
            value => pairs.push((name, value)),
        }
    }
    Some(Value::Object(pairs))
}
