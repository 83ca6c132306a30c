/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console -- runs outside n8n: a command-line tool */
import { credentials, faults, startSandbox } from './index';

/** `npm run sandbox`: a local Altegio to try things with, request limits included. */
async function main(): Promise<void> {
	const sandbox = await startSandbox({
		port: Number(process.env.SANDBOX_PORT ?? 8790),
		limits: { perSecond: 5, perMinute: 200 },
		// The query string stays out: people put tokens there.
		onRequest: ({ method, path, status, faulted }) =>
			console.log(`${method} ${path} ${status || 'no answer'}${faulted ? ' (fault)' : ''}`),
	});
	const records = [...sandbox.locations.values()];
	console.log(`A local Altegio listens on ${sandbox.url}

Partner token  ${credentials.partnerToken}
User token     ${credentials.userToken}
Login          ${credentials.login}   Password  ${credentials.password}

Locations of this user:
${records
	.filter(({ managed }) => managed)
	.map(({ location: { id, title, city } }) => `  ${id}  ${title}, ${city}`)
	.join('\n')}
Locations of others: ${records
		.filter(({ managed }) => !managed)
		.map(({ location }) => location.id)
		.join(', ')}

Try it:
  curl -X PUT ${sandbox.url}/company/${records[0].location.id} \\
    -H 'Authorization: Bearer ${credentials.partnerToken}, User ${credentials.userToken}' \\
    -H 'Accept: application/vnd.api.v2+json' -H 'Content-Type: application/json' \\
    -d '{"zip":"10001"}'

Let the next update fail, see the log, start afresh:
  curl ${sandbox.origin}/_sandbox/faults -d '{"preset":"badGateway","match":{"method":"PUT"},"times":1}'
  curl ${sandbox.origin}/_sandbox/requests
  curl -X POST ${sandbox.origin}/_sandbox/reset
Let a team member change something in Altegio, whose event goes to the addresses in hooks_settings 5 seconds later:
  curl ${sandbox.origin}/_sandbox/changes -d '{"kind":"appointment","id":640001,"fields":{"attendance":2}}'
Presets: ${Object.keys(faults).join(', ')}
`);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
	}
}

main().catch((error: NodeJS.ErrnoException) => {
	const isTaken = error.code === 'EADDRINUSE';
	console.error(isTaken ? 'The port is taken. Try SANDBOX_PORT=8791 npm run sandbox' : error);
	process.exitCode = 1;
});
