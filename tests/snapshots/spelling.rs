//! How numbers are written, in text whose U+00A0 is shown as `~` and U+202F as `␣`.

/// What is wrong with the numbers of a line.
pub fn fault(line: &str) -> Option<&'static str> {
    let letters: Vec<char> = line.chars().collect();
    let at = |index: usize| letters.get(index).copied().unwrap_or(' ');
    let digit = |index: usize| at(index).is_ascii_digit();
    (1..letters.len()).find_map(|index| {
        let after_digit = digit(index - 1);
        match at(index) {
            '€' | '%' if after_digit => Some("a sign that touches its number"),
            ' ' | '␣' if after_digit && matches!(at(index + 1), '€' | '%') => {
                Some("a sign not after U+00A0")
            }
            ' ' | '~'
                if after_digit && (1..=3).all(|next| digit(index + next)) && !digit(index + 4) =>
            {
                Some("thousands not after U+202F")
            }
            ',' if after_digit
                && digit(index + 1)
                && at(index + 2) == '~'
                && at(index + 3) == '€' =>
            {
                Some("one decimal")
            }
            '.' if after_digit && is_decimal(&letters[index + 1..]) => Some("a decimal point"),
            '-' if at(index - 1) == ' ' && digit(index + 1) && is_amount(&letters[index + 1..]) => {
                Some("a hyphen for a minus")
            }
            _ => None,
        }
    })
}

/// Digits, then a sign.
fn is_decimal(letters: &[char]) -> bool {
    let digits = letters.iter().take_while(|letter| letter.is_ascii_digit()).count();
    digits > 0 && matches!(letters[digits..], ['~', '€' | '%', ..])
}

fn is_amount(letters: &[char]) -> bool {
    let number = |letter: &&char| letter.is_ascii_digit() || matches!(letter, '␣' | ',');
    let length = letters.iter().take_while(number).count();
    matches!(letters[length..], ['~', '€', ..])
}

/// The cents of an amount, read as it is written: `99 698,63 €`, or without its sign.
pub fn cents(text: &str) -> Option<i64> {
    let number = text.strip_suffix("\u{a0}€").unwrap_or(text);
    let (sign, number) = number.strip_prefix('−').map_or((1, number), |number| (-1, number));
    let (euros, cents) = match number.split_once(',') {
        Some((euros, cents)) if cents.len() == 2 && cents != "00" => {
            (euros, cents.parse::<i64>().ok()?)
        }
        Some(_) => return None,
        None => (number, 0),
    };
    let groups: Vec<&str> = euros.split('\u{202f}').collect();
    let is_grouped = groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    is_grouped.then_some(())?;
    Some(sign * (groups.concat().parse::<i64>().ok()? * 100 + cents))
}

#[test]
fn what_is_misspelt_is_found() {
    let wrong = ["10€", "10 €", "10␣%", "1~000~€", "1 000~€", "1,5~€", "3.70~€", "moins -5␣000~€"];
    for line in wrong {
        assert!(fault(line).is_some(), "{line}");
    }
    for line in ["10~€", "−~33,3~%", "1␣000,50~€", "01/07/2027", "en 2027, 300~€", "article 9.1 de"]
    {
        assert_eq!(fault(line), None, "{line}");
    }
    assert_eq!(cents("99\u{202f}698,63\u{a0}€"), Some(9_969_863));
    for text in ["99698,63\u{a0}€", "1\u{202f}00", "5,5", "5,00", "5 €", ""] {
        assert_eq!(cents(text), None, "{text}");
    }
}
