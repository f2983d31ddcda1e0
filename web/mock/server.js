// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// A stand-in for one node, for work on the console and for its tests: the same routes, headers and shapes, with
// invented people. `node mock/server.js [port]` serves web/dist (or MALINES_DIST); the passwords are "demo".
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { evidenceDesk } from './evidence.js';
import { KIND, orders, routed } from './orders.js';
import { printsDesk } from './prints.js';
import { refused } from './rights.js';
import { REMOVAL_KINDS, removals, removalsShown } from './removals.js';
import { tableRead } from './table.js';

const DIST = process.env.MALINES_DIST ?? join(fileURLToPath(new URL('.', import.meta.url)), '../dist');
const HEADERS = {
  'Content-Security-Policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', 'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
const OFFICERS = {
  'claire@fr': { id: 'claire@fr', name: 'Claire Fontanel', roles: ['case_officer', 'register_owner'] },
  'lucas@fr': { id: 'lucas@fr', name: 'Lucas Postiche', roles: ['case_officer'] },
  'nadia@fr': { id: 'nadia@fr', name: 'Nadia Modele', roles: ['registrar'] },
  'odile@fr': { id: 'odile@fr', name: 'Odile Veille', roles: ['oversight'] },
  'remi@fr': { id: 'remi@fr', name: 'Rémi Imaginé', roles: ['auditor'] },
  'hugo@fr': { id: 'hugo@fr', name: 'Hugo Marescal', roles: ['approver', 'case_officer'] },
  'karl@fr': { id: 'karl@fr', name: 'Karl Gardien', roles: ['register_owner'] },
  'anna@fr': { id: 'anna@fr', name: 'Anna Lyste', roles: ['analyst'] },
  'paul@fr': { id: 'paul@fr', name: 'Paul Signataire', roles: ['approver'] },
  'serge@fr': { id: 'serge@fr', name: 'Serge Gardefou', roles: ['security_officer'] },
  'omar@fr': { id: 'omar@fr', name: 'عمر المختلق', roles: ['operator'] },
  'oda@fr': { id: 'oda@fr', name: 'Oda Regarde', roles: ['observer'] },
  'julie@fr': { id: 'julie@fr', name: 'Julie Parquet', roles: ['judge', 'approver'] },
};
const names = (fr, nl, de, es, ar, en) => ({ fr, nl, de, es, ar, en });
const NAMES = {
  fr: names('France', 'Frankrijk', 'Frankreich', 'Francia', 'فرنسا', 'France'),
  be: names('Belgique', 'België', 'Belgien', 'Bélgica', 'بلجيكا', 'Belgium'),
  es: names('Espagne', 'Spanje', 'Spanien', 'España', 'إسبانيا', 'Spain'),
  host: names('Hébergeur (exemple)', 'Hoster (voorbeeld)', 'Hosting (Beispiel)', 'Alojamiento (ejemplo)', 'مستضيف (مثال)', 'Host (example)'),
  prov: names('Fournisseur (exemple)', 'Aanbieder (voorbeeld)', 'Anbieter (Beispiel)', 'Prestador (ejemplo)', 'مقدم خدمات (مثال)', 'Provider (example)'),
  ma: names('Maroc', 'Marokko', 'Marokko', 'Marruecos', 'المغرب', 'Morocco'),
};
const now = () => new Date().toISOString();
const ago = (minutes) => new Date(Date.now() - minutes * 60000).toISOString();
const ahead = (minutes) => ago(-minutes);
const sis = (article) => ({ row: 'be-eu-sis-police', instrument: 'sis-police-2018-1862', article });
const bilateral = { row: 'ma-fr-national', instrument: 'fr-ma-mla-2008', article: '4' };

// What a night's care passed over, as `malines node` tells it.
const CARE = () => [
  { part: 'expiry', kind: 'fr/alerts', code: 'STORE_DAMAGED', count: 2, since: ago(3 * 1440), last: ago(12) },
  { part: 'requests', kind: 'request', code: 'STORE_DAMAGED', count: 1, since: ago(2 * 1440), last: ago(40) },
  { part: 'checkpoint', kind: '', code: 'DISK_FULL', count: 1, since: ago(90), last: ago(1) },
];
const KIN = { search: 3, ref: 'FR-2099-7', relation: 'parent_child', state: 'done', asked_by: 'o-1', approvals: 2, asked_at: '2026-11-27T09:00:00Z', searched: 7391995,
  leads: [{ ref: 'FR-2098-1', category: 'convicted', log10_lr: 4.2 }], population: 'Europe', investigative_only: true };
const DNA_MATCH = {
  match: 1, name: 'dna/1', member: 'be', direction: 'out', own_ref: 'FR-2099-7', their_ref: 'BE-41', own_identified: false, theirs_identified: true,
  quality: 4, rule: 'prum-2008', state: 'new', at: ago(30), weak: true, sex_differs: false,
  table: [{ locus: 'VWA', own: ['14', '16'], theirs: ['14', '16'], outcome: 'full' }, { locus: 'TH01', own: ['6', '9.3'], theirs: ['6', '10'], outcome: 'mismatch' }],
  counts: { compared: 7, full: 6, wildcard: 0, micro_variant: 0, mismatch: 1 },
  chance: { searched: 60000, expected_one: 0.004, expected_all: 12, population: 'Europe', theta: 0.01, log10_lr: 6.5, lr_loci: 6 },
  rule_row: { id: 'prum-2008', mark: 'P', source: 'Council Decision 2008/616/JHA, Annex ch. 1' },
  unverified: [{ what: 'rule', id: 'prum-2008', mark: 'P', source: 'Council Decision 2008/616/JHA, Annex ch. 1' }, { what: 'micro_variants', id: '4', mark: 'M', source: '2008/616 Annex ch. 1' }],
};
const DNA_STATUS = {
  profiles: 60000, pairs: [], replies: { answered: 2, within_term: 2, waiting: 1, slowest_ms: 61234, due_ms: 900000 },
  batches: [
    { batch: '01a2-1', direction: 'out', member: 'be', kind: 'push', at: ago(20), profiles: 250, hits: 20, near: 3, none: 228, cut: 1, searched: 60000, reply_ms: 61234 },
    { batch: '01a2-2', direction: 'in', member: 'es', kind: 'search', at: ago(40), profiles: 1, hits: 0, near: 0, none: 1, cut: 0, searched: 60000, reply_ms: 14 },
    { batch: '01a2-3', direction: 'out', member: 'es', kind: 'search', at: ago(1), profiles: 1, hits: 0, near: 0, none: null, cut: 0, searched: 0, reply_ms: null },
  ],
};

export function makeNode() {
  const sessions = new Map();
  const checks = new Map();
  let esDown = true;
  const desk = evidenceDesk({ ago, ahead }), prints = printsDesk({ ago, ahead });

  function plan() {
    return [
      { member: 'fr', sharing: 'own', allowed: true, basis: null },
      { member: 'be', sharing: 'published', allowed: true, basis: sis('44') },
      { member: 'es', sharing: 'asked', allowed: true, basis: sis('44') },
      { member: 'ma', sharing: 'asked', allowed: true, basis: bilateral },
    ];
  }
  const variants = (s) => (s.names?.[0]?.text ?? '').split(/\s+/).filter(Boolean).map((token) => ({
    token,
    spellings: { karim: ['كريم', 'kareem', 'karym'], benjelloul: ['بنجلول', 'bendjelloul', 'ben jelloul'] }[token.toLowerCase()] ?? [token.toLowerCase()],
  }));
  const person = (text, more = {}) => ({ kind: 'person', names: [{ text }], ...more });
  function candidates(s) {
    const text = s.names?.[0]?.text ?? '';
    if (!/benjell|karim|كريم/i.test(text)) return [];
    const birth = s.births?.[0] ?? '';
    return [
      { n: 1, record: 'be/alerts/01937c02-7f31-7d2e-9a10-52b1c0de0001', owner: 'be', sharing: 'published', score: 0.97, bits: 31.4, answer: 'record',
        copy_as_of: ago(1), judgement: null,
        subject: person('Karim BENDJELLOUL', { names: [{ text: 'Karim BENDJELLOUL' }, { text: 'كريم بنجلول' }, { text: 'Abou Inventé' }], births: ['1989-09-15'], birth_places: ['Verviers'], sex: 'm', nationalities: ['be'], documents: [{ type: 'passport', number: 'EX123456' }] }),
        alert: { category: 'discreet', article: '36(3)(c)', conditions: ['purpose_bound', 'no_onward_transfer'], reason: 'Return from a conflict zone, conviction of 2019 (invented)', action: 'discreet_check', flags: ['armed', 'terrorism'], handling: 'H1', authority: 'Federal prosecutor (invented)' },
        evidence: [
          { field: 'name', grade: 'similar', bits: 18.2, asked: text, found: 'Karim BENDJELLOUL' },
          ...(birth ? [{ field: 'birth', grade: 'same', bits: 12.1, asked: birth, found: '1989-09-15' }] : []),
          { field: 'sex', grade: 'unknown', bits: 0, asked: '', found: 'm' }, { field: 'nationality', grade: 'unknown', bits: 0, asked: '', found: 'be' } ] },
      { n: 2, record: 'ma/alerts/01937c02-9b44-7a10-8c77-52b1c0de0002', owner: 'ma', sharing: 'asked', score: 0.91, bits: 24.6, answer: 'record', judgement: null,
        subject: person('كريم بن محمد بنجلول', { births: ['1989'], birth_places: ['الناظور'], nationalities: ['ma'] }),
        alert: { category: 'un_list', reason: 'قائمة مختلقة للعرض', handling: 'H2', authority: 'سلطة مختلقة', list: { source: 'UN (invented)', ref: 'QDi.999' } },
        evidence: [
          { field: 'name', grade: 'same_script', bits: 19.4, asked: text, found: 'كريم بن محمد بنجلول' },
          ...(birth ? [{ field: 'birth', grade: 'partial', bits: 5.2, asked: birth, found: '1989' }] : []) ] },
      { n: 3, record: 'fr/alerts/01937c02-1111-7a10-8c77-52b1c0de0003', owner: 'fr', sharing: 'own', score: 0.58, bits: 9.3, answer: 'record', judgement: null,
        subject: person('Karima BENJELLOUL', { births: ['1991-02-03'], sex: 'f', nationalities: ['fr'] }),
        alert: { category: 'missing', article: '32(1)(a)', reason: 'Reported missing (invented)', action: 'protect', flags: [], handling: 'H1', authority: 'Family desk (invented)' },
        evidence: [
          { field: 'name', grade: 'similar', bits: 14.0, asked: text, found: 'Karima BENJELLOUL' },
          ...(birth ? [{ field: 'birth', grade: 'different', bits: -4.7, asked: birth, found: '1991-02-03' }] : []) ] },
      { n: 4, record: 'ma/alerts/count', owner: 'ma', sharing: 'asked', score: 0.52, bits: 8.1, answer: 'count', judgement: null, subject: null, alert: null,
        evidence: [{ field: 'name', grade: 'partial', bits: 8.1, asked: text, found: '' }] },
    ];
  }
  function coverage() {
    return [
      { member: 'fr', sharing: 'own', state: 'answered', reached: true, took_ms: 2, as_of: now(), records: 5860 },
      { member: 'be', sharing: 'published', state: 'answered', reached: true, took_ms: 2, as_of: ago(1), last_heard: ago(0.2), records: 6012 },
      esDown ? { member: 'es', sharing: 'asked', state: 'unreachable', reached: false, last_heard: ago(47), code: 'UNREACHABLE' }
        : { member: 'es', sharing: 'asked', state: 'answered', reached: true, took_ms: 31, as_of: now(), records: 4102 },
      { member: 'ma', sharing: 'asked', state: 'answered', reached: true, took_ms: 24, as_of: now(), last_heard: now(), records: 733 },
    ];
  }

  // Spain keeps a part of its register to itself: whoever is called Ejemplo is asked for privately, and the given name says
  // what comes of it.
  const PRIVATELY = { marta: 'hit', nadie: 'no_hit', tarde: 'stale', mucho: 'quota', lejos: 'unreachable' };
  function privately(s, id) {
    const state = PRIVATELY[/^(\w+) ejemplo$/i.exec(s.names?.[0]?.text ?? '')?.[1]?.toLowerCase()];
    if (!state) return [];
    const line = { member: 'es', sharing: 'sealed', class: 'police_records', register: 'police_records', state, reached: state === 'hit' || state === 'no_hit' || state === 'quota',
      basis: { row: 'eu-police-records', instrument: 'prum-2024-982', article: '25 to 28' } };
    if (state === 'unreachable') return [{ ...line, code: 'UNREACHABLE', last_heard: ago(47) }];
    if (state === 'stale') return [{ ...line, as_of: ago(1500) }];
    if (state === 'quota') return [line];
    return [{ ...line, as_of: ago(300), epoch: 2969, reference: id, met: state === 'hit' ? [{ key: 'names_date' }, { key: 'number', kind: 'phone' }] : [] }];
  }

  const digest = (text) => createHash('sha256').update(text).digest('hex');
  const row = (r) => ({ urgent: false, needs: null, digest: null, approve_command: null, answer: null, receipts: [], basis: sis('8'), kind: 'supplementary_information', way: 'asks', fields: {},
    grounds: ['no_record', 'not_the_same', 'national_security', 'ongoing_investigation'], pause_reasons: [], ...r });
  const requests = [
    row({ id: '01937bf0-0001-7000-8000-000000000001', box: 'in', peer: 'be', step: 'received', needs: 'decision', urgent: true, subject_line: 'be → fr: Jan VERZONNEN', created_at: ago(9 * 60), due_at: ahead(150),
      clock: { article: '8', count: 12, unit: 'hours', elapsed_percent: 84, late: false }, text: 'The person was seen at the border post. Please tell us what is known of the companions.', record: 'fr/alerts/01937c02-1111-7a10-8c77-52b1c0de0007',
      history: [{ at: ago(9 * 60), step: 'sent', by: 'be', note: null }, { at: ago(9 * 60 - 1), step: 'received', by: 'fr', note: null }], receipts: [{ at: ago(9 * 60 - 1), log: 'malines.example/fr', index: 1204 }] }),
    row({ id: '01937bf0-0001-7000-8000-000000000002', box: 'in', peer: 'ma', step: 'decided', needs: 'release_approval', subject_line: 'ma → fr: يوسف المختلق', created_at: ago(3 * 1440), due_at: ago(300),
      clock: { article: '5', count: 3, unit: 'days', elapsed_percent: 107, late: true }, text: 'المرجو موافاتنا بالمعلومات التكميلية المتوفرة لديكم.', record: 'fr/alerts/01937c02-1111-7a10-8c77-52b1c0de0008', basis: bilateral,
      digest: digest('demo-2'), approve_command: 'malines approve 01937bf0-0001-7000-8000-000000000002 --key ~/.malines/hugo.key',
      history: [{ at: ago(3 * 1440), step: 'received', by: 'ma', note: null }, { at: ago(200), step: 'decided', by: 'officer 7f31', note: 'Release in part' }], receipts: [{ at: ago(3 * 1440), log: 'malines.example/fr', index: 1077 }] }),
    row({ id: '01937bf0-0001-7000-8000-000000000003', box: 'out', peer: 'es', step: 'released', subject_line: 'fr → es: Lucía IMAGINARIA', created_at: ago(5 * 1440), due_at: ago(2 * 1440), clock: { article: '5', count: 3, unit: 'days', elapsed_percent: 100, late: false },
      text: 'Merci de transmettre les informations supplémentaires.', record: 'es/alerts/01937c02-2222-7a10-8c77-52b1c0de0009', answer: { decision: 'release', text: 'Known address until 2024 (invented).', terms: { purpose: 'investigation', handling: 'H1', evaluation: { source: 'B', information: '2' }, basis: 'fact', onward: 'owner_consents', conditions: ['H0', 'H1', 'purpose_bound', 'no_onward_transfer'], retain_until: ahead(90 * 1440) } },
      related: [{ id: '01937bf0-0001-7000-8000-000000000002', kind: 'supplementary_information', peer: 'ma', step: 'decided', box: 'in' }],
      history: [{ at: ago(5 * 1440), step: 'drafted', by: 'officer 52b1', note: null }, { at: ago(5 * 1440 - 4), step: 'sent', by: 'officer 7f31', note: null }, { at: ago(4 * 1440), step: 'released', by: 'es', note: null }],
      receipts: [{ at: ago(5 * 1440 - 5), log: 'malines.example/es', index: 311 }, { at: ago(4 * 1440), log: 'malines.example/fr', index: 988 }] }),
  ];
  requests.push(...orders({ row, ago, ahead }), ...removals({ row, ago, ahead }));
  const HIDDEN = ['order', 'text', 'basis', 'history', 'digest', 'approve_command', 'answer', 'receipts'];
  const short = (r) => Object.fromEntries(Object.entries(r).filter(([k]) => !HIDDEN.includes(k)));
  const fail = (status, code, detail = '') => ({ status, body: { error: { code, cause: code, next: '', detail } } });
  const good = (body, headers = {}) => ({ status: 200, body, headers });

  function route(method, path, query, body, officer) {
    if (path === '/api/alerts/open') return route('GET', '/api/alerts/' + body.record, new URLSearchParams({ reason: body.reason }), body, officer);
    if (path === '/api/alerts/read') return route('GET', '/api/alerts', new URLSearchParams(Object.entries(body)), body, officer);
    if (path === '/api/node') {
      const member = (id) => ({ id, names: NAMES[id], state: id === 'es' && esDown ? 'down' : 'up', last_heard: id === 'es' && esDown ? ago(47) : ago(0.1) });
      return good({ authority: 'fr', names: NAMES.fr, version: '0.1.0', demo: true, lists: 'invented', officer, now: now(), members: ['be', 'es', 'ma', 'prov', 'host'].map(member), ...(officer ? { care: CARE() } : {}) });
    }
    if (path === '/api/session' && method === 'POST') {
      const o = OFFICERS[body.officer];
      if (!o || body.password !== 'demo') return fail(401, 'NOT_SIGNED_IN');
      const token = randomUUID();
      sessions.set(token, o);
      return good({ officer: o, expires_at: ahead(480) }, { 'Set-Cookie': `malines=${token}; HttpOnly; SameSite=Strict; Path=/` });
    }
    if (!officer) return fail(401, 'NOT_SIGNED_IN');
    if (refused(method, path, officer.roles)) return fail(403, 'NOT_ALLOWED');
    if (path === '/api/session') { for (const [k, o] of sessions) if (o === officer) sessions.delete(k); return good({ ok: true }); }
    if (path === '/api/dna/relatives' && method === 'POST') return fail(403, 'NO_BASIS');
    if (path === '/api/dna/relatives') return good({ searches: [KIN] });
    if (path.startsWith('/api/dna/relatives/')) return good({ ...KIN, ...(path.endsWith('/approval') ? { approvals: 1 } : {}) });
    if (path === '/api/dna') return good(DNA_STATUS);
    if (path === '/api/dna/matches') return good({ matches: [DNA_MATCH] });
    if (path.startsWith('/api/dna/matches/')) return good(DNA_MATCH);
    if (path === '/api/request-kinds') return good({ kinds: [
      { id: 'information', title: 'Information', way: 'asks', record: 'none', grounds: [], fields: [
        { id: 'facts', need: 'must', type: 'text', most: 4000 }, { id: 'offence', need: 'must', type: 'text', most: 400 },
        { id: 'contact_point_copy', need: 'must', type: 'choice', most: 40, choices: ['sent', 'terrorism_case'] },
        { id: 'urgency', need: 'if_urgent', type: 'choice', most: 40, choices: ['threat', 'life'] }, { id: 'use_limits', need: 'may', type: 'text', most: 1000 }] },
      { id: 'hit_report', title: 'Hit report', way: 'gives', record: 'theirs', grounds: [], fields: [
        { id: 'hit_place', need: 'must', type: 'text', most: 400 }, { id: 'hit_at', need: 'must', type: 'instant', most: 40 }] }, KIND, ...REMOVAL_KINDS] });
    if (path === '/api/removals') return good(removalsShown(requests, short, { ago, ahead }));
    const ordered = routed(method, path, body, requests, good, fail, '01937bf0-0001-7000-8000-00000000e7e7');
    if (ordered) return ordered;
    const printed = prints(method, path, body, good, fail, officer);
    if (printed) return printed;
    const held = desk(method, path, query, body, good, fail, officer);
    if (held) return held;
    if (path === '/api/purposes') return good(['border_check', 'police_check', 'investigation', 'prosecution', 'list_screening', 'terrorist_content'].map((id) => ({ id })));
    if (path === '/api/checks/preview') return good({ variants: variants(body.subject), members: plan() });
    if (path === '/api/checks/table') return tableRead(body.table, good, fail);
    if (method === 'GET' && path.startsWith('/api/checks/')) return checks.has(path.slice(12)) ? good(checks.get(path.slice(12))) : fail(404, 'NOT_FOUND');
    if (path === '/api/checks') {
      if (/refused/i.test(body.subject?.names?.[0]?.text ?? '')) return fail(400, 'BAD_FIELD');
      if (/busy/i.test(body.subject?.names?.[0]?.text ?? '')) return fail(503, 'BUSY');
      if (!body.purpose) return fail(400, 'BAD_ARGUMENT', 'purpose: one of laws/purposes.yaml');
      const id = randomUUID();
      const c = { id, subject: body.subject, asked_at: now(), took_ms: esDown ? 1004 : 37, purpose: body.purpose, variants: variants(body.subject), candidates: candidates(body.subject), coverage: [...coverage(), ...privately(body.subject, id)] };
      checks.set(c.id, c);
      return good(c);
    }
    const certified = /^\/api\/checks\/([^/]+)\/certificate$/.exec(path);
    if (certified) {
      const c = checks.get(certified[1]);
      if (!c) return fail(404, 'NOT_FOUND');
      return good({ malines: 'certificate/1', opened: [], proof: {}, certificate: { asked_at: c.asked_at, issued_at: now(), purpose: c.purpose, score_ceiling_thousandths: 500, looked_at_most: 500,
        registers: c.coverage.map((l) => ({ member: l.member, register: l.register ?? 'alerts', covered: l.state === 'answered', ...(l.sharing === 'asked' || l.sharing === 'sealed' ? {} : { score_ceiling_thousandths: 500 }) })) } });
    }
    const judged = /^\/api\/checks\/([^/]+)\/candidates\/(\d+)\/judgement$/.exec(path);
    if (judged) {
      const c = checks.get(judged[1])?.candidates.find((x) => x.n === Number(judged[2]));
      if (!c) return fail(404, 'NOT_FOUND');
      c.judgement = body.judgement;
      return good({ ok: true });
    }
    const terms = { purpose: 'investigation', handling: 'H1', evaluation: { source: 'B', information: '2' }, basis: 'fact', subject_category: 'witness', onward: 'owner_consents',
      conditions: ['H0', 'H1', 'purpose_bound', 'no_onward_transfer'], retain_until: ahead(90 * 1440) };
    if (path === '/api/law/explain') return good({ allowed: query.get('to') !== 'ma', reason: 'a row denies it', row: query.get('to') !== 'ma' ? 'eu-information' : 'no-eu-only-to-third-countries', instrument: 'dir-2023-977', title: 'Directive (EU) 2023/977', article: '5(1)(c)',
      mark: 'P', source: 'Directive (EU) 2023/977 art. 5(1): 7 days', approvals: { request: 1, release: 1 }, emergency_hours: 48, conditions: ['H0', 'purpose_bound', 'no_onward_transfer'],
      considered: [{ row: 'eu-information', matched: true, decided: true, why: 'decides' }, { row: 'be-ma-information', matched: false, decided: false, why: 'eu_pair' }] });
    if (path === '/api/data') return good({ data: [
      { request: '01937bf0-0001-7000-8000-000000000003', kind: 'information', owner: 'es', terms, held: false, restricted: false, retain_until: terms.retain_until, review_at: ahead(180 * 1440) },
      { request: '01937bf0-0001-7000-8000-000000000009', kind: 'onward_information', owner: 'ma', terms, held: true, restricted: true, retain_until: terms.retain_until, review_at: null }] });
    if (path === '/api/data/use' || path === '/api/data/export') return body.purpose === 'investigation' ? good({ terms, content: {}, owner: 'es' }) : fail(403, 'BOUND', 'refused by the condition "purpose_bound" of es');
    if (path === '/api/officers' && method === 'GET') return good({ officers: [
      { officer: 'claire@fr', name: 'Claire Fontanel', roles: ['case_officer'], passkeys: 2, state: 'active', invitation_waits: false },
      { officer: 'samir@fr', name: 'سمير المختلق', roles: ['approver'], passkeys: 0, state: 'active', invitation_waits: true },
      { officer: 'lea@fr', name: 'Léa Inventée', roles: ['analyst'], passkeys: 0, state: 'waiting', invitation_waits: false }] });
    if (/^\/api\/officers/.test(path)) return good({ officer: 'samir@fr', code: 'x2v7q-h4bnd-k9mte' });
    if (path === '/api/notices') return good({ notices: [
      { what: 'emergency_recalled', request: '01937bf0-0001-7000-8000-000000000021', owner: 'es', asker: 'be', kind: 'information', at: ago(100), confirm_by: ago(100), basis: { row: 'eu-directive-information' } },
      { what: 'emergency', request: '01937bf0-0001-7000-8000-000000000022', owner: 'fr', asker: 'be', kind: 'information', at: ago(20), confirm_by: ahead(2800), basis: { row: 'eu-directive-information' } }] });
    if (path === '/api/recalls') return good({ recalls: [
      { request: '01937bf0-0001-7000-8000-000000000021', member: 'be', why: 'record_deleted', told_at: ago(90), erased_at: ago(89), held_until: null },
      { request: '01937bf0-0001-7000-8000-000000000023', member: 'es', why: 'asked', told_at: ago(40), erased_at: null, held_until: null }] });
    if (path === '/api/audit') return good({ size: 1204, origin: 'malines.example/fr', checkpoint: '', key: '', cosigned: { size: 1200, quorum: 2, witnesses: [
      { member: 'be', heard: true, cosigned: 1200, trouble: '' }, { member: 'es', heard: true, cosigned: 1200, trouble: '' }, { member: 'ma', heard: false, cosigned: 0, trouble: 'UNREACHABLE' }] } });
    if (path === '/api/reports/exchanges') {
      const few = (n) => (query.get('audience') === 'parliament' && n < 5 ? 'fewer than 5' : n);
      return good({ article: 'Directive (EU) 2023/977 art. 18(2)', authority: 'fr', year: Number(query.get('year')), due_by: '2027-03-01', year_over: false, binds: true, unread: 1, csv: 'year,authority\r\n', rows: [
        { point: 'a', figure: 'submitted', detail: 'contact_point', count: 12 }, { point: 'a', figure: 'submitted', detail: 'authority', count: 41 },
        { point: 'b', figure: 'received', member: 'es', detail: 'urgent', count: few(2) }, { point: 'b', figure: 'replied', member: 'es', detail: 'urgent', count: few(1) },
        { point: 'c', figure: 'refused', member: 'es', detail: 'minor_offence', count: few(1) }] });
    }
    if (path === '/api/audit/reconciliations') return good({ reports: [{ member: 'be', at: ago(600), result: 'same', matched: 412, differing: 0 }, { member: 'ma', at: ago(640), result: 'differs', matched: 11, differing: 1 }] });
    if (path === '/api/audit/entries') return good({ next: 1101, unread: 2, unread_entries: [1198, 1180], entries: [
      ['consultation', 'asked', 'claire'], ['disclosure', 'taken', ''], ['approve', 'approved', 'samir'], ['enrolment', 'certificate_vouched', 'nadia'], ['alarm', 'one_name_many_dates', '']]
      .map(([op, decision, who], i) => ({ index: 1203 - i, at: ago(i * 7), op, decision, peer: i % 2 ? 'es' : undefined, purpose: 'investigation', article: '5(1)(c)',
        ...(who ? { actor: { pseudonym: `fr-5c1e0${i}`, auth: 'passkey' } } : {}) })) });
    if (/^\/api\/audit\/entries\/\d+\/content$/.test(path)) return good({ content: [{ member: 'subject_commit', commit: 'sha256:1', salt: '', record: '{"names":["Karim Exemple"]}' }] });
    if (/^\/api\/audit\/entries\/\d+$/.test(path)) return good({ malines: 'proof/1' });
    if (path === '/api/sealed/questions') return good({ questions: [{ log_index: 7 }] });
    if (path === '/api/alerts') {
      const alert = (category, name, birth, more) => ({ category, action: 'arrest', subject: { kind: 'person', names: [{ text: name }], ...(birth ? { births: [birth] } : {}) }, review_at: ahead(300 * 1440), retain_until: ahead(1000 * 1440), reason: 'invented', authority: 'an office', handling: 'H1', article: '26', flags: [], protected: false, ...more });
      const row = (n, alert) => ({ record: `${query.get('owner') || 'fr'}/alerts/01937c02-1111-7a10-8c77-52b1c0de000${n}`, owner: query.get('owner') || 'fr', version: 2, alert });
      if (query.get('owner') === 'es') return good({ alerts: [] });
      if (query.get('after') !== '0') return good({ alerts: [row(6, alert('discreet', 'Zoé Dernière', '1990', { action: 'discreet_check' }))] });
      return good({ next: 6, alerts: [row(8, alert('arrest', 'يوسف المختلق', '1985-02-03', { flags: ['armed'] })), row(4, alert('discreet', 'Paul Exemple', '1970', { review_at: ago(3 * 1440), retain_until: ahead(12 * 1440) })),
        row(5, alert('refusal', 'Ana Fictive', '', { restricted: { ground: 'contested', since: ago(9000) } })),
        query.get('reason') ? row(3, alert('missing', 'Karima Benjelloul', '2012-02-03', { protected: true, action: 'protect' })) : { ...row(3, null), hidden: true }] });
    }
    if (/^\/api\/alerts\/..\/alerts\/.*000[34568]$/.test(path)) return path.endsWith('03') && !query.get('reason') ? fail(400, 'BAD_ARGUMENT', 'reason: this record is read for a reason only, which is logged') : good({ record: path.slice(12), owner: path.slice(12, 14), version: 2, alert: { category: 'arrest', action: 'arrest', article: '26', handling: 'H1', reason: 'an invented decision', authority: 'an office',
      flags: ['armed'], subject: { kind: 'person', names: [{ text: 'يوسف المختلق' }], births: ['1985-02-03'] }, review_at: ahead(300 * 1440), retain_until: ahead(1000 * 1440) },
      sent_to: [{ member: 'be', at: ago(5000), confirmed: true, withdrawn: false }, { member: 'es', at: ago(40), confirmed: false, withdrawn: false }, { member: 'ma', at: ago(90), confirmed: false, withdrawn: true }] });
    if (path.startsWith('/api/alerts/')) return good({ alert: { category: 'refusal', subject: {}, reason: 'a decision', action: 'refuse entry', flags: ['violent'], authority: 'an office', decision_ref: '7' } });
    if (path === '/api/requests' && method === 'POST' && body.preview) return good({ preview: true, approvals_needed: 1, basis: { instrument: 'dir-2023-977', article: '4 and 5' }, due_at: ahead(480),
      approves: { action: 'request.send', demand: { kind: body.kind, to: body.to, text: body.text, fields: body.fields, purpose: body.purpose } } });
    if (path === '/api/requests' && method === 'POST') {
      const c = checks.get(body.check)?.candidates.find((x) => x.n === body.candidate);
      if (body.kind === 'sealed_hit') {
        const hit = checks.get(body.check)?.coverage.find((x) => x.sharing === 'sealed' && x.state === 'hit' && x.member === body.to && x.class === body.class);
        if (!hit || body.record || body.candidate) return fail(409, 'WRONG_STEP');
        const id = randomUUID();
        requests.unshift(row({ id, box: 'out', peer: body.to, step: 'drafted', needs: 'approval', urgent: body.urgent, kind: 'sealed_hit', subject_line: 'fr → es: ' + checks.get(body.check).subject.names[0].text,
          created_at: now(), due_at: ahead(7 * 1440), clock: { article: '5(1)(c)', elapsed_percent: 0, late: false, provisional: true }, text: body.text, record: null, fields: {}, subject: checks.get(body.check).subject,
          sealed: { class: hit.class, epoch: hit.epoch, reference: hit.reference, as_of: hit.as_of, met: hit.met }, digest: digest(id),
          approve_command: `malines approve ${id} --key ~/.malines/hugo.key`, history: [{ at: now(), step: 'drafted', by: 'officer 52b1', note: null }] }));
        return good(short(requests[0]));
      }
      if (body.to) {
        const made = row({ id: randomUUID(), box: 'out', peer: body.to, step: 'drafted', needs: 'approval', urgent: body.urgent, kind: body.kind, subject_line: body.fields.facts ?? body.kind, created_at: now(),
          due_at: ahead(480), clock: { article: '4 and 5', elapsed_percent: 0, late: false, provisional: true }, text: body.text, fields: body.fields, coded: ['contact_point_copy', 'urgency'], history: [] });
        requests.unshift(made);
        return good(short(made));
      }
      if (c?.judgement !== 'hit') return fail(409, 'WRONG_STEP');
      const id = randomUUID();
      requests.unshift(row({ id, box: 'out', peer: c.owner, step: 'drafted', needs: 'approval', urgent: body.urgent, subject_line: `fr → ${c.owner}: ${c.subject?.names[0].text ?? c.record}`, created_at: now(), due_at: ahead(720),
        clock: { article: '8', count: 12, unit: 'hours', elapsed_percent: 0, late: false }, text: body.text, record: c.record, digest: digest(id), approve_command: `malines approve ${id} --key ~/.malines/hugo.key`,
        history: [{ at: now(), step: 'drafted', by: 'officer 52b1', note: null }] }));
      return good(short(requests[0]));
    }
    if (path === '/api/requests') return good({ requests: requests.filter((r) => query.get('box') === 'all' || r.box === query.get('box')).map(short) });
    const one = /^\/api\/requests\/([^/]+)(\/decision)?$/.exec(path);
    const r = requests.find((x) => x.id === one?.[1]);
    if (!r) return fail(404, 'NOT_FOUND');
    if (!one[2]) return good(r);
    if (r.needs !== 'decision') return fail(409, 'WRONG_STEP');
    if (body.preview) return good({ preview: true, approves: { action: 'request.decide', demand_digest: digest(r.id), decision: { ...body, preview: undefined, ...(body.pseudonymise ? { pseudonymise: undefined, pseudonymised: true } : {}), terms, conditions: terms.conditions } } });
    Object.assign(r, { step: 'decided', needs: 'release_approval', digest: digest(r.id + body.decision), approve_command: `malines approve ${r.id} --key ~/.malines/hugo.key`, answer: { decision: body.decision, text: body.text, ground: body.ground } });
    r.history.push({ at: now(), step: 'decided', by: 'officer 52b1', note: null });
    return good({ ok: true });
  }

  return createServer(async (request, response) => {
    const url = new URL(request.url, 'http://mock');
    const send = (status, type, bytes, headers = {}) => { response.writeHead(status, { ...HEADERS, 'Content-Type': type, ...headers }); response.end(bytes); };
    if (!url.pathname.startsWith('/api/')) {
      const path = normalize(url.pathname === '/' ? '/index.html' : url.pathname);
      const bytes = await readFile(join(DIST, path)).catch(() => null);
      return bytes ? send(200, TYPES[extname(path)] ?? 'application/octet-stream', bytes) : send(404, 'text/plain', 'not found');
    }
    if (request.method !== 'GET' && request.headers['x-malines'] !== '1') return send(403, 'application/json', JSON.stringify(fail(403, 'NOT_ALLOWED').body));
    let text = '';
    for await (const chunk of request) text += chunk;
    const token = /malines=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
    const officer = sessions.get(token) ?? null;
    const answer = route(request.method, url.pathname, url.searchParams, text ? JSON.parse(text) : {}, officer);
    send(answer.status, 'application/json', JSON.stringify(answer.body), { 'Cache-Control': 'no-store', ...answer.headers });
  }).on('mend', () => { esDown = false; }).on('restart', () => sessions.clear());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.argv[2] ?? 8099);
  makeNode().listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}  claire@fr / demo`));
}
