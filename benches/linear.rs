//! Does the time grow with the text, and no faster? Texts that only a machine writes, in three sizes, each twice the one
//! before: from bytes to the report, as a resume and as a posting. Where the time is linear, it doubles.
//!
//! `cargo bench --bench linear -- [KILOBYTES] [SHAPE]...` prints milliseconds for a text of so many kilobytes (250
//! unless told), for twice and four times as many, and the two ratios. Above 2.6 a line is marked.

#[allow(dead_code, reason = "the other benchmarks need more of it")]
mod corpus;

use std::hint::black_box;
use std::time::{Duration, Instant};

use gapcheck::document::DocumentKind;
use gapcheck::matcher::{MatchOptions, Matcher};
use gapcheck::profile::{self, posting};
use gapcheck::report::{self, Claims};

/// A name, and the pieces that the text repeats.
const SHAPES: [(&str, &str); 32] = [
    ("one line", "built pipelines in python and sql for the reports of the team and also "),
    ("sentences", "Built pipelines in Python and SQL. Trained models with PyTorch. "),
    ("commas", ","),
    ("items", "Python, Go, R, C, spark, excel, "),
    ("headings", "EXPERIENCE\n"),
    ("headings apart", "Skills\n\nPython\n\n"),
    ("labels", "Languages: Python, SQL\n"),
    ("bullets", "- Built a feature store with Feast and Redis, cutting GPU costs by 30%\n"),
    ("short lines", "Go\n"),
    ("empty lines", "a\n\n\n"),
    ("one word", "a"),
    ("capitals", "PyThOn"),
    ("glued names", "PythonSQLDockerMachine Learning"),
    ("letter-spaced", "P Y T H O N "),
    ("letters apart", "A "),
    ("spaces", " "),
    ("no-break spaces", "\u{a0}"),
    ("form feeds", "Python\u{c}"),
    ("carriage returns", "Python and SQL\r"),
    ("brackets", "(("),
    ("denials", "no experience with python, java or sql, "),
    ("cues", "learning no not without "),
    ("dates", "Engineer, Acme, 2019 - 2021\nBuilt models\n"),
    ("dates in a line", "2019 - 2021, May 2020 to present; "),
    ("hyphens", "fine-\ntuning of Kuber-\nnetes\n"),
    ("misspelled", "Kubernets, Tensorlow, Matplotliv, "),
    ("deep lists", "- Data\n  - Stores\n    - Redis\n      - 3 years of Kafka or Pulsar\n"),
    ("a posting", "Requirements\n- 3+ years of Python or Go, and SQL\nNice to have: Spark, Kafka\nBenefits\n- Tea\n"),
    ("firms", "Built Oracle and Google Cloud services for Amazon teams "),
    ("no spaces", "python,Java,sql,Kubernets,aws,"),
    ("links", "https://github.com/python/sql,"),
    ("no ASCII", "数据 Python données Größe "),
];
/// Rounds, of which the fastest counts.
const ROUNDS: usize = 3;
/// From this ratio on a line is marked.
const SUSPICIOUS: f64 = 2.6;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let kilobytes: usize = args.iter().find_map(|arg| arg.parse().ok()).unwrap_or(250);
    let wanted: Vec<&String> = args.iter().filter(|arg| arg.parse::<usize>().is_err()).collect();
    let matcher = Matcher::for_many(gapcheck::builtin::taxonomy());
    println!("{:<18}{:>10}{:>10}{:>10}  ratios", "", format!("{kilobytes} kB"), "twice", "4 times");
    for (name, piece) in SHAPES {
        if !wanted.is_empty() && !wanted.iter().any(|wanted| name.contains(wanted.as_str())) {
            continue;
        }
        for kind in [DocumentKind::Resume, DocumentKind::Posting] {
            let times = [1, 2, 4].map(|factor| time(&matcher, &repeated(piece, (factor * kilobytes) << 10), kind));
            let [one, two, four] = times.map(|time| time.as_secs_f64() * 1e3);
            let ratios = [two / one, four / two];
            let mark = if ratios.iter().all(|&ratio| ratio > SUSPICIOUS) { "  not linear" } else { "" };
            let name = if kind == DocumentKind::Resume { name } else { "  as a posting" };
            println!("{name:<18}{one:>10.1}{two:>10.1}{four:>10.1}  {:.2} {:.2}{mark}", ratios[0], ratios[1]);
        }
    }
}

/// A text of a size, with a first line that is like a resume's. What ends it is unlike what is repeated, for searches
/// that only the end disappoints.
fn repeated(piece: &str, bytes: usize) -> String {
    let mut text = String::from("Ada Example\nEXPERIENCE\n");
    text.push_str(&piece.repeat(bytes / piece.len()));
    text.push_str("Ab");
    text
}

fn time(matcher: &Matcher<'_>, text: &str, kind: DocumentKind) -> Duration {
    let taxonomy = matcher.taxonomy();
    let role = profile::build(&taxonomy.roles[0], taxonomy);
    let once = || {
        let started = Instant::now();
        let document = corpus::document(text, kind);
        let matches = matcher.matches(&document, MatchOptions::default());
        match kind {
            DocumentKind::Resume => {
                black_box(report::build("", &document, &matches, taxonomy, &role, "", &Claims::default()));
            }
            DocumentKind::Posting => {
                black_box(posting::read("", &document, &matches, taxonomy));
            }
        }
        started.elapsed()
    };
    (0..ROUNDS).map(|_| once()).min().unwrap_or_default()
}
