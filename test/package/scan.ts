/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { run } from './run';

const SCANNER = join(
	__dirname,
	'../../node_modules/@n8n/scan-community-package/scanner/scanner.mjs',
);

export interface ScanResult {
	passed: boolean;
	message?: string;
	details?: string;
}

/**
 * The lint part of n8n's verification scan, which looks at a package twice: at its source and
 * at its tarball. The scanner is an ES module, so it runs in a process of its own.
 */
export function scan(folder: string, what: 'source' | 'tarball'): ScanResult {
	const program = `
		const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(process.argv[1]);
		const patterns = process.argv[3] === 'source' ? SOURCE_FILE_PATTERNS : ['**/*.js', 'package.json'];
		console.log(JSON.stringify(await analyzePackage(process.argv[2], patterns)));
	`;
	const url = pathToFileURL(SCANNER).href;
	const output = run(folder, process.execPath, [
		'--input-type=module',
		'--eval',
		program,
		url,
		folder,
		what,
	]);
	return JSON.parse(output.trim().split('\n').at(-1) ?? '') as ScanResult;
}
