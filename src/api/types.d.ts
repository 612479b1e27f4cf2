/** A mission of the agreement. */
export type MissionId = "acces" | "parcours" | "prevention" | "crise" | "qualite" | "accompagnement";

/** What to simulate. One of `population` and `size` is required. */
export interface Scenario {
  /** Version of the agreement; default: the one in force. */
  tariff?: "aci-2022" | "projet-2019";
  /** Whole number of inhabitants, 1 … 10 000 000. */
  population?: number;
  /** Wins over the population. */
  size?: 1 | 2 | 3 | 4;
  /** Whole number of members, 0 … 100 000; default 0. */
  members?: number;
  /** Day of signature, YYYY-MM-DD, 2000 … 2099. */
  signature?: string;
  /** A key that is present selects the mission. Rates: 0 … 100, at most two decimals, default 100. */
  missions: { crise?: { plan?: "drafting" | "update"; occurred?: boolean } } & {
    [id in Exclude<MissionId, "crise">]?: { rate?: number };
  };
}

/** Why an amount is what it is, in French. */
export interface Explanation {
  label: string;
  sentence: string;
  value: number;
  sources: string[];
  /** Identifiers, to be looked up in `tariffs()`. */
  interpretations: string[];
}

/** What one mission brings in the year, in euros. */
export interface Line {
  fixed: number;
  variable: number;
  uplift: number;
  total: number;
  explanation: Explanation[];
}

/** One year of funding, in euros. */
export interface Simulation {
  tariff: string;
  size: 1 | 2 | 3 | 4;
  functioning: number;
  additional: number;
  /** The selected missions, in the order of the tariff. */
  missions: { [id in MissionId]?: Line };
  fixed: number;
  variable: number;
  uplift: number;
  total: number;
  /** The selected missions at the given rates, plan updated, no crisis. */
  usualYear: number;
  /** Every mission at 100 %, drafting year and crisis. */
  ceiling: number;
  /** Stable codes, French sentences. */
  alerts: { code: string; message: string }[];
  /** Functioning, additional functioning, total. */
  explanation: Explanation[];
}

/** A five-year contract. */
export interface Contract extends Omit<Scenario, "missions"> {
  /** Day of signature: the first day of the contract. */
  signature: string;
  /** Starts: YYYY-MM-DD, default the signature. Crisis years: contract years 1 … 5. */
  missions: { crise?: { start?: string; crisisYears?: number[] } } & {
    [id in Exclude<MissionId, "crise">]?: {
      start?: string;
      rate?: number;
      rates?: [number, number, number, number, number];
    };
  };
  /** Whether the variable part of a mission's first year is prorated; default true. */
  prorateVariable?: boolean;
  /** Months from an anniversary to the balance, 0 … 12, default 0. */
  balanceDelayMonths?: number;
}

/** Five years of a contract, in euros. */
export interface Plan {
  tariff: string;
  size: 1 | 2 | 3 | 4;
  /** From one anniversary to the next; `to` is excluded. */
  years: {
    index: 1 | 2 | 3 | 4 | 5;
    from: string;
    to: string;
    functioning: number;
    additional: number;
    missions: { [id in MissionId]?: Line };
    total: number;
  }[];
  /** By date; none of 0 €. */
  payments: {
    date: string;
    subject: "functioning" | "additional" | MissionId;
    kind: "full" | "advance" | "balance" | "variable";
    contractYear: number;
    amount: number;
  }[];
  calendarYears: { year: number; amount: number }[];
  total: number;
  alerts: { code: string; message: string }[];
}

/** The answer of `reach`. */
export interface Reach {
  /** Smallest uniform rate with two decimals that reaches the target; null when 100 % does not. */
  rate: number | null;
  /** Total at 0 %. */
  min: number;
  /** Total at 100 %. */
  max: number;
  message: string;
}

/** A place in one of the `sources` of a structure. */
export interface Citation {
  source: string;
  place: string;
}

/** A French sentence and where it comes from. */
export interface Sourced {
  text: string;
  sources: Citation[];
}

/** Whole euros and where they are printed; `doctors` is the size of the team that they go with. */
export interface PrintedAmount {
  euros: number;
  doctors?: number;
  sources: Citation[];
}

/** What is known of a structure, the community itself included. */
export interface Structure {
  id: "esp" | "ess" | "msp" | "cpts";
  shortName: string;
  longName: string;
  composition: Sourced;
  legalForm: Sourced;
  territory: Sourced;
  aims: Sourced;
  healthProject: Sourced;
  validation: Sourced;
  funding: Sourced;
  references: Sourced;
  /** How the page computes its amounts over the years. */
  computation: Sourced;
  /** Where documents differ, the amount that the page starts from comes first. */
  amounts: {
    /** Start-up fund, once. */
    fir?: PrintedAmount[];
    /** In how many payments at most. */
    payments?: number;
    /** Start-up credit, once. */
    startup?: PrintedAmount;
    /** A year, for the smallest and for the largest team. */
    least?: PrintedAmount;
    most?: PrintedAmount;
    /** A year, on average. */
    average?: PrintedAmount[];
    /** One point. */
    point?: PrintedAmount;
  };
  /** What documents say differently; `settled` where a text decides. */
  disagreements: {
    subject: string;
    structures: Structure["id"][];
    values: Sourced[];
    outcome: string;
    settled: boolean;
  }[];
  /** What adds up on a territory, and what is one or the other. */
  combinations: (Sourced & {
    kind: "adds" | "alternative" | "information";
    structures: Structure["id"][];
  })[];
  /** The documents that all of the above cites. */
  sources: {
    id: string;
    document: string;
    /** YYYY-MM-DD, YYYY-MM or "non daté". */
    published: string;
    address: string | null;
    confidence: "official" | "secondary";
    checked: string;
  }[];
}

/** Thrown for a scenario or a target that is refused. */
export interface ScenarioError extends Error {
  name: "ScenarioError";
  /** `missions.acces.rate`; empty for an argument that is not an object. */
  path: string;
  code: string;
}
