use super::*;

fn text_of(html: &str) -> String {
    read(html.as_bytes()).expect("text").text
}

#[test]
fn an_empty_cell_holds_no_break_back() {
    assert_eq!(text_of("<table><tr><td>Go</td><td></td></tr></table><p>Rust</p>"), "Go\n\nRust\n");
}

#[test]
fn blocks_end_lines_and_cells_are_set_apart() {
    let html = "<h2>Skills</h2><ul><li>Python<li>SQL &amp; dbt</ul><p>One<br>two</p>\
                <table><tr><td><p>Tools</p></td><td><p>Docker, <b>Git</b></p></td></tr></table>";
    assert_eq!(text_of(html), "Skills\n\nPython\nSQL & dbt\n\nOne\ntwo\n\nTools\tDocker, Git\n");
}

#[test]
fn headings_items_and_lines_of_the_source_are_told() {
    let html = "<html>\n<body>\n<h2>What you\nbring</h2>\n<ul>\n<li>Go</li></ul><p><strong>Nice to have</strong></p>";
    let reading = read(html.as_bytes()).expect("text");
    let seen: Vec<_> = reading
        .lines
        .iter()
        .map(|line| (&reading.text[line.span.clone()], line.locator.clone(), line.style))
        .map(|(text, at, style)| (text, at, style.marked_heading, style.bullet, style.bold))
        .collect();
    let at = |line| Some(Locator::Line(line));
    assert_eq!(
        seen,
        [
            ("What you bring", at(3), true, false, false),
            ("Go", at(6), false, true, false),
            ("Nice to have", at(6), false, false, true),
        ]
    );
}

#[test]
fn machinery_is_left_out() {
    let html = "<body><nav>Jobs Rust</nav><div class=\"cookie-banner\">We use Redis</div><main><p>Python</p>\
                <i class=\"material-icons\">school</i><script>let go = 1</script><!-- Scala --></main>\
                <footer>Java</footer></body>";
    assert_eq!(text_of(html), "Python\n");
}

#[test]
fn what_a_style_hides_is_left_out_and_said() {
    let html = "<p>Python</p><p style=\"display: none\">Kubernetes Terraform</p><p style='font-size:0'>Helm</p>";
    let reading = read(html.as_bytes()).expect("text");
    assert_eq!(reading.text, "Python\n");
    assert_eq!(reading.warnings[0].code, "hidden-text");
    let words: Vec<&String> = reading.hidden.iter().flat_map(|hidden| &hidden.words).collect();
    assert_eq!(words, ["Kubernetes", "Terraform", "Helm"]);
}

#[test]
fn what_a_style_sheet_or_a_colour_hides_is_left_out_and_said() {
    let html = "<style>.x{display:none} #far{position:absolute;left:-9999px} .bar{background:#123;color:#fff}</style>
        <p>Python</p><p class='big x'>Kubernetes</p><p id=far>Helm</p><p style='color:#fff'>Kafka <b>Spark</b></p>
        <div class=bar>Rust <span style='color:#123'>Scala</span></div>";
    let reading = read(html.as_bytes()).expect("text");
    assert_eq!(reading.text, "Python\n\nRust\n");
    let words: Vec<&String> = reading.hidden.iter().flat_map(|hidden| &hidden.words).collect();
    assert_eq!(words, ["Kubernetes", "Helm", "Kafka", "Spark", "Scala"]);
    // Where a style sheet is not at hand, a background may be anywhere.
    let elsewhere = format!("<link rel=stylesheet href=site.css>{html}");
    assert!(text_of(&elsewhere).contains("Kafka Spark"));
    let nested = format!("<style>header .top{{background:black}}</style>{html}");
    assert!(text_of(&nested).contains("Kafka Spark"));
    assert_eq!(text_of("<body bgcolor='#112233'><p style='color:white'>Go</p>"), "Go\n");
}

#[test]
fn chips_side_by_side_are_words_of_their_own() {
    assert_eq!(text_of("<div><span>Python</span><span>SQL</span></div>"), "Python SQL\n");
    assert_eq!(text_of("<p><b>Kuber</b>netes <a>dbt</a><a>Git</a></p>"), "Kubernetes dbt Git\n");
}

#[test]
fn an_empty_shell_is_read_from_its_data() {
    let html = r#"<html><head><script type="application/ld+json">{"@context":"https://schema.org",
        "@graph":[{"@type":"JobPosting","title":"Engineer","description":"<p>Requirements</p><ul><li>Python</li></ul>"}]}
        </script></head><body><div id="root"></div></body></html>"#;
    assert_eq!(text_of(html), "Engineer\n\nRequirements\n\nPython\n");
}

#[test]
fn encodings_are_told() {
    assert_eq!(decode(b"\xef\xbb\xbfR\xc3\xa9sum\xc3\xa9"), "Résumé");
    assert_eq!(decode(b"R\xe9sum\xe9"), "Résumé");
    assert_eq!(decode(b"<meta charset=\"koi8-r\">\xf0"), "<meta charset=\"koi8-r\">П");
}

#[test]
fn html_is_told_by_how_it_begins() {
    assert!(is_html(b"<!DOCTYPE html><p>x", None));
    assert!(is_html(b"<!-- saved from url --> <html lang=en>", None));
    assert!(is_html(b"<div>Python</div>", None));
    assert!(!is_html(b"<div align=center>\n\n# Ada\n</div>", Some("md")));
    assert!(!is_html(b"<3 Python, said Ada", None));
    assert!(!is_html(b"Python > Java", None));
}

#[test]
fn depth_and_stray_end_tags_cost_nothing() {
    let html = format!("{}Python{}", "<div>".repeat(200_000), "</span></b>".repeat(200_000));
    assert_eq!(text_of(&html), "Python\n");
}

#[test]
fn links_are_told_where_the_page_shows_them() {
    let html = "<nav><a href='https://nav.example'>Home</a></nav>\n<p><a href=\"https://a.example/?x=1&amp;y=2\">Code</a>\n\
                <a href='#top'>Top</a> <a>none</a> <span style='display:none'><a href='https://h.example'>x</a></span></p>";
    let reading = read(html.as_bytes()).expect("text");
    let links: Vec<_> = reading.more.links.iter().map(|link| (link.target.as_str(), link.locator.clone())).collect();
    assert_eq!(links, [("https://a.example/?x=1&y=2", Some(Locator::Line(2)))]);
}
