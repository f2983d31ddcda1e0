// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// The only place that talks to the node. Every failure becomes an ApiError with a code that the message
// files translate; what the network itself refuses has the code OFFLINE when it was only to be read, and UNANSWERED when it may have
// been done all the same.
import type { Account, AlertRow, AuditEntry, AuditStatus, Begun, Candidate, CertificateFile, Check, Composed, Datum, Delivered, DnaMatch, DnaMatchRow, DnaStatus, Draft, EvidenceItem, Exposure, Exchanges, HashCount, HashFound, Judgement, KinSearch, LawAnswer, NodeInfo, Notice, Officer, Opened, Opening, OrderForm, OrderRuling, OrderValues, Passkey, Portion, Preview, PrintsCapacities, PrintsPut, PrintsQuestion, PrintsRead, PrintsRow, PrintsSearch, Provider, Recall, Reconciliation, Removal, Request, RequestKind, RequestRow, Selector, Subject, Told, Unread } from './types';
import { ofYear, type OrderFigures, type RemovalFigures } from './figures';

export class ApiError extends Error {
  // `fault`: the detail in parts, when it is one that the message files know ("fault.NAME").
  constructor(readonly code: string, readonly detail: string, readonly fallback: string, readonly fault?: { name: string; of: string; more: string }) {
    super(code);
  }
}

// What one officer asked is not answered to the next, nor does the end of one's session end another's: no code of the node.
export const LEFT = 'LEFT';
let signIns = 0;
let sitting: string | null = null;
// Who sits here now; null: nobody. Counted when it is somebody new: the node may show who signs in before it has answered the
// sign-in itself, and what that officer's page has asked by then is still wanted.
export function seat(officer: string | null): void {
  if (officer && officer !== sitting) signIns++;
  sitting = officer;
}
const signedIn = <T extends { officer: Officer }>(answer: T): T => (seat(answer.officer.id), answer);

// Rows of a list that the node could not read: whoever is told here says so, on whichever page.
export const heard = { unread: (_path: string, _of: Unread): void => {} };

