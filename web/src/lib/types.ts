// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The shapes the API gives. Only what the console shows; an unknown member is ignored.

export type Names = Record<string, string>;
export interface Officer { id: string; name: string; roles: string[] }
export interface Basis { instrument: string; article: string }
export interface Member { id: string; names: Names; state: 'up' | 'down' | 'never'; last_heard: string | null }
// What the node's care passed over; `kind`: "request", "be/alerts", or nothing where a part of it failed as a whole.
export interface Cared { part: string; kind: string; code: string; count: number; since: string; last: string }
export interface NodeInfo {
  authority: string; names: Names; version: string; demo: boolean; lists: 'official' | 'invented' | 'none';
  officer: Officer | null; now: string; members: Member[]; passkeys?: { at: string[]; why_not: string }; provider?: boolean;
  care?: Cared[];  // for who is signed in
}
export interface SubjectName { text: string; given?: string; family?: string; role?: string }
export interface Paper { type: string; country?: string; number: string }
export interface Subject {
  kind: string; names?: SubjectName[]; births?: string[]; birth_places?: string[]; sex?: string;
  nationalities?: string[]; documents?: Paper[]; identifiers?: { type: string; value: string }[]; addresses?: string[];
}
export type Sharing = 'own' | 'published' | 'asked' | 'sealed' | 'closed';
export interface Planned { member: string; sharing: Sharing; allowed: boolean; basis?: Basis | null; reason?: string | null; class?: string; register?: string }
export interface Variant { token: string; spellings: string[] }
export interface Preview { variants: Variant[]; members: Planned[] }
export interface WordPair { asked: string; found: string; how: string; bits: number }
export interface Evidence { field: string; grade: string; bits: number; asked: string; found: string; words?: WordPair[] }
export interface Alert {
  category: string; article?: string; legal_basis?: string; reason?: string; action?: string; flags?: string[]; handling?: string; conditions?: string[];
  authority?: string; list?: { source: string; ref: string; program?: string; listed_on?: string } | null;
}
export type Judgement = 'hit' | 'dismissed' | 'unsure';
// What an officer said of this record when the same was asked before.
export interface Said { judgement: Judgement; by: string; at: string; reason: string; same_version: boolean }
// Whose identity was misused, and is not meant by the alert (art. 62).
export interface Namesake { score: number; nearer: boolean; subject: Subject; consented_at: string; evidence: Evidence[]; father?: string; mother?: string }
export interface Candidate {
  n: number; record: string; owner: string; sharing: Sharing; score: number; bits: number;
  answer: 'record' | 'count' | 'boolean'; subject: Subject | null; alert: Alert | null; evidence: Evidence[];
  judgement: Judgement | null; copy_as_of?: string | null; lowered?: boolean; judged_before?: Said[];
  not_this_person?: Namesake[];
  request?: string;  // that was made of it in this page
}
export type CoverageState = 'answered' | 'in_part' | 'unreachable' | 'not_allowed' | 'closed' | 'busy' | 'clock' | 'quota'
  | 'hit' | 'no_hit' | 'stale' | 'too_little' | 'keys_version';  // the last five: asked privately
