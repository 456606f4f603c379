//! The committed schemas are made from the wire types. `GAPCHECK_BLESS=1 cargo test schema` writes them anew.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, transform::Transform};

/// Optional fields are left out, never null, so the schema does not allow null for them.
#[derive(Clone)]
struct AbsentIsNotNull;

impl Transform for AbsentIsNotNull {
    fn transform(&mut self, schema: &mut Schema) {
        schemars::transform::transform_subschemas(self, schema);
        let required: Vec<String> = schema
            .get("required")
            .and_then(|names| names.as_array())
            .map(|names| names.iter().filter_map(|name| name.as_str().map(str::to_string)).collect())
            .unwrap_or_default();
        let Some(properties) = schema.get_mut("properties").and_then(|all| all.as_object_mut()) else { return };
        for (name, property) in properties {
            if required.contains(name) {
                continue;
            }
            if let Some(types) = property.get_mut("type").filter(|types| types.is_array()) {
                let kept = types.as_array().into_iter().flatten().find(|one| one.as_str() != Some("null"));
                *types = kept.cloned().unwrap_or_default();
            }
            let reference =
                property.get("anyOf").and_then(|any| any.get(0)).and_then(|first| first.get("$ref")).cloned();
            if let (Some(reference), Some(property)) = (reference, property.as_object_mut()) {
                property.remove("anyOf");
                property.insert("$ref".to_string(), reference);
            }
        }
    }
}

fn schema<T: JsonSchema>(name: &str, title: &str) -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize().with_transform(AbsentIsNotNull);
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("$id".to_string(), name.into());
    schema.insert("title".to_string(), title.into());
    format!("{}\n", serde_json::to_string_pretty(&schema).unwrap_or_default())
}

fn hold(name: &str, wanted: &str) {
    let file = format!("{}/schema/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("GAPCHECK_BLESS").is_some() {
        std::fs::write(&file, wanted).unwrap_or_else(|error| panic!("{file}: {error}"));
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        committed == wanted,
        "schema/{name} is not what the wire types say; run `GAPCHECK_BLESS=1 cargo test schema` and review the change"
    );
}

#[test]
fn the_schema_of_the_report_is_current() {
    hold("report.v1.json", &schema::<super::Report>("report.v1.json", "gapcheck report, version 1"));
}

#[test]
fn the_schema_of_a_comparison_is_current() {
    hold("comparison.v1.json", &schema::<super::Comparison>("comparison.v1.json", "gapcheck comparison, version 1"));
}

#[test]
fn the_schema_of_the_skills_is_current() {
    hold("skills.v1.json", &schema::<super::Skills>("skills.v1.json", "gapcheck skills, version 1"));
}

#[test]
fn the_schema_of_lint_is_current() {
    hold("lint.v1.json", &schema::<super::Lint>("lint.v1.json", "gapcheck lint, version 1"));
}

#[test]
fn the_schema_of_a_taxonomy_is_current() {
    hold("taxonomy.v1.json", &schema::<super::Taxonomy>("taxonomy.v1.json", "gapcheck taxonomy, version 1"));
}

#[test]
fn the_schema_of_a_check_is_current() {
    hold("check.v1.json", &schema::<super::Check>("check.v1.json", "gapcheck check, version 1"));
}

#[test]
fn the_schema_of_a_diff_is_current() {
    hold("diff.v1.json", &schema::<super::Diff>("diff.v1.json", "gapcheck diff, version 1"));
}

#[test]
fn the_schema_of_a_baseline_is_current() {
    hold("baseline.v1.json", &schema::<super::Baseline>("baseline.v1.json", "gapcheck baseline, version 1"));
}

#[test]
fn the_schema_of_an_evaluation_is_current() {
    hold("evaluation.v1.json", &schema::<super::Evaluation>("evaluation.v1.json", "gapcheck evaluation, version 1"));
}
