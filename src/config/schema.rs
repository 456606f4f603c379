//! The committed schema of the configuration is made from its types. `GAPCHECK_BLESS=1 cargo test --lib schema` writes
//! it anew.

use schemars::generate::SchemaSettings;

#[test]
fn the_schema_of_the_configuration_is_current() {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<super::ConfigFile>();
    schema.insert("$id".to_string(), "config.v1.json".into());
    schema.insert("title".to_string(), "gapcheck.toml".into());
    let wanted = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap_or_default());
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/config.v1.json");
    if std::env::var_os("GAPCHECK_BLESS").is_some() {
        std::fs::write(file, &wanted).unwrap_or_else(|error| panic!("{file}: {error}"));
    }
    let committed = std::fs::read_to_string(file).unwrap_or_default();
    assert!(committed == wanted, "run `GAPCHECK_BLESS=1 cargo test --lib schema` and review the change");
}

#[test]
fn the_manual_explains_every_key() {
    let manual = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/ci.md")).unwrap_or_default();
    let schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<super::ConfigFile>();
    let keys = |value: Option<&serde_json::Value>| -> Vec<String> {
        value.and_then(|value| value.as_object()).map(|keys| keys.keys().cloned().collect()).unwrap_or_default()
    };
    let mut all = keys(schema.get("properties"));
    for table in keys(schema.get("definitions")) {
        all.extend(keys(schema.get("definitions").and_then(|all| all.get(&table)?.get("properties"))));
    }
    assert!(all.len() > 15, "{all:?}");
    for key in all {
        assert!(manual.contains(&format!("`{key}`")), "docs/ci.md does not explain `{key}`");
    }
}
