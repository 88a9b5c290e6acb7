//! Names of months in the languages in which pages print them, and digits of all scripts.
//!
//! The names come from the locales of glibc, where languages with cases have both forms: "травень", "6 травня".

use std::collections::BTreeMap;
use std::sync::LazyLock;

use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;
use pure_rust_locales as locales;
use rustc_hash::FxHashMap;

/// Names that are no locale's first choice: other month names of the Arab world, Austria and Croatia, and common short forms.
const ALSO: &[(&str, u32)] = &[
    ("sept", 9),
    ("jänner", 1),
    ("feber", 2),
    ("كانون الثاني", 1),
    ("شباط", 2),
    ("آذار", 3),
    ("نيسان", 4),
    ("أيار", 5),
    ("ايار", 5),
    ("حزيران", 6),
    ("تموز", 7),
    ("آب", 8),
    ("أيلول", 9),
    ("ايلول", 9),
    ("تشرين الأول", 10),
    ("تشرين الثاني", 11),
    ("كانون الأول", 12),
    ("ابريل", 4),
    ("أبريل", 4),
    ("اغسطس", 8),
    ("اكتوبر", 10),
];

/// Short forms that are common words elsewhere.
const NOT: &[&str] = &["out", "set", "do", "so", "sen", "sun", "pop", "man", "mon", "tor", "sat"];

macro_rules! names {
    ($($locale:ident)*) => { [$((locales::$locale::LC_TIME::MON, locales::$locale::LC_TIME::ALT_MON, locales::$locale::LC_TIME::ABMON)),*] };
}

/// All names by their folded form; a name that is one month in one language and another elsewhere ("listopada") is none.
static MONTHS: LazyLock<FxHashMap<String, u32>> = LazyLock::new(|| {
    let all = names![
        en_GB uk_UA ru_RU be_BY bg_BG mk_MK sr_RS sr_RS_latin hr_HR bs_BA sl_SI cs_CZ sk_SK pl_PL de_DE de_AT nl_NL fr_FR es_ES pt_PT
        pt_BR it_IT ca_ES gl_ES ro_RO hu_HU tr_TR az_AZ ar_EG ar_SY ar_DZ ar_TN ar_MA fa_IR ur_PK he_IL hi_IN sv_SE da_DK nb_NO nn_NO
        fi_FI et_EE lv_LV lt_LT el_GR hy_AM ka_GE kk_KZ ky_KG tg_TJ uz_UZ id_ID ms_MY sw_KE so_SO sq_AL is_IS eu_ES am_ET
    ];
    let mut months: BTreeMap<String, Option<u32>> = BTreeMap::new();
    let mut enter = |name: &str, month: u32| {
        let name = folded(name);
        if (name.chars().count() >= 3 || !name.is_ascii()) && !NOT.contains(&name.as_str()) {
            months.entry(name).and_modify(|known| *known = known.filter(|known| *known == month)).or_insert(Some(month));
        }
    };
    for (names, other, short) in all {
        for list in [Some(names), other, Some(short)].into_iter().flatten() {
            (1..).zip(list).for_each(|(month, name)| enter(name, month));
        }
    }
    // Finnish writes days with the partitive.
    (1..).zip(locales::fi_FI::LC_TIME::MON).for_each(|(month, name)| enter(&format!("{name}ta"), month));
    ALSO.iter().for_each(|(name, month)| enter(name, *month));
    months.into_iter().filter_map(|(name, month)| Some((name, month?))).collect()
});

/// Bytes of the longest name, and more.
pub(super) const LONGEST: usize = 48;

/// Pairs of first letters with which names in ASCII begin: most words are no month's name by these already.
static BEGINNINGS: LazyLock<[[bool; 26]; 26]> = LazyLock::new(|| {
    let mut beginnings = [[false; 26]; 26];
    MONTHS.keys().filter_map(|name| beginning(name)).for_each(|(one, two)| beginnings[one][two] = true);
    beginnings
});

/// The places of the first two letters in the alphabet.
fn beginning(word: &str) -> Option<(usize, usize)> {
    let place = |byte: &u8| byte.is_ascii_alphabetic().then(|| usize::from(byte.to_ascii_lowercase() - b'a'));
    Some((place(word.as_bytes().first()?)?, place(word.as_bytes().get(1)?)?))
}

/// A month by its name or abbreviation, case aside.
pub(super) fn month(word: &str) -> Option<u32> {
    if word.len() > LONGEST || beginning(word).is_some_and(|(one, two)| !BEGINNINGS[one][two]) {
        return None;
    }
    let word = folded(word);
    // Hebrew writes "in" and the month as one word.
    MONTHS.get(&word).or_else(|| MONTHS.get(word.strip_prefix('ב')?)).copied()
}

fn folded(word: &str) -> String {
    let word = word.trim_matches('.');
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars().flat_map(char::to_lowercase).filter(|c| *c != '\u{307}').map(|c| if c == 'ı' { 'i' } else { c }).collect()
}

/// The value of a decimal digit of any script: "6", "٦", "۶", "６".
pub(super) fn digit(c: char) -> Option<i32> {
    if c.is_ascii() {
        return c.to_digit(10).and_then(|value| i32::try_from(value).ok());
    }
    let is_digit = |c: char| CodePointMapData::<GeneralCategory>::new().get(c) == GeneralCategory::DecimalNumber;
    if !is_digit(c) {
        return None;
    }
    // Unicode keeps the ten digits of a script side by side, in order, from zero.
    let n_before = (1..).take_while(|back| char::from_u32(c as u32 - back).is_some_and(is_digit)).count();
    i32::try_from(n_before % 10).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_many_languages() {
        for (month_of, names) in [
            (
                5,
                "May mai mayo maggio maio травня травень мая maja květen května Mayıs MAYIS أيار مايو مه مئی במאי Mai Μαΐου մայիսի მაისი toukokuuta május gegužės maijs",
            ),
            (8, "August août agosto серпня августа sierpnia srpna Ağustos آب أغسطس अगस्त elokuuta"),
            (11, "November noviembre листопада ноября listopadu Kasım نوفمبر נובמבר novembre"),
        ] {
            for name in names.split(' ') {
                assert_eq!(month(name), Some(month_of), "{name}");
            }
        }
    }

    #[test]
    fn a_name_of_two_months_is_none() {
        assert!(MONTHS.keys().all(|name| name.len() <= LONGEST), "the longest name fits");
        assert_eq!(month("listopada"), None, "November in Polish, October in Croatian");
        assert_eq!((month("out"), month("ministers"), month("")), (None, None, None));
    }

    #[test]
    fn digits_of_all_scripts() {
        let value = |text: &str| text.chars().map(digit).collect::<Option<Vec<i32>>>();
        for text in ["2014", "٢٠١٤", "۲۰۱۴", "２０１４", "२०१४"] {
            assert_eq!(value(text), Some(vec![2, 0, 1, 4]), "{text}");
        }
        assert_eq!((digit('½'), digit('二'), digit('x')), (None, None, None));
    }
}
