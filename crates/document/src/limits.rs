const MIB: u64 = 1024 * 1024;

/// Bounds on what a reader takes in, so that a hostile file costs an error and not the machine.
///
/// The defaults are far above any letter: a thousand pages of text have about 3 MiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of a docx or odt file in bytes; default 64 MiB, for pictures inside.
    pub max_file: u64,
    /// Size in bytes of a txt or HTML file, and of the text taken out of any file; default 16 MiB.
    pub max_text: u64,
    /// Size in bytes of a Markdown file; default 2 MiB, because its parser keeps up to 60 bytes per sign.
    pub max_markdown: u64,
    /// Bytes unpacked from a docx or odt file, over all parts that are read; default 128 MiB.
    pub max_unpacked: u64,
    /// How many times larger than its packed form a part may be, once it is above 4 MiB; default 200.
    pub max_ratio: u64,
    /// Entries in a docx or odt file; default 10 000.
    pub max_parts: u64,
    /// Bytes of one tag or one stretch of text inside XML; default 8 MiB.
    pub max_token: u64,
    /// Nesting of XML elements; default 256.
    pub max_depth: u32,
    /// Blocks of a letter; stretches of text (runs, text between tags) may be twice as many; default 200 000.
    pub max_blocks: usize,
}

impl Limits {
    /// Size below which a part may have any ratio: text with much repetition packs well.
    pub(crate) const RATIO_FREE: u64 = 4 * MIB;

    /// No bounds, for editors that hold the text already.
    pub(crate) const UNBOUNDED: Limits = Limits {
        max_file: u64::MAX,
        max_text: u64::MAX,
        max_markdown: u64::MAX,
        max_unpacked: u64::MAX,
        max_ratio: u64::MAX,
        max_parts: u64::MAX,
        max_token: u64::MAX,
        max_depth: u32::MAX,
        max_blocks: usize::MAX,
    };
}

impl Limits {
    /// Stretches of text in a letter.
    pub(crate) fn max_segments(&self) -> usize {
        self.max_blocks.saturating_mul(2)
    }

    /// Lines of a plain text, empty ones included.
    pub(crate) fn max_lines(&self) -> usize {
        self.max_blocks.saturating_mul(4)
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            max_file: 64 * MIB,
            max_text: 16 * MIB,
            max_markdown: 2 * MIB,
            max_unpacked: 128 * MIB,
            max_ratio: 200,
            max_parts: 10_000,
            max_token: 8 * MIB,
            max_depth: 256,
            max_blocks: 200_000,
        }
    }
}
