//! From the files of a check to its outcome: read side by side in workers, judged one after the other.

use std::collections::{BTreeMap, VecDeque};
use std::io::Read;

use gapcheck::ci::{self, Outcome, ResumeOutcome, Settings};
use gapcheck::config::ConfigError;
use gapcheck::document::{DocumentKind, Format};
use gapcheck::finding::{FileFindings, Finding};
use gapcheck::lint::{self, RuleSettings};
use gapcheck::profile::posting::{self, Posting};
use gapcheck::report::{self, Claims, Job, JobOptions, Source};

use super::Stop;
use super::plan::{Plan, Resume};
use super::repository::Repository;
use crate::cli::input::{self, Pending, Reader};
use crate::cli::lookup::Target;
use crate::cli::options::{DEFAULT_ROLE, ReadArgs};
use crate::cli::subject::{Reading, Subject};
use crate::cli::{Failure, lookup};

/// Workers that read at the same time.
const AT_ONCE: usize = 4;

/// Documents that are being read, in the order in which they are needed: postings, then resumes.
pub struct Queue<'a> {
    waiting: VecDeque<String>,
    started: VecDeque<(String, Result<Pending, Failure>)>,
    repository: &'a Repository,
    reading: &'a ReadArgs,
    worker: &'a Reader,
    /// The postings, which are the first.
    postings: usize,
}

impl<'a> Queue<'a> {
    /// Starts to read the first of them.
    pub fn start(resumes: &[Resume], repository: &'a Repository, reading: &'a ReadArgs, worker: &'a Reader) -> Self {
        let mut waiting: Vec<String> = resumes.iter().flat_map(|resume| resume.postings.clone()).collect();
        waiting.sort();
        waiting.dedup();
        let postings = waiting.len();
        waiting.extend(resumes.iter().map(|resume| resume.key.clone()));
        let mut queue =
            Self { waiting: waiting.into(), started: VecDeque::new(), repository, reading, worker, postings };
        queue.fill();
        queue
    }

    fn fill(&mut self) {
        while self.started.len() < AT_ONCE
            && let Some(key) = self.waiting.pop_front()
        {
            let path = self.repository.path(&key);
            let pending = match self.postings {
                0 => input::start_survey(&path, self.reading, self.worker),
                _ => input::start(&path, self.reading, self.worker),
            };
            self.postings = self.postings.saturating_sub(1);
            self.started.push_back((key, pending));
        }
    }

    /// The next document, which is the one that is needed next.
    fn next(&mut self, key: &str) -> Result<Pending, Failure> {
        let next = self.started.pop_front();
        self.fill();
        match next {
            Some((of, pending)) if of == key => pending,
            _ => input::start_survey(&self.repository.path(key), self.reading, self.worker),
        }
    }
}

/// How the documents of a check are judged.
pub struct Judging<'a> {
    /// How they are understood.
    pub reading: Reading<'a>,
    /// What all have in common.
    pub settings: Settings<'a>,
    /// Where they are.
    pub repository: &'a Repository,
    /// Whether to compare with what the second PDF reader gets.
    pub second_reader: bool,
    /// Largest source to look for comments in, in bytes.
    pub largest: u64,
}

/// A posting that was understood.
struct Understood {
    subject: Subject,
    posting: Posting,
}

