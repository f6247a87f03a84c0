// A certified provider of OpenID Connect on loopback, with users of our own, for the tests.
// Writes its issuer on the first line of stdout and runs until stdin closes.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const { naam, client, geheim, terug, gebruikers, inIdToken } = JSON.parse(process.argv[2]);

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const uitgever = `http://${naam}:${server.address().port}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const aanbieder = new Provider(uitgever, {
    clients: [{ client_id: client, client_secret: geheim, redirect_uris: [terug] }],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email'], groepen: ['groepen'] },
    conformIdTokenClaims: !inIdToken,
    cookies: { keys: [randomBytes(32).toString('hex')] },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'een', use: 'sig', alg: 'RS256' }] },
    pkce: { methods: ['S256'], required: () => true },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...gebruikers[id] }) }),
  });
  server.on('request', aanbieder.callback());
  console.log(uitgever);
});

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
