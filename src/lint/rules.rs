//! The rules: their codes, what they weigh, and what to do about a finding. `docs/lint.md` explains each.

use crate::finding::{Finding, Severity};

/// A rule of `gapcheck lint`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Kebab-case code, stable.
    pub code: &'static str,
    /// What its findings weigh unless a setting says otherwise. Some findings of a warning are only advice: where less is
    /// at stake.
    pub severity: Severity,
    /// What it looks for, as the subject of a sentence.
    pub finds: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
}

impl Rule {
    /// A finding of this rule.
    pub(super) fn finding(&self, message: impl Into<String>) -> Finding {
        Finding {
            code: self.code,
            severity: self.severity,
            message: message.into(),
            remedy: self.remedy.to_owned(),
            locator: None,
            words: Vec::new(),
            silenced: None,
        }
    }
}

macro_rules! rules {
    ($($name:ident = $code:literal, $severity:ident, $finds:literal, $remedy:literal;)*) => {
        $(pub(super) const $name: Rule =
            Rule { code: $code, severity: Severity::$severity, finds: $finds, remedy: $remedy };)*

        /// Every rule, in the order in which findings of one severity are shown.
        pub const RULES: &[Rule] = &[$($name),*];
    };
}

rules! {
    NO_TEXT = "no-text", Error,
        "a file without any text",
        "export it again from the original document, or run a text recognition on it";
    HIDDEN_TEXT = "hidden-text", Error,
        "words that a program reads and a person does not see",
        "delete them; what is true of you can stand where people see it";
    PLACEHOLDER = "placeholder", Warning,
        "a blank of a template that nobody filled in",
        "fill it in with what is true of you, or delete the line";
    PAGE_WITHOUT_TEXT = "page-without-text", Warning,
        "a page that is a picture",
        "export the document again with this page as text, or run a text recognition on it";
    LITTLE_TEXT = "little-text", Warning,
        "hardly any text on a page",
        "check with `gapcheck text` what was read; write as text what is drawn";
    DAMAGED = "damaged", Warning,
        "a file that was read only in part",
        "save it again in the program that made it";
    UNMAPPED_GLYPHS = "unmapped-glyphs", Warning,
        "characters that nobody can name",
        "export the document again with another font or another program";
    TEXT_IN_PICTURE = "text-in-picture", Warning,
        "a large picture with no text over it",
        "write what the picture says as text, too";
    COLUMNS = "columns", Warning,
        "text in columns side by side",
        "use one column, or make sure that the file holds one column after the other";
    LOST_WORDS = "lost-words", Warning,
        "words that another reader does not get out of the file",
        "look at the words: set them plainly, in one column and without spaced letters";
    LETTER_SPACED = "letter-spaced", Warning,
        "words with room between their letters",
        "write the word without spaces, and set less room between its letters";
    ICONS = "icons", Warning,
        "icons of a font in the place of words",
        "write the word beside the icon: Phone, E-mail, GitHub, \"fluent\"";
    CONTACT_IN_HEADER = "contact-in-header", Warning,
        "contact data that only the header or footer of a page holds",
        "put it into the body of the document, under your name";
    NO_HEADINGS = "no-headings", Warning,
        "a resume without a section heading that is known",
        "put usual headings over its parts: Experience, Skills, Education";
    UNUSUAL_HEADING = "unusual-heading", Warning,
        "a section heading that is not known",
        "use a usual name, or begin with one: Experience, Projects, Skills, Education";
    UNREAD_DATE = "unread-date", Warning,
        "a date that cannot be read",
        "write month and year, the earlier date first: 03/2021 – 02/2023";
    NO_DATES = "no-dates", Warning,
        "work experience without any date",
        "write beside each position from when to when you had it: March 2021 – present";
    NOT_FOLLOWED = "not-followed", Warning,
        "text in other files that the file reads or holds",
        "give the PDF that is made of them";
    TABLES = "tables", Advice,
        "text in the cells of a table",
        "write each row as a line: a label, a colon, and a list";
    ENCODING = "encoding", Advice,
        "a text that is not UTF-8",
        "save the file as UTF-8";
    LONG_FILE = "long-file", Advice,
        "a very long file",
        "keep what serves the role, two pages for most; put the rest where a link leads";
    NO_NUMBERS = "no-numbers", Advice,
        "work described without a number",
        "say how much, how many, how fast or for whom, wherever you know it";
    NO_OWNERSHIP = "no-ownership", Advice,
        "work described without anything that ran in production and was yours",
        "name a system that ran for users, and what of it you answered for";
}
