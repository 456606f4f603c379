//! Dates as they stand in resumes of several countries, and the blocks that they date.

use super::date;
use super::token::{may_hold_date, tokens};
use super::*;
use crate::builtin;
use crate::document::{Document, DocumentKind};
use crate::extract::{self, ReadOptions};

fn month(text: &str) -> Month {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The dates of a line, "present" being June 2024; empty when there are none.
fn read(line: &str) -> String {
    let words = &builtin::taxonomy().language.dates;
    let found = date::find(&tokens(line), words);
    assert!(found.is_empty() || may_hold_date(line), "{line}: would not have been looked at");
    let shown = found.iter().map(|found| match found.dates.period(month("2024-06")) {
        Some(period) if found.dates.is_open() => format!("{}..", period.first()),
        Some(period) => format!("{}..{}", period.first(), period.last()),
        None => "?".to_string(),
    });
    shown.collect::<Vec<_>>().join(" ")
}

#[test]
fn ranges_with_months() {
    for (line, meant) in [
        ("March 2021 – Present", "2021-03.."),
        ("Mar 2021 - Feb 2023", "2021-03..2023-02"),
        ("MAR 2021 — FEB 2023", "2021-03..2023-02"),
        ("Mar. 2021 -- Feb. 2023", "2021-03..2023-02"),
        ("Sept. 2018 — now", "2018-09.."),
        ("03/2021 – 02/2023", "2021-03..2023-02"),
        ("03 / 2021 - 02 / 2023", "2021-03..2023-02"),
        ("3/2021-2/2023", "2021-03..2023-02"),
        ("2021-03 to 2023-02", "2021-03..2023-02"),
        ("2021/03 - 2023/02", "2021-03..2023-02"),
        ("2021-03-15 – 2023-02-01", "2021-03..2023-02"),
        ("15.03.2021 - 01.02.2023", "2021-03..2023-02"),
        ("03/15/2021 – 02/01/2023", "2021-03..2023-02"),
        ("June 1, 2019 to July 31st, 2020", "2019-06..2020-07"),
        ("1 June 2019 – 31 July 2020", "2019-06..2020-07"),
        ("1. Juni 2019 bis 31. Juli 2020", "2019-06..2020-07"),
        ("Jun '19 – Aug '20", "2019-06..2020-08"),
        ("Jun ’19 – Aug ’20", "2019-06..2020-08"),
        ("Jun-19 to Aug-20", "2019-06..2020-08"),
        ("06/19 – 08/20", "2019-06..2020-08"),
        ("09/21 – today", "2021-09.."),
        ("01.2019–heute", "2019-01.."),
        ("März 2019 – Dez. 2020", "2019-03..2020-12"),
        ("de février 2019 à août 2021", "2019-02..2021-08"),
        ("sept. 2019 - aujourd’hui", "2019-09.."),
        ("enero 2019 – la actualidad", "2019-01.."),
        ("desde marzo 2020", "2020-03.."),
        ("June – August 2020", "2020-06..2020-08"),
        ("Nov – Feb 2020", "2019-11..2020-02"),
        ("March, 2021 - till date", "2021-03.."),
        ("June 2017 to Present", "2017-06.."),
        ("June 2017 Present", "2017-06.."),
        ("2021-02 to present", "2021-02.."),
        ("March 2021 \u{fffd} February 2023", "2021-03..2023-02"),
        ("Q2 2019 – Q3 2020", "2019-04..2020-09"),
        ("[ML engineer][Mar 2023 to Oct 2024]", "2023-03..2024-10"),
        ("March 2021 - Present (2 years 3 months)", "2021-03.."),
    ] {
        assert_eq!(read(line), meant, "{line}");
    }
}

#[test]
fn years_and_seasons() {
    for (line, meant) in [
        // From the middle of a year to the middle of another: three years, not four.
        ("2019 – 2022", "2019-07..2022-06"),
        ("(2019-2022)", "2019-07..2022-06"),
        ("2019–22", "2019-07..2022-06"),
        ("2019/20", "2019-07..2020-06"),
        ("2019/2020", "2019-07..2020-06"),
        ("2019 – 2019", "2019-01..2019-12"),
        ("2019 – March 2022", "2019-07..2022-03"),
        ("2022 – March 2022", "2022-01..2022-03"),
        ("since 2020", "2020-07.."),
        ("seit 2020", "2020-07.."),
        ("2016-", "2016-07.."),
        ("2016 –", "2016-07.."),
        ("(2016 – )", "2016-07.."),
        ("2016", "2016-01..2016-12"),
        ("Summer 2020", "2020-06..2020-08"),
        ("Fall '20", "2020-09..2020-11"),
        ("Fall 2020 – Spring 2021", "2020-09..2021-05"),
        ("from 2019 to 2021", "2019-07..2021-06"),
    ] {
        assert_eq!(read(line), meant, "{line}");
    }
}

#[test]
fn what_is_no_date() {
    for line in [
        "served 2,000 clients",
        "on call 24/7",
        "p95 of 45 ms in 2020ms",
        "+1 312 555 0142",
        "version 19.04.1",
        "May lead a team",
        "March and April",
        "a 1/20 scale model",
        "ISO 27001 and SOC 2",
        "13/2021",
    ] {
        assert!(!may_hold_date(line) || !read(line).contains(".."), "{line}: {}", read(line));
    }
    // Two dates in the wrong order are two dates.
    assert_eq!(read("2022 – 2019"), "2022-01..2022-12 2019-01..2019-12");
}

fn document(text: &str) -> Document {
    let options = ReadOptions { extension: Some("txt".into()), ..ReadOptions::default() };
    let reading = extract::read(text.as_bytes(), &options).unwrap_or_else(|error| panic!("{error}"));
    Document::new(reading, DocumentKind::Resume, &builtin::taxonomy().language)
}

/// Titles and periods of the positions of a text.
fn positions(text: &str) -> Vec<String> {
    let document = document(text);
    let shown = |position: &Position| match position.period {
        Some(period) => format!("{}: {}..{}", position.title, period.first(), period.last()),
        None => position.title.clone(),
    };
    document.timeline().positions().iter().map(shown).collect()
}

#[test]
fn headers_in_many_shapes() {
    let body = "- Built the nightly jobs of the warehouse, with tests.\n- Wrote the manual.\n";
    let expected = ["Data Engineer: 2019-01..2020-12", "Junior Engineer: 2017-05..2018-12"];
    for (first, second) in [
        (
            "Data Engineer\nTidal Works, Cork\nJan 2019 – Dec 2020\n",
            "Junior Engineer\nMoss & Sons\nMay 2017 – Dec 2018\n",
        ),
        (
            "Jan 2019 – Dec 2020\nData Engineer\nTidal Works, Cork\n",
            "May 2017 – Dec 2018\nJunior Engineer\nMoss & Sons\n",
        ),
        (
            "Data Engineer\nTidal Works    Jan 2019 – Dec 2020\n",
            "Junior Engineer\nMoss & Sons    May 2017 – Dec 2018\n",
        ),
        (
            "Data Engineer    Jan 2019 – Dec 2020\nTidal Works\n",
            "Junior Engineer    May 2017 – Dec 2018\nMoss & Sons\n",
        ),
        ("Data Engineer (01/2019 - 12/2020)\n", "Junior Engineer (05/2017 - 12/2018)\n"),
        (
            "Data Engineer\n\nJan 2019 – Dec 2020\n\nTidal Works\n",
            "Junior Engineer\n\nMay 2017 – Dec 2018\n\nMoss & Sons\n",
        ),
        ("**Data Engineer** | Jan 2019 – Dec 2020\n", "**Junior Engineer** | May 2017 – Dec 2018\n"),
        ("Data Engineer\nDuration: Jan 2019 to Dec 2020\n", "Junior Engineer\nDuration: May 2017 to Dec 2018\n"),
    ] {
        for gap in ["", "\n"] {
            let text =
                format!("Ada Example\n\nExperience\n{gap}{first}{body}{gap}{second}{body}\nEducation\nB.Sc., 2017\n");
            assert_eq!(positions(&text), expected, "{text}");
        }
    }
}

#[test]
fn a_range_in_a_sentence_opens_no_position() {
    let text = "Experience\n\nAnalyst\nJan 2019 – Dec 2020\n- Raised revenue from 2015 to 2017.\nGrew the team from 2018 to 2019\n\
        and wrote its handbook.\n- Led the 2019–2020 audit of the archive.\n";
    assert_eq!(positions(text), ["Analyst: 2019-01..2020-12"]);
}

#[test]
fn projects_without_dates_are_projects() {
    let text = "Projects\n\nRain Gauge\n2021\n- Measured rain with a Raspberry Pi.\n\nLeaf Counter\n- Counted leaves with OpenCV.\n\n\
        Tide Table (May 2019 – July 2019)\n- Forecast tides.\n";
    assert_eq!(positions(text), ["Rain Gauge: 2021-01..2021-12", "Leaf Counter", "Tide Table: 2019-05..2019-07"]);
}

#[test]
fn a_project_told_in_its_line_is_dated() {
    let text = "Projects\n\ndriftwatch (2023) – an open-source library that compares the features of training with those of \
        serving, told at such length that the line is no header; 310 stars.\n\nRain Gauge (May 2021): measures rain.\n\n\
        The dam at Example (2019) held the river and all that is in it.\n";
    assert_eq!(positions(text), ["driftwatch: 2023-01..2023-12", "Rain Gauge: 2021-05..2021-05"]);
    let list = "Projects\n\n- **tidy** (2022) – a linter for tables.\n- Spoke at a fair, 2020.\n";
    assert_eq!(positions(list), ["tidy: 2022-01..2022-12"]);
    let work =
        "Experience\n\nAnalyst\nJan 2019 – Dec 2020\n\nLedger (2016) – a prize for the best of all the tables.\n";
    assert_eq!(positions(work), ["Analyst: 2019-01..2020-12"]);
}

#[test]
fn dates_over_two_lines() {
    let text =
        "Experience\n\nAnalyst\n03/2021 –\n02/2023\n- Counted.\n\nClerk\nstart: 2018-01\nend: 2019-06\n- Filed.\n";
    assert_eq!(positions(text), ["Analyst: 2021-03..2023-02", "Clerk: 2018-01..2019-06"]);
}

const OPEN: &str = "Summary\nUpdated in May 2023.\n\nExperience\n\nAnalyst\nMarch 2021 – present\n- Wrote SQL.\n\nClerk\n\
    Jan 2019 – June 2021\n- Wrote SQL and Perl.\n\nEducation\nM.Sc., Sep 2022 – Jun 2026 (expected)\n\nCertificates\n\
    Data License, valid until 2027\n";

#[test]
fn present_is_the_newest_date_that_was_not_ahead() {
    let document = document(OPEN);
    let timeline = document.timeline();
    assert_eq!(timeline.present(), Some((month("2023-05"), false)));
    let at = |word: &str| OPEN.match_indices(word).map(|(at, _)| at).collect::<Vec<_>>();
    // January 2019 to May 2023, the shared months once.
    let sql = timeline.duration(at("SQL")).expect("in two positions");
    assert_eq!((sql.months, sql.first_used, sql.last_used, sql.at_least), (53, 2019, 2023, true));
    let perl = timeline.duration(at("Perl")).expect("in one position");
    assert_eq!((perl.months, perl.last_used, perl.at_least), (30, 2021, false));
    assert_eq!(timeline.duration(at("M.Sc.")), None);
}

#[test]
fn present_is_what_the_caller_says() {
    let at = OPEN.find("SQL").expect("there");
    let months = |present: &str| document(OPEN).as_of(month(present)).timeline().duration([at]);
    let long = months("2024-06").expect("dated");
    assert_eq!((long.months, long.last_used, long.at_least), (40, 2024, false));
    assert_eq!(months("2021-03").map(|duration| duration.months), Some(1));
    assert_eq!(months("2020-12"), None, "what begins later has not happened");
}

#[test]
fn ten_thousand_headers_take_linear_time() {
    let text = format!("Projects\n\n{}", "Rain Gauge\nMay 2021 – June 2021\n- Measured rain.\n\n".repeat(10_000));
    assert_eq!(positions(&text).len(), 10_000);
    let line = "2021 to 2022, ".repeat(200_000);
    assert_eq!(positions(&format!("Experience\n\n{line}\n{line}\n")).len(), 0);
}
