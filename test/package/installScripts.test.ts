/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import packageJson from '../../package.json';

const lockfile = readFileSync(join(__dirname, '../../package-lock.json'), 'utf8');
const { packages } = JSON.parse(lockfile) as {
	packages: Record<string, { hasInstallScript?: boolean }>;
};

test('allowScripts decides about every dependency that has an install script', () => {
	const names = Object.keys(packages)
		.filter((path) => packages[path].hasInstallScript)
		.map((path) => path.split('node_modules/').pop());
	expect(Object.keys(packageJson.allowScripts).sort()).toEqual([...new Set(names)].sort());
});
