// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Orders for evidence in the stand-in node: a short form (the shape is docs/forms.md), one order of ours that was answered
// and one that waits at a provider's desk. Everybody in it is invented.
const field = (id, type, need, more = {}) => ({ id, type, need, ...(type === 'text' ? { most: 400 } : {}), ...more });
const both = ['addressee', 'authority'];
export const FORMS = {
  epoc: { id: 'epoc', use: 'order', article: '5 and Annex I', sections: [
    { letter: 'A', key: 'authorities', views: both, fields: [field('issuing_state', 'country', 'must'), field('issuing_file', 'text', 'must')] },
    { letter: 'F', key: 'data', views: both, fields: [
      field('data_category', 'choice', 'must', { choices: ['subscriber', 'identification', 'traffic', 'content'] }),
      field('data_subscriber', 'ticks', 'must', { choices: ['sub_identity', 'sub_payment'], for: ['subscriber'] }),
      field('data_content', 'ticks', 'must', { choices: ['co_mailbox', 'co_messages'], for: ['content'] })] },
    { letter: 'G', key: 'conditions', views: both, fields: [
      field('offence_gate', 'ticks', 'must', { choices: ['three_years', 'terrorism_2017_541'], for: ['traffic', 'content'] }),
      field('penalty_months', 'number', 'must', { for: ['traffic', 'content'] })] },
    { letter: 'I', key: 'issuer', views: both, fields: [field('unvalidated', 'yes', 'may'), field('signed_on', 'day', 'must')] },
    { letter: 'K', key: 'notified', views: both, fields: [field('enforcing_state', 'country', 'must', { for: ['traffic', 'content'] })] },
    { letter: 'M', key: 'grounds', views: ['authority'], fields: [field('necessity', 'text', 'must', { most: 4000 })] },
    { letter: '-', key: 'guide', views: ['file'], fields: [field('third_state', 'yes', 'may')] }] },
  provider: { id: 'provider', use: 'record', article: 'Annex 8.2', sections: [{ letter: '8.2.1 b', key: 'provider', views: both, fields: [field('member_state', 'country', 'must'), field('provider_name', 'text', 'must')] }] },
  epoc_annex3: { id: 'epoc_annex3', use: 'answer', article: 'Annex III', sections: [
    { letter: 'D', key: 'reasons', views: both, fields: [field('impossible_reasons', 'ticks', 'must', { choices: ['why_not_stored', 'why_errors'] }), field('explanation', 'text', 'must', { most: 4000 })] },
    { letter: 'G', key: 'preservation', views: both, fields: [field('preserved', 'choice', 'must', { choices: ['preserved_yes', 'preserved_no'] })] }] },
};
export const KIND = { id: 'epoc', title: 'European Production Order Certificate', way: 'asks', record: 'none', grounds: ['why_not_stored', 'why_errors'], fields: [], paper: 'epoc', answer_paper: 'epoc_annex3' };

const VALUES = { issuing_state: 'fr', issuing_file: 'P-26-118', data_category: 'subscriber', data_subscriber: ['sub_identity', 'sub_payment'], signed_on: '2026-11-24' };
export function orders({ row, ago, ahead }) {
  const common = { kind: 'epoc', grounds: KIND.grounds, pause_reasons: ['clarification'], basis: { row: 'provider-orders', instrument: 'eu-2023-1543', article: '4 to 6' }, created_at: ago(2 * 1440), due_at: ahead(8 * 1440),
    clock: { article: '4 to 6', elapsed_percent: 20, late: false }, history: [{ at: ago(2 * 1440), step: 'received', by: 'be', note: null }] };
  const sha = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  return [
    row({ ...common, id: '01937bf0-0001-7000-8000-0000000000e1', box: 'out', peer: 'prov', step: 'released', subject_line: 'P-26-118', text: 'An order (invented).',
      order: { form: 'epoc', values: VALUES, file: { ...VALUES, necessity: 'No other way (invented).' }, ruling: { notify: false, suspends: false }, state: '', fetched: { x2: { refused: 'CONFLICT' } } },
      answer: { decision: 'release', text: 'As ordered.', answer: { form: 'epoc_annex3', values: { impossible_reasons: ['why_not_stored'], explanation: 'Gone with the renewal.', preserved: 'preserved_no' } },
        delivery: { available_until: ahead(20 * 1440), files: [{ item: 'x1', name: 'subscriber.json.cms', bytes: 4711, sha256: sha, encrypted: true }, { item: 'x2', name: 'payments.json.cms', bytes: 815, sha256: sha, encrypted: true }] } } }),
    row({ ...common, id: '01937bf0-0001-7000-8000-0000000000e2', box: 'in', peer: 'be', step: 'received', needs: 'decision', subject_line: 'FD.35.98.1/26', text: 'An order for a provider (invented).',
      order: { form: 'epoc', values: { ...VALUES, issuing_state: 'be', issuing_file: 'FD.35.98.1/26' }, state: 'notified' } }),
    row({ ...common, id: '01937bf0-0001-7000-8000-0000000000e3', box: 'out', peer: 'prov', step: 'received', subject_line: 'P-26-119', text: 'An order (invented).',
      order: { form: 'epoc', values: VALUES, file: { ...VALUES, necessity: 'No other way (invented).' }, ruling: { notify: true, suspends: true }, validation: { due_at: ahead(40 * 60), digest: sha, approves: { action: 'order.validate', demand: { kind: 'epoc', to: 'prov', order: { form: 'epoc', values: VALUES } } } }, question: { text: 'Which of two accounts?', due_at: ahead(3 * 1440), late: false } } }),
  ];
}

// The routes of orders; null: none of them.
export function routed(method, path, body, requests, good, fail, taken) {
  if (path === '/api/order-forms') return good({ forms: FORMS });
  const one = /^\/api\/requests\/([^/]+)\/(clarification|delivery)$/.exec(path), r = requests.find((x) => x.id === one?.[1]);
  if (!one || method !== 'POST') return null;
  if (!r?.order) return fail(404, 'NOT_FOUND');
  if (one[2] === 'clarification') delete r.order.question;
  else r.order.fetched = { ...r.order.fetched, [body.item]: { item: taken } };
  return good({ ok: true });
}
