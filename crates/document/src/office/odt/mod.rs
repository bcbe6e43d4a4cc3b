//! OpenDocument text (being built).
use crate::error::{ReadError, ReadErrorKind};
use crate::limits::Limits;
use crate::model::Document;
pub(crate) fn read(_bytes: Vec<u8>, _limits: &Limits) -> Result<Document, ReadError> {
    Err(ReadErrorKind::MissingPart.into())
}
