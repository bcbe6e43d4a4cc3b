//! Holds the arrows between our crates: they run down only, and what only one crate may know stays there.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand, Package};

/// Each crate with the crates below it, as `crates/README.md` draws them. A new edge is a decision: it is written here first.
const ARROWS: [(&str, &[&str]); 13] = [
    ("source", &[]),
    ("boundary", &[]),
    ("diagnostic", &["source"]),
    ("document", &["boundary", "source"]),
    ("text", &["boundary", "source"]),
    ("readability", &["text"]),
    ("letter", &["document", "text", "source"]),
    ("rule", &["letter", "readability", "diagnostic", "text", "source"]),
    ("klarbrief", &["rule", "letter", "readability", "diagnostic", "document", "text", "source"]),
    ("compare", &["klarbrief"]),
    ("lsp", &["klarbrief"]),
    ("cli", &["lsp", "compare", "klarbrief"]),
    // For maintainers only; nothing we ship stands on it.
    (
        "xtask",
        &[
            "klarbrief",
            "rule",
            "letter",
            "readability",
            "diagnostic",
            "document",
            "text",
            "boundary",
            "source",
        ],
    ),
];

/// Packages that only these of our crates may name.
const OWNED: [(&str, &[&str]); 9] = [
    ("zip", &["document"]),
    ("quick-xml", &["document"]),
    ("pulldown-cmark", &["document"]),
    ("html5gum", &["document"]),
    // Two grammars: that of citations and that of rule files.
    ("pest", &["letter", "rule"]),
    ("pest_derive", &["letter", "rule"]),
    ("lsp-types", &["lsp"]),
    ("lsp-server", &["lsp"]),
    // What maintainers run has a command line of its own.
    ("clap", &["cli", "xtask"]),
];

/// Our packages, by the name of their folder.
fn ours() -> BTreeMap<String, Package> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");
    let metadata =
        MetadataCommand::new().manifest_path(root).no_deps().exec().expect("cargo reads our manifests");
    let name =
        |p: &Package| p.manifest_path.parent().and_then(|d| d.file_name()).expect("a folder").to_owned();
    metadata.packages.into_iter().map(|p| (name(&p), p)).collect()
}

/// What a package needs to be built; not what its tests need.
fn needs(package: &Package) -> BTreeSet<&str> {
    let built = package.dependencies.iter().filter(|d| d.kind != DependencyKind::Development);
    built.map(|d| d.name.as_str()).collect()
}

#[test]
fn arrows_run_down_only() {
    let ours = ours();
    let folder_of: BTreeMap<&str, &str> =
        ours.iter().map(|(folder, p)| (p.name.as_str(), folder.as_str())).collect();
    let mut wrong = Vec::new();
    for (folder, package) in ours.iter().filter(|(folder, _)| *folder != "tests") {
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| name == folder) else {
            wrong.push(format!("crate `{folder}` is not on the map of arrows"));
            continue;
        };
        for below in needs(package).iter().filter_map(|name| folder_of.get(name)) {
            if !allowed.contains(below) {
                wrong.push(format!("{folder} -> {below}"));
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that the map does not allow: {wrong:#?}");
}

#[test]
fn the_map_itself_runs_down() {
    for (index, (name, below)) in ARROWS.iter().enumerate() {
        for crate_below in *below {
            let at = ARROWS.iter().position(|(other, _)| other == crate_below);
            assert!(at.is_some_and(|at| at < index), "{name} -> {crate_below} does not run down");
        }
    }
}

#[test]
fn what_one_crate_owns_no_other_names() {
    let mut wrong = Vec::new();
    for (folder, package) in &ours() {
        let needs = needs(package);
        for (owned, owners) in OWNED {
            if needs.contains(owned) && !owners.contains(&folder.as_str()) {
                wrong.push(format!("{folder} names {owned}, which belongs to {owners:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn packages_are_named_after_their_folders() {
    for (folder, package) in &ours() {
        // The library is what the world names; `cargo run -p xtask` is what maintainers type.
        let plain = matches!(folder.as_str(), "klarbrief" | "xtask");
        let expected = if plain { folder.clone() } else { format!("klarbrief-{folder}") };
        assert_eq!(package.name.as_str(), expected);
        assert_eq!(package.publish.as_deref(), Some(&[][..]), "{folder} is not for a registry");
    }
}
