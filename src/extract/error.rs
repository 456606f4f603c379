//! Why a document could not be read. Each says what to do; the caller adds the path.

use serde::{Deserialize, Serialize};

use crate::ocr::OcrError;

/// Why a document could not be read. No message holds anything of the file's content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ReadError {
    /// Zero bytes, or white space only.
    #[error("the file is empty; give a document with text in it")]
    Empty,
    /// Over the size limit.
    #[error("the file is larger than the limit of {limit} bytes; raise it with --max-bytes if you trust the file")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// A format that is recognised, and not one that can be read.
    #[error("the file is {}; {}", .found.description(), .found.remedy())]
    NotReadable {
        /// What the bytes look like.
        found: Foreign,
    },
    /// A PDF that cannot be parsed.
    #[error("the PDF is damaged and could not be opened; export it again from the program that made it")]
    DamagedPdf,
    /// A PDF that asks for a password, or is encrypted in a way that is not known.
    #[error("the PDF is encrypted; save a copy without a password and give that one")]
    EncryptedPdf,
    /// A document of another format that cannot be parsed.
    #[error("the {document} is damaged and could not be read; save it again in the program that made it")]
    Damaged {
        /// What the document is.
        document: String,
    },
    /// A document of another format that asks for a password.
    #[error("the {document} is encrypted; save a copy without a password and give that one")]
    Encrypted {
        /// What the document is.
        document: String,
    },
    /// Its XML defines entities, with which a small file can be made to unpack to any size.
    #[error("the document defines XML entities, which no word processor writes; save it again in a word processor")]
    OwnEntities,
    /// What is in it nests deeper than anything that people write.
    #[error("the document nests deeper than {limit} levels; export it again, or as plain text")]
    TooDeep {
        /// The limit.
        limit: u32,
    },
    /// The text recognition that was asked for failed.
    #[error("{0}")]
    Recognition(#[from] OcrError),
    /// A document without pages, and without a word.
    #[error(
        "there is no text in the document, at most pictures; give the document that they were made from, or run a \
         text recognition on a PDF of it (for example `ocrmypdf in.pdf out.pdf`)"
    )]
    NoWords,
    /// A source that has no text of its own, and reads other files that have.
    #[error("the file has no text but that of the files that it reads; give the PDF that is made of them")]
    OnlyIncludes,
    /// A PDF that has no pages, or whose pages no reader finds.
    #[error("no page of the PDF is found: it has none, or it is damaged; export it again from the original document")]
    NoPages,
    /// Pages, and no text on them.
    #[error(
        "the PDF has {pages} page{} and no text in it, most likely a scan; run a text recognition on it \
         (for example `ocrmypdf in.pdf out.pdf`) or export it again from the original document",
        if *.pages == 1 { "" } else { "s" }
    )]
    NoText {
        /// Pages of the file.
        pages: u32,
    },
    /// Words, and none that anyone sees.
    #[error(
        "nobody sees any of the {words} word{} of the PDF: they have no ink, no size or no place on the page; export it \
         again from the original document",
        if *.words == 1 { "" } else { "s" }
    )]
    OnlyHidden {
        /// Words that are hidden.
        words: usize,
    },
    /// Over the page limit.
    #[error("the PDF has {pages} pages and the limit is {limit}; raise it with --max-pages if you trust the file")]
    TooManyPages {
        /// Pages of the file.
        pages: u32,
        /// The limit.
        limit: u32,
    },
    /// The text that came out is over the limit of the worker's answer.
    #[error("the file unpacks to more than {limit} bytes of text, far more than a resume; give a smaller document")]
    TooMuchText {
        /// The limit in bytes.
        limit: u64,
    },
    /// A panic in the reader that was caught.
    #[error(
        "the reader failed on this file, which is a defect of the reader; export the document again, or as plain text"
    )]
    Panicked,
    /// The worker had to be stopped.
    #[error("reading took longer than {seconds} seconds and was stopped; export the document again, or as plain text")]
    TimedOut {
        /// The limit in seconds.
        seconds: u64,
    },
    /// The worker computed for too long.
    #[error(
        "reading took more than {seconds} seconds of processor time and was stopped; export the document again, or as \
         plain text"
    )]
    OutOfTime {
        /// The limit in seconds.
        seconds: u64,
    },
    /// The worker ran into its memory limit.
    #[error(
        "reading needed more than {} MiB of memory and was stopped; export the document again, or as plain text",
        .limit >> 20
    )]
    OutOfMemory {
        /// The limit in bytes.
        limit: u64,
    },
    /// The worker died.
    #[error("the reader process died on this file ({how}); export the document again, or as plain text")]
    Crashed {
        /// How it ended.
        how: Ending,
    },
    /// The worker could not be started at all. Nothing is wrong with the file.
    #[error("the reader process could not be started ({kind}); check that the program may start itself")]
    NotStarted {
        /// What the system said.
        kind: String,
    },
}

/// How a worker process ended before it answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ending {
    /// By a signal, of this number.
    Signal(i32),
    /// With an exit code.
    ExitCode(i32),
    /// It ran out of stack: the file nests too deep.
    StackOverflow,
    /// It answered something that is not an answer.
    BrokenAnswer,
    /// Nobody knows.
    Unknown,
}

impl std::fmt::Display for Ending {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Signal(number) => write!(f, "signal {number}"),
            Self::ExitCode(code) => write!(f, "exit code {code}"),
            Self::StackOverflow => f.write_str("out of stack: the file nests too deep"),
            Self::BrokenAnswer => f.write_str("its answer was garbled"),
            Self::Unknown => f.write_str("for an unknown reason"),
        }
    }
}

/// A kind of file that is recognised by its first bytes, and not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Foreign {
    /// PNG, JPEG, GIF, TIFF, WebP, BMP, HEIC.
    Image,
    /// Word's binary format before 2007, or another OLE file.
    LegacyWord,
    /// A spreadsheet or a presentation.
    OtherOffice,
    /// Apple's Pages.
    Pages,
    /// A ZIP archive of something else.
    Zip,
    /// gzip, 7z, rar, xz, zstd, bzip2.
    Archive,
    /// PostScript.
    PostScript,
    /// A document written as letters (base64), alone or in an e-mail.
    Encoded,
    /// Bytes that are neither text nor anything known.
    Binary,
}

impl Foreign {
    /// What it is, with its article.
    pub fn description(self) -> &'static str {
        match self {
            Self::Image => "an image",
            Self::LegacyWord => "a Word document in the format before 2007 (.doc)",
            Self::OtherOffice => "a spreadsheet or a presentation",
            Self::Pages => "an Apple Pages document",
            Self::Zip => "a ZIP archive",
            Self::Archive => "a compressed archive",
            Self::PostScript => "a PostScript file",
            Self::Encoded => "an e-mail with its attachment, or a document packed as e-mail does it (base64)",
            Self::Binary => "binary data, not a document",
        }
    }

    /// What to do about it.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Image => "give the document that it was made from, or a PDF with text recognition",
            Self::LegacyWord | Self::OtherOffice | Self::Pages => "save it as PDF or plain text and give that file",
            Self::Zip | Self::Archive => "unpack it and give the document inside",
            Self::PostScript => "convert it to PDF (for example with `ps2pdf`) and give that file",
            Self::Encoded => "save the attachment, or unpack it with `base64 -d`, and give that file",
            Self::Binary => "give the document as PDF, DOCX or plain text",
        }
    }
}
