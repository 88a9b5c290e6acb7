//! Types of names, and the labels of tokens: outside, or begin, inside, last, unit of a type.

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameType {
    /// A person.
    Person,
    /// A body.
    Organisation,
    /// A state or another place.
    Location,
    /// Any other name.
    Other,
}

/// All types in the order of their labels.
pub const TYPES: [NameType; 4] = [NameType::Person, NameType::Organisation, NameType::Location, NameType::Other];

/// Labels of a token.
pub const LABELS: usize = 17;
/// Labels that are part of a name.
pub const INNER: usize = 16;
/// The label of a token outside names.
pub const OUTSIDE: u8 = 0;

/// Where in a name a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The first of several.
    Begin,
    /// Between the first and the last.
    Inside,
    /// The last of several.
    Last,
    /// The only one.
    Unit,
}

/// The label of a part of a name of a type.
pub fn label(kind: NameType, part: Part) -> u8 {
    1 + 4 * kind as u8 + part as u8
}

/// The type of a label; `None` outside.
pub fn kind(label: u8) -> Option<NameType> {
    TYPES.get(usize::from(label.checked_sub(1)? / 4)).copied()
}

/// The part of a label; `None` outside.
pub fn part(label: u8) -> Option<Part> {
    const PARTS: [Part; 4] = [Part::Begin, Part::Inside, Part::Last, Part::Unit];
    PARTS.get(usize::from(label.checked_sub(1)? % 4)).copied()
}
