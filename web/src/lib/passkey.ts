// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// Passkeys in the browser (W3C Web Authentication). The node checks everything again; what is done here is to ask the
// authenticator, and to compute from what is shown the digest that is signed, so that nobody signs what they did not read.
import { api } from './api';
import type { Action, NodeInfo, Request } from './types';

export class Stopped extends Error {} // the person, the authenticator or the clock said no
export class NoPasskey extends Error {}
export class OtherDigest extends Error {}

const supported = () => typeof PublicKeyCredential === 'function' && window.isSecureContext;
export const here = (node: NodeInfo | null): boolean => supported() && (node?.passkeys?.at.includes(location.origin) ?? false);
// Where they do work, when not here; '' when nowhere.
export const elsewhere = (node: NodeInfo | null): string => (here(node) ? '' : (node?.passkeys?.at[0] ?? ''));

export function toBase64url(bytes: ArrayBuffer | Uint8Array): string {
  const binary = Array.from(new Uint8Array(bytes), (b) => String.fromCharCode(b)).join('');
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
}

// As the node writes what it signs: keys sorted, no blanks, control characters as \\u00XX (src/codec/json.h).
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return '[' + value.map(canonical).join(',') + ']';
  if (value && typeof value === 'object') {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return '{' + entries.map(([k, v]) => canonical(k) + ':' + canonical(v)).join(',') + '}';
  }
  return JSON.stringify(value).replace(/\\(u[0-9a-f]{4}|.)/g, (all, e: string) => (e.length > 1 ? '\\u' + e.slice(1).toUpperCase() : all));
}
const sha256 = (text: string) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
export async function digestOf(action: Action): Promise<string> {
  return Array.from(new Uint8Array(await sha256(canonical(action))), (b) => b.toString(16).padStart(2, '0')).join('');
}

// What the browser throws says more to its makers than to an officer.
async function asked<T>(what: Promise<Credential | null>): Promise<T> {
  const credential = await what.catch(() => null);
  if (!credential) throw new Stopped();
  return credential as unknown as T;
}
async function assertion(challenge: BufferSource, rpId: string, ids: string[]): Promise<{ id: string; evidence: string }> {
  const credential = await asked<PublicKeyCredential>(navigator.credentials.get({
    publicKey: { challenge, rpId, userVerification: 'required', allowCredentials: ids.map((id) => ({ type: 'public-key', id: fromBase64url(id) })) },
  }));
  const r = credential.response as AuthenticatorAssertionResponse;
  const evidence = [r.authenticatorData, r.clientDataJSON, r.signature].map(toBase64url).join('.');
  return { id: toBase64url(credential.rawId), evidence };
}

// The authenticator finds the passkey by the address alone: which ones an officer has is told to nobody.
export async function signIn(officer: string): Promise<void> {
  const asking = await api.challenge(officer, location.origin);
  const { id, evidence } = await assertion(fromBase64url(asking.challenge), asking.rp_id, []);
  await api.signInByPasskey(officer, asking.ticket, id, evidence);
}

export async function enrol(officer: string, code: string, label: string): Promise<void> {
  const begun = await api.passkeyBegin(officer, code, location.origin);
  const credential = await asked<PublicKeyCredential>(navigator.credentials.create({
    publicKey: {
      challenge: fromBase64url(begun.challenge), rp: { id: begun.rp_id, name: 'Malines' },
      user: { id: fromBase64url(begun.user), name: officer, displayName: begun.name },
      pubKeyCredParams: [{ type: 'public-key', alg: -8 }, { type: 'public-key', alg: -7 }], attestation: 'none',
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      excludeCredentials: begun.exclude.map((id) => ({ type: 'public-key', id: fromBase64url(id) })),
    },
  }));
  const r = credential.response as AuthenticatorAttestationResponse;
  const made = toBase64url(r.getAuthenticatorData()) + '.' + toBase64url(r.clientDataJSON);
  await api.passkeyAdd(officer, code, begun.ticket, made, label);
}

// Signs what is shown and nothing else: the digest is computed from it here.
async function signed(action: Action | undefined, digest: string | null): Promise<{ digest: string; credential: string; evidence: string }> {
  const computed = action ? await digestOf(action) : '';
  if (computed !== digest) throw new OtherDigest();
  const mine = (await api.passkeys()).filter((p) => p.rp_id === location.hostname);
  if (!mine.length) throw new NoPasskey();
  const challenge = await sha256('malines/approval/webauthn/1\n' + computed);
  const { id, evidence } = await assertion(challenge, location.hostname, mine.map((p) => p.id));
  return { digest: computed, credential: mine.find((p) => p.id === id)?.credential ?? '', evidence };
}
export async function approve(r: Request): Promise<void> {
  const s = await signed(r.approves, r.digest);
  await api.approve(r.id, s.digest, s.credential, s.evidence);
}
// The validation of an order that went out in an emergency: a magistrate's own signature.
export async function validate(r: Request): Promise<void> {
  const v = r.order?.validation, s = await signed(v?.approves, v?.digest ?? null);
  await api.validate(r.id, s.digest, s.credential, s.evidence);
}
