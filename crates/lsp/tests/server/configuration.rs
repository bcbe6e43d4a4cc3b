//! `klarbrief.toml`: what it says counts in the editor, too.

use serde_json::{Value, json};

use crate::client::{Client, marked, pulling, rules};

const TEXT: &str = "Der Antrag wurde von uns geprüft.";

struct Desk {
    folder: tempfile::TempDir,
    root: String,
}

impl Desk {
    fn with(toml: &str) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("briefe")).unwrap();
        let root = format!("file://{}", folder.path().display());
        let desk = Desk { folder, root };
        desk.write(toml);
        desk
    }

    fn write(&self, toml: &str) {
        std::fs::write(self.folder.path().join("klarbrief.toml"), toml).unwrap();
    }

    fn client(&self, options: Value) -> Client {
        Client::greeted(json!({
            "capabilities": pulling(), "locale": "de", "initializationOptions": options,
            "workspaceFolders": [{ "uri": self.root, "name": "w" }]
        }))
    }

    fn letter(&self) -> String {
        format!("{}/briefe/a.txt", self.root)
    }
}

#[test]
fn severities_languages_and_ignored_letters() {
    let desk =
        Desk::with("lang = \"en\"\nignore = [\"*.alt.txt\"]\n[severity]\n\"satz/passiv\" = \"error\"\n");
    let mut client = desk.client(json!({}));
    client.open(&desk.letter(), "plaintext", TEXT);
    let items = client.pull(&desk.letter());
    let passive = items.iter().find(|d| d["code"] == "satz/passiv").unwrap();
    assert_eq!(passive["severity"], 1);
    assert!(passive["message"].as_str().unwrap().starts_with("Who"), "{passive}");
    let old = format!("{}/briefe/b.alt.txt", desk.root);
    client.open(&old, "plaintext", TEXT);
    assert_eq!(client.pull(&old).len(), 0);
    // The editor has the last word.
    client.end();
    let mut client = desk.client(json!({ "lang": "de" }));
    client.open(&desk.letter(), "plaintext", TEXT);
    let items = client.pull(&desk.letter());
    assert!(items.iter().any(|d| d["message"].as_str().unwrap().starts_with("Wer handelt")), "{items:?}");
    client.end();
}

#[test]
fn a_change_of_the_file_counts_at_once() {
    let desk = Desk::with("");
    let mut client = desk.client(json!({}));
    client.open(&desk.letter(), "plaintext", TEXT);
    assert!(rules(&client.pull(&desk.letter())).contains(&"satz/passiv"));
    desk.write("[severity]\n\"satz/passiv\" = \"off\"\n");
    let file = format!("{}/klarbrief.toml", desk.root);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": file, "type": 2 }] }));
    assert!(!rules(&client.pull(&desk.letter())).contains(&"satz/passiv"));
    // Clients that do not watch files tell when one was saved.
    desk.write("[[allow]]\nrule = \"satz\"\nreason = \"Satzung\"\n");
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": file } }));
    assert!(rules(&client.pull(&desk.letter())).iter().all(|r| !r.starts_with("satz/")));
    client.end();
}

#[test]
fn a_broken_file_is_told_of_where_it_is_broken() {
    let toml = "# Größe 😀\n[severity]\n\"satz/pasiv\" = \"off\"\n";
    let desk = Desk::with(toml);
    let mut client = desk.client(json!({}));
    let complaint = client.notification("window/showMessage");
    let complaint = complaint["message"].as_str().unwrap();
    assert!(complaint.contains("klarbrief.toml:3") && complaint.contains("satz/passiv"), "{complaint}");
    // Letters are checked all the same, without it; nobody is told twice.
    client.open(&desk.letter(), "plaintext", TEXT);
    assert!(rules(&client.pull(&desk.letter())).contains(&"satz/passiv"));
    let file = format!("{}/klarbrief.toml", desk.root);
    client.open(&file, "toml", toml);
    let items = client.pull(&file);
    assert_eq!(items.len(), 1);
    assert!(marked(toml, &items[0]["range"]).contains("satz/pasiv"), "{items:?}");
    client.end();
}

#[test]
fn a_comment_in_the_letter_accepts_a_finding() {
    let desk = Desk::with("");
    let mut client = desk.client(json!({}));
    let uri = format!("{}/briefe/a.md", desk.root);
    client.open(&uri, "markdown", &format!("<!-- klarbrief: allow satz/passiv -- Grund -->\n{TEXT}\n"));
    assert!(!rules(&client.pull(&uri)).contains(&"satz/passiv"));
    client.end();
}
