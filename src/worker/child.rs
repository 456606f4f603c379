//! The worker's own side: reads documents from a pipe until it is closed.

use std::io::{self, Read, Write};
use std::panic;
use std::process::ExitCode;

use serde::{Deserialize, Serialize};

use crate::document::Reading;
use crate::extract::{self, ReadError, ReadOptions};

use super::{Isolation, Limits, Usage, frame, system};

/// The head of a request; the bytes of the document follow it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) options: ReadOptions,
    pub(super) limits: Limits,
    pub(super) bytes: u64,
}

/// What comes back for a request.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Answer {
    pub(super) reading: Result<Reading, ReadError>,
    pub(super) usage: Usage,
    pub(super) isolation: Isolation,
}

/// Exit code of a worker that has no memory for the document itself.
pub(super) const OUT_OF_MEMORY: u8 = 12;
/// Largest head of a request: options are small.
const MOST_HEAD: u64 = 64 << 10;

/// A reader of documents: [`extract::read`], or a function of your own.
pub type Reader = fn(&[u8], &ReadOptions) -> Result<Reading, ReadError>;

/// What a program does when it is started as a worker: answers requests on standard input and output with
/// [`extract::read`], until the input ends, under the limits that come with each request. Panics are silent; they are
/// answered as [`ReadError::Panicked`].
///
/// Before the first byte is taken, the process gives up the file system and the network as far as the system lets it
/// (see [`Isolation`]); it never gets them back. Call it first thing in `main`, while there is one thread.
pub fn serve_stdio() -> ExitCode {
    serve_stdio_with(extract::read)
}

/// [`serve_stdio`] with a reader of your own in place of [`extract::read`].
pub fn serve_stdio_with(reader: Reader) -> ExitCode {
    serve_standard_streams(reader).into()
}

/// [`serve_stdio_with`], and the code to end with.
pub(super) fn serve_standard_streams(reader: Reader) -> u8 {
    panic::set_hook(Box::new(|_| {}));
    let isolation = system::confine();
    system::limit_rest();
    let mut memory = None;
    let served = serve(&mut io::stdin().lock(), &mut io::stdout().lock(), isolation, reader, |limits| {
        // Lowering the limit twice is not possible for a worker without privileges, and not needed.
        if memory.replace(limits.memory) != Some(limits.memory) {
            system::limit_memory(limits.memory);
        }
        system::limit_cpu(limits.cpu);
    });
    match served {
        Ok(()) => 0,
        Err(error) if error.kind() == io::ErrorKind::OutOfMemory => OUT_OF_MEMORY,
        Err(_) => 1,
    }
}

/// Answers requests until the input ends. `prepare` is called with the limits of each request before its document is
/// taken off the pipe.
fn serve(
    input: &mut impl Read,
    output: &mut impl Write,
    isolation: Isolation,
    reader: Reader,
    mut prepare: impl FnMut(&Limits),
) -> io::Result<()> {
    while let Some(head) = frame::read(input, MOST_HEAD)? {
        let request: Request = postcard::from_bytes(&head).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
        let before = system::usage();
        prepare(&request.limits);
        let bytes = frame::exactly(input, request.bytes)?;
        let reading = panic::catch_unwind(|| reader(&bytes, &request.options)).unwrap_or(Err(ReadError::Panicked));
        drop(bytes);
        let after = system::usage();
        let usage = Usage { cpu: after.cpu.saturating_sub(before.cpu), ..after };
        frame::write(output, &encode(Answer { reading, usage, isolation }, request.limits.output)?)?;
    }
    Ok(())
}

fn encode(mut answer: Answer, most: u64) -> io::Result<Vec<u8>> {
    let encoded =
        |answer: &Answer| postcard::to_stdvec(answer).map_err(|_| io::Error::from(io::ErrorKind::InvalidData));
    let bytes = encoded(&answer)?;
    if bytes.len() as u64 <= most {
        return Ok(bytes);
    }
    answer.reading = Err(ReadError::TooMuchText { limit: most });
    encoded(&answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(bytes: &[u8], limits: Limits) -> Result<Reading, ReadError> {
        let request = Request { options: ReadOptions::default(), limits, bytes: bytes.len() as u64 };
        let mut input = Vec::new();
        for _ in 0..2 {
            frame::write(&mut input, &postcard::to_stdvec(&request).expect("head")).expect("write");
            input.extend(bytes);
        }
        let mut output = Vec::new();
        serve(&mut input.as_slice(), &mut output, Isolation::default(), extract::read, |_| {}).expect("served");
        let mut output = output.as_slice();
        let [first, second] = [(); 2].map(|()| {
            let answer = frame::read(&mut output, u64::MAX).expect("frame").expect("answer");
            postcard::from_bytes::<Answer>(&answer).expect("answer").reading
        });
        assert_eq!(first, second);
        first
    }

    #[test]
    fn documents_are_answered_one_after_the_other() {
        assert_eq!(ask(b"Ada\n", Limits::default()).expect("text").text, "Ada\n");
        assert_eq!(ask(b"", Limits::default()), Err(ReadError::Empty));
    }

    #[test]
    fn a_text_over_the_limit_is_an_error() {
        let limits = Limits { output: 100, ..Limits::default() };
        assert_eq!(ask(&[b'a'; 1000], limits), Err(ReadError::TooMuchText { limit: 100 }));
    }
}
