// A second computation of one year, written from the rules of the agreement alone, in whole cents. Amounts are in euros, by size.
const part = (fixed, variable) => ({ fixed, variable });
const shared = {
  parcours: part([25_000, 35_000, 45_000, 50_000], [25_000, 35_000, 45_000, 50_000]),
  prevention: part([10_000, 15_000, 17_500, 20_000], [10_000, 15_000, 17_500, 20_000]),
};
const options = {
  qualite: part([7_500, 10_000, 15_000, 20_000], [7_500, 10_000, 15_000, 20_000]),
  accompagnement: part([5_000, 7_500, 10_000, 15_000], [5_000, 7_500, 10_000, 15_000]),
};
const functioning = [50_000, 60_000, 75_000, 90_000];

export const tariffs = {
  "aci-2022": {
    functioning,
    additional: [37_500, 45_000, 56_250, 67_500],
    upliftPercent: 10,
    missions: {
      acces: part([55_000, 70_000, 90_000, 110_000], [25_000, 30_000, 35_000, 45_000]),
      ...shared,
      crise: {
        drafting: [25_000, 35_000, 45_000, 50_000],
        update: [12_500, 17_500, 22_500, 25_000],
        variable: [37_500, 52_500, 67_500, 75_000],
      },
      ...options,
    },
  },
  "projet-2019": {
    functioning,
    additional: [0, 0, 0, 0],
    upliftPercent: 0,
    missions: {
      acces: part([15_000, 17_500, 25_000, 30_000], [15_000, 17_500, 25_000, 30_000]),
      ...shared,
      ...options,
    },
  },
};

/** A share of an amount, both positive whole numbers, to the nearest cent, half up. */
const share = (cents, numerator, denominator) =>
  Math.floor((2 * cents * numerator + denominator) / (2 * denominator));

function line(row, size, choice, upliftPercent) {
  const fixed = 100 * (row.fixed ?? row[choice.plan ?? "drafting"])[size - 1];
  const ceiling = 100 * row.variable[size - 1];
  const hundredths = row.fixed ? Math.round(100 * (choice.rate ?? 100)) : choice.occurred ? 10_000 : 0;
  const variable = share(ceiling, hundredths, 10_000);
  const uplift = share(fixed, upliftPercent, 100) + share(variable, upliftPercent, 100);
  return { fixed, variable, uplift, total: fixed + variable + uplift };
}

function year(tariff, size, missions, upliftPercent) {
  const lines = {};
  for (const [id, row] of Object.entries(tariff.missions)) {
    if (missions[id]) lines[id] = line(row, size, missions[id], upliftPercent);
  }
  const sum = (key) => Object.values(lines).reduce((total, { [key]: cents }) => total + cents, 0);
  const [fixed, variable, uplift] = ["fixed", "variable", "uplift"].map(sum);
  const due = 100 * tariff.functioning[size - 1];
  return { lines, fixed, variable, uplift, functioning: due, total: due + fixed + variable + uplift };
}

/** Every figure of `simulate` in cents, for a scenario that gives its size. */
export function expected({ tariff: id = "aci-2022", size, members = 0, signature, missions }) {
  const tariff = tariffs[id];
  const upliftPercent = size === 4 && members >= 100 ? tariff.upliftPercent : 0;
  const additional = signature && signature < "2022-09-30" ? 100 * tariff.additional[size - 1] : 0;
  const chosen = year(tariff, size, missions, upliftPercent);
  const usualMissions = missions.crise ? { ...missions, crise: { plan: "update" } } : missions;
  const everything = Object.fromEntries(Object.keys(tariff.missions).map((key) => [key, {}]));
  if (everything.crise) everything.crise = { occurred: true };
  return {
    tariff: id,
    size,
    functioning: chosen.functioning,
    additional,
    missions: chosen.lines,
    fixed: chosen.fixed,
    variable: chosen.variable,
    uplift: chosen.uplift,
    total: chosen.total + additional,
    usualYear: year(tariff, size, usualMissions, upliftPercent).total,
    ceiling: year(tariff, size, everything, upliftPercent).total,
  };
}
