//! `gapcheck role`: what a role asks for.

use clap::{Args, Subcommand, ValueEnum};
use gapcheck::facts::RoleFacts;
use gapcheck::profile;
use gapcheck::render::{self, Format, View};

use super::options::{DEFAULT_ROLE, FormatName, StageArg, TaxonomyArg};
use super::{Context, Exit, Failure, Output, known, lookup, role_build};

/// What `gapcheck role` does.
#[derive(Debug, Clone, Subcommand)]
pub enum RoleCommand {
    /// List the built-in roles
    List(ListArgs),
    /// Show the requirements of a role with their weights, its duties, career steps and pay, each with its source
    #[command(after_help = "\
Examples:
  gapcheck role show
  gapcheck role show --format toml > role.toml    change it, then: gapcheck resume.pdf --role role.toml")]
    Show(ShowArgs),
    /// Build a role file from career guides, job descriptions and skill pages
    #[command(after_help = "\
Examples:
  gapcheck role build guide.html posting.pdf -o role.toml   then: gapcheck resume.pdf --role role.toml
  gapcheck role build guide.md --format human               what it makes of the page, before it writes one
  gapcheck role build guide.md --corrections mine.toml      with reviewed changes, each with its reason")]
    Build(role_build::BuildArgs),
}

/// What `gapcheck role list` takes.
#[derive(Debug, Clone, Args)]
pub struct ListArgs {
    /// human or json
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true
    )]
    format: FormatName,
    #[command(flatten)]
    taxonomy: TaxonomyArg,
}

/// What `gapcheck role show` takes.
#[derive(Debug, Clone, Args)]
pub struct ShowArgs {
    /// Id or title of a role, or a role file
    #[arg(value_name = "ROLE", default_value = DEFAULT_ROLE)]
    role: String,
    #[command(flatten)]
    stage: StageArg,
    /// human, json or toml (a role file)
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "human",
        hide_possible_values = true,
        hide_default_value = true
    )]
    format: RoleFormat,
    /// Show what is mentioned only, too
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    taxonomy: TaxonomyArg,
}

/// The formats of `role show`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RoleFormat {
    Human,
    Json,
    Toml,
}

/// Runs it.
pub fn run(command: &RoleCommand, context: &Context) -> Result<Exit, Failure> {
    let output = Output::open(&context.common)?;
    let files = match command {
        RoleCommand::List(args) => &args.taxonomy,
        RoleCommand::Show(args) => &args.taxonomy,
        RoleCommand::Build(args) => &args.taxonomy,
    };
    let taxonomy = &*known::taxonomy(files, context)?;
    match command {
        RoleCommand::Build(args) => return role_build::run(args, taxonomy, output, context),
        RoleCommand::List(args) => {
            let text = render::role_list(taxonomy, args.format.into());
            context.write(output, args.format, &text)?;
        }
        RoleCommand::Show(args) => {
            let target = lookup::role(&args.role, taxonomy)?.at_stage(&args.stage, taxonomy)?;
            let facts = RoleFacts::new(&target.profile, target.role, &target.source, taxonomy);
            let view = View { all: args.all, ..context.view() };
            match args.format {
                RoleFormat::Human => output.styled(&render::role(&facts, taxonomy, Format::Human, &view))?,
                RoleFormat::Json => output.plain(&render::role(&facts, taxonomy, Format::Json, &view))?,
                RoleFormat::Toml => output.plain(&profile::to_toml(&target.profile, taxonomy))?,
            }
        }
    }
    Ok(Exit::Done)
}
