use super::*;

#[test]
fn rounds_half_away_from_zero_once() {
    let rate = |hundredths| Rate::from_hundredths(hundredths).unwrap();
    for (amount_in_cents, hundredths, expected_in_cents) in
        [(1, 50_00, 1), (-1, 50_00, -1), (3, 50_00, 2), (1, 49_99, 0), (7_500_00, 33_33, 2_499_75)]
    {
        let part = Euros::from_cents(amount_in_cents).times(rate(hundredths));
        assert_eq!(part.cents(), expected_in_cents, "{hundredths} of {amount_in_cents}");
    }
}

/// Half away from zero in integers.
fn divided(part: i128, whole: i128) -> i128 {
    let away = if 2 * (part % whole).abs() >= whole { part.signum() } else { 0 };
    part / whole + away
}

proptest::proptest! {
    #[test]
    fn shares_are_those_of_exact_integers(
        cents in -200_000_000_i64..200_000_000, hundredths in 0_u16..=100_00, days in 0_u16..=366,
    ) {
        for of in [365, 366] {
            let rate = Rate::from_hundredths(hundredths).unwrap();
            let days = days.min(of);
            let share = Share::of_year(days, of).unwrap();
            let part = Euros::from_cents(cents).times_share(rate, share).cents();
            let exact = i128::from(cents) * i128::from(hundredths) * i128::from(days);
            let expected = divided(exact, 10_000 * i128::from(of));
            proptest::prop_assert_eq!(i128::from(part), expected);
        }
    }

    #[test]
    fn payments_are_those_of_exact_integers(
        cents in -200_000_000_i64..200_000_000, count in 1_u32..=10_000_000,
    ) {
        let part = Euros::from_cents(cents).split_among(count).unwrap().cents();
        proptest::prop_assert_eq!(i128::from(part), divided(cents.into(), count.into()));
    }

    #[test]
    fn percentages_are_those_of_exact_integers(
        reference in 1_i64..200_000_000, amount in 0_i64..200_000_000,
    ) {
        let said = percent_more(Euros::from_cents(reference), Euros::from_cents(amount)).unwrap();
        let tenths = divided(1_000 * i128::from(amount - reference), reference.into());
        let sign = if amount < reference { '\u{2212}' } else { '+' };
        let whole = grouped(u64::try_from(tenths.abs() / 10).unwrap());
        let rest = tenths.abs() % 10;
        let expected = match (tenths, rest) {
            (0, _) if amount != reference => "moins de 0,1\u{a0}%".to_string(),
            (_, 0) => format!("{sign}\u{a0}{whole}\u{a0}%"),
            _ => format!("{sign}\u{a0}{whole},{rest}\u{a0}%"),
        };
        proptest::prop_assert_eq!(said, expected);
    }

    #[test]
    fn the_rate_that_reaches_an_amount_is_the_smallest(
        part in 0_i64..300_000_000, whole in 1_i64..200_000_000,
    ) {
        let expected = (part * 10_000).unsigned_abs().div_ceil(whole.unsigned_abs()).min(10_000);
        let found = Euros::from_cents(part).least_rate_of(Euros::from_cents(whole));
        proptest::prop_assert_eq!(u64::from(found.hundredths()), expected);
    }
}

#[test]
fn the_largest_amount_can_be_shared() {
    let year = Share::of_year(366, 366).unwrap();
    let longest = Share::of_year(u16::MAX, u16::MAX).unwrap();
    for most in [Euros::whole(u32::MAX), Euros::from_cents(i64::MAX), Euros::from_cents(i64::MIN)] {
        assert_eq!(most.times_share(Rate::FULL, year), most);
        assert_eq!(most.times_share(Rate::FULL, longest), most);
        assert_eq!(most.split_among(1), Some(most));
    }
    let most = Euros::from_cents(i64::MAX);
    assert_eq!(most.least_rate_of(Euros::from_cents(1)), Rate::FULL);
    assert!(percent_more(Euros::from_cents(1), most).is_some());
    assert_eq!(Euros::whole(1).least_rate_of(Euros::ZERO), Rate::ZERO);
    assert_eq!(Euros::from_cents(-1).least_rate_of(Euros::whole(1)), Rate::ZERO);
}

