/** A table of numbers. */
export interface Table {
	head: string[];
	rows: string[][];
}

/** The table as Markdown that can be read in a terminal too. */
export function toMarkdown({ head, rows }: Table): string {
	const widths = head.map((title, column) =>
		Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
	);
	const isNumber = head.map((_, column) =>
		rows.every((row) => /^[\d.,–-]/.test(row[column] ?? '')),
	);
	const line = (row: string[]) => {
		const cells = widths.map((width, column) => {
			const cell = row[column] ?? '';
			return isNumber[column] ? cell.padStart(width) : cell.padEnd(width);
		});
		return `| ${cells.join(' | ')} |`;
	};
	const rule = widths.map((width, at) => `${'-'.repeat(width - 1)}${isNumber[at] ? ':' : '-'}`);
	return [line(head), line(rule), ...rows.map(line)].join('\n');
}
