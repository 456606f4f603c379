//! What a PDF says of itself in its root.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::Dict;

use crate::document::Warning;

/// The root of a file.
pub(super) struct Root<'p>(Option<Dict<'p>>);

impl<'p> Root<'p> {
    pub(super) fn of(pdf: &'p Pdf) -> Self {
        Self(pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()))
    }

    fn dict(&self, key: &[u8]) -> Option<Dict<'p>> {
        self.0.as_ref()?.get::<Dict<'_>>(key)
    }

    /// How many pages the file says it has.
    fn announced(&self) -> Option<u32> {
        self.dict(b"Pages")?.get::<u32>(b"Count".as_slice())
    }

    /// Whether the file asks its reader to draw the fields: how they look in it may be older than what is in them.
    pub(super) fn fields_are_undrawn(&self) -> bool {
        let form = self.dict(b"AcroForm");
        form.and_then(|form| form.get::<bool>(b"NeedAppearances".as_slice())).unwrap_or(false)
    }

    /// What a reader should know of a file in which so many pages were found.
    pub(super) fn warnings(&self, pages: u32) -> Vec<Warning> {
        let warning = |code: &str, message: String| Warning { code: code.to_owned(), message, ..Warning::default() };
        let mut warnings = Vec::new();
        if let Some(announced) = self.announced().filter(|&announced| announced > pages) {
            let found = if pages == 1 { "is" } else { "are" };
            let message = format!(
                "the file says that it has {announced} pages, and {pages} of them {found} found, so that the numbers of \
                 pages may be wrong; export it again from the original document"
            );
            warnings.push(warning("damaged", message));
        }
        if self.dict(b"Collection").is_some() {
            let message = "the file is a portfolio, and the documents in it are not read; take them out and give each";
            warnings.push(warning("not-followed", message.to_owned()));
        }
        let rendered = self.0.as_ref().and_then(|root| root.get::<bool>(b"NeedsRendering".as_slice()));
        if rendered == Some(true) && self.dict(b"AcroForm").is_some_and(|form| form.contains_key(b"XFA".as_slice())) {
            let message = "the pages are made by a form in the file (XFA), which is not read; open it in the program that \
                           it was made for, print it to a PDF, and give that";
            warnings.push(warning("not-followed", message.to_owned()));
        }
        warnings
    }
}
