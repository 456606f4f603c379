//! What the commands of LaTeX, and of the classes that resumes are written with, do to the text around them.

use crate::extract::writer::Break;

/// What a command does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Role {
    /// Stands for these characters.
    Symbol(&'static str),
    /// Stands for a letter; the space after it ends its name.
    Letter(&'static str),
    /// Puts this combining mark on what follows.
    Accent(char),
    /// Ends something.
    Break(Break),
    /// So many groups after it are no text; what follows them is.
    Skip(usize),
    /// What follows in its group is set in this size, in points.
    Size(f32),
    /// What follows in its group is bold, or no longer.
    Bold(bool),
    /// The group after it is bold.
    BoldGroup,
    /// The group after it is a heading.
    Heading,
    /// An item of a list begins.
    Item,
    /// What stands in brackets after it is text.
    Bracketed,
    /// The group after it is not shown.
    Phantom,
    /// What follows is in a colour: for a group, or to the end of its group.
    ColorGroup,
    Color,
    Begin,
    End,
    /// Defines a command or an environment.
    Define,
    Def,
    /// Reads another file.
    Include,
    /// Begins a part that is never read.
    IfFalse,
    /// Its groups are text.
    Text,
    /// Not known.
    Unknown,
}

/// What a command does, by its name without backslash and star.
pub(super) fn role(name: &str) -> Role {
    match name {
        "textbf" | "strong" => Role::BoldGroup,
        "bfseries" | "bf" => Role::Bold(true),
        "mdseries" | "normalfont" => Role::Bold(false),
        "item" => Role::Item,
        "twocolumn" => Role::Bracketed,
        "begin" => Role::Begin,
        "end" => Role::End,
        "newcommand" | "renewcommand" | "providecommand" | "NewDocumentCommand" => Role::Define,
        "def" | "gdef" | "edef" => Role::Def,
        "input" | "include" | "subfile" | "import" => Role::Include,
        "iffalse" => Role::IfFalse,
        "phantom" | "hphantom" | "vphantom" => Role::Phantom,
        "textcolor" => Role::ColorGroup,
        "color" => Role::Color,
        "par" | "smallskip" | "medskip" | "bigskip" | "newpage" | "clearpage" | "pagebreak" | "maketitle"
        | "makecvtitle" => Role::Break(Break::Block),
        "newline" | "linebreak" | "break" | "cr" | "tabularnewline" => Role::Break(Break::Line),
        "hfill" | "hfil" | "dotfill" | "hrulefill" | "qquad" => Role::Break(Break::Cell),
        "quad" | "enspace" | "enskip" | "space" | "thinspace" => Role::Break(Break::Space),
        _ => shaped(name),
    }
}

/// The rest, by families of names.
fn shaped(name: &str) -> Role {
    let lower = name.to_ascii_lowercase();
    if let Some(size) = size(name) {
        return Role::Size(size);
    }
    if let Some(symbol) = symbol(name) {
        return symbol;
    }
    if let Some(count) = skipped(name) {
        return Role::Skip(count);
    }
    // Icons: `\faPhone`, `\faGithub`.
    if name.strip_prefix("fa").is_some_and(|rest| rest.starts_with(char::is_uppercase)) {
        return Role::Skip(0);
    }
    if lower.ends_with("section") || matches!(lower.as_str(), "chapter" | "part" | "paragraph" | "cvsect") {
        return Role::Heading;
    }
    match name {
        "textit" | "emph" | "underline" | "texttt" | "textsc" | "textsf" | "textrm" | "textmd" | "textsl"
        | "textup" | "uppercase" | "lowercase" | "MakeUppercase" | "MakeLowercase" | "mbox" | "hbox" | "fbox"
        | "makebox" | "framebox" | "url" | "nolinkurl" | "textls" | "textnormal" | "text" | "mathrm" | "mathbf"
        | "ensuremath" | "textsuperscript" | "textsubscript" | "scshape" | "itshape" | "footnote" | "ul" | "uline" => {
            Role::Text
        }
        _ => Role::Unknown,
    }
}

/// Points of the sizes of a 10-point document.
fn size(name: &str) -> Option<f32> {
    Some(match name {
        "tiny" => 5.0,
        "scriptsize" => 7.0,
        "footnotesize" => 8.0,
        "small" => 9.0,
        "normalsize" => 10.0,
        "large" => 12.0,
        "Large" => 14.4,
        "LARGE" => 17.3,
        "huge" => 20.7,
        "Huge" | "HUGE" => 24.9,
        _ => return None,
    })
}

/// How many groups after a command are lengths, names, colours or addresses.
fn skipped(name: &str) -> Option<usize> {
    Some(match name {
        "href" | "hyperlink" | "hypertarget" | "colorbox" | "parbox" | "raisebox" | "scalebox" | "rotatebox"
        | "vspace" | "hspace" | "includegraphics" | "label" | "ref" | "pageref" | "cite" | "pagestyle"
        | "thispagestyle" | "pagenumbering" | "usepackage" | "RequirePackage" | "documentclass" | "geometry"
        | "hypersetup" | "setlist" | "fontfamily" | "fontseries" | "fontshape" | "setmainfont" | "setsansfont"
        | "setmonofont" | "linespread" | "setstretch" | "pagecolor" | "rowcolor" | "cellcolor" | "arrayrulecolor"
        | "moderncvstyle" | "moderncvcolor" | "moderncvtheme" | "photo" | "bibliography" | "bibliographystyle"
        | "addbibresource" | "nocite" | "faIcon" | "newlength" | "newcounter" | "cline" | "cmidrule"
        | "usetikzlibrary" | "vskip" | "hskip" | "extracolsep" | "graphicspath" | "fontdir" | "cvtheme"
        | "columnratio" | "setcolumnwidth" | "begingroup" | "tikz" | "hyphenation" | "urlstyle" | "adjustbox"
        | "stepcounter" | "refstepcounter" => 1,
        "setlength" | "addtolength" | "setcounter" | "addtocounter" | "fontsize" | "rule" | "resizebox"
        | "fcolorbox" | "colorlet" | "multicolumn" | "multirow" | "settowidth" | "titlespacing" | "newcolumntype" => 2,
        "definecolor" | "newenvironment" | "renewenvironment" => 3,
        "titleformat" => 5,
        "centering" | "raggedright" | "raggedleft" | "noindent" | "hline" | "toprule" | "midrule" | "bottomrule"
        | "titlerule" | "hrule" | "vfill" | "null" | "selectfont" | "protect" | "relax" | "strut" | "leavevmode"
        | "columnbreak" | "newblock" | "ignorespaces" | "let" | "fi" | "else" | "left" | "right" | "nopagebreak"
        | "samepage" | "sffamily" | "rmfamily" | "ttfamily" | "em" | "it" | "sc" | "sf" | "rm" | "tt" | "today"
        | "endgroup" | "unskip" => 0,
        _ => return None,
    })
}

fn symbol(name: &str) -> Option<Role> {
    let letter = match name {
        "ss" => "ß",
        "o" => "ø",
        "O" => "Ø",
        "l" => "ł",
        "L" => "Ł",
        "ae" => "æ",
        "AE" => "Æ",
        "oe" => "œ",
        "OE" => "Œ",
        "aa" => "å",
        "AA" => "Å",
        "i" => "i",
        "j" => "j",
        "dh" => "ð",
        "th" => "þ",
        _ => "",
    };
    if !letter.is_empty() {
        return Some(Role::Letter(letter));
    }
    let accent = match name {
        "c" => '\u{327}',
        "v" => '\u{30c}',
        "u" => '\u{306}',
        "H" => '\u{30b}',
        "k" => '\u{328}',
        "r" => '\u{30a}',
        "d" => '\u{323}',
        "b" => '\u{331}',
        _ => '\0',
    };
    if accent != '\0' {
        return Some(Role::Accent(accent));
    }
    Some(Role::Symbol(match name {
        "textperiodcentered" | "cdot" | "cdotp" => "·",
        "textbullet" | "bullet" => "•",
        "textbar" | "vert" | "mid" => "|",
        "textbackslash" | "backslash" => "\\",
        "textasciitilde" | "sim" => "~",
        "textasciicircum" => "^",
        "textunderscore" => "_",
        "textendash" => "–",
        "textemdash" => "—",
        "textgreater" => ">",
        "textless" => "<",
        "ldots" | "dots" | "textellipsis" => "…",
        "LaTeX" | "LaTeXe" => "LaTeX",
        "TeX" => "TeX",
        "XeLaTeX" => "XeLaTeX",
        "sharp" => "#",
        "euro" | "texteuro" | "EUR" => "€",
        "pounds" | "textsterling" => "£",
        "textdegree" | "degree" => "°",
        "texttrademark" => "™",
        "textregistered" => "®",
        "approx" => "≈",
        "times" => "×",
        "pm" => "±",
        "to" | "rightarrow" | "textrightarrow" => "→",
        "leq" | "le" => "≤",
        "geq" | "ge" => "≥",
        "mu" | "textmu" => "µ",
        "textquoteright" => "’",
        "textquotedblleft" => "“",
        "textquotedblright" => "”",
        "textpercent" => "%",
        "textdollar" => "$",
        "textasteriskcentered" | "ast" => "*",
        "textsection" => "§",
        "checkmark" => "✓",
        "star" | "diamond" | "circ" => "•",
        _ => return None,
    }))
}

/// What a command of one character does that is no letter.
pub(super) fn sign(sign: char) -> Role {
    match sign {
        '&' => Role::Symbol("&"),
        '%' => Role::Symbol("%"),
        '$' => Role::Symbol("$"),
        '#' => Role::Symbol("#"),
        '_' => Role::Symbol("_"),
        '{' => Role::Symbol("{"),
        '}' => Role::Symbol("}"),
        '|' => Role::Symbol("|"),
        ' ' | '\n' | '\t' | ',' | ';' | ':' | '>' => Role::Symbol(" "),
        '\'' => Role::Accent('\u{301}'),
        '`' => Role::Accent('\u{300}'),
        '^' => Role::Accent('\u{302}'),
        '"' => Role::Accent('\u{308}'),
        '~' => Role::Accent('\u{303}'),
        '=' => Role::Accent('\u{304}'),
        '.' => Role::Accent('\u{307}'),
        '\\' => Role::Break(Break::Line),
        _ => Role::Skip(0),
    }
}

/// Commands in front of the document that say who it is about.
pub(super) fn is_personal(name: &str) -> bool {
    matches!(
        name,
        "name"
            | "firstname"
            | "familyname"
            | "lastname"
            | "title"
            | "author"
            | "position"
            | "tagline"
            | "headline"
            | "quote"
            | "address"
            | "location"
            | "phone"
            | "mobile"
            | "email"
            | "homepage"
            | "social"
            | "github"
            | "gitlab"
            | "linkedin"
            | "extrainfo"
            | "contacts"
            | "personalinfo"
    )
}

/// How an environment begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Environment {
    /// Nothing in it is text.
    LeftOut,
    /// So many groups after its name are no text.
    Skip(usize),
    /// Its first group is a heading.
    Section,
    /// Its groups are text, such as the place and the dates of a position.
    Entry,
}

/// How an environment begins, by its name without star.
pub(super) fn environment(name: &str) -> Environment {
    match name {
        "comment" | "tikzpicture" | "filecontents" | "verbatim" | "lstlisting" | "minted" | "pspicture" => {
            Environment::LeftOut
        }
        "tabular" | "longtable" | "array" | "minipage" | "multicols" | "paracol" | "thebibliography" | "textblock"
        | "spacing" | "wrapfigure" | "supertabular" | "xtabular" | "tblr" => Environment::Skip(1),
        "tabularx" | "tabulary" | "adjustwidth" | "list" | "wraptable" => Environment::Skip(2),
        _ if name.to_ascii_lowercase().contains("section") && !name.to_ascii_lowercase().contains("sub") => {
            Environment::Section
        }
        _ => Environment::Entry,
    }
}
