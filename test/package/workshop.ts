/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

import { run } from './run';

const CHECKOUT = join(__dirname, '../..');
const NOT_COPIED = ['node_modules', '.git', 'dist', 'coverage', '.stryker-tmp', 'reports'];

/** What `npm pack --json` says about the tarball. */
export interface Tarball {
	filename: string;
	size: number;
	files: Array<{ path: string }>;
}

/**
 * A copy of the checkout in a temporary folder, so that building and packing there disturbs
 * nobody who works in the checkout meanwhile.
 */
export class Workshop {
	readonly source = mkdtempSync(join(tmpdir(), 'altegio-package-test-'));

	constructor() {
		cpSync(CHECKOUT, this.source, {
			recursive: true,
			filter: (path) => dirname(path) !== CHECKOUT || !NOT_COPIED.includes(basename(path)),
		});
		symlinkSync(join(CHECKOUT, 'node_modules'), join(this.source, 'node_modules'));
	}

	/** Builds and packs as a release does. */
	pack(): Tarball {
		run(this.source, 'npm', ['run', 'build', '--silent']);
		return (JSON.parse(run(this.source, 'npm', ['pack', '--json'])) as Tarball[])[0];
	}

	/**
	 * Unpacks the tarball into a folder of its own. It lies inside the copy, so that
	 * n8n-workflow is found as it is inside n8n.
	 */
	unpack({ filename }: Tarball, folderName: string): string {
		const folder = join(this.source, folderName);
		mkdirSync(folder);
		run(this.source, 'tar', ['-xzf', filename, '-C', folder, '--strip-components=1']);
		return folder;
	}

	remove(): void {
		rmSync(this.source, { recursive: true, force: true });
	}
}
