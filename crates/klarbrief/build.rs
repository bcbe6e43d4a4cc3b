//! Builds again when a rule file changes: the folder is embedded by a macro that cannot say so itself.
fn main() {
    println!("cargo:rerun-if-changed=../../rules");
}
