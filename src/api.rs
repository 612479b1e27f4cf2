//! The JavaScript door: plain objects in, plain objects out.
//!
//! `value` copies a JavaScript value, `read` makes a scenario of it or says what is wrong, `write`
//! gives results their JavaScript shape. Only this file and `value` touch JavaScript.

#[cfg(feature = "page")]
pub mod json;
pub mod read;
pub mod write;

mod value;

#[cfg(target_arch = "wasm32")]
mod door {
    use serde::Serialize;
    use serde_wasm_bindgen::Serializer;
    use wasm_bindgen::prelude::*;

    use super::read::{Refusal, amount, contract, scenario};
    use super::value::copy;
    use super::write;
    use crate::{structures, tariff};

    #[wasm_bindgen(typescript_custom_section)]
    const TYPES: &str = include_str!("api/types.d.ts");

    /// The embedded tariff files, with sources and interpretations.
    #[wasm_bindgen(unchecked_return_type = "object[]")]
    #[must_use]
    pub fn tariffs() -> js_sys::Array {
        parsed(&tariff::TEXTS)
    }

    /// What is known of ESP, ESS, MSP and CPTS, in this order, with sources.
    #[wasm_bindgen(unchecked_return_type = "Structure[]")]
    #[must_use]
    pub fn structures() -> js_sys::Array {
        parsed(&structures::TEXTS)
    }

    fn parsed(texts: &[&str]) -> js_sys::Array {
        texts.iter().map(|text| js_sys::JSON::parse(text).unwrap_or_default()).collect()
    }

    /// The funding of one year. Throws a `ScenarioError` for a scenario that it refuses.
    #[wasm_bindgen(unchecked_return_type = "Simulation")]
    pub fn simulate(
        #[wasm_bindgen(js_name = "scenario", unchecked_param_type = "Scenario")] input: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let scenario = scenario(&copy(input)).map_err(|refusal| thrown(&refusal))?;
        plain(&write::simulation(&crate::engine::simulate(&scenario)))
    }

    /// Five years of a contract: what is due, and what is paid when.
    #[wasm_bindgen(unchecked_return_type = "Plan")]
    pub fn plan(
        #[wasm_bindgen(js_name = "contract", unchecked_param_type = "Contract")] input: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let contract = contract(&copy(input)).map_err(|refusal| thrown(&refusal))?;
        plain(&write::plan(&crate::schedule::plan(&contract)))
    }

    /// The smallest uniform achievement rate that brings `target` euros in the year.
    #[wasm_bindgen(unchecked_return_type = "Reach")]
    pub fn reach(
        #[wasm_bindgen(js_name = "scenario", unchecked_param_type = "Scenario")] input: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] target: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let scenario = scenario(&copy(input)).map_err(|refusal| thrown(&refusal))?;
        let target = amount("target", &copy(target)).map_err(|refusal| thrown(&refusal))?;
        plain(&write::reach(&crate::reach::reach(&scenario, target), target))
    }

    fn plain<T: Serialize>(result: &T) -> Result<JsValue, JsValue> {
        let serializer =
            Serializer::new().serialize_maps_as_objects(true).serialize_missing_as_null(true);
        result.serialize(&serializer).map_err(JsValue::from)
    }

    fn thrown(refusal: &Refusal) -> JsValue {
        let error = js_sys::Error::new(&refusal.message);
        error.set_name("ScenarioError");
        for (key, text) in [("path", refusal.path.as_str()), ("code", refusal.code)] {
            let _ = js_sys::Reflect::set(&error, &key.into(), &text.into());
        }
        error.into()
    }
}
