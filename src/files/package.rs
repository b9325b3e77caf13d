//! An OOXML package: parts in a zip archive, found through relationships (ECMA-376-2).

use super::Error;
use super::xml::{Namespace, Step, Xml};
use super::zip::{Archive, Unpacked};
use std::string::{String, ToString};
use std::vec::Vec;

/// A part that unpacks to more is refused.
pub const LARGEST_PART: usize = 32 << 20;
/// So are relationships, of which a part has some dozens.
const LARGEST_RELATIONSHIPS: usize = 1 << 20;

/// A package in memory.
#[derive(Clone, Copy)]
pub struct Package<'a> {
    /// The archive that carries it.
    pub archive: Archive<'a>,
}

/// What a part, or the package, leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relationship {
    /// By which the part names it.
    pub id: String,
    /// The last step of its type, which is the same in Strict and Transitional: `officeDocument`, `footnotes`, `worksheet`.
    pub kind: String,
    /// The path of the part it leads to, from the root of the package, without a leading `/`.
    pub target: String,
}

impl<'a> Package<'a> {
    /// The package in an archive.
    pub fn new(archive: Archive<'a>) -> Self {
        Package { archive }
    }

    /// The path of the main part. A package without relationships is read by where Word, Excel and PowerPoint put it.
    ///
    /// # Errors
    /// What reading the relationships comes to.
    pub fn main_part(&self) -> Result<Option<String>, Error> {
        let found = self.relationships("")?.into_iter().find(|it| it.kind == "officeDocument");
        let usual = ["word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"];
        Ok(found
            .map(|it| it.target)
            .or_else(|| usual.iter().find(|name| self.archive.find(name).is_some()).map(ToString::to_string)))
    }

    /// What a part leads to within the package; what the package itself does for `""`.
    ///
    /// # Errors
    /// What reading the part of relationships comes to; none where there is no such part.
    pub fn relationships(&self, part: &str) -> Result<Vec<Relationship>, Error> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let mut found = Vec::new();
        let Some(mut xml) = self.part(&[folder, slash, "_rels/", name, ".rels"].concat(), LARGEST_RELATIONSHIPS)?
        else {
            return Ok(found);
        };
        loop {
            let element = match xml.step()? {
                Step::Done => return Ok(found),
                Step::Start(element) if element.is(Namespace::Relationships, "Relationship") => element,
                _ => continue,
            };
            let attribute = |name| element.attribute(Namespace::None, name).unwrap_or_default();
            if attribute("TargetMode") == "External" {
                continue;
            }
            found.push(Relationship {
                id: attribute("Id").into(),
                kind: attribute("Type").rsplit('/').next().unwrap_or_default().into(),
                target: resolve(folder, &attribute("Target")),
            });
        }
    }

    /// A part that is read as XML; none where the package has no such part.
    ///
    /// # Errors
    /// As of [`Archive::unpack`].
    pub fn part(&self, path: &str, limit: usize) -> Result<Option<Xml<Unpacked<'a>>>, Error> {
        self.archive.find(path).map(|entry| self.archive.unpack(entry, limit).map(Xml::new)).transpose()
    }
}

/// A path from a folder, as one from the root.
fn resolve(folder: &str, target: &str) -> String {
    let from = if target.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => _ = steps.pop(),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_are_paths_from_the_folder_of_the_part() {
        assert_eq!(resolve("word", "footnotes.xml"), "word/footnotes.xml");
        assert_eq!(resolve("word", "/word/footnotes.xml"), "word/footnotes.xml");
        assert_eq!(resolve("xl/worksheets", "../tables/./table1.xml"), "xl/tables/table1.xml");
        assert_eq!(resolve("", "../../word/document.xml"), "word/document.xml");
    }
}
