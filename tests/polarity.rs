//! What a sentence says of a skill: whether it is there, denied, or being learned. One line a case.

mod common;

use gapcheck::document::{Document, DocumentKind};
use gapcheck::extract::{self, ReadOptions};
use gapcheck::matcher::Polarity;

/// A text and what it says of skills by id: `+` has or asks for it, `-` denies it or does not claim it, `~` learns it.
const RESUME: [(&str, &str); 113] = [
    ("Built the crawler in Python, never used Perl.", "+python -perl"),
    ("No Java, Scala or Kotlin in the last five years.", "-java -scala -kotlin"),
    ("I have not worked with Snowflake, but with BigQuery for two years.", "-snowflake +bigquery"),
    ("We chose PyTorch rather than TensorFlow.", "+pytorch -tensorflow"),
    ("Rewrote the parser in Rust instead of Python.", "+rust -python"),
    ("Instead of Jenkins we ran GitHub Actions.", "-jenkins +github-actions"),
    ("Cleaned the tables with pandas without touching Excel.", "+pandas -excel"),
    ("I know React, but neither Angular nor Vue.js.", "+react -angular -vue"),
    ("Neither PHP nor Perl ran in that shop.", "-php -perl"),
    ("Not satisfied with Tableau, built the charts in Plotly.", "+plotly"),
    ("Not only PostgreSQL but also MySQL.", "+postgresql +mysql"),
    ("Rolled out a week early without downtime on Kubernetes.", "+kubernetes"),
    ("No single point of failure: Kafka on three brokers.", "+apache-kafka"),
    ("Basic SQL, no knowledge of SAS.", "+sql -sas"),
    ("Python: five years. SAS: none.", "+python -sas"),
    ("Have yet to use Kubernetes at scale.", "-kubernetes"),
    ("No formal training in machine learning.", "-machine-learning"),
    ("Moved every dashboard from Tableau to Power BI.", "+tableau +power-bi"),
    ("Currently learning Rust and Elixir.", "~rust ~elixir"),
    ("Planning to take up Scala next year.", "~scala"),
    ("Keen to pick up Kotlin.", "~kotlin"),
    ("Skills: Python, SQL, Rust (learning)", "+python +sql ~rust"),
    ("Learning: Terraform, Ansible", "~terraform ~ansible"),
    ("I spent a year learning Rust and shipped two services in it.", "+rust"),
    ("Migrated nightly jobs from MapReduce to Spark.", "+mapreduce +apache-spark"),
    ("Did not use Docker there; deployed with Ansible.", "-docker +ansible"),
    ("Deployments were somebody else's business: the platform team ran Kubernetes.", "-kubernetes"),
    ("Jenkins was maintained by a colleague; I wrote the Ansible playbooks.", "-jenkins +ansible"),
    ("AWS was the responsibility of the infrastructure group.", "-aws"),
    ("Our hosting partner runs the Kubernetes cluster.", "-kubernetes"),
    ("My brother works in machine learning.", "-machine-learning"),
    ("Things I'd rather not do: React, CSS.", "-react -css"),
    ("PostgreSQL is fine, Oracle Database I would rather leave to others.", "+postgresql -oracle-database"),
    ("I steer clear of Kubernetes and gave up on Scala.", "-kubernetes -scala"),
    ("Never got round to learning Terraform.", "-terraform"),
    ("My Kubernetes knowledge is basically zero.", "-kubernetes"),
    ("Photoshop is beyond me.", "-adobe-photoshop"),
    ("Terraform - not yet. Node.js: never used.", "-terraform -nodejs"),
    ("C++ (at university, would not claim it)", "-cpp"),
    ("Would not call myself a Kotlin developer.", "-kotlin"),
    ("Tableau was bought but hardly used. Power BI reports came to me from head office.", "-tableau -power-bi"),
    ("Wish list: GraphQL, Rust", "~graphql ~rust"),
    ("Half way through a course on JavaScript.", "~javascript"),
    ("I could not have shipped it without Kubernetes.", "+kubernetes"),
    ("Scaled the queue to zero with Kubernetes.", "+kubernetes"),
    ("I never stopped writing Python.", "+python"),
    ("No stranger to machine learning.", "+machine-learning"),
    ("Took over Kubernetes from the platform team.", "+kubernetes"),
    ("Wrote a Python SDK used by twelve other teams.", "+python"),
    ("Inherited a Django app from a contractor and rewrote it.", "+django"),
    ("Docker images are built by GitHub Actions.", "+docker +github-actions"),
    ("Prometheus and Grafana were set up by my team.", "+prometheus +grafana"),
    ("Reference: Mrs P. Jenkins, head teacher", "-jenkins"),
    ("SKILLS\nPython ●●●●○\nRust ●●○○○ (just started)\nVHDL ○○○○○", "+python ~rust -vhdl"),
    ("Kafka? Never used it. I know RabbitMQ.", "-apache-kafka +rabbitmq"),
    ("Sold Snowflake and Datadog to retail; displaced Splunk.", "-snowflake -datadog -splunk"),
    ("Sold, installed and configured Jira for 40 firms.", "+jira"),
    (
        "SKILLS\nPython, SQL\n\nWHAT I CANNOT DO YET\nKubernetes, deep learning",
        "+python +sql -kubernetes -deep-learning",
    ),
    ("Course so far: SQL, Excel; to come: pandas, machine learning", "-pandas -machine-learning"),
    ("The ERP is JD Edwards and it lives with a consultancy.", "-jd-edwards"),
    (
        "The shop's web front was done by Oskar (React, Svelte). I kept the stock tables in PostgreSQL.",
        "-react -svelte +postgresql",
    ),
    ("The site was built by my niece in Laravel.", "-laravel"),
    (
        "Nina Vester\nAnalyst\n\nEXPERIENCE\nOskar wrote the Scala part; I did the evaluation in Python.",
        "-scala +python",
    ),
    (
        "Nina Vester\nAnalyst\n\nEXPERIENCE\nAnna and Piotr maintain Snowflake. Priya built the charts in Tableau, I wrote the SQL.",
        "-snowflake -tableau +sql",
    ),
    (
        "Nina Vester\nAnalyst\n\nEXPERIENCE\nNina wrote Scala. Also wrote TypeScript. Docuflow runs on Kubernetes.",
        "+scala +typescript +kubernetes",
    ),
    (
        "Curriculum vitae\nAnalyst\nOslo\n\nEXPERIENCE\nMarek built tools in Python. Marek wrote TypeScript. Marek knows Kotlin.",
        "+python +typescript +kotlin",
    ),
    ("The pipeline was built by me in Airflow and handled by Kubernetes.", "+apache-airflow +kubernetes"),
    ("Sat beside the developers who did the Java part.", "-java"),
    ("Loads came from a contractor, Ines, who knew Scala; I knew SQL.", "-scala +sql"),
    ("Led the engineers who wrote the Spark jobs.", "+apache-spark"),
    ("Engineer who knows Python and Rust.", "+python +rust"),
    ("Docker was easy; the Azure part was Leonie's.", "+docker -azure"),
    ("My favourite part was that Terraform caught it.", "+terraform"),
    ("Charts in Plotly; the Tableau ones belong to sales.", "+plotly -tableau"),
    ("No longer: Theano, Perl", "-theano -perl"),
    ("Ask him about Haskell; ask me about Scala.", "-haskell +scala"),
    ("Models that know what they do not know: conformal prediction, calibration.", "+uncertainty-quantification"),
    ("I keep a cat named Julia and write Python.", "-julia +python"),
    ("An in-house tool named Airflow, on a server called Redis.", "+apache-airflow +redis"),
    ("I live in Java half the year and write Kotlin.", "-java +kotlin"),
    ("Our models live in Docker and Python.", "+docker +python"),
    ("A port of NumPy to JavaScript.", "+numpy +javascript"),
    (
        "SKILLS\nPython\n\nPUBLICATIONS\nT. Perl, Rust K, Ode L. Sparse trees. 2021.\nA Julia package for tides. 2020.",
        "+python -perl -rust +julia",
    ),
    ("SKILLS\nPython, SQL\n\nNOT MY FIELD\nVHDL, SAS\n\nPLANS\nA course in Scala", "+python +sql -vhdl -sas -scala"),
    ("Diploma in view (Airflow, dbt). Wrote SQL.", "~apache-airflow ~dbt +sql"),
    ("PySpark, Hadoop and Elasticsearch I do not know.", "-apache-spark -hadoop -elasticsearch"),
    ("Scala, Clojure: never. Python: daily.", "-scala -clojure +python"),
    ("Tried Haskell for a weekend; tested PyTorch models for a week.", "-haskell +pytorch"),
    ("Evaluated Elasticsearch but stayed with PostgreSQL.", "-elasticsearch +postgresql"),
    ("Chose PostgreSQL over MongoDB and sent the events over RabbitMQ.", "-mongodb +postgresql +rabbitmq"),
    ("I left the Terraform to colleagues. Left a bank to write Python.", "-terraform +python"),
    ("Left to others: fine-tuning (Ines, on rented machines), Terraform.", "-fine-tuning -terraform"),
    ("The Helm charts and Istio belong to our platform team.", "-helm -istio"),
    ("The fraud models in PyTorch were built by the risk science group.", "-pytorch"),
    ("Kubernetes and Terraform are handled by the platform squad.", "-kubernetes -terraform"),
    ("Colleagues in Lisbon wrote the Kotlin client, and I the Python one.", "-kotlin"),
    ("A freelance developer, Ilse Moor, built the site in Laravel.", "-laravel"),
    ("Our supplier's firmware is in Haskell.", "-haskell"),
    ("The sales team uses my dashboards in Tableau.", "+tableau"),
    ("The platform team and I moved the services to Kubernetes.", "+kubernetes"),
    ("Without Terraform the team would still click through consoles.", "+terraform"),
    ("Nothing moves here without RabbitMQ. Never shipped Python without pytest.", "+rabbitmq +python +pytest"),
    ("A model of customers who no longer use the app, in PyTorch.", "+pytorch"),
    ("No vendor: everything in Python and PostgreSQL.", "+python +postgresql"),
    ("Has not stopped using Python since school.", "+python"),
    ("What I do not do: charts (I can read one, do not ask me to fix it), Haskell.", "-haskell"),
    (
        "SKILLS\ndaily     Python, SQL\nlearning  Kotlin\nno        Kubernetes, Terraform",
        "+python ~kotlin -kubernetes -terraform",
    ),
    ("COURSES\n[x] Docker for analysts\n[ ] TensorFlow developer", "+docker ~tensorflow"),
    ("I keep hens: Julia, Ruby and Scala. Surfing with Perl (dog). Python.", "-julia -ruby -scala -perl +python"),
    ("Hired Java, Python and Kotlin engineers. Wrote SQL.", "-java -kotlin +sql"),
    ("Worked with the Salesforce team. Led the Kubernetes team.", "-salesforce +kubernetes"),
    (PASTRY_COOK, "-apache-kafka -keras -random-forest -swift +excel"),
    (POET, "+apache-kafka +python"),
];