export interface Coverage {
  member: string; sharing: Sharing; state: CoverageState; took_ms?: number | null; as_of?: string | null;
  last_heard?: string | null; reached: boolean; records?: number | null; asked_too?: boolean; asked_records?: number | null; basis?: Basis | null; code?: string | null;
  met?: { key: string; kind?: string }[]; epoch?: number; reference?: string; class?: string; register?: string;
}
export interface Unread { unread?: number; unread_entries?: number[]; unread_rows?: string[] }
export interface AuditEntry {
  index: number; at: string; op: string; decision?: string; actor?: { pseudonym: string; auth: string }; peer?: string; purpose?: string;
  article?: string; request?: string; check?: string;
}
export interface Witness { member: string; heard: boolean; cosigned: number; trouble: string }
export interface AuditStatus { size: number; cosigned: { quorum: number; size: number; witnesses: Witness[] } }
export interface Reconciliation { member: string; at: string; result: 'same' | 'differs'; matched: number; differing: number }
export interface Opened { index: number; content: { member: string; commit: string; record: string }[] }
export interface Check {
  id: string; asked_at: string; took_ms: number; purpose: string; variants: Variant[]; candidates: Candidate[];
  coverage: Coverage[]; left_out?: number; warnings?: Warning[];
}
// What can't be right in what was asked, and was asked all the same: "subject.identifiers.0", "BAD_CHECK".
export interface Warning { field: string; what: string }
// Somebody of a table, as the node's reader says them; no subject: left out, for what `unread` says.
export interface Person { ref: string; line: number; subject: Subject | null; unread: string }
export interface Portion { columns: [string, string | null][]; heading: { line: number; mark: string }; rows: { ref?: string; subject?: Subject; unread?: string }[] }
// An alert as the node holds it, own or copied; hidden: read for a reason only.
export interface AlertHeld extends Alert {
  subject?: Subject; retain_until?: string; review_at?: string; protected?: boolean; restricted?: { ground: 'contested' | 'evidence'; since: string }; decision_ref?: string;
}
export interface AlertRow {
  record: string; owner: string; version: number; alert: AlertHeld | null; hidden?: boolean;
  sent_to?: { member: string; at: string; confirmed: boolean; withdrawn: boolean; refused?: string }[];
}
// A file for the case, docs/audit-format.md; a register without a ceiling states none.
export interface CertifiedRegister { member: string; register: string; covered: boolean; score_ceiling_thousandths?: number }
export interface CertificateFile {
  certificate: { asked_at: string; issued_at: string; purpose: string; score_ceiling_thousandths: number; looked_at_most: number; registers: CertifiedRegister[] };
}
export interface Exchanges extends Unread {
  year: number; due_by: string; year_over: boolean; binds: boolean; csv: string;
  rows: { point: string; figure: string; member?: string; detail?: string; count: number | string }[];
}
export interface Clock {
  article: string; elapsed_percent: number; late: boolean; count?: number; unit?: string; stage?: number; still?: boolean; reason?: string; provisional?: boolean; expected?: boolean; pauses?: unknown[];
}
export interface RequestField { id: string; need: 'must' | 'may' | 'if_urgent'; type: 'text' | 'choice' | 'day' | 'instant'; most: number; choices?: string[] }
export interface RequestKind {
  id: string; title: string; way: 'asks' | 'gives'; record: 'theirs' | 'held' | 'ours' | 'subject' | 'none'; fields: RequestField[]; grounds: string[]; register?: string; answers?: RequestField[]; paper?: string; answer_paper?: string; deconflict?: string;
}
// A form of the law (docs/forms.md) and what an order says on it.
export interface OrderField { id: string; type: 'text' | 'choice' | 'ticks' | 'day' | 'instant' | 'number' | 'yes' | 'country'; need: 'must' | 'may'; most?: number; choices?: string[]; for?: string[] }
export interface OrderSection { letter: string; key: string; views: string[]; fields: OrderField[] }
export interface OrderForm { id: string; use: string; article: string; sections: OrderSection[] }
export type OrderValues = Record<string, string | string[] | number | boolean>;
export interface OrderManifest { available_until: string; files: { item: string; name: string; bytes: number; sha256: string; encrypted: boolean }[] }
export interface OrderShown {
  form: string; values: OrderValues; file?: OrderValues; state?: string; ruling?: { notify: boolean; suspends: boolean };
  question?: { text: string; due_at: string; late: boolean; freed?: boolean }; validation?: { due_at: string; digest: string; approves?: Action };
  fetched?: Record<string, { item?: string; refused?: string }>;
}
export interface OrderRuling { ruled: boolean; notify: boolean; suspends: boolean; validate_later: boolean; by_judge: boolean; by_magistrate: boolean; addressee: OrderValues; authority: OrderValues }
export interface Provider { provider: string; values?: OrderValues; at: string; connected: boolean; waits?: { values: OrderValues; digest: string; at: string } }
// Evidence: an item, its line, a bundle's papers, what was read out of it.
export interface CustodyEvent { number: number; act: string; at: string; who: string; [word: string]: string | number }
export interface EvidenceItem {
  item: string; name: string; type: string; case?: string; sha256: string; sha3_256: string; bytes: number; added_at: string; checked_at?: string | null;
  state: 'unchecked' | 'sound' | 'damaged' | 'destroyed'; term?: { until: string; row: string; article: string; ends: 'two_persons' | 'destroy' };
  quarantine?: { reason: string; lifted: boolean };
  destruction?: { state: 'asked' | 'due' | 'done'; ground: string; officer?: string; approver?: string; at: string }; line?: { event: CustodyEvent; log_index: number; stamped_at?: string }[];
}
// A locked item that is opened with a key lawfully held: on which ground, who vouched for it, each try and what it came to.
export interface Opening {
  opening: number; item: string; ground: string; purpose: string; row: string; article: string; state: 'waiting' | 'approved' | 'trying' | 'opened' | 'used_up';
  officer?: string; why?: string; basis?: string; from?: string; approvals: number; approvals_needed: number; tries: number; tries_max: number; asked_at: string;
  outcomes: { number: number; at: string; outcome?: string; item?: string; format?: string }[];
}
// The desk of Regulation (EU) 2021/784.
export interface Removal extends RequestRow {
  content_url?: string; release_ref?: string; establishment?: string; coordination?: { outcome: string } | null; content_measure?: string; scrutiny?: string;
  then?: { clock: string; until: string; extended_to?: string };
  annulled?: { at: string; by: string }; reinstate?: boolean; reinstated?: { at: string; why: string };
}
export interface Told { member: string; told_at?: string; orders_from?: string; first_order_at?: string; orders_of_year?: number }
export interface Exposure { id: string; peer: string; box: 'in' | 'out'; decision_ref: string; at?: string; report_due?: string; reported_at?: string; revoked: boolean }
export interface Composed {
  bundle: string; made_at: string; manifest: string; signature: string; files: { name: string; type: string; text?: string; base64?: string }[];
  items: { item: string; file: string; name: string; bytes: number; sha256: string }[];
}
export interface Delivered {
  n: number; kind: string; place: string; at?: string; given?: string; zone?: string; precision?: string; seconds?: number; text?: string; cut?: boolean;
  from?: { id?: string; name?: string }; to?: { id?: string; name?: string }[]; attachments?: { name?: string; sha256?: string }[];
}
export interface Selector { number: number; kind: string; text: string; count: number; events: number[]; roles: string[]; reason: string; validity: string }
export interface HashCount { source: string; type: string; count: number }
export interface HashFound { type: string; value: string; source: string; label?: string; distance?: number; retain_until: string; asked: number }
export interface RequestRow {
  id: string; kind: string; box: 'in' | 'out'; peer: string; step: string; subject_line: string; created_at: string;
  due_at: string | null; clock: Clock | null; needs: 'approval' | 'decision' | 'release_approval' | 'note' | 'confirmation' | null; urgent: boolean;
  way?: 'asks' | 'gives'; holder?: string; confirm_by?: string; record?: string;
}
// What an approval signs, whole: the demand, or the demand's digest with the decision.
export interface Action { action: string; demand?: Record<string, unknown>; demand_digest?: string; decision?: Record<string, unknown> }
export interface Passkey { passkey: string; credential: string; id: string; rp_id: string; label: string }
export interface Begun { ticket: string; challenge: string; rp_id: string; user: string; name: string; exclude: string[] }
export interface Request extends RequestRow {
  approves?: Action;
  text: string | null; subject?: Subject; sealed?: { class: string; reference: string; met?: { key: string; kind?: string }[] }; basis: Basis | null;
  history: { at: string; step: string; by: string; note?: string | null }[];
  digest: string | null; approve_command: string | null; answer: Record<string, unknown> | null;
  receipts: { at: string; log: string; index: number }[];
  restricted?: { ground: 'contested' | 'evidence'; since: string }; record_changed_at?: string;
  preserved?: { until: string; extended: boolean; as_long_as_needed: boolean };
  terms?: Terms; related?: { id: string; kind: string; peer: string; step: string; box: string }[];
  fields?: Record<string, string>; coded?: string[]; grounds?: string[]; pause_reasons?: string[]; form?: string; order?: OrderShown;
  coordination?: { outcome: string; asked_at: string; words?: string } | null; then?: { clock: string; until: string; extended_to?: string };
}

