//! A repository of git with a resume, made for a test.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Somebody who does not exist.
pub const RESUME: &str = r"\documentclass{article}
\begin{document}
Noor Vermeer, Utrecht

\section*{Experience}
Machine Learning Engineer, Weathervane Labs, 2019 -- 2024
\begin{itemize}
\item Trained forecasting models in Python with PyTorch and ran them on Kubernetes.
\item Packed the services with Docker and deployed them to AWS with CI/CD pipelines.
\item Built data pipelines with Apache Airflow and Apache Spark, and monitored models in production.
\end{itemize}

\section*{Skills}
\begin{itemize}
\item Python, SQL, Git, scikit-learn
\end{itemize}
\end{document}
";

/// A posting of nobody.
pub const POSTING: &str = "Machine Learning Engineer\n\nAbout the role\nWe are hiring an engineer who brings models into \
                           production.\n\nRequirements\n- Python and PyTorch\n- Docker and Kubernetes\n- Experience with \
                           SQL\n\nNice to have\n- Scala\n- Apache Kafka\n\nBenefits\n- Equal opportunity employer\n";

/// What the repository asks for.
pub const CONFIG: &str = "resumes = [\"cv.tex\"]
postings = [\"jobs/*.txt\"]
minimum_coverage = \"10%\"
require = [\"python\"]

[minimum_strength]
kubernetes = \"demonstrated\"
";

/// What a run came to.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().expect("it was not killed"),
            out: String::from_utf8(output.stdout).expect("output is UTF-8"),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// A folder that is a repository.
pub struct Repository {
    folder: PathBuf,
}

impl Repository {
    /// A repository with one commit: a resume, a posting and a configuration that holds.
    pub fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("check").join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a scratch folder");
        let repository = Self { folder };
        repository.write("cv.tex", RESUME);
        repository.write("jobs/a.txt", POSTING);
        repository.write("gapcheck.toml", CONFIG);
        repository.git(&["init", "-q", "-b", "main"]);
        repository.commit("one");
        repository
    }

    fn git(&self, arguments: &[&str]) {
        let mut command = Command::new("git");
        command.current_dir(&self.folder).args(arguments);
        // No configuration of the machine, and no repository around this one.
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").env_remove("GIT_DIR");
        for (key, value) in [("NAME", "Test"), ("EMAIL", "test@example.com")] {
            command.env(format!("GIT_AUTHOR_{key}"), value).env(format!("GIT_COMMITTER_{key}"), value);
        }
        let output = command.output().expect("git is here");
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    pub fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", message]);
    }

    pub fn write(&self, file: &str, text: &str) {
        let path = self.folder.join(file);
        std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder");
        std::fs::write(path, text).expect("a scratch file");
    }

    pub fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    pub fn has(&self, file: &str) -> bool {
        self.folder.join(file).exists()
    }

    pub fn remove(&self, file: &str) {
        std::fs::remove_file(self.folder.join(file)).expect("a scratch file");
    }

    /// Puts one text in the place of another, which must be there once.
    pub fn replace(&self, file: &str, old: &str, new: &str) {
        let text = self.read(file);
        assert_eq!(text.matches(old).count(), 1, "{old:?} stands once in {file}");
        self.write(file, &text.replace(old, new));
    }

    fn command(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gapcheck"));
        command.current_dir(self.folder.join(folder)).args(arguments).env_remove("GIT_DIR");
        command
    }

    /// Runs the program in a folder of the repository.
    pub fn run_in(&self, folder: &str, arguments: &[&str]) -> Run {
        self.command(folder, arguments).output().expect("the program starts").into()
    }

    /// Runs the check.
    pub fn check(&self, arguments: &[&str]) -> Run {
        self.run_in("", &[&["check"], arguments].concat())
    }

    /// Runs the program where there is no git.
    pub fn without_git(&self, arguments: &[&str]) -> Run {
        self.command("", arguments).env("PATH", &self.folder).output().expect("the program starts").into()
    }
}