// A connection that breaks once is no failure of a page: what is only read is asked again, unless somebody else sits here by then;
// what is done never is.
const AGAIN_MS = 500;
async function fetched(path: string, how: RequestInit): Promise<[Response, string]> {
  const reads = how.method === 'GET';
  for (let of = signIns, again = reads; ; again = false) {
    try {
      const answer = await fetch('/api' + path, how), text = await answer.text();
      if (of === signIns) return [answer, text];
    } catch {
      if (!again) throw new ApiError(reads ? 'OFFLINE' : 'UNANSWERED', '', '');
      await new Promise((done) => setTimeout(done, AGAIN_MS));
    }
    if (of !== signIns) throw new ApiError(LEFT, '', '');
  }
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-Malines'] = '1'; // a foreign page can't set it: protects against CSRF
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const [answer, text] = await fetched(path, {
    method, headers, credentials: 'same-origin', cache: 'no-store',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  let json: unknown;
  try {
    json = text ? JSON.parse(text) : {};
  } catch {
    throw new ApiError('INTERNAL', 'HTTP ' + answer.status, '');
  }
  if (answer.ok) {
    if (Array.isArray((json as Unread).unread_rows)) heard.unread(path.split('?')[0] ?? '', json as Unread);
    return json as T;
  }
  const e = (json as { error?: { code?: string; detail?: string; cause?: string; fault?: ApiError['fault'] } }).error;
  throw new ApiError(e?.code ?? 'INTERNAL', e?.detail ?? 'HTTP ' + answer.status, e?.cause ?? '', e?.fault);
}

const id = encodeURIComponent;

export const api = {
  node: () => call<NodeInfo>('GET', '/node'),
  signIn: (officer: string, password: string) => call<{ officer: Officer }>('POST', '/session', { officer, password }).then(signedIn),
  challenge: (officer: string, origin: string) =>
    call<{ ticket: string; challenge: string; rp_id: string }>('POST', '/session/challenge', { officer, origin }),
  signInByPasskey: (officer: string, ticket: string, passkey: string, evidence: string) =>
    call<{ officer: Officer }>('POST', '/session/passkey', { officer, ticket, id: passkey, evidence }).then(signedIn),
  signInByCard: (officer: string) => call<{ officer: Officer }>('POST', '/session/certificate', { officer }).then(signedIn),
  providerBegin: () => call<{ ticket: string; url: string }>('POST', '/session/provider', {}),
  signInByProvider: (ticket: string, state: string, code: string, issuer: string) =>
    call<{ officer: Officer }>('POST', '/session/return', { ticket, state, code, ...(issuer ? { issuer } : {}) }).then(signedIn),
  passkeyBegin: (officer: string, code: string, origin: string) => call<Begun>('POST', '/passkeys/begin', { officer, code, origin }),
  passkeyAdd: (officer: string, code: string, ticket: string, made: string, label: string) =>
    call<unknown>('POST', '/passkeys', { officer, code, ticket, made, ...(label ? { label } : {}) }),
  passkeys: () => call<{ passkeys: Passkey[] }>('GET', '/passkeys/mine').then((r) => r.passkeys),
  approve: (request: string, digest: string, credential: string, signature: string) =>
    call<unknown>('POST', `/requests/${id(request)}/approval`, { digest, scheme: 'webauthn', credential, signature }),
  auditStatus: () => call<AuditStatus>('GET', '/audit'),
  reconciliations: () => call<{ reports: Reconciliation[] }>('GET', '/audit/reconciliations').then((r) => r.reports),
  auditEntries: (op: string, member: string, before?: number) =>
    call<{ entries: AuditEntry[]; next?: number } & Unread>('GET', '/audit/entries?limit=50' + (op ? '&op=' + id(op) : '') + (member ? '&member=' + id(member) : '') +
      (before === undefined ? '' : '&before=' + before)),
  auditOpen: (index: number, reason: string, use: string) => call<Opened>('POST', `/audit/entries/${index}/content`, { reason, use }),
  auditProof: (index: number) => call<unknown>('GET', `/audit/entries/${index}`),
  auditDisclose: (index: number, reason: string, use: string) => call<unknown>('POST', `/audit/entries/${index}/disclosure`, { reason, use }),
  report: (name: string) => call<{ markdown?: string } & Unread>('GET', '/reports/' + id(name)),
  exchanges: (year: number, publicly: boolean) => call<Exchanges>('GET', `/reports/exchanges?year=${year}` + (publicly ? '&audience=parliament' : '')),
  certificate: (check: string) => call<CertificateFile>('POST', `/checks/${id(check)}/certificate`, {}),
  signOut: () => call<unknown>('DELETE', '/session'),
  purposes: () => call<{ id: string }[]>('GET', '/purposes'),
  preview: (subject: Subject, purpose: string) => call<Preview>('POST', '/checks/preview', { subject, purpose }),
  check: (subject: Subject, purpose: string, caseRef: string) =>
    call<Check>('POST', '/checks', { subject, purpose, ...(caseRef ? { case: caseRef } : {}) }),
  table: (table: string) => call<Portion>('POST', '/checks/table', { table }),
  checkShown: (check: string) => call<Check>('GET', '/checks/' + id(check)),
  judge: (check: string, n: number, judgement: Judgement, reason: string) =>
    call<unknown>('POST', `/checks/${id(check)}/candidates/${n}/judgement`, { judgement, reason }),
  ask: (check: string, candidate: number, text: string, urgent: boolean) =>
    call<RequestRow>('POST', '/requests', { check, candidate, kind: 'supplementary_information', text, urgent }),
  kinds: () => call<{ kinds: RequestKind[] }>('GET', '/request-kinds').then((r) => r.kinds),
  orderForms: () => call<{ forms: Record<string, OrderForm> }>('GET', '/order-forms').then((r) => r.forms),
  clarify: (request: string, text: string) => call<unknown>('POST', `/requests/${id(request)}/clarification`, { text }),
  fetchDelivery: (request: string, item: string, where: string, why: string, basis: string) =>
    call<unknown>('POST', `/requests/${id(request)}/delivery`, { item, where, why, basis }),
  orderJudge: (form: string, values: OrderValues, urgent: boolean) => call<OrderRuling>('POST', '/order-rulings', { form, values, urgent }),
  validate: (request: string, digest: string, credential: string, signature: string) =>
    call<unknown>('POST', `/requests/${id(request)}/validation`, { digest, scheme: 'webauthn', credential, signature }),
  paper: (request: string, view: string, language: string) =>
    call<{ pdf: string; digest: string }>('GET', `/requests/${id(request)}/paper?view=${id(view)}&language=${id(language)}`),
  evidence: (caseRef: string, endsWithin = '') =>
    call<{ items: EvidenceItem[] }>('GET', '/evidence/items?limit=500' + (caseRef ? '&case=' + id(caseRef) : '') + (endsWithin ? '&ends_within=' + id(endsWithin) : '')),
  evidenceKeep: (item: string, until: string, words: Record<string, string>) => call<unknown>('POST', `/evidence/items/${id(item)}/term`, { until, ...words }),
  destroyAsk: (item: string, ground: string, words: Record<string, string>) => call<unknown>('POST', `/evidence/items/${id(item)}/destruction`, { ground, ...words }),
  destroyApprove: (item: string) => call<{ copies_with: string[] }>('POST', `/evidence/items/${id(item)}/destruction/approve`, {}),
  evidenceRelease: (item: string, words: Record<string, string>) => call<unknown>('POST', `/evidence/items/${id(item)}/release`, words),
  openings: (item: string) => call<{ openings: Opening[] }>('GET', '/evidence/openings?item=' + id(item)).then((r) => r.openings),
  openingAsk: (item: string, ground: string, purpose: string, words: Record<string, string>) =>
    call<Opening>('POST', `/evidence/items/${id(item)}/openings`, { ground, purpose, ...words }),
  openingApprove: (opening: number) => call<unknown>('POST', `/evidence/openings/${opening}/approve`, {}),
  removals: () => call<{ requests: Removal[]; providers: Told[]; exposures?: Exposure[] }>('GET', '/removals'),
  evidenceItem: (item: string) => call<EvidenceItem>('GET', '/evidence/items/' + id(item)),
  evidenceEvent: (item: string, act: string, words: Record<string, string>) => call<unknown>('POST', `/evidence/items/${id(item)}/events`, { act, ...words }),
  evidenceCheck: (item: string) => call<unknown>('POST', `/evidence/items/${id(item)}/check`, {}),
  evidenceBegin: (name: string, type: string, bytes: number, sha256: string) =>
    call<{ intake: string }>('POST', '/evidence/intakes', { name, bytes, sha256, ...(type ? { type } : {}) }),
  evidencePart: (intake: string, from: number, data: string) => call<unknown>('POST', `/evidence/intakes/${id(intake)}/parts`, { from, data }),
  evidenceEnter: (intake: string, act: string, words: Record<string, string>) => call<EvidenceItem>('POST', `/evidence/intakes/${id(intake)}/enter`, { act, ...words }),
  evidenceCompose: (items: string[], language: string, words: Record<string, string>) => call<Composed>('POST', '/evidence/bundles', { items, language, ...words }),
  evidencePartOf: (bundle: string, item: string, from: number) =>
    call<{ data: string }>('GET', `/evidence/bundles/${id(bundle)}/items/${id(item)}?from=${from}`).then((r) => r.data),
  timeline: (item: string, after: number) => call<{ events: Delivered[]; next?: number }>('GET', `/evidence/items/${id(item)}/timeline?limit=200&after=${after}`),
  selectors: (item: string) => call<{ selectors: Selector[]; next?: number }>('GET', `/evidence/items/${id(item)}/selectors?limit=500`),
  hashLists: () => call<{ lists: HashCount[] }>('GET', '/hashes').then((r) => r.lists),
  hashSearch: (hashes: { type: string; value: string }[], distance: number) => call<{ matches: HashFound[]; cut: boolean }>('POST', '/hashes/search', { hashes, distance }),
  hashAdd: (source: string, hashes: { type: string; value: string }[]) => call<{ added: number }>('POST', '/hashes', { source, hashes }),
  hashDrop: (source: string, reason: string) => call<unknown>('POST', '/hashes/drop', { source, reason }),
  providers: () => call<{ providers: Provider[] }>('GET', '/providers').then((r) => r.providers),
  providerEnter: (provider: string, values: OrderValues) => call<unknown>('POST', '/providers', { provider, values }),
  providerConfirm: (provider: string, digest: string) => call<unknown>('POST', `/providers/${id(provider)}/confirmation`, { digest }),
  orderStatistics: (year: string) => call<OrderFigures>('GET', ofYear('/order-statistics', year)),
  removalStatistics: (year: string) => call<RemovalFigures>('GET', ofYear('/removal-statistics', year)),
  create: (request: Record<string, unknown>) => call<RequestRow>('POST', '/requests', request),
  requests: (box: string) => call<{ requests: RequestRow[] }>('GET', '/requests?box=' + id(box)).then((r) => r.requests),
  request: (request: string) => call<Request>('GET', '/requests/' + id(request)),
  decide: (request: string, decision: Record<string, unknown>) => call<Draft>('POST', `/requests/${id(request)}/decision`, decision),
  draft: (request: Record<string, unknown>) => call<Draft>('POST', '/requests', { ...request, preview: true }),
  alertParts: (record: string) =>
    call<{ alert: Record<string, unknown> }>('POST', '/alerts/open', { record, reason: 'request' }).then((r) => r.alert),
  // A reason is said in the body: an address lands in the logs of whatever stands between.
  alerts: (owner: string, reason: string, after: number) => {
    type Page = { alerts: AlertRow[]; next?: number };
    return reason ? call<Page>('POST', '/alerts/read', { limit: 50, after, reason, ...(owner ? { owner } : {}) })
      : call<Page>('GET', `/alerts?limit=50&after=${after}` + (owner ? '&owner=' + id(owner) : ''));
  },
  alert: (record: string, reason: string) =>
    reason ? call<AlertRow>('POST', '/alerts/open', { record, reason }) : call<AlertRow>('GET', '/alerts/' + record.split('/').map(id).join('/')),
  law: (question: Record<string, string>) => call<LawAnswer>('GET', '/law/explain?' + new URLSearchParams(question).toString()),
  officers: () => call<{ officers: Account[] }>('GET', '/officers').then((r) => r.officers),
  addOfficer: (officer: string, name: string, roles: string[]) => call<unknown>('POST', '/officers', { officer, name, roles }),
  invite: (officer: string) => call<{ code: string }>('POST', `/officers/${id(officer)}/invitation`, {}),
  vouch: (officer: string) => call<{ code?: string }>('POST', `/officers/${id(officer)}/voucher`, {}),
  endOfficer: (officer: string, reason: string) => call<unknown>('POST', `/officers/${id(officer)}/end`, { reason }),
  data: () => call<{ data: Datum[] }>('GET', '/data').then((r) => r.data),
  useDatum: (request: string, purpose: string, reason: string) => call<unknown>('POST', '/data/use', { request, purpose, reason }),
  exportDatum: (request: string, reason: string) => call<unknown>('POST', '/data/export', { request, reason }),
  notices: () => call<{ notices: Notice[] }>('GET', '/notices').then((r) => r.notices),
  recalls: () => call<{ recalls: Recall[] }>('GET', '/recalls').then((r) => r.recalls),
  logSize: () => call<{ size: number }>('GET', '/audit').then((r) => r.size),
  sealedQuestions: () => call<{ questions: unknown[] }>('GET', '/sealed/questions').then((r) => r.questions),
  resolve: (request: string) => call<{ candidates: Candidate[]; question_known: boolean }>('POST', `/requests/${id(request)}/subject`, {}),
  dnaStatus: () => call<DnaStatus>('GET', '/dna'),
  dnaMatches: () => call<{ matches: DnaMatchRow[] }>('GET', '/dna/matches').then((r) => r.matches),
  kinSearches: () => call<{ searches: KinSearch[] }>('GET', '/dna/relatives').then((r) => r.searches),
  kinSearch: (n: number) => call<KinSearch>('GET', '/dna/relatives/' + n),
  kinAsk: (ref: string, relation: string, reason: string) => call<KinSearch>('POST', '/dna/relatives', { ref, relation, reason }),
  kinApprove: (n: number) => call<KinSearch>('POST', `/dna/relatives/${n}/approval`, {}),
  dnaMatch: (n: number) => call<DnaMatch>('GET', '/dna/matches/' + n),
  dnaJudge: (n: number, judgement: 'confirmed' | 'dismissed', reason: string) =>
    call<DnaMatch>('POST', `/dna/matches/${n}/judgement`, { judgement, ...(reason ? { reason } : {}) }),
  printsList: () => call<{ searches: PrintsRow[] }>('GET', '/prints/searches').then((r) => r.searches),
  printsShow: (search: string) => call<PrintsSearch>('GET', '/prints/searches/' + id(search)),
  printsCapacities: () => call<PrintsCapacities>('GET', '/prints/capacities'),
  printsRead: (container: string) => call<PrintsRead>('POST', '/prints/containers', { container }),
  printsPut: (question: PrintsQuestion) => call<{ searches: PrintsPut[] }>('POST', '/prints/searches', question),
  printsContainer: (search: string) => call<{ container: string }>('GET', `/prints/searches/${id(search)}/container`),
  printsJudge: (candidate: number, judgement: 'confirmed' | 'dismissed', reason: string) =>
    call<unknown>('POST', `/prints/candidates/${candidate}/judgement`, { judgement, reason }),
  note: (request: string) => call<unknown>('POST', `/requests/${id(request)}/note`, {}),
  pause: (request: string, reason: string, text: string) => call<unknown>('POST', `/requests/${id(request)}/pause`, { reason, text }),
  resume: (request: string) => call<unknown>('POST', `/requests/${id(request)}/resume`, {}),
};
