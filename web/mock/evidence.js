// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Evidence, hashes and providers in the stand-in node: one delivered chat with its timeline, a bundle of it. Everything is invented.
import { createHash } from 'node:crypto';
const sha = (bytes) => createHash('sha256').update(bytes).digest('hex');
const sha3 = (bytes) => createHash('sha3-256').update(bytes).digest('hex');
const CHAT = Buffer.from('{"invented":"a chat"}');

export function evidenceDesk({ ago, ahead }) {
  const items = [], intakes = new Map(), lists = [{ source: 'Example office', type: 'sha256', count: 2 }, { source: 'Example office', type: 'pdq', count: 1 }];
  const event = (number, act, more = {}) => ({ event: { number, act, at: ago(300 - number * 60), who: 'claire@fr', authority: 'fr', where: 'Rue Exemple 1', why: 'Dossier 12', basis: 'CPP art. 56', ...more }, log_index: 1100 + number, ...(number === 2 ? { stamped_at: ago(170) } : {}) });
  const taken = (item, name, bytes, act, words = {}) => {
    items.push({ item, name, type: 'application/json', case: words.case ?? '12/2026', sha256: sha(bytes), sha3_256: sha3(bytes), bytes: bytes.length, added_at: ago(300), checked_at: ago(200), state: 'sound', term: { until: ahead(1095 * 1440), row: act, article: 'led-2016-680 5', ends: 'two_persons' }, content: bytes, line: [event(0, act, words)] });
    return items.at(-1);
  };
  taken('01937bf0-0001-7000-8000-00000000aa01', 'messages-exemple.json', CHAT, 'delivered', { from: 'prov' }).line.push(event(1, 'checked'), event(2, 'examined', { note: 'read as telegram' }));
  taken('01937bf0-0001-7000-8000-00000000aa02', 'téléphone.img', Buffer.from('image'), 'collected', { seal: 'FR-1' }).state = 'damaged';
  const old = taken('01937bf0-0001-7000-8000-00000000aa03', 'disque-ancien.img', Buffer.from('old'), 'collected', { case: '3/2023' });
  Object.assign(old, { term: { ...old.term, until: ago(1440) }, destruction: { state: 'asked', ground: 'retention_over', at: ago(1440) } });
  old.line.push(event(1, 'term_over', { note: 'row collected of laws/evidence.yaml' }));
  const locked = taken('01937bf0-0001-7000-8000-00000000aa04', 'coffre.pdf', Buffer.from('locked'), 'collected');
  const clear = taken('01937bf0-0001-7000-8000-00000000aa05', 'coffre.pdf, ouvert', Buffer.from('%PDF'), 'derived');
  clear.quarantine = { reason: '/JavaScript /OpenAction', lifted: false };
  clear.line.push(event(1, 'quarantined', { note: '/JavaScript /OpenAction' }));
  const opening = (n, more) => ({ opening: n, item: locked.item, ground: 'found', purpose: 'investigation', row: 'fr-found', article: '57-1 and 230-1', state: 'waiting', officer: 'claire@fr', basis: 'CPP art. 57-1', approvals: 0, approvals_needed: 1, tries: 0, tries_max: 3, asked_at: ago(90), outcomes: [], ...more });
  const openings = [opening(2, {}), opening(1, { ground: 'ordered', from: 'كريم المثال', state: 'opened', approvals: 1, tries: 2, outcomes: [{ number: 1, at: ago(80), outcome: 'wrong_key', format: 'pdf' }, { number: 2, at: ago(70), outcome: 'opened', item: clear.item, format: 'pdf' }] })];
  const said = (b) => b.where && b.why && b.basis;
  const EVENTS = [
    { n: 1, kind: 'message', at: '2026-11-20T21:04:00', zone: 'unknown', precision: 'second', place: 'result.json byte 40', from: { id: 'user7', name: 'كريم المثال' }, to: [{ name: 'Groupe Exemple' }], text: 'الاجتماع غداً. رقمي +32470000000' },
    { n: 2, kind: 'call', at: '2026-11-20T21:10:00+01:00', zone: '+01:00', precision: 'second', seconds: 61, place: 'result.json byte 300', from: { id: '+32470000000' }, to: [{ name: 'Marta Ejemplo' }] },
    { n: 3, kind: 'message', given: '01/05/2026, 10:00', place: 'result.json byte 500', from: { name: 'Marta Ejemplo' }, text: 'https://shop.example/a?b=1', cut: true, attachments: [{ name: 'carte.jpg', bytes: 9, sha256: sha('x') }] }];
  const SELECTORS = [
    { number: 1, kind: 'phone', text: '+32470000000', count: 2, events: [1, 2], roles: ['text', 'from'], reason: 'FORM_FITS', validity: 'valid' },
    { number: 2, kind: 'url', text: 'shop.example/a?b=1', count: 1, events: [3], roles: ['text'], reason: 'FORM_FITS', validity: 'valid' }];
  const providers = [{ provider: 'prov', at: ago(9000), connected: true, values: { member_state: 'fr', provider_name: 'Exemplar Messaging Ltd' } }];
  const shown = ({ content, line, ...i }) => i;

  return function routed(method, path, query, body, good, fail, officer) {
    const opened = /^\/api\/evidence\/openings\/(\d+)\/approve$/.exec(path), o = openings.find((x) => x.opening === Number(opened?.[1]));
    if (opened) {
      if (!o || o.officer === officer.id) return fail(o ? 403 : 404, o ? 'SAME_PERSON' : 'NOT_FOUND');
      return good(Object.assign(o, { approvals: 1, state: 'approved' }));
    }
    if (path === '/api/evidence/openings') return good({ openings: openings.filter((x) => !query.get('item') || x.item === query.get('item')) });
    const done = /^\/api\/evidence\/items\/([^/]+)\/(openings|term|destruction|destruction\/approve|release)$/.exec(path), it = items.find((x) => x.item === done?.[1]);
    if (done && !it) return fail(404, 'NOT_FOUND');
    if (done && done[2] !== 'destruction/approve' && !said(body)) return fail(422, 'BAD_FIELD');
    if (done?.[2] === 'openings') {
      if (body.purpose === 'border_check') return fail(403, 'NO_BASIS');
      openings.unshift(opening(openings.length + 1, { item: it.item, ground: body.ground, purpose: body.purpose, officer: officer.id, basis: body.basis }));
      return good(openings[0]);
    }
    if (done?.[2] === 'term') {
      it.term.until = body.until + 'T00:00:00Z';
      delete it.destruction;
      it.line.push(event(it.line.length, 'kept_on', body));
      return good({ until: it.term.until });
    }
    if (done?.[2] === 'destruction') { it.destruction = { state: 'asked', ground: body.ground, officer: officer.id, at: ago(0) }; return good({ state: 'waiting' }); }
    if (done?.[2] === 'destruction/approve') {
      if (it.destruction?.officer === officer.id) return fail(403, 'SAME_PERSON');
      Object.assign(it, { state: 'destroyed', destruction: { ...it.destruction, state: 'done', approver: officer.id } });
      it.line.push(event(it.line.length, 'destroyed', {}));
      return good({ state: 'due', copies_with: ['laboratory'] });
    }
    if (done?.[2] === 'release') {
      if (officer.id === 'claire@fr') return fail(403, 'SAME_PERSON');
      it.quarantine.lifted = true;
      it.line.push(event(it.line.length, 'released', body));
      return good({ event: it.line.at(-1).event });
    }
    if (path === '/api/evidence/items') return good({ items: items.filter((i) => (!query.get('case') || i.case === query.get('case')) && (!query.get('ends_within') || (i.state !== 'destroyed' && i.term.until <= ahead(Number(query.get('ends_within')) * 1440)))).map(shown) });
    const one = /^\/api\/evidence\/items\/([^/]+)(?:\/(events|check|timeline|selectors))?$/.exec(path), i = items.find((x) => x.item === one?.[1]);
    if (one && !i) return fail(404, 'NOT_FOUND');
    if (one && !one[2]) return good({ ...shown(i), line: i.line });
    if (one?.[2] === 'timeline') return i === items[0] ? good({ reading: 1, events: EVENTS.filter((e) => e.n > Number(query.get('after'))) }) : fail(404, 'NOT_FOUND');
    if (one?.[2] === 'selectors') return i === items[0] ? good({ reading: 1, selectors: SELECTORS }) : fail(404, 'NOT_FOUND');
    if (one?.[2] === 'events') {
      if (!body.where || !body.why || !body.basis) return fail(400, 'BAD_FIELD');
      i.line.push(event(i.line.length, body.act, body));
      return good({ event: i.line.at(-1).event });
    }
    if (one?.[2] === 'check') { i.line.push(event(i.line.length, 'checked')); return good({ ok: true }); }
    if (path === '/api/evidence/intakes') { intakes.set('in1', { ...body, parts: [] }); return good({ intake: 'in1' }); }
    if (path === '/api/evidence/intakes/in1/parts') { intakes.get('in1').parts.push(Buffer.from(body.data, 'base64')); return good({ received: 1 }); }
    if (path === '/api/evidence/intakes/in1/enter') {
      const begun = intakes.get('in1'), bytes = Buffer.concat(begun.parts);
      if (sha(bytes) !== begun.sha256 || !body.basis) return fail(409, 'CONFLICT');
      return good(shown(taken('01937bf0-0001-7000-8000-00000000aa0' + (items.length + 1), begun.name, bytes, body.act, body)));
    }
    if (path === '/api/evidence/bundles') {
      const chosen = items.filter((x) => body.items.includes(x.item));
      if (!body.where || !body.why || !body.basis) return fail(400, 'BAD_FIELD');
      return good({ bundle: 'b1', made_at: '2026-11-29T10:00:00Z', manifest: '<m/>', signature: Buffer.from('sig').toString('base64'),
        files: [{ name: 'index.json', type: 'application/json', text: '{}' }],
        items: chosen.map((x, n) => ({ item: x.item, file: `items/000${n + 1}-x`, name: x.name, bytes: x.bytes, sha256: x.sha256 })) });
    }
    const part = /^\/api\/evidence\/bundles\/b1\/items\/([^/]+)$/.exec(path);
    if (part) return good({ data: items.find((x) => x.item === part[1]).content.subarray(Number(query.get('from')), Number(query.get('from')) + 16).toString('base64') });
    if (path === '/api/hashes' && method === 'GET') return good({ lists });
    if (path === '/api/hashes/search') return good({ matches: body.hashes.map((h, n) => ({ ...h, source: 'Example office', label: 'instructs', retain_until: ahead(9000), asked: n, ...(h.type === 'pdq' ? { distance: 3 } : {}) })), asked: body.hashes.length, cut: false });
    if (path === '/api/hashes' && method === 'POST') { lists.push({ source: body.source, type: 'md5', count: body.hashes.length }); return good({ added: body.hashes.length, unchanged: 0, too_plain: 0 }); }
    if (path === '/api/hashes/drop') { lists.splice(0, lists.length, ...lists.filter((l) => l.source !== body.source)); return good({ dropped: 1 }); }
    if (path === '/api/providers' && method === 'GET') return good({ providers });
    if (path === '/api/providers') { providers.push({ provider: body.provider, at: ago(0), connected: false, waits: { values: body.values, digest: sha(JSON.stringify(body.values)), at: ago(0) } }); return good({ provider: body.provider }); }
    if (/^\/api\/providers\/[^/]+\/confirmation$/.test(path)) return fail(403, 'SAME_PERSON');
    if (path === '/api/order-statistics') return good({ orders: {}, source: 'Regulation (EU) 2023/1543 art. 28', not_known: ['28(2)(h)', '28(2)(j)'], rows: [
      { side: 'issued', kind: 'epoc', data: 'subscriber', member: 'prov', emergency: false, orders: 3, fulfilled: 1, refused: 1, open: 1, grounds: { why_not_stored: 1 }, average_minutes: 3025 },
      { side: 'issued', kind: 'epoc', data: 'content', member: 'prov', emergency: true, orders: 1, fulfilled_in_part: 1, not_validated: 1, average_minutes: 95 },
      { side: 'issued', kind: 'epoc_pr', data: 'other', member: 'prov', emergency: false, orders: 2, fulfilled: 2, average_minutes: 300, average_minutes_to_production: 44640 },
      { side: 'received', kind: 'epoc_notice', data: 'content', member: 'be', emergency: false, orders: 1, refused: 1, grounds: { rights_breach: 1 } }] });
    if (path === '/api/removal-statistics') return good({ source: 'Regulation (EU) 2021/784 arts. 7(3), 8(1) and 21(1)',
      issued: { orders: 12, emergencies: 1, cross_border: 4, carried_out: 9, not_carried_out: 1, open: 2, in_time: 8, late: 1, minutes: 351, annulled: 1, measures: { removed: 6, access_disabled: 3 }, grounds: { infringement_decided: 1 }, stopped: { insufficient_information: 2 } },
      received: { orders: 1, carried_out: 1, in_time: 1, minutes: 20, measures: { removed: 1 } }, scrutiny: { asked: 4, received: 1, found: { no_infringement: 3, infringement: 1 } }, decisions: { exposure_decision: 1 }, reinstated: { why: { after_scrutiny: 1 } } });
    if (path === '/api/order-rulings') {
      if (body.values.third_state) return fail(403, 'NO_BASIS', 'art. 2(4): not for proceedings of a third country; use the Budapest Convention or a letter of request');
      for (const f of ['issuing_state', 'issuing_file', 'data_category', 'signed_on', 'necessity']) if (!body.values[f]) return fail(400, 'BAD_FIELD', f + ': missing');
      const deep = ['traffic', 'content'].includes(body.values.data_category);
      const { necessity, ...addressee } = body.values;
      return good({ ruled: true, notify: deep, suspends: deep && !body.urgent, validate_later: !!body.values.unvalidated, by_judge: deep, by_magistrate: !deep, addressee, authority: { ...addressee, necessity } });
    }
    if (/^\/api\/requests\/[^/]+\/paper$/.test(path)) return good({ pdf: Buffer.from('%PDF-1.4 invented ' + query.get('view') + query.get('language')).toString('base64'), digest: sha('paper') });
    return null;
  };
}
