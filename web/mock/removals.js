// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Removal orders in the stand-in node: a provider that was told three hours ago, another long ago, orders at every step. Invented.
const text = (id, need = 'must') => ({ id, need, type: 'text', most: 400 });
const kind = (id, way, fields, more = {}) => ({ id, title: id, way, record: 'none', register: 'online_content', grounds: [], fields, ...more });
export const REMOVAL_KINDS = [
  kind('removal_notice', 'gives', [text('order_procedures'), text('order_contact')]),
  kind('removal_order', 'asks', [text('content_url'), { id: 'content_type', need: 'must', type: 'choice', most: 40, choices: ['incites', 'instructs'] }, text('content_reasons'), text('establishment'), text('urgency_reasons', 'if_urgent')], { deconflict: 'content_url' }),
  kind('preservation_extension', 'gives', [text('release_ref'), { id: 'preserve_until', need: 'must', type: 'day', most: 40 }, text('reason')]),
  kind('scrutiny_request', 'asks', [text('release_ref'), text('content_url'), text('reason')]),
];
const ID = (n) => `01937bf0-0001-7000-8000-0000000000c${n}`;

export function removals({ row, ago, ahead }) {
  const common = { basis: { row: 'eu-removal', instrument: 'tco-2021-784', article: '3' }, created_at: ago(300), due_at: null, clock: null, text: '(invented)', history: [{ at: ago(300), step: 'sent', by: 'fr', note: null }] };
  const hour = (late, share) => ({ article: '3(3)', elapsed_percent: share, late });
  return [
    row({ ...common, id: ID(1), kind: 'removal_order', box: 'out', peer: 'prov', step: 'received', subject_line: '', due_at: ahead(18), clock: hour(false, 70), content_url: 'https://video.example/v?clip=77', coordination: { outcome: 'none', asked_at: ago(320) } }),
    row({ ...common, id: ID(2), kind: 'removal_order', box: 'out', peer: 'prov', step: 'released', subject_line: '', content_url: 'https://forum.example/p/41', coordination: { outcome: 'interest', asked_at: ago(9000), words: 'agreed by telephone' }, content_measure: 'access_disabled', annulled: { at: ago(30), by: 'be' }, reinstate: true, then: { clock: 'tco_preservation', until: ahead(170 * 1440) } }),
    row({ ...common, id: ID(3), kind: 'removal_order_copy', box: 'out', peer: 'be', step: 'received', subject_line: '', content_url: 'https://forum.example/p/41', release_ref: ID(2), scrutiny: 'no_infringement' }),
    row({ ...common, id: ID(4), kind: 'removal_order', box: 'out', peer: 'host', step: 'drafted', needs: 'approval', urgent: true, subject_line: '', content_url: 'https://host.example/' + 'chemin-tres-long/'.repeat(6) + 'x', coordination: null }),
    row({ ...common, id: ID(5), kind: 'removal_order_copy', box: 'in', peer: 'es', step: 'received', needs: 'decision', subject_line: '', due_at: ahead(50 * 60), clock: { article: '4(3)', elapsed_percent: 30, late: false }, content_url: 'https://otro.example/1', release_ref: '01937bf0-0001-7000-8000-0000000000ff' }),
    row({ ...common, id: ID(6), kind: 'preservation_extension', way: 'gives', box: 'out', peer: 'prov', step: 'noted', subject_line: '', release_ref: ID(2) }),
  ];
}
export function removalsShown(requests, short, { ago, ahead }) {
  const kinds = ['removal_order', 'removal_notice', 'removal_order_copy', 'scrutiny_request', 'infringement_decision', 'preservation_extension', 'content_threat'];
  return { requests: requests.filter((r) => kinds.includes(r.kind)).map(short), providers: [
    { member: 'prov', told_at: ago(20000), orders_from: ago(19280), first_order_at: ago(9000) }, { member: 'host', told_at: ago(180), orders_from: ahead(540) }, { member: 'ma' }],
    exposures: [{ id: ID(7), peer: 'prov', box: 'out', decision_ref: 'FR-2026-7', at: ago(9000), report_due: ahead(90000), revoked: false }] };
}
