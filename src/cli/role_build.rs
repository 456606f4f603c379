//! `gapcheck role build`: career guides and job descriptions in, a role file out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use gapcheck::document::{self, Document, DocumentKind};
use gapcheck::facts::BuildFacts;
use gapcheck::matcher::Matcher;
use gapcheck::profile::builder::{self, BuiltFrom, Corrected, Source};
use gapcheck::profile::{self, AskedBy};
use gapcheck::render::{self, Format, View};
use gapcheck::taxonomy::{Level, Taxonomy};

use super::failure::{shown, why};
use super::options::{ReadArgs, TaxonomyArg};
use super::{Context, Exit, Failure, Output, input};

/// What `gapcheck role build` takes.
#[derive(Debug, Clone, Args)]
pub struct BuildArgs {
    /// Pages about the role: text, Markdown, HTML or PDF
    #[arg(value_name = "DOCUMENT", required = true)]
    documents: Vec<PathBuf>,
    /// Id of the role [default: made of its title]
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// Title of the role [default: as the documents name it]
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// Reviewed changes, each with its reason
    #[arg(long, value_name = "FILE")]
    corrections: Option<PathBuf>,
    /// toml (a role file), human (what was found) or json (everything)
    #[arg(long, value_name = "FORMAT", default_value = "toml", hide_possible_values = true)]
    format: BuildFormat,
    /// Show every next step and every term to review
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    pub taxonomy: TaxonomyArg,
    #[command(flatten)]
    reading: ReadArgs,
}

/// The formats of `role build`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum BuildFormat {
    Toml,
    Human,
    Json,
}

/// Runs it.
pub fn run(args: &BuildArgs, taxonomy: &Taxonomy, output: Output, context: &Context) -> Result<Exit, Failure> {
    let corrections = args.corrections.as_deref().map(corrections).transpose()?.unwrap_or_default();
    let mut pending = Vec::new();
    for path in &args.documents {
        pending.push(input::start(path, &args.reading, &context.worker)?);
    }
    let matcher = Matcher::new(taxonomy);
    let mut sources: Vec<Source> = Vec::new();
    let mut from: Vec<BuiltFrom> = Vec::new();
    for (path, pending) in args.documents.iter().zip(&mut pending) {
        let reading = pending.judged()?;
        if document::beyond_doubt(&reading, &taxonomy.language) == Some(DocumentKind::Resume) {
            return Err(Failure::IsResume { path: pending.path().to_string() });
        }
        let document = Document::new(reading, DocumentKind::Posting, &taxonomy.language);
        let id = document_id(path, document.sha256(), &sources, taxonomy);
        from.push(BuiltFrom {
            id: id.clone(),
            path: pending.path().to_string(),
            sha256: document.sha256().to_string(),
            skills: 0,
        });
        sources.push(Source { id, document });
    }
    let built = builder::build(&sources, args.title.as_deref(), &matcher);
    for document in &mut from {
        let of_document = built.asked.iter().filter(|by| *by.document == *document.id);
        document.skills = of_document.filter_map(|by| by.skill).collect::<BTreeSet<_>>().len();
        let asks = built.asked.iter().filter(|by| *by.document == *document.id).any(asks_for_it);
        if !asks && document.skills < FEWEST_MENTIONED {
            return Err(Failure::NoSkills { path: document.path.clone() });
        }
    }
    let Some(title) = built.title.clone() else {
        return Err(Failure::Usage("the documents do not say which role they are about; give it with --title".into()));
    };
    let id = args.id.clone().unwrap_or_else(|| slug(&title));
    let ids: Vec<String> = from.iter().map(|document| document.id.clone()).collect();
    let Corrected { built, excluded } = built.correct(&corrections, taxonomy).map_err(|message| {
        Failure::Corrections { path: args.corrections.as_deref().map(shown).unwrap_or_default(), message }
    })?;
    let profile = built.profile(&id, &title, &ids, &excluded, taxonomy);
    let facts = BuildFacts::new(profile, from, built, taxonomy);
    let view = View { all: args.all, ..context.view() };
    match args.format {
        BuildFormat::Human => output.styled(&render::role_build(&facts, taxonomy, Format::Human, &view))?,
        BuildFormat::Json => output.plain(&render::role_build(&facts, taxonomy, Format::Json, &view))?,
        BuildFormat::Toml => {
            output.plain(&profile::to_toml(&facts.profile, taxonomy))?;
            if !context.common.quiet {
                let review = render::role_build(&facts, taxonomy, Format::Human, &view);
                anstream::eprint!("{review}");
            }
        }
    }
    Ok(Exit::Done)
}

/// A page that asks for nothing and mentions fewer skills than that is not about a role.
const FEWEST_MENTIONED: usize = 3;

/// Whether a place asks for a skill, and does not only mention it.
fn asks_for_it(by: &AskedBy) -> bool {
    by.naming.is_some_and(|naming| naming.level() < Level::Mentioned)
}

/// The id of a document: that of the taxonomy where it is one of its own, else the file's name, made unique.
fn document_id(path: &Path, sha256: &str, sources: &[Source], taxonomy: &Taxonomy) -> String {
    if let Some(known) = taxonomy.documents.iter().find(|known| known.sha256 == sha256) {
        return known.id.clone();
    }
    let name = path.file_stem().map_or_else(|| "document".to_string(), |stem| slug(&stem.to_string_lossy()));
    let name = if name.is_empty() { "document".to_string() } else { name };
    let taken = |id: &str| sources.iter().any(|source| source.id == id);
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    std::iter::once(name.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(name)
}

/// Lower case, with hyphens for everything that is no letter and no digit.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_string()
}

fn corrections(path: &Path) -> Result<gapcheck::taxonomy::schema::Corrections, Failure> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::NotReadable { path: shown(path), why: why(error.kind()) })?;
    builder::parse_corrections(&text).map_err(|message| Failure::Corrections { path: shown(path), message })
}
