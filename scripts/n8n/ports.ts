/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { createServer, type AddressInfo } from 'node:net';

/** The address everything here listens on: never reachable from another machine. */
export const LOOPBACK = '127.0.0.1';

const PORTS_TRIED = 50;

/** The first free port from the wished one upwards; without a wish, any free port. */
export async function freePort(wished = 0): Promise<number> {
	for (let port = wished; port < wished + PORTS_TRIED; port++) {
		const free = await tryPort(port);
		if (free !== undefined) return free;
	}
	throw new Error(`No free port between ${wished} and ${wished + PORTS_TRIED - 1}`);
}

/** The port (one the system chooses for 0) if nothing listens on it. */
async function tryPort(port: number): Promise<number | undefined> {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'EADDRINUSE') resolve(undefined);
			else reject(error);
		});
		server.listen(port, LOOPBACK, () => {
			const { port: given } = server.address() as AddressInfo;
			server.close(() => resolve(given));
		});
	});
}
