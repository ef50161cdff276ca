// Written by tests/upkeep/page_types.py from what Python puts into the page; do not edit.

export interface ChangeNamesRecord {
  added: Array<string>;
  dropped: Array<string>;
  loosened: Array<string>;
  moved: Array<string>;
  reworded: Array<string>;
  tightened: Array<string>;
  unchanged: Array<string>;
  unlike: Array<string>;
}

export interface CitationRecord {
  fact: Fact;
  key: string;
  place: string;
  plan: number;
  resolved: boolean;
}

export interface ClauseRecord {
  fact: Fact;
  likeness: number;
  origin: string;
  other: null | OtherRecord;
  plan: number;
}

export interface ContradictionsRecord {
  fact: Fact;
  plan: number;
}

export interface ContrastRecord {
  aspect: string;
  cells: Array<Array<number | string>>;
  group: string;
  label: string;
  note: string;
}

export interface CoverageRecord {
  edition: string;
  groups: Array<string>;
  label: string;
  level1: string;
  plans: Array<number>;
}

export interface DifferenceRecord {
  agrees: boolean;
  aspect: Array<string>;
  kind: string;
  label: string;
  note: string;
  readings: Array<ReadingRecord>;
  spread: Array<string> | null;
  stricter: Array<string>;
  times: null | number;
  unit: string;
  way: string;
}

export interface DueRecord {
  date: string;
  fact: Fact;
  plan: number;
}

export interface DutyCounts {
  counts: Array<number>;
  duties: Array<Array<Array<Array<Array<Array<number>> | string>> | number | string>>;
  label: string;
}

export interface EvidenceRecord {
  left: string;
  lines: Array<Array<number | string>>;
  probability: number;
  right: string;
  score: number;
  start: number;
  threshold: number;
}

export interface Fact {
  at: Array<Array<null | number>> | null;
  details: Array<Array<Array<string>>>;
  kind: string;
  label: Array<string>;
  quote: string;
}

export interface GapNamesRecord {
  equal: Array<string>;
  looser: Array<string>;
  not_taken_up: Array<string>;
  own: Array<string>;
  stricter: Array<string>;
  unlike: Array<string>;
}

export interface GroupRecord {
  concept: string;
  differences: Array<DifferenceRecord>;
  differs: boolean;
  id: string;
  label: string;
  members: Array<Array<number>>;
  states: Array<string>;
  unitsDiffer: boolean;
}

export interface ItemRecord {
  deadlines: Array<Fact>;
  id: string;
  kind: string;
  limits: Array<string>;
  months: Array<Array<number> | null>;
  no: string;
  points: Fact | null;
  rules: Array<Fact>;
  section: string;
  targets: Array<Fact>;
  texts: Array<Fact>;
  title: Fact;
  units: Array<Fact>;
}

export interface MoreData {
  breadth: Array<Array<number>>;
  changeNames: ChangeNamesRecord;
  changes: Array<unknown>;
  checkability: Array<Array<Array<Array<number | string> | string> | number>>;
  citations: Array<CitationRecord>;
  clauses: Array<ClauseRecord>;
  evidence: Array<Array<EvidenceRecord>>;
  functions: Array<DutyCounts>;
  gapNames: GapNamesRecord;
  gaps: Array<unknown>;
  kinships: Array<Array<Array<string> | number>>;
  near: Array<Array<NearRecord>>;
  networks: Array<NetworkRecord>;
  orphans: Array<Array<number>>;
  parents: Array<ParentRecord>;
  timetables: Array<Timetable>;
  views: Array<PlanView>;
}

export interface NearRecord {
  left: string;
  lines: Array<Array<number | string>>;
  probability: number;
  right: string;
  score: number;
  start: number;
  threshold: number;
}

export interface NetworkRecord {
  edges: Array<Array<Array<number> | number | string>>;
  nodes: Array<Array<boolean | Array<number> | null | number | string>>;
  plan: number;
}

export interface OtherRecord {
  fact: Fact;
  plan: number;
}

export interface PageData {
  checks: Array<Array<Array<Array<number | string>> | number>>;
  contradictions: Array<ContradictionsRecord>;
  contrasts: Array<ContrastRecord>;
  coverage: Array<CoverageRecord>;
  english: Record<string, string>;
  fields: Array<string>;
  filled: Record<string, boolean>;
  groups: Array<GroupRecord>;
  lang: string;
  overlaps: Array<Array<Array<number>>>;
  plans: Array<PlanRecord>;
  sections: Array<SectionRecord>;
  stateMarks: Record<string, string>;
  stateNames: Record<string, Array<string>>;
  variants: Record<string, string>;
  words: Record<string, Array<string>>;
}

export interface Paper {
  boxes: Record<string, unknown>;
  pages: Array<unknown>;
}

export interface ParentRecord {
  children: Array<number>;
  clauses: Array<Array<boolean | Array<Array<Fact | number>> | string>>;
  key: string;
  titles: Array<string>;
}

export interface PlanRecord {
  about: Array<Array<Fact | Array<string>>>;
  citation: string;
  city: string;
  date: string;
  doubts: Array<Fact>;
  field: string;
  file: string;
  home: string;
  id: string;
  issuer: string;
  items: Array<ItemRecord>;
  kind: string;
  level: Array<string>;
  limits: Array<Array<Fact | Array<number> | string>>;
  name: string;
  number: string;
  others: Array<Array<Array<Fact | string>>>;
  pictures: Record<string, unknown>;
  problems: Array<ProblemRecord>;
  province: string;
  share: number;
  text: string;
  title: string;
  unread: Array<Fact>;
  url: string;
  year: string;
}

export interface PlanRow {
  cells: Array<Fact | null>;
  damaged: Array<string>;
  first: number;
  item: number;
  level: string;
  points: Fact | null;
  rules: Array<PlanRule>;
  state: Array<string> | null;
}

export interface PlanRule {
  fact: Fact;
  name: Array<string>;
  state: string;
  why: string;
}

export interface PlanTable {
  columns: Array<Array<string>>;
  rows: Array<PlanRow>;
}

export interface PlanView {
  paper: Paper;
  plan: number;
  states: Record<string, number>;
  tables: Array<PlanTable>;
}

export interface ProblemRecord {
  code: string;
  codeName: Array<string>;
  fact: Fact;
  item: string;
  message: Array<string>;
  other: Fact;
  severity: string;
  severityName: Array<string>;
  stage: Array<string>;
}

export interface ReadingRecord {
  fact: Fact;
  item: number;
  plan: number;
  position: null | number;
  rank: null | number;
  value: null | number;
}

export interface SectionRecord {
  has: Array<number>;
  lacking: Array<string>;
  lone: Array<string>;
  name: string;
  points: Array<null | number>;
  total: number;
}

export interface Timetable {
  apart: null | number;
  dues: Array<DueRecord>;
  earliest: string;
  group: number;
  latest: string;
}