/// What is wished for is not there, and what is said beside the wish is.
const WISHES: [(&str, &str); 31] = [
    ("Backend developer who wants to move into ML engineering.", "~machine-learning"),
    ("Python developer seeking an MLOps position.", "+python ~mlops"),
    ("Aiming for a role with Kubernetes, Docker and AWS.", "~kubernetes ~docker ~aws"),
    ("Wants to work with PyTorch.", "~pytorch"),
    ("I am looking for a role in machine learning.", "~machine-learning"),
    (
        "Looking for a remote role in computer vision or natural language processing.",
        "~computer-vision ~natural-language-processing",
    ),
    ("Looking for a role where my five years of Python help.", "+python"),
    ("Seeking a position to apply strong Python and SQL.", "+python +sql"),
    ("Looking for a data engineering role. Python, SQL.", "+python +sql"),
    ("Built deep learning models for radar, looking for a role in robotics.", "+deep-learning ~robotics"),
    ("Seeking an MLOps role; wrote Python for six years.", "~mlops +python"),
    ("Seeking a Kubernetes job, and I have used Terraform.", "~kubernetes +terraform"),
    ("Hoping to move from Java to a team that runs Kubernetes.", "~kubernetes"),
    ("After six years of SQL I would like to specialise in deep learning.", "+sql ~deep-learning"),
    ("Career goal: a developer job with MLOps and Kubernetes.", "~mlops ~kubernetes"),
    ("Target role: developer in computer vision", "~computer-vision"),
    ("Open to positions in deep learning or with Spark.", "~deep-learning ~apache-spark"),
    ("Trying to break into deep learning.", "~deep-learning"),
    ("Now pursuing opportunities in reinforcement learning.", "~reinforcement-learning"),
    (
        "OBJECTIVE\nTo grow in a position with Kubernetes and Kafka.\n\nSKILLS\nPython",
        "~kubernetes ~apache-kafka +python",
    ),
    ("OBJECTIVE\nTo use my Python in a data role.", "+python"),
    ("CAREER OBJECTIVE\nA role in deep learning.", "~deep-learning"),
    ("OBJECTIVE\nDeveloper fluent in Python and SQL seeking a deep learning role.", "+python +sql ~deep-learning"),
    ("OBJECTIVE\nFive years of Python and Docker.", "+python +docker"),
    ("EXPERIENCE\nDeveloper, Acme, 2019 - 2022\n- Helped teams that want to move to Kubernetes.", "+kubernetes"),
    (
        "EXPERIENCE\nDeveloper, Acme, 2019 - 2022\n- Scanned logs in Python, looking for a job that failed in Airflow.",
        "+python +apache-airflow",
    ),
    ("PROJECTS\nChat bot\nI want to move into deep learning; wrote it in Python.", "~deep-learning +python"),
    ("Looking for patterns in data with Python.", "+python"),
    ("Seeking outliers with SQL.", "+sql"),
    ("Ready for production: tests in pytest.", "+pytest"),
    ("Keen on Kubernetes since 2019.", "+kubernetes"),
];