#[test]
fn numbers_are_taken_as_they_are_or_not_at_all() {
    for (number, cents) in [
        ("0", Some(0)),
        ("-0.00", Some(0)),
        ("12.5", Some(12_50)),
        ("-12.3400000000000000000000", Some(-12_34)),
        ("92233720368547758.07", Some(i64::MAX)),
        ("92233720368547758.08", None),
        ("79228162514264337593543950335", None),
        ("0.001", None),
        ("9.999999999999999999999999999", None),
    ] {
        let number: Decimal = number.parse().unwrap();
        assert_eq!(Euros::new(number).map(Euros::cents), cents, "{number}");
    }
    for (number, hundredths) in [
        ("0", Some(0)),
        ("100.000", Some(100_00)),
        ("33.33", Some(33_33)),
        ("33.333", None),
        ("-0.01", None),
        ("100.01", None),
        ("655.36", None),
        ("79228162514264337593543950335", None),
    ] {
        let number: Decimal = number.parse().unwrap();
        assert_eq!(Rate::new(number).map(Rate::hundredths), hundredths, "{number}");
    }
}

/// As workbooks and tables hold them.
#[test]
fn decimals_always_have_the_same_number_of_digits() {
    for (amount, text) in [
        (Euros::from_cents(9_969_863), "99698.63"),
        (Euros::from_cents(5), "0.05"),
        (Euros::ZERO, "0.00"),
        (Euros::whole(7) - Euros::whole(7), "0.00"),
        (Euros::from_cents(-1).times(Rate::whole(1)), "0.00"),
        (Euros::from_cents(-1_50), "-1.50"),
        (Euros::whole(35_000).times(Rate::whole(80)), "28000.00"),
    ] {
        assert_eq!(amount.as_decimal().to_string(), text);
    }
    let rate = Rate::whole(80);
    assert_eq!(
        [rate.as_decimal(), rate.as_fraction()].map(|of| of.to_string()),
        ["80.00", "0.8000"]
    );
}

#[test]
fn rates_have_neighbours_up_to_the_ends() {
    assert_eq!((Rate::ZERO.below(), Rate::FULL.above()), (None, None));
    let one = Rate::ZERO.above().unwrap();
    assert_eq!((one.hundredths(), one.below()), (1, Some(Rate::ZERO)));
    assert_eq!(Rate::from_hundredths(99_99).unwrap().whole_percents(), 99);
}

#[test]
fn writes_amounts_as_the_french_do() {
    for (cents, text) in [
        (0, "0 €"),
        (999_00, "999 €"),
        (1_000_00, "1\u{202f}000 €"),
        (9_969_863, "99\u{202f}698,63 €"),
        (50, "0,50 €"),
        (5, "0,05 €"),
        (-5, "\u{2212}0,05 €"),
        (-1_234_567_05, "\u{2212}1\u{202f}234\u{202f}567,05 €"),
    ] {
        assert_eq!(Euros::from_cents(cents).to_string(), text.replace(' ', "\u{a0}"));
    }
    assert_eq!(signed(Euros::whole(5)), "+\u{a0}5\u{a0}€");
    assert_eq!(signed(Euros::from_cents(-500)), "\u{2212}\u{a0}5\u{a0}€");
}

#[test]
fn writes_rates_with_no_decimals_or_two() {
    for (hundredths, text, number) in [
        (80_00, "80 %", "80"),
        (33_33, "33,33 %", "33.33"),
        (33_30, "33,30 %", "33.3"),
        (5, "0,05 %", "0.05"),
    ] {
        let rate = Rate::from_hundredths(hundredths).unwrap();
        assert_eq!(rate.to_string(), text.replace(' ', "\u{a0}"));
        assert_eq!(rate.number('.'), number);
    }
    assert_eq!(Rate::from_hundredths(100_01), None);
}

#[test]
fn shares_an_amount_between_people() {
    assert_eq!(Euros::whole(10).split_among(3), Some(Euros::from_cents(333)));
    assert_eq!(Euros::whole(10).split_among(0), None);
}
