// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2
// An identity provider that others wrote (npm's oidc-provider), on loopback: prints its keys, then answers.
// Usage: node oidc_provider.mjs FOLDER_WITH_NODE_MODULES PORT REDIRECT
import { pathToFileURL } from 'node:url';
import { generateKeyPairSync } from 'node:crypto';
import path from 'node:path';

const [folder, port, redirect] = process.argv.slice(2);
const { default: Provider } = await import(pathToFileURL(path.join(folder, 'node_modules/oidc-provider/lib/index.js')).href);
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'r1', use: 'sig', alg: 'RS256' };
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: 'malines', client_secret: 'a secret: with / and +', redirect_uris: [redirect], response_types: ['code'],
    grant_types: ['authorization_code'], token_endpoint_auth_method: 'client_secret_basic' }],
  jwks: { keys: [jwk] },
  cookies: { keys: ['a key of a test'] },
  pkce: { required: () => true },
});
provider.listen(Number(port), '127.0.0.1', () => {
  console.log(JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'r1', use: 'sig', alg: 'RS256' }] }));
});