/// A resume of another trade, and nearly the same of somebody who says that she programs.
const PASTRY_COOK: &str = "Ottilie Brandsma\nPastry cook\n\nWork\nLed the pastry of a hotel for six years.\nOrders were \
    kept in Excel.\nBought a mixer that we called Keras.\nSwift service at the pass.\nRandom forest berries in \
    the tart.\nTrained two apprentices.\nClosed the kitchen each night.\n\nInterests\nKafka, walks, chess\nSings in a choir.";
const POET: &str = "Ottilie Brandsma\nPastry cook, now a developer\n\nWork\nLed the pastry of a hotel for six years.\n\
    Orders were kept in Excel.\nWrote the shop in Python.\nOrders pass through Kafka topics.\nTrained two \
    apprentices.\nClosed the kitchen each night.\n\nInterests\nWalks, chess\nSings in a choir.";

const POSTING: [(&str, &str); 24] = [
    ("We are looking for an engineer with Kubernetes and Terraform.", "+kubernetes +terraform"),
    ("You want to work with Kafka in a team role.", "~apache-kafka"),
    ("You do not need experience with Kafka, Spark or Flink.", "-apache-kafka -apache-spark -apache-flink"),
    ("Python is not required, but a plus.", "+python"),
    ("Docker experience is not needed.", "-docker"),
    ("Not required: Docker, Kubernetes, Terraform.", "-docker -kubernetes -terraform"),
    ("What you don't need: a degree, Java, Spring.", "-java -spring"),
    ("What you will not do\n- Write CUDA kernels\n\nRequirements\n- Python", "-cuda +python"),
    ("Skills not required Big data tools, such as Spark. Kafka. We train you.", "-apache-spark -apache-kafka"),
    ("There is no need to know Spark.", "-apache-spark"),
    ("You will not write any JavaScript here.", "-javascript"),
    ("No prior Kubernetes experience is required.", "-kubernetes"),
    ("Experience with Docker preferred but not required.", "+docker"),
    ("If you don't know Terraform, we will teach you.", "-terraform"),
    (
        "Vision Engineer\n\nAbout us\nWe teach drones computer vision.\n\nRequirements\n- Python\n- No background in computer \
         vision is needed.",
        "+python -computer-vision",
    ),
    ("Requirements\n- Work with computer vision, product and sales teams\n- Python", "+python -computer-vision"),
    ("Engineer\n\nRequirements\n- Python\n\nDon't worry about\n- React\n- Scala", "+python -react -scala"),
    (
        "Engineer\n\nRequirements\n- Python\n\nWhat you need not have: Kubernetes or Kafka experience.",
        "+python -kubernetes -apache-kafka",
    ),
    (
        "Engineer\n\nSalary: 60k\n\nWe run PostgreSQL and Kubernetes.\n\nRequirements\n- Python",
        "+postgresql +kubernetes +python",
    ),
    (
        "Front-end Engineer\n\nOther teams use Spring Boot, but that's their problem.\n\nRequirements\n- TypeScript",
        "-spring-boot +typescript",
    ),
    (
        "Engineer\n\nWhat matters to us\nYou know Python properly.\n\nWhat we couldn't care less about\nWhether you've used Kubernetes or Kafka.",
        "+python -kubernetes -apache-kafka",
    ),
    (
        "Engineer\n\nRequirements\n- SQL\n- reports in Cognos (to be retired)\n\nWe are not asking for: SAS, Scala.",
        "+sql -sas -scala",
    ),
    ("Founded by alumni of Databricks and Snowflake.\n\nRequirements\n- Python", "-databricks -snowflake +python"),
    ("Requirements\n- Feature stores such as Feast\n- Strong Python plus one of Go, Rust, Scala", "+feast +go +rust"),
];

