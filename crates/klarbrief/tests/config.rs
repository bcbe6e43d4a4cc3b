//! The configuration as others use it: its schema, its profiles, one loader for many letters.

// Everything here is a test.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use klarbrief::config::{Checkers, Loader, Profile, json_schema};
use klarbrief::document::read_txt;

/// Editors fetch it from the repository.
#[test]
fn the_published_schema_is_that_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../editors/schema/klarbrief.schema.json");
    let schema = json_schema();
    if std::env::var_os("KLARBRIEF_UPDATE").is_some() {
        std::fs::write(&path, &schema).unwrap();
    }
    let published = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(published == schema, "write it again: KLARBRIEF_UPDATE=1 cargo test -p klarbrief --test config");
}

#[test]
fn every_profile_names_rules_and_parameters_that_exist() {
    for profile in Profile::ALL {
        let loader = Loader::none().with_profile(Some(profile));
        let checkers = Checkers::new(|builder| builder);
        let settings = loader.for_path(Path::new("brief.txt")).unwrap();
        assert!(!settings.config.severities.is_empty(), "{profile}");
        checkers.of(&settings).unwrap_or_else(|e| panic!("{profile}: {e}"));
    }
}

#[test]
fn profiles_give_the_same_whether_rules_are_prepared_or_compiled() {
    let text = "Der von Ihnen gestellte Antrag wurde von uns nach Eingang der Unterlagen, die Sie am Montag brachten, geprüft.";
    let loader = Loader::none().with_profile(Some(Profile::EinfacheSprache));
    let settings = loader.for_path(Path::new("brief.txt")).unwrap();
    let found = |lean: bool| {
        let checkers = Checkers::new(move |b| if lean { b.without_examples() } else { b });
        checkers.of(&settings).unwrap().check(&read_txt(text.to_owned())).findings
    };
    assert_eq!(found(true), found(false));
    assert!(found(true).iter().any(|f| &*f.rule == "satz/ueberlaenge"));
}

#[test]
fn letters_with_the_same_settings_share_a_checker() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("klarbrief.toml", "root = true\nland = \"NI\"\n");
    // Patterns and accepted findings are no matter of the checker.
    write(
        "a/klarbrief.toml",
        "[[kind]]\nfiles = [\"*\"]\nkind = \"hearing\"\n[[allow]]\nrule = \"satz\"\nreason = \"x\"\n",
    );
    write("b/klarbrief.toml", "[severity]\nsatz = \"off\"\n");
    let (loader, checkers) = (Loader::upwards(), Checkers::new(|b| b.without_examples()));
    for path in ["x.txt", "a/1.txt", "a/tief/2.txt", "b/1.txt", "c/d/e.txt", "a/3.txt"] {
        checkers.for_path(&loader, &folder.path().join(path)).unwrap();
    }
    assert_eq!(checkers.len(), 2);
    let (settings, _) = checkers.for_path(&loader, &folder.path().join("a/tief/2.txt")).unwrap();
    assert_eq!((settings.config.files.len(), settings.allow.len()), (2, 1));
    // What was read stays until somebody says that files have changed.
    write("klarbrief.toml", "root = true\nland = \"XX\"\n");
    assert!(loader.for_path(&folder.path().join("x.txt")).is_ok());
    loader.forget();
    let error = loader.for_path(&folder.path().join("x.txt")).unwrap_err();
    assert_eq!((error.line(), error.span()), (Some(2), Some(19..23)));
}

#[test]
fn files_that_extend_each_other_without_end_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("klarbrief.toml"), "extends = [\"a.toml\"]\n").unwrap();
    std::fs::write(path("a.toml"), "extends = [\"b.toml\"]\n").unwrap();
    std::fs::write(path("b.toml"), "extends = [\"a.toml\"]\n").unwrap();
    let error = Loader::upwards().for_path(&path("x.txt")).unwrap_err();
    assert!(error.path().ends_with("b.toml") && error.to_string().contains("extends itself"), "{error}");
    // Each file extends the next one twice: two to the power of twenty in all.
    for n in 0..20 {
        let next = format!("{}.toml", n + 1);
        std::fs::write(path(&format!("{n}.toml")), format!("extends = [\"{next}\", \"{next}\"]\n")).unwrap();
    }
    std::fs::write(path("20.toml"), "").unwrap();
    std::fs::write(path("klarbrief.toml"), "extends = [\"0.toml\"]\n").unwrap();
    let error = Loader::upwards().for_path(&path("x.txt")).unwrap_err();
    assert!(error.to_string().contains("more than 64 files"), "{error}");
}
