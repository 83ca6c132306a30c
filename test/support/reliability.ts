/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Outcome } from './matrix';

const FILE = join(__dirname, '../../docs/reliability.md');
const BEGIN = '<!-- The table is written by test/engine/matrix.test.ts -->\n\n';
const END = '\n\n<!-- End of the table -->';

/** `UPDATE_DOCS=1 npx jest test/engine/matrix` writes the table anew. */
export const isUpdating = Boolean(process.env.UPDATE_DOCS);

interface Row {
	fault: string;
	times: string;
	operation: string;
	outcomes: Outcome[];
}

/** What came out of the matrix, as a table in Markdown. */
export function tableOf(rows: Row[]): string {
	const cells = rows.map(({ fault, times, operation, outcomes }) => [
		fault,
		times,
		operation,
		String(outcomes.filter(({ reported }) => reported === 'done').length),
		String(outcomes.filter(({ reported }) => reported === 'failed').length),
		range(outcomes.map(({ requests }) => requests)),
		range(outcomes.map(({ carriedOut }) => carriedOut)),
	]);
	const head = [
		'What goes wrong',
		'How often',
		'Operation',
		'Done',
		'Reported as failed',
		'Requests for the item',
		'Carried out by Altegio',
	];
	const widths = head.map((title, column) =>
		Math.max(title.length, ...cells.map((row) => row[column].length)),
	);
	const line = (row: string[]) =>
		`| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
	return [line(head), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join(
		'\n',
	);
}

/** `3`, or `3 or 6` where runs differ. */
function range(numbers: number[]): string {
	return [...new Set(numbers)].sort((a, b) => a - b).join(' or ');
}

/** The table as it stands in the document. */
export function writtenTable(): string {
	const [, from = ''] = readFileSync(FILE, 'utf8').split(BEGIN);
	return from.split(END)[0];
}

/** Puts a new table into the document. */
export function writeTable(table: string): void {
	const text = readFileSync(FILE, 'utf8');
	const [before, rest] = text.split(BEGIN);
	const after = rest.slice(rest.indexOf(END));
	writeFileSync(FILE, before + BEGIN + table + after);
}
