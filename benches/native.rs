//! The native side of `npm run bench`: `cargo bench --bench native -- FILE TODAY`.
//!
//! Reads a file of JSON Lines once, warms up, then judges it once for every line on standard input and prints the
//! milliseconds and the tally as JSON, so that the caller decides whose turn it is.

use std::io::{BufRead as _, Write as _};
use std::time::Instant;

use leifeng_form::batch::Batch;
use leifeng_form::{Date, Session, rulebook};

fn main() {
    // Cargo adds `--bench`.
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let (Some(file), Some(today)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: cargo bench --bench native -- FILE TODAY");
        return;
    };
    let bytes = std::fs::read(file).expect("the file of records can be read");
    let book = rulebook::built_in("linyi-2012").expect("the rulebook is built in");
    let session = Session::new(book, "application", Date::read(&today)).expect("the book has the form");
    let mut batch = Batch::new(session);

    run(&mut batch, &bytes);
    for _ in std::io::stdin().lock().lines() {
        let start = Instant::now();
        let [eligible, ineligible, incomplete, _unreadable, fails] = run(&mut batch, &bytes);
        let ms = start.elapsed().as_secs_f64() * 1000.0;
        println!(
            r#"{{"ms":{ms},"tally":{{"eligible":{eligible},"ineligible":{ineligible},"incomplete":{incomplete},"fails":{fails}}}}}"#
        );
        std::io::stdout().flush().expect("the caller reads on");
    }
}

/// Records by verdict, and failing checks at the end. The bytes go in as they do from JavaScript: whole lines, in pieces.
fn run(batch: &mut Batch, bytes: &[u8]) -> [u32; 5] {
    const PIECE: usize = 512 * 1024;
    const VERDICT: usize = 3;
    let mut tally = [0; 5];
    let width = VERDICT + 1 + batch.words();
    let mut rest = bytes;
    while !rest.is_empty() {
        let end = rest.iter().skip(PIECE).position(|&byte| byte == b'\n').map_or(rest.len(), |at| PIECE + at + 1);
        let (piece, after) = rest.split_at(end);
        for entry in batch.lines(piece).chunks_exact(width) {
            tally[entry[VERDICT] as usize] += 1;
            tally[4] += entry[VERDICT + 1..].iter().map(|word| word.count_ones()).sum::<u32>();
        }
        rest = after;
    }
    tally
}