fn verdicts(text: &str, kind: DocumentKind, said: &str) -> String {
    let reading = extract::read(text.as_bytes(), &ReadOptions::default()).expect("it is text");
    let document = Document::new(reading, kind, &common::taxonomy().language);
    let found = common::matches(&document);
    let mut wrong = String::new();
    for word in said.split(' ') {
        let (sign, id) = word.split_at(1);
        let (skill, _) = common::taxonomy().skill(id).unwrap_or_else(|| panic!("{id} is no skill"));
        let says = |polarity| found.mentions.iter().any(|m| m.skill == skill && m.polarity == polarity);
        let right = match sign {
            "+" => says(Polarity::Asserted),
            "~" => says(Polarity::Aspirational) && !says(Polarity::Asserted),
            _ => !says(Polarity::Asserted),
        };
        if !right {
            wrong += &format!("{word} is wrong in {text:?}\n");
        }
    }
    wrong
}

#[test]
fn nothing_but_a_sign_or_the_end_behind_those_who_did_it_is_no_panic() {
    for cue in ["was built by", "was done by", "was written by", "the part was", "work is"] {
        for end in ["", ".", " (", ": \"", "\n", " – ", " x", "  \u{301}"] {
            let text = format!("Ada\n\nExperience\n\n- The site in React {cue}{end}");
            assert_eq!(verdicts(&text, DocumentKind::Resume, "+react"), "");
            assert_eq!(verdicts(&text, DocumentKind::Posting, "+react"), "");
        }
    }
}

#[test]
fn denials_and_plans_are_no_claims() {
    let resume = RESUME.iter().map(|(text, said)| verdicts(text, DocumentKind::Resume, said));
    let posting = POSTING.iter().map(|(text, said)| verdicts(text, DocumentKind::Posting, said));
    let wishes = WISHES.iter().map(|(text, said)| verdicts(text, DocumentKind::Resume, said));
    let wrong: String = resume.chain(wishes).chain(posting).collect();
    assert!(wrong.is_empty(), "{wrong}");
}
