//! `demarche serve`

use super::args::{Common, Serve};
use super::failure::Failure;
use super::show::Show;

pub(super) fn run(_common: &Common, _args: &Serve, _show: &Show) -> Result<u8, Failure> {
    Ok(0)
}
