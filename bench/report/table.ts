/** A table of a benchmark, with what its numbers say. */
export interface Section {
	title: string;
	/** What was done, in one or two sentences. */
	what: string;
	head: string[];
	rows: string[][];
	/** What the numbers say, and plainly where ours is slower. */
	says: string[];
}

/** The table alone, as Markdown that can be read in a terminal too. */
export function tableOf({ head, rows }: Pick<Section, 'head' | 'rows'>): string {
	const widths = head.map((title, column) =>
		Math.max(title.length, ...rows.map((row) => row[column].length)),
	);
	const isNumber = head.map((_, column) => rows.every((row) => /^[\d.,–-]/.test(row[column])));
	const line = (row: string[]) =>
		`| ${row.map((cell, at) => (isNumber[at] ? cell.padStart(widths[at]) : cell.padEnd(widths[at]))).join(' | ')} |`;
	const rule = widths.map((width, at) => `${'-'.repeat(width - 1)}${isNumber[at] ? ':' : '-'}`);
	return [line(head), line(rule), ...rows.map(line)].join('\n');
}