impl Judging<'_> {
    /// Reads and judges everything.
    ///
    /// # Errors
    /// A document of another kind than the configuration says.
    pub fn all(&self, plan: &Plan<'_>, queue: &mut Queue<'_>) -> Result<Outcome, Stop> {
        let mut outcome = Outcome::default();
        let mut keys: Vec<&String> = plan.resumes.iter().flat_map(|resume| &resume.postings).collect();
        keys.sort();
        keys.dedup();
        let mut postings: BTreeMap<&String, Understood> = BTreeMap::new();
        for key in keys {
            match self.posting(key, queue)? {
                Ok(posting) => drop(postings.insert(key, posting)),
                Err(unread) => outcome.others.push(unread),
            }
        }
        for resume in plan.resumes {
            let roles = &plan.roles[resume.group];
            let wanted: Vec<(&String, &Understood)> = resume
                .postings
                .iter()
                .filter_map(|key| postings.get_key_value(key).map(|(key, one)| (*key, one)))
                .collect();
            outcome.resumes.push(self.resume(resume, plan, roles, &wanted, queue)?);
        }
        Ok(outcome)
    }

    /// A document, with the reader that can be asked for more.
    fn subject(
        &self,
        key: &str,
        kind: DocumentKind,
        queue: &mut Queue<'_>,
    ) -> Result<Result<(Subject, Pending), FileFindings>, Stop> {
        let read = queue.next(key).and_then(|mut pending| {
            let subject = self.reading.read_from(&mut pending, kind)?;
            Ok((subject, pending))
        });
        let shown = self.repository.show(key);
        match read {
            Ok(subject) => Ok(Ok(subject)),
            Err(Failure::OtherKind { .. }) => {
                let (is, name) = match kind {
                    DocumentKind::Resume => ("a posting, not like a resume", "name it in `postings`, not in `resumes`"),
                    DocumentKind::Posting => {
                        ("a resume, not like a posting", "name it in `resumes`, not in `postings`")
                    }
                };
                let message = format!("this reads like {is}; {name} (--no-kind-check takes it as it is)");
                Err(Stop::At(vec![ci::configuration(&shown, &ConfigError::new(1, message))]))
            }
            Err(failure) => Ok(Err(unread(&shown, &failure))),
        }
    }

    fn posting(&self, key: &str, queue: &mut Queue<'_>) -> Result<Result<Understood, FileFindings>, Stop> {
        let subject = match self.subject(key, DocumentKind::Posting, queue)? {
            Ok((subject, _)) => subject,
            Err(unread) => return Ok(Err(unread)),
        };
        let posting = posting::read(subject.path(), subject.document(), subject.matches(), self.reading.taxonomy());
        if posting.profile.requirements.is_empty() {
            let failure = Failure::NothingAsked { path: subject.path().to_string() };
            return Ok(Err(unread(&self.repository.show(key), &failure)));
        }
        Ok(Ok(Understood { subject, posting }))
    }

    fn resume(
        &self,
        resume: &Resume,
        plan: &Plan<'_>,
        roles: &[Target<'_>],
        postings: &[(&String, &Understood)],
        queue: &mut Queue<'_>,
    ) -> Result<ResumeOutcome, Stop> {
        let (subject, mut pending) = match self.subject(&resume.key, DocumentKind::Resume, queue)? {
            Ok(read) => read,
            Err(file) => return Ok(ci::not_judged(file)),
        };
        let shown = self.repository.show(&resume.key);
        let source = Source { path: &shown, ..subject.source() };
        let targets = self.targets(&source, roles, postings)?;
        let lint = self.lint(&subject, &mut pending, roles)?;
        let in_place = ci::find_silences(subject.document().format(), &self.text(&resume.key, &subject));
        let subject = ci::Subject {
            source,
            key: &resume.key,
            targets: &targets,
            rules: plan.rules[resume.group],
            in_place: &in_place,
            lint: &lint,
        };
        Ok(ci::judge(&subject, &self.settings, self.reading.taxonomy()))
    }

    /// What `gapcheck lint` says of a resume. The second PDF reader costs more than all the rest, so it is only asked
    /// where the configuration does.
    fn lint(&self, subject: &Subject, pending: &mut Pending, roles: &[Target<'_>]) -> Result<Vec<Finding>, Stop> {
        let taxonomy = self.reading.taxonomy();
        let by_default = match roles {
            [] => Some(lookup::role(DEFAULT_ROLE, taxonomy)?),
            _ => None,
        };
        let role = roles.first().or(by_default.as_ref());
        let advice = role.map(|role| lint::advice_for(subject.matches(), &role.profile, taxonomy)).unwrap_or_default();
        let is_pdf = subject.document().format() == Format::Pdf;
        let second = (is_pdf && self.second_reader).then(|| pending.second()).flatten();
        let document = subject.document();
        let subject =
            lint::Subject { document, second: second.as_ref(), advice: &advice, language: &taxonomy.language };
        Ok(lint::lint(&subject, &RuleSettings::default()))
    }

    /// The reports on a resume: roles first, then postings.
    fn targets(
        &self,
        resume: &Source<'_>,
        roles: &[Target<'_>],
        postings: &[(&String, &Understood)],
    ) -> Result<Vec<ci::Target>, Stop> {
        let taxonomy = self.reading.taxonomy();
        let claims = Claims::default();
        let Source { path, document, matches } = *resume;
        let mut targets = Vec::new();
        for role in roles {
            let report = report::build(path, document, matches, taxonomy, &role.profile, &role.source, &claims);
            targets.push(ci::Target { key: role.profile.id.clone(), report });
        }
        if postings.is_empty() {
            return Ok(targets);
        }
        let role = lookup::role(DEFAULT_ROLE, taxonomy)?;
        let options = JobOptions {
            role: &role.profile,
            role_source: &role.source,
            with_role: false,
            count_unknown: false,
            claims: &claims,
        };
        for (key, understood) in postings {
            let job = Job { source: understood.subject.source(), posting: &understood.posting };
            let report = report::build_for_job(resume, &job, self.reading.matcher, &options);
            targets.push(ci::Target { key: (*key).clone(), report });
        }
        Ok(targets)
    }

    /// The source of a document, for its comments; empty when it cannot be read again or is no text.
    fn text(&self, key: &str, subject: &Subject) -> String {
        if !ci::has_comments(subject.document().format()) {
            return String::new();
        }
        let mut bytes = Vec::new();
        let file = std::fs::File::open(self.repository.path(key));
        let _ = file.and_then(|file| file.take(self.largest).read_to_end(&mut bytes));
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// What is found on a file that cannot be read.
fn unread(shown: &str, failure: &Failure) -> FileFindings {
    let text = failure.to_string();
    let why = text.split_once(&format!("{shown}: ")).map_or(text.as_str(), |(_, why)| why);
    ci::unread(shown, why)
}
