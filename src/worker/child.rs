//! The worker's own side: reads documents from a pipe until it is closed.

use std::io::{self, Read, Write};
use std::panic;
use std::process::ExitCode;
use std::time::Instant;

use serde::{Deserialize, Serialize};

use crate::document::Reading;
use crate::extract::{self, ReadError, ReadOptions};

use super::{Limits, frame, rlimits};

/// The head of a request; the bytes of the document follow it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) options: ReadOptions,
    pub(super) limits: Limits,
    pub(super) bytes: u64,
}

/// Exit code of a worker that has no memory for the document itself.
pub(super) const OUT_OF_MEMORY: u8 = 12;
/// Largest head of a request: options are small.
const MOST_HEAD: u64 = 64 << 10;

/// Answers requests from `input` on `output` until the input ends. `prepare` is called with the limits of each
/// request before its document is read.
///
/// # Errors
/// When the pipe breaks, or a request is garbled.
pub fn serve(input: &mut impl Read, output: &mut impl Write, mut prepare: impl FnMut(&Limits)) -> io::Result<()> {
    while let Some(head) = frame::read(input, MOST_HEAD)? {
        let request: Request = postcard::from_bytes(&head).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
        prepare(&request.limits);
        // One byte more than allowed is enough to see that it is too large; the rest must be taken off the pipe.
        let bytes = frame::exactly(input, request.bytes)?;
        let answer = extract::read(&bytes, &request.options);
        drop(bytes);
        frame::write(output, &encode(answer, request.limits.output)?)?;
    }
    Ok(())
}

fn encode(answer: Result<Reading, ReadError>, most: u64) -> io::Result<Vec<u8>> {
    let encoded = |answer: &Result<Reading, ReadError>| {
        postcard::to_stdvec(answer).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))
    };
    let bytes = encoded(&answer)?;
    if bytes.len() as u64 <= most { Ok(bytes) } else { encoded(&Err(ReadError::TooMuchText { limit: most })) }
}

/// Serves standard input and output under the limits that come with each request: what a program does when it is
/// started as a worker. Panics are silent; they are answered as [`ReadError::Panicked`].
pub fn serve_stdio() -> ExitCode {
    panic::set_hook(Box::new(|_| {}));
    let started = Instant::now();
    let mut memory = None;
    let served = serve(&mut io::stdin().lock(), &mut io::stdout().lock(), |limits| {
        // Lowering the limit twice is not possible for a worker without privileges, and not needed.
        if memory.replace(limits.memory) != Some(limits.memory) {
            rlimits::limit_memory(limits.memory);
        }
        rlimits::limit_cpu(started.elapsed() + limits.time);
    });
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == io::ErrorKind::OutOfMemory => ExitCode::from(OUT_OF_MEMORY),
        Err(_) => ExitCode::FAILURE,
    }
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
        serve(&mut input.as_slice(), &mut output, |_| {}).expect("served");
        let mut output = output.as_slice();
        let [first, second] = [(); 2].map(|()| frame::read(&mut output, u64::MAX).expect("frame").expect("answer"));
        assert_eq!(first, second);
        postcard::from_bytes(&first).expect("answer")
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
