use super::*;
use crate::document::Locator;

fn reading(source: &str) -> Reading {
    read(source).expect("text")
}

fn text_of(body: &str) -> String {
    reading(&format!("\\documentclass{{article}}\n\\begin{{document}}\n{body}\n\\end{{document}}\nBehind")).text
}

#[test]
fn accents_signs_and_comments_are_read() {
    assert_eq!(
        text_of(r#"Ren\'ee Lef\`evre, Fran\c{c}ois, Mu\~noz, \"{U}mit, na\"{\i}ve, S\o ren, Stra\ss e"#),
        "Renée Lefèvre, François, Muñoz, Ümit, naïve, Søren, Straße\n"
    );
    assert_eq!(
        text_of("50\\% of R\\&D in C\\#, C$^{++}$ % not Haskell\nand~F\\# -- \\LaTeX{} ``ok''"),
        "50% of R&D in C#, C++ and F# – LaTeX “ok”\n"
    );
    assert_eq!(text_of("Python $|$ SQL \\textbar{} Go\\\\[3pt]Rust\\\\*Zig"), "Python | SQL | Go\nRust\nZig\n");
}

#[test]
fn headings_items_looks_and_lines_are_told() {
    let source = "\\documentclass{article}\n\\begin{document}\n{\\LARGE\\bfseries Ada}\n\n\\section*{Skills}\n\\begin{itemize}\n\
                  \\item \\textbf{Go}\n\\item[Data:] SQL\n\\end{itemize}\nPlain\n\\end{document}\n";
    let reading = reading(source);
    let seen: Vec<_> = reading
        .lines
        .iter()
        .map(|line| (&reading.text[line.span.clone()], line.locator.clone(), line.style))
        .map(|(text, place, style)| (text, place, style.marked_heading, style.bullet, style.bold))
        .collect();
    let at = |line| Some(Locator::Line(line));
    assert_eq!(
        seen,
        [
            ("Ada", at(3), false, false, true),
            ("Skills", at(5), true, false, false),
            ("Go", at(7), false, true, true),
            ("Data: SQL", at(8), false, true, false),
            ("Plain", at(10), false, false, false),
        ]
    );
    assert!(reading.lines[0].style.relative_size > 1.5);
}

#[test]
fn commands_of_the_document_are_read_by_their_definition() {
    let source = r"\documentclass{article}
\newcommand{\firm}{Brightwater Freight}
\newcommand{\job}[4]{\item \begin{tabular*}{\textwidth}{lr} \textbf{#1} & #2 \\ #3 & #4 \end{tabular*}}
\newcommand{\did}[1]{\item\small{#1}}
\newcommand{\side}[1]{\vspace{9pt}{\large\bfseries #1}\par}
\newcommand\tool[1]{\textit{#1}}
\def\place#1#2{\par #1, #2\par}
\begin{document}
\side{Work}
\job{Engineer}{2020 -- 2022}
  {\firm}{Chicago}
\did{Wrote \tool{Rust}}
\place{Oslo}{Norway}
\end{document}";
    assert_eq!(
        reading(source).text,
        "Work\nEngineer\t2020 – 2022\nBrightwater Freight\tChicago\nWrote Rust\nOslo\tNorway\n"
    );
    assert!(reading(source).lines[0].style.marked_heading);
}

#[test]
fn commands_of_classes_are_read_without_their_definition() {
    let source = r"\documentclass{moderncv}
\moderncvcolor{blue}
\name{Ada}{Example}
\title{Data Engineer}
\begin{document}
\makecvtitle
\cvsection{Experience}
\cventry{2019--2022}{Engineer}{Northlight}{Oslo}{}{Kept Kafka running.%
\begin{itemize}
\item Moved to \textbf{Flink}
\end{itemize}}
\begin{rSection}{Skills}
\cvitem{Cloud}{AWS, Terraform}
\cvdoubleitem{Code}{Scala}{Data}{Spark}
\cvlistitem{Docker}
\begin{minipage}[t]{0.3\textwidth}\faGithub\ ada\end{minipage}\widebox{5.1cm}{Go}
\end{rSection}
\end{document}";
    let expected = "Ada Example\nData Engineer\n\nExperience\n2019–2022\nEngineer\nNorthlight\nOslo\nKept Kafka running.\n\
                    Moved to Flink\n\nSkills\nCloud\tAWS, Terraform\nCode\tScala\nData\tSpark\nDocker\nada\nGo\n";
    assert_eq!(reading(source).text, expected);
}

#[test]
fn links_show_their_text_and_machinery_is_left_out() {
    let body = r"\href{https://java.example.com}{my page} \url{example.com}\vspace{3pt}\textcolor{teal}{Go}
\begin{tikzpicture}\node{Perl};\end{tikzpicture}\begin{comment}Ruby\end{comment}\iffalse Lisp \fi\includegraphics[width=2cm]{php.png}";
    assert_eq!(text_of(body), "my page example.comGo\n");
}

#[test]
fn what_is_hidden_is_left_out_and_said() {
    let source = "\\documentclass{a}\\begin{document}Go \\textcolor{white}{Kubernetes Helm} {\\color{white} Rust} \\phantom{Java} SQL\\end{document}";
    let hidden = reading(source);
    assert_eq!(hidden.text, "Go SQL\n");
    let words: Vec<&String> = hidden.hidden.iter().flat_map(|hidden| &hidden.words).collect();
    assert_eq!(words, ["Kubernetes", "Helm", "Rust", "Java"]);
    for white in ["[rgb]{1,1,1}", "[HTML]{FFFFFF}", "{white!98!black}"] {
        let same = reading(&source.replace("{white}", white));
        assert_eq!((same.text.as_str(), same.hidden.len()), ("Go SQL\n", hidden.hidden.len()), "{white}");
    }
    for dark in ["[rgb]{1,1,0}", "{white!50!black}", "{unknown}"] {
        assert!(reading(&source.replace("{white}", dark)).text.contains("Kubernetes Helm Rust SQL"), "{dark}");
    }
    let honest = source.replace("Go", "\\colorbox{black}{Go}");
    assert!(reading(&honest).text.contains("Kubernetes"));
}

#[test]
fn files_that_it_reads_are_named_as_missing() {
    let partly = reading("\\documentclass{a}\\begin{document}Ada \\input{../../etc/passwd}\\end{document}");
    assert_eq!((partly.text.as_str(), partly.warnings[0].code.as_str()), ("Ada\n", "not-followed"));
    let only = "\\documentclass{a}\\begin{document}\\input{work.tex}\\end{document}";
    assert_eq!(read(only), Err(ReadError::OnlyIncludes));
    assert_eq!(read("\\documentclass{a}\\begin{document}\\end{document}"), Err(ReadError::NoWords));
}

#[test]
fn latex_is_told_by_what_it_says() {
    assert!(is_latex("% a comment\n\\documentclass{article}", None));
    assert!(is_latex("\\cvsection{Work}", Some("tex")));
    assert!(!is_latex("I know \\LaTeX", None));
    assert!(!is_latex("\\documentclass", Some("txt")));
}

#[test]
fn depth_and_what_nobody_closes_cost_nothing() {
    let deep = |depth| format!("\\documentclass{{a}}{}Go{}", "\\x{\\textbf{".repeat(depth), "}}".repeat(depth));
    assert_eq!(reading(&deep(400)).text, "Go\n");
    assert_eq!(read(&deep(100_000)), Err(ReadError::TooDeep { limit: 1000 }));
    for odd in [
        "\\",
        "\\begin",
        "\\begin{",
        "\\item[",
        "\\newcommand{\\x}[9",
        "\\def\\x#1{",
        "\\'",
        "\\color{white",
        "^",
        "\\c{",
    ] {
        let _ = read(&format!("\\documentclass{{a}}Go {odd}"));
        let _ = read(&format!("\\documentclass{{a}}Go {odd} é]}}"));
    }
}
