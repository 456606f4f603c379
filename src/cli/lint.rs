//! `gapcheck lint`: will a machine read the file as its author meant?

use std::path::PathBuf;

use clap::Args;
use gapcheck::document::{Document, DocumentKind, Format, More, Reading};
use gapcheck::extract::ReadError;
use gapcheck::facts::LintFacts;
use gapcheck::finding::Finding;
use gapcheck::lint::{self, RULES, RuleSettings, Setting, Subject};
use gapcheck::matcher::{MatchOptions, Matcher};
use gapcheck::render;
use gapcheck::report;
use gapcheck::taxonomy::Taxonomy;

use super::options::{FullFormatName, PrivacyArgs, ReadArgs, RoleArg, TaxonomyArg};
use super::{Context, Exit, Failure, Output, input, known, lookup};

/// What `gapcheck lint` takes.
#[derive(Debug, Clone, Args)]
pub struct LintArgs {
    /// Resume to look at; "-" reads standard input
    #[arg(required_unless_present = "rules")]
    file: Option<PathBuf>,
    /// Leave these rules out
    #[arg(long, value_name = "CODE,…", value_delimiter = ',')]
    off: Vec<String>,
    /// List all rules
    #[arg(long, exclusive = true)]
    rules: bool,
    #[command(flatten)]
    role: RoleArg,
    /// human, json, markdown, html, github, sarif or junit
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true
    )]
    format: FullFormatName,
    #[command(flatten)]
    taxonomy: TaxonomyArg,
    #[command(flatten)]
    privacy: PrivacyArgs,
    #[command(flatten)]
    reading: ReadArgs,
}

/// Runs it.
pub fn run(args: &LintArgs, context: &Context) -> Result<Exit, Failure> {
    let output = Output::open(&context.common)?;
    let Some(file) = &args.file else {
        output.styled(&render::human::lint_rules(RULES))?;
        return Ok(Exit::Done);
    };
    let mut settings = RuleSettings::default();
    for code in &args.off {
        settings.set(code, Setting::Off).map_err(|error| Failure::Usage(error.to_string()))?;
    }
    let mut pending = input::start_survey(file, &args.reading, &context.worker)?;
    let taxonomy = &*known::taxonomy(&args.taxonomy, context)?;
    let (document, findings, exit) = match pending.receive() {
        Ok(reading) => {
            let second = (reading.format == Format::Pdf).then(|| pending.second()).flatten();
            let document = Document::new(reading, DocumentKind::Resume, &taxonomy.language);
            let findings = look(&document, second.as_ref(), args, taxonomy, &settings)?;
            let exit = if lint::fails(&findings) { Exit::Missed } else { Exit::Done };
            (document, findings, exit)
        }
        Err(error) => match lint::without_text(&error, &settings) {
            Some(findings) => (empty(&error, pending.sha256(), taxonomy), findings, Exit::Unread),
            None => return Err(Failure::NotRead { path: pending.path().to_string(), error }),
        },
    };
    let facts = LintFacts {
        taxonomy_version: taxonomy.version.clone(),
        document: report::facts(pending.path(), &document, taxonomy),
        findings,
    };
    let facts = render::redact_lint(facts, (&args.privacy).into());
    let text = render::lint(&facts, args.format.into(), &context.view());
    match args.format {
        FullFormatName::Human => output.styled(&text)?,
        _ => output.plain(&text)?,
    }
    Ok(exit)
}

fn look(
    document: &Document,
    second: Option<&Result<Reading, ReadError>>,
    args: &LintArgs,
    taxonomy: &Taxonomy,
    settings: &RuleSettings,
) -> Result<Vec<Finding>, Failure> {
    let role = lookup::role(&args.role.role, taxonomy)?.profile;
    let matches = Matcher::new(taxonomy).matches(document, MatchOptions::default());
    let advice = lint::advice_for(&matches, &role, taxonomy);
    let subject = Subject { document, second, advice: &advice, language: &taxonomy.language };
    Ok(lint::lint(&subject, settings))
}

/// What can be said of a document that has no text.
fn empty(error: &ReadError, sha256: String, taxonomy: &Taxonomy) -> Document {
    let pages = match error {
        ReadError::NoText { pages } => Some(*pages),
        _ => None,
    };
    let reading = Reading {
        format: Format::Pdf,
        text: String::new(),
        lines: Vec::new(),
        pages,
        sha256,
        hidden: Vec::new(),
        warnings: Vec::new(),
        more: More::default(),
    };
    Document::new(reading, DocumentKind::Resume, &taxonomy.language)
}
