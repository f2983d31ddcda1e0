// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Six languages say everything, with the same arguments, in every plural form their grammar has; and nothing is said
// that nobody shows. What a key may end in is read from the C headers where the C code is the truth.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { PARTS } from '../src/lib/withheld';

const ROOT = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const LANGS = ['en', 'fr', 'nl', 'de', 'es', 'ar'];
const files = Object.fromEntries(LANGS.map((l) => [l, JSON.parse(read(`i18n/${l}.json`)) as Record<string, string>]));
const keys = Object.keys(files.en!);

function under(dir: string, ends: RegExp): string[] {
  return readdirSync(join(ROOT, dir), { recursive: true, encoding: 'utf8' }).filter((f) => ends.test(f)).map((f) => read(join(dir, f)));
}
const list = (header: string, name: string) =>
  [...new RegExp(`#define ${name}\\(X\\)((?:.*\\\\\\n)*.*)`).exec(read(header))![1]!.matchAll(/X\((\w+)/g)].map((m) => m[1]!);

// The ids of a law table; a checkout without the tables asks for none.
function ids(table: string): string[] {
  const text = existsSync(join(ROOT, 'laws', table)) ? read('laws/' + table) : '';
  return [...text.matchAll(/^\s*- \{?\s*id:\s*([\w-]+)/gm)].map((m) => m[1]!);
}
// The words of every list `key: [a, b]` of a law table.
function listed(table: string, key: string): string[] {
  const text = existsSync(join(ROOT, 'laws', table)) ? read('laws/' + table) : '';
  return [...new Set([...text.matchAll(new RegExp(`${key}: \\[([^\\]]*)\\]`, 'g'))].flatMap((m) => m[1]!.split(', ')))];
}
// The values of every `key: word` of a law table.
function listedOne(table: string, key: string): string[] {
  const text = existsSync(join(ROOT, 'laws', table)) ? read('laws/' + table) : '';
  return [...text.matchAll(new RegExp(`^\\s*${key}:\\s*(\\w+)`, 'gm'))].map((m) => m[1]!);
}
const actions = existsSync(join(ROOT, 'laws/alerts.yaml')) ? [...read('laws/alerts.yaml').matchAll(/^\s*action:\s*(\w+)/gm)].map((m) => m[1]!) : [];

// The forms of orders: their names, headings, fields and words. Those that nobody writes on have theirs in laws/wording.
const FORMS = existsSync(join(ROOT, 'laws/forms')) ? readdirSync(join(ROOT, 'laws/forms')).map((f) => read('laws/forms/' + f)).filter((f) => !/^  use: request$/m.test(f)) : [];
const inForms = (of: RegExp) => [...new Set(FORMS.flatMap((f) => [...f.matchAll(of)].flatMap((m) => m[1]!.split(', '))))];
const CODES = list('src/base/result.h', 'CODE_LIST');
const FAMILIES: Record<string, string[]> = {
  'theme.': ['auto', 'light', 'dark'], 'lists.': ['official', 'invented', 'none'],
  'kind.': list('src/codec/subject.h', 'SUBJECT_KINDS'), 'field.': list('src/match/match.h', 'EVIDENCE_FIELDS'),
  'number.': ['valid', 'invalid', 'unchecked', 'kept', 'BIRTH_DIFFERS', 'SEX_DIFFERS', 'IN_FUTURE', ...list('src/codec/identifier.h', 'IDENTIFIER_REASONS')],
  'meeting.': [...list('src/match/match.h', 'WORD_MEETINGS'), 'otherwise', 'script_arabic', 'script_cyrillic', 'script_greek', 'script_hebrew', 'script_latin', 'script_tifinagh'],
  'identity.': list('src/match/identity.h', 'IDENTITY_VERDICTS'), 'identity.of_': list('src/match/identity.h', 'IDENTITY_CATEGORIES'),
  'grade.': [...list('src/match/match.h', 'EVIDENCE_GRADES'), 'birth_partial', 'birth_near', 'name_swapped'], 'sex.': ['m', 'f', 'x'],
  'purpose.': ids('purposes.yaml'),
  'plan.': ['own', 'published', 'asked', 'sealed', 'closed'], 'sharing.': ['own', 'published', 'asked', 'sealed', 'closed'],
  'member.': ['up', 'down', 'never'], 'mrz.digit.': ['number', 'birth', 'expiry', 'all'],
  'coverage.': ['own', 'copy', 'copy_not_reached', 'copy_asked', 'copy_asked_not', 'answered', 'unreachable', 'not_allowed', 'closed', 'busy', 'clock', 'quota',
    'sealed_hit', 'sealed_no_hit', 'sealed_stale', 'sealed_quota', 'sealed_too_little', 'sealed_keys_version', 'in_part'],
  'register.': [...new Set([...listedOne('sealed.yaml', 'register')])].filter((r) => r !== 'alerts'),
  'met.': list('src/sealed/keys.h', 'SEALED_KEY_TYPES'),
  'candidate.': ['record', 'count', 'boolean', 'record_why', 'count_why', 'boolean_why'],
  'category.': ids('alerts.yaml'), 'condition.': ids('conditions.yaml'), 'instrument.': ids('instruments.yaml'),
  'flag.': ['armed', 'violent', 'escaped', 'suicide_risk', 'health_risk', 'terrorism'], 'action.': [...new Set(actions)],
  'law_reason.': [...list('src/law/law.h', 'LAW_REASONS').filter((r) => r !== 'ALLOWED'), 'RESTRICTED'], 'decide.': ['release', 'refuse'],
  'judgement.': ['hit', 'dismissed', 'unsure'], 'judgement.choose.': ['hit', 'dismissed', 'unsure'], 'judgement.done.': ['hit', 'dismissed', 'unsure'],
  'inbox.': ['all', 'todo', 'in', 'out'], 'box.': ['in', 'out'], 'request_kind.': ids('requests.yaml'),
  'request_field.': ids('fields.yaml'), 'ground.': ids('grounds.yaml'), 'request_choice.': listed('fields.yaml', 'choices'),
  'form.': inForms(/^  id: (\w+)/gm), 'form_section.': inForms(/^    key: (\w+)/gm), 'form_field.': inForms(/- \{id: (\w+)/g),
  'form_choice.': ['yes', ...inForms(/choices: \[([^\]]*)\]/g)], 'order.state.': ['suspended', 'notified', 'cleared', 'blocked', 'withdrawn'],
  'audit_op.': ['collection', 'alteration', 'consultation', 'disclosure', 'combination', 'erasure', 'alarm', 'message', 'approve', 'certificate', 'reconciliation',
    'login', 'receipt', 'request_drafted', 'request_decided', 'request_clock', 'request_handed', 'judgement', 'refusal', 'release', 'refuse', 'recall', 'hold',
    'use', 'export', 'enrolment', 'configuration', 'contact_copy', 'breach', 'recovery', 'sealed_filter', 'restriction'],
  'request.restricted_': ['contested', 'evidence'],
  // What an entry says of how it ended: every word that a handler writes there by itself, and those that come from a table.
  'audit_decision.': [...new Set([...[...under('src/node', /^(?!.*_test).*\.c$/).join('\n').matchAll(/(?:decision = VIEW\(|note_listing\([^;"]*)"(\w+)"/g)].map((m) => m[1]!),
    'restricted', 'unrestricted', 'changed_there', 'not_searched', 'fetched', 'certificate_added', 'certificate_vouched', 'certificate_removed', 'oidc_added', 'oidc_vouched', 'oidc_removed', 'passkey_enrolled', 'passkey_removed', 'invited',
    'invitation_vouched', 'vouched', 'ended', 'hit', 'dismissed', 'unsure', 'release', 'refuse', 'released', 'paused', 'resumed', 'clock_named', 'many_names_few_hits',
    'one_name_many_dates', 'one_date_many_names', 'quota_used_up', 'officer_quota_used_up', 'breaches_listed', 'supervisor_told', 'members_told', 'persons_told', 'left_out', 'hashes_added', 'hashes_searched', 'hashes_dropped',
    'opening_asked', 'opening_approved', 'term_over', 'term_over_waits', 'destruction_asked', 'destruction_approved', 'impact_assessment', 'record_of_processing', 'statistics_parliament', 'statistics_supervisor', 'transfers', 'exchanges_of_the_year', 'answered_in_part'])],
  // Where a node's care passed something over: what its calls and its table of parts name.
  'care_part.': [...new Set([...under('src/node', /^(?!.*_test).*\.c$/).join('\n').matchAll(/(?:\b(?:cared|apart|passed_over)\(n, |\{)"(\w+)"(?=,[^;{}]*(?:\);|_(?:care|forgotten)\}))/g)].map((m) => m[1]!)
    .concat('requests'))],
  'list_source.': [...new Set([...[...read('packaging/demo.py').matchAll(/'[\w-]+', '(\w+)', '\w+', \[/g)].map((m) => m[1]!), 'invented'])],
  'exchanges.point_': ['a', 'b', 'c', 'd'],
  'exchanges.': ['submitted', 'received', 'replied', 'refused', 'derogated', 'contact_point', 'authority', 'urgent', 'not_urgent'],
  'audit_use.': ['lawfulness', 'self_monitoring', 'integrity_security', 'criminal_proceedings'],
  'tco.outcome.': ['none', 'interest', 'existing_order', 'incomplete'],
  'article.': ['to', 'and', 'para'],
  'act.': list('src/evidence/custody.h', 'ACT_LIST'), 'custody.': ['where', 'why', 'basis', 'case', 'from', 'to', 'seal', 'device', 'tool', 'write_blocker', 'note'],
  'exhibit.state.': ['unchecked', 'sound', 'damaged', 'destroyed'], 'term.ends.': ['two_persons', 'destroy'],
  'destroy.state.': ['asked', 'due', 'done'], 'destroy.ground.': list('src/registers/evidence/destructions.h', 'DESTRUCTION_GROUNDS'),
  'opening.ground.': list('src/law/opening.h', 'OPENING_GROUNDS'), 'opening.state.': ['waiting', 'approved', 'trying', 'opened', 'used_up'],
  'opening.outcome.': ['opened', 'wrong_key', 'not_possible_here', 'unsupported', 'broken', 'too_big', 'not_taken', 'failed', 'lost'],
  'delivered.': ['call', 'record', 'contact'],
  'identifier.': ['phone', 'email', 'iban', 'ip', 'domain', 'url', 'username', 'crypto', 'plate', 'imei', 'imsi'],  // the others by their code
  'counts.': ['orders', 'suspended', 'open', 'refused', 'fulfilled', 'fulfilled_in_part'],
  'figures.': ['issued', 'received', 'orders', 'emergencies', 'cross_border', 'carried_out', 'in_time', 'late', 'not_carried_out', 'open', 'annulled', 'measures', 'grounds', 'stopped', 'scrutiny_asked', 'scrutiny_received'],
  'pause.': listed('clocks.yaml', 'pauses'),
  'step.': ['approved', 'expired', ...list('src/requests/request.h', 'REQUEST_STEPS').filter((s) => s !== 'none')],
  'dna.quality.': ['1', '2', '3', '4'], 'dna.outcome.': ['full', 'wildcard', 'fits', 'micro_variant', 'mismatch', 'excludes', 'absent', 'same', 'other'],
  'prints.position.': Array.from({ length: 15 }, (_, i) => String(i + 1)),
  'dna.row.': ['rule', 'locus', 'micro_variants', 'pair', 'category', 'kit'], 'dna.what_if.from.': ['kit', 'asked', 'nothing'], 'dna.exchange.kind.': ['push', 'search'],
  'dna.state.': ['new', 'confirmed', 'dismissed'], 'dna.direction.': ['in', 'out', 'home'], 'dna.with.': ['in', 'out', 'home'],
  'prints.data.': ['fingers', 'palms', 'faces'], 'prints.coverage.': ['waiting', 'searched', 'not_searched'], 'prints.candidate.': ['new', 'confirmed', 'dismissed'],
  'prints.state.': list('src/registers/prints/prints.h', 'PRINTS_STATES'), 'prints.search.': ids('prints/searches.yaml'),
  'prints.subject.': ['suspect', 'convicted', 'victim', 'missing', 'remains'], 'prints.aim.': ['identify', 'more'],
  'dna.relation.': ['parent_child', 'full_siblings', 'half_siblings'], 'paper.': ['signature', 'official', 'working', 'own_words', 'extra'], 'paper.view.': ['addressee', 'authority', 'whole', 'answer', 'pause'], 'dna.kin_state.': ['waiting', 'approved', 'done'],
  'signed.way.': ['asks', 'gives'], 'needs.': ['approval', 'confirmation', 'decision', 'release_approval', 'note'], 'answer_field.': ['decision', 'text', 'ground'],
  'alerts.restricted_': ['contested', 'evidence'], 'alerts.copy_': ['sent', 'confirmed', 'withdrawn'], 'screening.said.': ['known', 'unclear', 'failed', 'unknown', 'all', 'waiting'], 'encoding.': ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1256'],
  'role.': list('src/node/node.h', 'ROLE_LIST'), 'person.': ['suspect', 'convicted', 'victim', 'witness', 'associate', 'other'], 'law.mark.': ['S', 'P', 'M'],
  'law_answer.': list('src/law/law.h', 'LAW_ANSWERS'),
  'law_why.': ['register', 'request', 'purpose', 'category', 'subject_kind', 'subject_category', 'offence_months', 'in_force', 'day_unknown', ...list('src/law/law.h', 'LAW_GATES')],
  'data.basis.': ['fact', 'assessment'], 'data.onward.': ['free', 'owner_consents'], 'people.state.': ['active', 'waiting', 'ended'],
  'oversight.': ['emergency', 'emergency_confirmed', 'emergency_recalled'],
  'fault.': [...new Set([...read('src/api/fault.c').matchAll(/^    \{"(\w+)", "/gm)].map((m) => m[1]!))],
  'error.': ['OFFLINE', 'UNANSWERED', ...CODES].flatMap((c) => [c + '.cause', c + '.next']),
};

// What a reader of tables calls its columns, and what it says could not be read.
const readers = under('src/codec', /^list.*\.c$/).join('\n');
FAMILIES['column.'] = [...read('src/codec/list_mapped.c').matchAll(/\{"(\w+)", (?:NULL|take_\w+|entry_\w+)\}/g)].map((m) => m[1]!);
FAMILIES['unread.'] = [...readers.matchAll(/\b(?:run_unread|entry_drop|fit|room|add_text)\([^"\n]*"([^"]+)"/g),
  ...read('web/src/lib/table.ts').matchAll(/'(?:TOO_BIG|BAD_CSV|BAD_TEXT|ALREADY) ([^';]+)/g)].map((m) => m[1]!.slice(0, 80).replace(/[^A-Za-z0-9]+/g, '_'));

const ui = under('web/src', /\.(ts|svelte)$/).join('\n');
const c = [...under('src', /\.[ch]$/), ...under('programs', /\.[ch]$/)].join('\n');
const literal = [...ui.matchAll(/\bt(?:Or)?\((?:[^'`()]+\? )?'([\w.]+)'(?: : '([\w.]+)')?[,)]/g)].flatMap((m) => [m[1]!, m[2]]).filter((k): k is string => !!k);
const built = [...ui.matchAll(/\bt(?:Or)?\((?:'([\w.]+\.)' \+|`([\w.]+\.)\$)/g)].map((m) => m[1] ?? m[2]!);
const families = Object.entries(FAMILIES).flatMap(([prefix, ends]) => ends.map((e) => prefix + e));

describe('message files', () => {
  it('know every word the console says', () => {
    expect(literal.length).toBeGreaterThan(90);
    expect(literal.filter((k) => !keys.includes(k))).toEqual([]);
    expect(built.filter((p) => !(p in FAMILIES))).toEqual([]);
    expect(families.filter((k) => !keys.includes(k))).toEqual([]);
  });
  it('have a word for each part of a record that a release can leave out', () => {
    const fields = /struct alert_field FIELDS\[\] = \{([\s\S]*?)\n\};/.exec(read('src/registers/alerts/alerts.c'))![1]!;
    const parts = [...fields.matchAll(/^    \{"(\w+)"/gm)].map((m) => m[1]!).filter((p) => !['subject', 'category'].includes(p));
    expect(parts.length).toBeGreaterThan(15);
    expect(parts.filter((p) => !PARTS[p])).toEqual([]);
  });
  it('hold nothing that nobody says', () => {
    const said = new Set([...literal, ...families]);
    const untold = Object.keys(FAMILIES).filter((prefix) => !FAMILIES[prefix]!.length); // their table is not in this checkout
    expect(keys.filter((k) => !said.has(k) && !untold.some((p) => k.startsWith(p)) && !c.includes(`"${k}"`))).toEqual([]);
  });
  it('say how a language writes its colon: no page writes one between two texts by itself', () => {
    const markup = under('web/src', /\.svelte$/).map((f) => f.replace(/<script[\s\S]*?<\/script>/g, ''));
    expect(markup.flatMap((f) => f.match(/.*[>}]: ?[{<].*/g) ?? [])).toEqual([]);
  });
  it('give a cause and a next step for every code of result.h', () => {
    expect(CODES.length).toBeGreaterThan(40);
    for (const l of LANGS) for (const code of CODES) expect(files[l]![`error.${code}.next`], l + code).toBeTruthy();
  });

  for (const l of LANGS) describe(l, () => {
    const mine = files[l]!;
    type Node = { type: number; value: string; options?: Record<string, { value: Node[] }> };
    const walk = (nodes: Node[]): Node[] => nodes.flatMap((n) => [n, ...Object.values(n.options ?? {}).flatMap((o) => walk(o.value))]);
    const ast = (text: string, lang: string) => walk(new IntlMessageFormat(text, lang).getAst() as unknown as Node[]);
    const args = (text: string, lang: string) => [...new Set(ast(text, lang).filter((n) => n.type >= 1 && n.type <= 6).map((n) => n.value))].sort();

    it('has the same keys, none empty, and no key twice', () => {
      expect(Object.keys(mine).sort()).toEqual([...keys].sort());
      expect(Object.values(mine).filter((v) => v.trim() !== v || !v)).toEqual([]);
      expect([...read(`i18n/${l}.json`).matchAll(/^ "([^"]+)":/gm)].length).toBe(keys.length);
    });
    it('takes the same arguments', () => {
      for (const k of keys) expect(args(mine[k]!, l), k).toEqual(args(files.en![k]!, 'en'));
    });
    it('has every plural form of its grammar', () => {
      const need = new Intl.PluralRules(l).resolvedOptions().pluralCategories;
      for (const k of keys)
        for (const n of ast(mine[k]!, l).filter((x) => x.type === 6)) expect(Object.keys(n.options!), k).toEqual(expect.arrayContaining([...need]));
    });
    it('holds no direction mark that hides text', () => {
      for (const v of Object.values(mine)) expect(v).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
    });
  });
});

describe('the style sheet', () => {
  it('knows start and end only', () => {
    const css = read('web/src/theme.css').replace(/\/\*[\s\S]*?\*\//g, '');
    expect(css.match(/(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|(?:min-|max-)?(?:width|height)|float|text-align:\s*(?:left|right))\s*:/g) ?? []).toEqual(
      [...css.matchAll(/\(max-width:/g)].map(() => 'max-width:'));
  });
});
