//! From the files of a check to its outcome: read side by side in workers, judged as they come, told of in order.

use std::collections::BTreeMap;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use gapcheck::ci::{self, Outcome, ResumeOutcome, Settings};
use gapcheck::config::ConfigError;
use gapcheck::document::DocumentKind;
use gapcheck::finding::{FileFindings, Finding};
use gapcheck::lint::{self, RuleSettings};
use gapcheck::profile::posting::{self, Posting};
use gapcheck::report::{self, Claims, Job, JobOptions, Prepared, Source};

use super::Stop;
use super::plan::{Plan, Resume};
use super::repository::Repository;
use crate::cli::Failure;
use crate::cli::ahead::Ahead;
use crate::cli::input::Reader;
use crate::cli::lookup::Target;
use crate::cli::options::ReadArgs;
use crate::cli::readers::{self, Arrivals, Arrived, Wanted};
use crate::cli::subject::{Reading, Subject};

/// Documents that are being read: postings, then resumes.
pub struct Queue {
    keys: Vec<String>,
    /// The postings, which are the first.
    postings: usize,
    arrivals: Arrivals,
    ahead: Arc<Ahead>,
}

impl Queue {
    /// Starts to read. With `second`, PDFs of resumes are read by the second reader as well.
    pub fn start(
        resumes: &[Resume],
        repository: &Repository,
        reading: &ReadArgs,
        worker: &Reader,
        second: bool,
    ) -> Self {
        let mut keys: Vec<String> = resumes.iter().flat_map(|resume| resume.postings.clone()).collect();
        keys.sort();
        keys.dedup();
        let postings = keys.len();
        keys.extend(resumes.iter().map(|resume| resume.key.clone()));
        let wanted = keys.iter().enumerate().map(|(number, key)| {
            let is_resume = number >= postings;
            Wanted { path: repository.path(key), survey: is_resume, second: is_resume && second }
        });
        let ahead = Arc::default();
        let arrivals = readers::start(wanted.collect(), reading, worker, Some(&ahead));
        Self { keys, postings, arrivals, ahead }
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
    /// What resumes without a role of their own are advised on.
    pub by_default: &'a Target<'a>,
    /// Largest source to look for comments in, in bytes.
    pub largest: u64,
}

/// A document that was understood, or why it was not.
enum Understood {
    Posting(Result<Box<Asking>, Failure>),
    /// The postings that it is compared with were not all there yet.
    Resume(Result<Box<Linted>, Failure>),
    Judged(Box<ResumeOutcome>),
}

/// The postings that could be understood, by path.
type Postings<'k> = BTreeMap<&'k str, Box<Asking>>;

/// A posting with what it asks for.
struct Asking {
    subject: Subject,
    posting: Posting,
}

/// A resume with what `gapcheck lint` says of it.
struct Linted {
    subject: Subject,
    lint: Vec<Finding>,
}

/// Documents by number, whatever the order in which they come.
struct InOrder {
    coming: Receiver<(usize, Understood)>,
    early: BTreeMap<usize, Understood>,
    ahead: Arc<Ahead>,
}

impl InOrder {
    /// Waits for a document; `None` when whoever was at it is gone.
    fn take(&mut self, number: usize) -> Option<Understood> {
        self.ahead.want(number);
        loop {
            if let Some(found) = self.early.remove(&number) {
                return Some(found);
            }
            let (number, found) = self.coming.recv().ok()?;
            self.early.insert(number, found);
        }
    }
}

impl Drop for InOrder {
    fn drop(&mut self) {
        self.ahead.end();
    }
}

impl Judging<'_> {
    /// Reads and judges everything.
    ///
    /// # Errors
    /// A document of another kind than the configuration says.
    pub fn all(&self, plan: &Plan<'_>, queue: Queue) -> Result<Outcome, Stop> {
        let Queue { keys, postings, arrivals, ahead } = queue;
        let arrivals = Mutex::new(arrivals);
        let stopped = AtomicBool::new(false);
        let next = || arrivals.lock().unwrap_or_else(PoisonError::into_inner).next_unless(&stopped);
        let asking: OnceLock<Postings<'_>> = OnceLock::new();
        let (sender, coming) = channel();
        std::thread::scope(|scope| {
            for _ in 0..readers::threads().min(keys.len()) {
                let sender = sender.clone();
                let (next, asking) = (&next, &asking);
                let work = move || {
                    while let Some((number, arrived)) = next() {
                        let resume = number.checked_sub(postings).map(|number| &plan.resumes[number]);
                        let understood = self.as_far_as_it_goes(arrived, resume, plan, asking.get());
                        if sender.send((number, understood)).is_err() {
                            return;
                        }
                    }
                };
                scope.spawn(work);
            }
            drop(sender);
            let mut documents = InOrder { coming, early: BTreeMap::new(), ahead };
            let outcome = self.judge(plan, &keys[..postings], &asking, &mut documents);
            // After a mistake in the configuration nobody waits for the rest of the documents.
            stopped.store(true, Ordering::Relaxed);
            outcome
        })
    }

