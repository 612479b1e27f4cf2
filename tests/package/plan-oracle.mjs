// A second computation of the five-year contract, written from the rules of the agreement alone: whole cents as BigInt,
// dates as UTC days. The amounts are those of the yearly oracle.
import { tariffs } from "./oracle.mjs";

const startMonths = {
  "aci-2022": { acces: 6, parcours: 12, prevention: 12, crise: 6 },
  "projet-2019": { acces: 6, parcours: 12 },
};
export const sizeOf = {
  "aci-2022": (population) => (population < 40_000 ? 1 : population < 80_000 ? 2 : population <= 175_000 ? 3 : 4),
  "projet-2019": (population) => (population < 40_000 ? 1 : population < 70_000 ? 2 : population <= 250_000 ? 3 : 4),
};
const subjects = ["functioning", "additional", "acces", "parcours", "prevention", "crise", "qualite", "accompagnement"];
const kinds = ["full", "advance", "balance", "variable"];

const millisecondsPerDay = 86_400_000;
export const dayOf = (date) => Date.parse(`${date}T00:00:00Z`) / millisecondsPerDay;
export const dateOf = (day) => new Date(day * millisecondsPerDay).toISOString().slice(0, 10);

/** The same day of a later month, or the last day of that month. */
export function addMonths(date, months) {
  const [year, month, day] = date.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dateOf(Date.UTC(year, month - 1 + months, Math.min(day, last)) / millisecondsPerDay);
}

/** A positive fraction to the nearest whole number, half up. */
const nearest = (numerator, denominator) => (2n * numerator + denominator) / (2n * denominator);
const inCents = (euros) => 100n * BigInt(euros);
const euros = (cents) => Number(cents) / 100;
const sum = (amounts) => amounts.reduce((total, amount) => total + amount, 0n);

/** What one mission is due in contract year `k`, in cents; nothing when it has not started before the end of that year. */
function mission(row, size, choice, start, anniversaries, k, upliftPercent, prorateVariable) {
  const [from, to] = [dayOf(anniversaries[k - 1]), dayOf(anniversaries[k])];
  const first = dayOf(start);
  if (first >= to) return undefined;
  const days = BigInt(to - Math.max(first, from));
  const length = BigInt(to - from);
  const startsThisYear = first >= from;

  const fixedAmount = row.fixed ?? (startsThisYear ? row.drafting : row.update);
  const fixed = nearest(inCents(fixedAmount[size - 1]) * days, length);

  const ceiling = inCents(row.variable[size - 1]);
  let variable;
  if (row.fixed) {
    const hundredths = BigInt(Math.round(100 * (choice.rates?.[k - 1] ?? choice.rate ?? 100)));
    variable = prorateVariable
      ? nearest(ceiling * hundredths * days, 10_000n * length)
      : nearest(ceiling * hundredths, 10_000n);
  } else {
    variable = (choice.crisisYears ?? []).includes(k) ? ceiling : 0n;
  }
  const fixedUplift = nearest(fixed * upliftPercent, 100n);
  const variableUplift = nearest(variable * upliftPercent, 100n);
  return { fixed, variable, fixedUplift, variableUplift, paidFrom: startsThisYear ? start : anniversaries[k - 1] };
}

/** The whole `Plan` of a valid contract, without explanations; instead of alerts, the missions that start late or too late. */
export function expectedPlan(contract) {
  const { tariff: id = "aci-2022", population, members = 0, signature, missions } = contract;
  const { prorateVariable = true, balanceDelayMonths = 0 } = contract;
  const tariff = tariffs[id];
  const size = contract.size ?? sizeOf[id](population);
  const upliftPercent = size === 4 && members >= 100 ? BigInt(tariff.upliftPercent) : 0n;
  const anniversaries = [0, 1, 2, 3, 4, 5].map((k) => addMonths(signature, 12 * k));
  const selected = Object.keys(tariff.missions).filter((key) => missions[key] !== undefined);
  const start = (key) => missions[key].start ?? signature;

  const payments = [];
  const years = [];
  for (let k = 1; k <= 5; k++) {
    const opening = anniversaries[k - 1];
    const balanceDate = addMonths(anniversaries[k], balanceDelayMonths);
    const pay = (date, subject, kind, amount) => payments.push({ date, subject, kind, contractYear: k, amount });
    const advance = (date, subject, amount) => {
      const paid = nearest(75n * amount, 100n);
      pay(date, subject, "advance", paid);
      pay(balanceDate, subject, "balance", amount - paid);
    };

    const functioning = inCents(tariff.functioning[size - 1]);
    const additional = k === 1 && signature < "2022-09-30" ? inCents(tariff.additional[size - 1]) : 0n;
    if (k === 1) {
      pay(opening, "functioning", "full", functioning);
      pay(opening, "additional", "full", additional);
    } else {
      advance(opening, "functioning", functioning);
    }

    const lines = {};
    for (const key of selected) {
      const due = mission(
        tariff.missions[key], size, missions[key], start(key), anniversaries, k, upliftPercent, prorateVariable);
      if (!due) continue;
      const { fixed, variable, fixedUplift, variableUplift, paidFrom } = due;
      const uplift = fixedUplift + variableUplift;
      lines[key] = { fixed, variable, uplift, total: fixed + variable + uplift };
      advance(paidFrom, key, fixed + fixedUplift);
      pay(balanceDate, key, "variable", variable + variableUplift);
    }
    const total = functioning + additional + sum(Object.values(lines).map((line) => line.total));
    years.push({ index: k, from: opening, to: anniversaries[k], functioning, additional, missions: lines, total });
  }

  const schedule = payments
    .filter(({ amount }) => amount > 0n)
    .sort((a, b) =>
      dayOf(a.date) - dayOf(b.date) ||
      a.contractYear - b.contractYear ||
      subjects.indexOf(a.subject) - subjects.indexOf(b.subject) ||
      kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
  const cash = new Map();
  for (const { date, amount } of schedule) {
    const year = Number(date.slice(0, 4));
    cash.set(year, (cash.get(year) ?? 0n) + amount);
  }

  const inEuros = (value) => {
    if (typeof value === "bigint") return euros(value);
    if (Array.isArray(value)) return value.map(inEuros);
    if (typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inEuros(inner)]));
  };
  const plan = inEuros({
    tariff: id,
    size,
    years,
    payments: schedule,
    calendarYears: [...cash].map(([year, amount]) => ({ year, amount })),
    total: sum(years.map((year) => year.total)),
  });
  const limit = (key) => startMonths[id][key] !== undefined && addMonths(signature, startMonths[id][key]);
  const late = selected.filter((key) => limit(key) && dayOf(start(key)) > dayOf(limit(key)));
  const after = selected.filter((key) => dayOf(start(key)) >= dayOf(anniversaries[5]));
  return { plan, late, after };
}