// What binds whoever holds a datum.
export interface Terms {
  purpose: string; handling: string; evaluation: { source: string; information: string }; basis: string; subject_category?: string; onward: string;
  conditions: string[]; retain_until: string;
}
export interface Datum {
  request: string; kind: string; owner: string; terms: Terms; held: boolean; restricted: boolean; contested?: boolean; retain_until: string | null; review_at: string | null;
}
export interface LawAnswer {
  allowed: boolean; reason: string; reason_code?: string; row?: string; instrument?: string; title?: string; article?: string; mark?: string; source?: string;
  approvals?: { request: number; release: number }; emergency_hours?: number; conditions?: string[];
  considered?: { row: string; matched: boolean; decided: boolean; why: string }[];
}
export interface Account { officer: string; name: string; roles: string[]; passkeys: number; state: string; invitation_waits: boolean }
export interface Notice { what: string; request: string; owner: string; asker: string; kind: string; at: string; confirm_by: string; basis?: { row?: string } }
export interface Recall { request: string; member: string; why: string; told_at: string; erased_at: string | null; held_until: string | null }
export interface Draft {
  approves: Action; basis?: Basis; approvals_needed?: number; due_at?: string; emergency_hours?: number;
}
export interface DnaMatchRow {
  match: number; name: string; member: string; direction: 'in' | 'out'; own_ref: string; their_ref: string; own_identified: boolean;
  theirs_identified: boolean; quality: number; rule: string; state: 'new' | 'confirmed' | 'dismissed'; at: string;
}
export interface DnaStatus {
  profiles: number;
  replies: { answered: number; within_term: number; waiting: number; slowest_ms: number; due_ms: number };
  // Full and near count matches, none profiles; null: not answered yet. cut: profiles with more hits than an answer holds.
  batches: { batch: string; direction: 'in' | 'out'; member: string; kind: 'push' | 'search'; at: string; profiles: number; hits: number; near: number; none: number | null; cut: number; searched: number; reply_ms: number | null }[];
}
export interface PrintsRow {
  search: string; member: string; direction: 'in' | 'out'; data: string; kind: string; ref: string; state: string; coverage: 'waiting' | 'searched' | 'not_searched'; code?: string;
  identified: boolean; searched: number; at: string; answered_at?: string; case?: string; offence?: string; subject?: string; aim?: string;
}
export interface PrintsSearch extends PrintsRow {
  compare: boolean;  // data to compare with came back, whole
  candidates: { candidate: number; name: string; rank: number; score: number; ref?: string; identified: boolean; state: 'new' | 'confirmed' | 'dismissed'; reason?: string }[];
}
export interface PrintsRead {
  container: string; bytes: number; report: { entries: number; records: { type: number; idc: number; bytes: number }[]; transaction: string };
  facts: { data: string; transaction: string; mark: boolean; minutiae: boolean; digest: string; redacted: boolean;
    images: { type: number; idc: number; position: number; width: number; height: number; ppi: number; bytes: number }[] };
}
export interface PrintsQuestion {
  container: string; facts: PrintsRead['facts']; ref: string; members: string[]; case: string; offence: string; offence_months?: number; subject: string; aim: string; purpose: string;
  identified: boolean;
}
export interface PrintsPut { member: string; search?: string; state: 'sent' | 'refused'; code?: string; detail?: string }
export interface PrintsCapacities {
  day_ends: string; afis: Record<string, 'connected' | 'not_connected'>;
  capacities: { member: string; direction: 'in' | 'out'; data: string; identified: boolean; per_day: number; used: number; left: number; mark: string; source: string;
    theirs?: { used: number; per_day: number } }[];
}
export interface KinSearch {
  search: number; ref: string; relation: string; state: 'waiting' | 'approved' | 'done'; asked_by: string; approvals: number; asked_at: string;
  leads?: { ref: string; category: string; log10_lr: number }[]; searched?: number; population?: string | null;
}
export interface DnaMatch extends DnaMatchRow {
  table?: { locus: string; own: string[]; theirs: string[]; outcome: string }[];
  counts?: { compared: number; full: number; wildcard: number; micro_variant: number; mismatch: number };
  chance?: { searched?: number; expected_one?: number | null; expected_all?: number | null; population?: string; theta?: number; log10_lr?: number | null; lr_loci?: number };
  unverified?: { what: string; id: string; mark: string; source: string }[];  // rows of the laws behind it that nobody has read in full
  rule_row?: { id: string; mark: string; source: string };
  weak?: boolean; sex_differs?: boolean; reason?: string;
}