    /// A document that was read, judged if the postings are there.
    fn as_far_as_it_goes(
        &self,
        arrived: Arrived,
        resume: Option<&Resume>,
        plan: &Plan<'_>,
        asking: Option<&Postings<'_>>,
    ) -> Understood {
        let lost = Failure::Defect { path: arrived.path.clone() };
        // A mistake of ours in one document must not keep the others from being told of.
        let understood =
            catch_unwind(AssertUnwindSafe(|| match (self.understand(arrived, resume, plan), resume, asking) {
                (Understood::Resume(Ok(linted)), Some(resume), Some(asking)) => {
                    Understood::Judged(Box::new(self.resume(resume, *linted, plan, asking)))
                }
                (understood, ..) => understood,
            }));
        match (understood, resume) {
            (Ok(understood), _) => understood,
            (Err(_), Some(_)) => Understood::Resume(Err(lost)),
            (Err(_), None) => Understood::Posting(Err(lost)),
        }
    }

    /// Puts together what was understood, in the order of the plan.
    fn judge<'k>(
        &self,
        plan: &Plan<'_>,
        postings: &'k [String],
        known: &OnceLock<Postings<'k>>,
        documents: &mut InOrder,
    ) -> Result<Outcome, Stop> {
        let mut outcome = Outcome::default();
        let mut asking = Postings::new();
        for (number, key) in postings.iter().enumerate() {
            match documents.take(number) {
                Some(Understood::Posting(Ok(posting))) => drop(asking.insert(key.as_str(), posting)),
                Some(Understood::Posting(Err(failure))) => {
                    outcome.others.push(self.unread(key, failure, DocumentKind::Posting)?);
                }
                _ => return Err(Stop::Failed(Failure::Defect { path: self.repository.show(key) })),
            }
        }
        // From here on resumes are judged where they are understood.
        let asking = known.get_or_init(|| asking);
        for (number, resume) in (postings.len()..).zip(plan.resumes) {
            outcome.resumes.push(match documents.take(number) {
                Some(Understood::Judged(judged)) => *judged,
                Some(Understood::Resume(Ok(linted))) => self.resume(resume, *linted, plan, asking),
                Some(Understood::Resume(Err(failure))) => {
                    ci::not_judged(self.unread(&resume.key, failure, DocumentKind::Resume)?)
                }
                _ => return Err(Stop::Failed(Failure::Defect { path: self.repository.show(&resume.key) })),
            });
        }
        Ok(outcome)
    }

    /// A document that was read; a resume with what is asked of it.
    fn understand(&self, arrived: Arrived, resume: Option<&Resume>, plan: &Plan<'_>) -> Understood {
        let Arrived { path, reading, second } = arrived;
        let of = |kind| reading.and_then(|reading| self.reading.understand(&path, reading, kind));
        let Some(resume) = resume else {
            return Understood::Posting(of(DocumentKind::Posting).and_then(|subject| self.asking(subject)));
        };
        let linted = of(DocumentKind::Resume).map(|subject| {
            let role = plan.roles[resume.group].first().unwrap_or(self.by_default);
            let language = &self.reading.taxonomy().language;
            let advice = lint::advice_for(subject.matches(), &role.profile, self.reading.taxonomy());
            let linted =
                lint::Subject { document: subject.document(), second: second.as_ref(), advice: &advice, language };
            let lint = lint::lint(&linted, &RuleSettings::default());
            Box::new(Linted { subject, lint })
        });
        Understood::Resume(linted)
    }

    fn asking(&self, subject: Subject) -> Result<Box<Asking>, Failure> {
        let posting = posting::read(subject.path(), subject.document(), subject.matches(), self.reading.taxonomy());
        if posting.profile.requirements.is_empty() {
            return Err(Failure::NothingAsked { path: subject.path().to_string() });
        }
        Ok(Box::new(Asking { subject, posting }))
    }

    /// What is found on a file that cannot be judged.
    fn unread(&self, key: &str, failure: Failure, kind: DocumentKind) -> Result<FileFindings, Stop> {
        let shown = self.repository.show(key);
        let Failure::OtherKind { .. } = failure else { return Ok(unread(&shown, &failure)) };
        let (is, name) = match kind {
            DocumentKind::Resume => ("a posting, not like a resume", "name it in `postings`, not in `resumes`"),
            DocumentKind::Posting => ("a resume, not like a posting", "name it in `resumes`, not in `postings`"),
        };
        let message = format!("this reads like {is}; {name} (--no-kind-check takes it as it is)");
        Err(Stop::At(vec![ci::configuration(&shown, &ConfigError::new(1, message))]))
    }

    fn resume(&self, resume: &Resume, linted: Linted, plan: &Plan<'_>, postings: &Postings<'_>) -> ResumeOutcome {
        let Linted { subject, lint } = linted;
        let wanted = resume.postings.iter().filter_map(|key| postings.get_key_value(key.as_str()));
        let wanted: Vec<(&str, &Asking)> = wanted.map(|(key, asking)| (*key, &**asking)).collect();
        let shown = self.repository.show(&resume.key);
        let source = Source { path: &shown, ..subject.source() };
        let prepared = Prepared::of(&source, self.reading.taxonomy());
        let targets = self.targets(&source, &prepared, &plan.roles[resume.group], &wanted);
        let in_place = ci::find_silences(subject.document().format(), &self.text(&resume.key, &subject));
        let subject = ci::Subject {
            source,
            key: &resume.key,
            evidence: prepared.evidence(),
            targets: &targets,
            rules: plan.rules[resume.group],
            in_place: &in_place,
            lint: &lint,
        };
        ci::judge(&subject, &self.settings, self.reading.taxonomy())
    }

    /// The reports on a resume: roles first, then postings.
    fn targets(
        &self,
        resume: &Source<'_>,
        prepared: &Prepared,
        roles: &[Target<'_>],
        postings: &[(&str, &Asking)],
    ) -> Vec<ci::Target> {
        let taxonomy = self.reading.taxonomy();
        let claims = Claims::default();
        let mut targets = Vec::new();
        for role in roles {
            let report = report::build_prepared(resume, prepared, taxonomy, &role.profile, &role.source, &claims);
            targets.push(ci::Target { key: role.profile.id.clone(), report });
        }
        let options = JobOptions {
            role: &self.by_default.profile,
            role_source: &self.by_default.source,
            with_role: false,
            count_unknown: false,
            claims: &claims,
        };
        for (key, asking) in postings {
            let job = Job { source: asking.subject.source(), posting: &asking.posting };
            let report = report::build_for_job_prepared(resume, prepared, &job, self.reading.matcher, &options);
            targets.push(ci::Target { key: (*key).to_owned(), report });
        }
        targets
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
