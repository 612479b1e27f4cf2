// territories/communes.tsv against the public package that it is made from, read here on its own.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";

if (!process.env.TOOLS) throw new Error("TOOLS must name the directory of the tools from npm");
const from = createRequire(join(process.env.TOOLS, "package.json"));
const data = (name) => from(`@etalab/decoupage-administratif/data/${name}.json`);
const printed = (name) => name.replaceAll("'", "’").split(/\s+/).filter(Boolean).join(" ");
const current = data("communes").filter((one) => one.type === "commune-actuelle");
const districts = data("communes").filter((one) => one.type === "arrondissement-municipal");
const cities = new Set(districts.map((one) => one.commune));

const file = await readFile(new URL("../../territories/communes.tsv", import.meta.url), "utf8");
const groups = new Map(); // code -> { sign, name }
const communes = new Map(); // code -> { name, population, postal, groups, former }
{
  let department, known, number;
  for (const line of file.split("\n").filter((line) => line && !line.startsWith("#")).slice(1)) {
    const [first, name, ...rest] = line.split("\t");
    if (/^[!+=@]/.test(first)) {
      groups.set(first.slice(1), { sign: first[0], name });
      if (first[0] === "@") [department, known, number] = [first.slice(1), rest[0]?.split(" ") ?? [], 0];
      continue;
    }
    number = first === "" ? number + 1 : Number(first);
    const [population = "", postal = "", ranks = "", former = ""] = rest;
    communes.set(department.slice(0, 2) + String(number).padStart(3, "0"), {
      name, population, department,
      postal: postal.split(" ").filter(Boolean).map((code) => (code.length < 5 ? department + code : code)),
      groups: ranks.split(" ").filter(Boolean).map((rank) => known[rank]),
      former: former.split(";").filter(Boolean),
    });
  }
}

test("the file names its source, its year and its licence", () => {
  for (const said of ["Insee", "Licence Ouverte", "@etalab/decoupage-administratif 6.0.0", "cargo xtask communes"]) {
    assert.ok(file.includes(said), said);
  }
  assert.match(file, /^2023$/m);
});

test("every commune and district is there once, with its name, population, postal codes and département", () => {
  const expected = [...current.filter((one) => !cities.has(one.code)), ...districts];
  assert.equal(communes.size, expected.length);
  for (const one of expected) {
    const read = communes.get(one.code);
    assert.ok(read, one.code);
    assert.deepEqual(
      [read.name, read.population, read.postal, read.department],
      [printed(one.nom), String(one.population ?? ""), one.codesPostaux ?? [], one.departement], one.code);
  }
});

test("the inhabitants add up to those of the current communes", () => {
  const sum = [...communes.values()].reduce((total, one) => total + Number(one.population), 0);
  assert.equal(sum, 68_952_941);
  assert.equal(sum, current.reduce((total, one) => total + (one.population ?? 0), 0));
  assert.equal([...communes.values()].filter((one) => one.population === "").length, 6);
  const marseille = ["13214", "13215", "13216"].map((code) => Number(communes.get(code).population));
  assert.deepEqual(marseille, [60_505, 79_161, 15_854]);
});

test("cities, intercommunalités and établissements publics territoriaux hold the communes that they hold", () => {
  const expected = new Map([...cities].map((code) => [code, new Set(
    districts.filter((one) => one.commune === code).map((one) => one.code))]));
  const signs = new Map([...cities].map((code) => [code, "!"]));
  for (const [sign, name] of [["+", "ept"], ["=", "epci"]]) {
    for (const group of data(name)) {
      signs.set(group.code, sign);
      expected.set(group.code, new Set(group.membres.flatMap(({ code }) =>
        (cities.has(code) ? [...expected.get(code)] : [code]))));
    }
  }
  const held = new Map();
  for (const [code, one] of communes) {
    for (const group of one.groups) held.set(group, (held.get(group) ?? new Set()).add(code));
  }
  assert.equal(held.size, expected.size);
  for (const [code, members] of expected) {
    assert.equal(groups.get(code)?.sign, signs.get(code), code);
    assert.deepEqual([...held.get(code)].sort(), [...members].sort(), code);
  }
  // The most specific group comes first.
  const order = { "!": 0, "+": 1, "=": 2 };
  for (const [code, one] of communes) {
    const ranks = one.groups.map((group) => order[groups.get(group).sign]);
    assert.deepEqual(ranks, ranks.toSorted(), code);
  }
});

test("merged communes are found under their former name", () => {
  const merged = data("communes").filter((one) => one.chefLieu && communes.has(one.chefLieu)
    && communes.get(one.chefLieu).name !== one.nom);
  assert.ok(merged.length > 2_000);
  for (const one of merged) assert.ok(communes.get(one.chefLieu).former.includes(printed(one.nom)), one.nom);
  assert.equal([...communes.values()].reduce((sum, one) => sum + one.former.length, 0), merged.length);
});

test("the page carries the file, behind the program", async () => {
  const page = await readFile(join(process.env.DIST, "index.html"), "utf8");
  assert.equal(page.split(file).length, 2, "once");
  assert.ok(page.indexOf(file) > page.indexOf("TrunkApplicationStarted"), "the program does not wait for it");
});
