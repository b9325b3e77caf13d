//! What this module and the script around it both use: `www/protocol.ts` is made from it.

/// Where a text around a control comes from. The script gives the texts of a unit in this order, behind its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u16)]
pub enum Source {
    /// The webmaster says which field it is.
    Given,
    /// What its group is called: a legend, a heading, the cell that reaches down beside its rows. It names a field with the label
    /// behind it, as `服务队长` and `姓名`.
    Group,
    /// Its label.
    Label,
    /// The cell before.
    Cell,
    /// The head of the row.
    Row,
    /// The head of the column.
    Column,
    /// The text before, in the same parent.
    Before,
    /// The hint in the box.
    Placeholder,
    /// The name of the control: it names no field.
    Name,
    /// The text behind it, on a line that begins with a control and ends with a text.
    After,
    /// The options: all texts from here on.
    Options,
}

impl Source {
    /// All of them, in order.
    pub const ALL: [Source; 11] = {
        use Source::*;
        [Given, Group, Label, Cell, Row, Column, Before, Placeholder, Name, After, Options]
    };
    /// Those that name a field by a label.
    pub(super) const LABELS: [Source; 8] = {
        use Source::*;
        [Group, Label, Cell, Row, Column, Before, After, Placeholder]
    };
    /// Those that name a column of a table: what stands around the cell itself.
    pub(super) const OF_CELLS: [Source; 6] = {
        use Source::*;
        [Label, Cell, Row, Column, Before, Placeholder]
    };

    /// As the script calls it.
    pub fn name(self) -> &'static str {
        match self {
            Source::Given => "given",
            Source::Group => "group",
            Source::Label => "label",
            Source::Cell => "cell",
            Source::Row => "row",
            Source::Column => "column",
            Source::Before => "before",
            Source::Placeholder => "placeholder",
            Source::Name => "name",
            Source::After => "after",
            Source::Options => "options",
        }
    }
}

/// In place of a field: none.
pub const NONE: u16 = u16::MAX;
/// Added to the source of a unit that is left out, since another names its field as surely.
pub const UNSURE: u16 = 1 << 15;
/// Added to the source of a unit that is left out, since its label says a unit in which the field cannot be answered.
pub const OTHER_UNIT: u16 = 1 << 14;
/// The type of what looks like a table.
pub const TABLE: &str = "table";
/// Stands before the types of a table's cells.
pub const CELL_MARK: &str = "+";
/// Stands before the type of one box of the group before it, which may be a field of its own.
pub const BOX_MARK: &str = "=";
/// Stands before the type of what is not shown, behind the marks above.
pub const HIDDEN_MARK: &str = "-";
/// The type of the last unit, the form itself: its texts are titles, what the button that sends it says, and whether it asks for a password.
/// In place of a source it gets the number of fields that are sure: see [`super::evidence`].
pub const FORM: &str = "form";
/// So many sure fields are evidence enough to attach to a form.
pub const ENOUGH: u16 = 3;
