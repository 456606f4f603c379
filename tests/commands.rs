//! Commands as data, in `tests/cmd`. `TRYCMD=overwrite cargo test --test commands` writes them anew.

#[test]
fn commands() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}
