import * as ts from 'typescript';

/** A row of the table in docs/behaviour.md: `| R1 | what the node does |`. */
export interface Row {
	id: string;
	/** Said by `(planned)` in the text or by a cell with nothing but `planned`. */
	planned: boolean;
}

/** All behaviour rows of a markdown text. */
export function readRows(markdown: string): Row[] {
	return markdown.split('\n').flatMap((line) => {
		const [, id, rest] = /^\|\s*(R\d+)\s*\|(.*)\|\s*$/.exec(line.trim()) ?? [];
		if (id === undefined) return [];
		return [{ id, planned: /\(planned\)/i.test(rest) || /(^|\|)\s*planned\s*($|\|)/i.test(rest) }];
	});
}

/**
 * Row numbers that the tests of a file claim to prove, once per claim. A title claims what it
 * begins with: `R1: …`, `R1 …`, `R1, R2: …`. A test inside a describe block claims the block's
 * numbers too. Skipped tests and todos claim nothing.
 */
export function readClaims(fileName: string, text: string): string[] {
	const claims: string[] = [];

	const visit = (node: ts.Node, inherited: string[]): void => {
		const call = ts.isCallExpression(node) ? readCall(node) : undefined;
		if (call?.isInactive) return;

		const numbers = call ? [...inherited, ...readNumbers(call.title)] : inherited;
		if (call?.kind === 'test') claims.push(...numbers);
		ts.forEachChild(node, (child) => visit(child, numbers));
	};
	visit(ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true), []);

	return claims;
}

/** What is missing or wrong between the table and the tests, one line each. */
export function compare(rows: Row[], claims: string[]): string[] {
	const ids = rows.map(({ id }) => id);
	return [
		...ids
			.filter((id, index) => ids.indexOf(id) !== index)
			.map((id) => `${id} stands in the table twice`),
		...rows
			.filter(({ id, planned }) => !planned && !claims.includes(id))
			.map(({ id }) => `${id} has no test`),
		...[...new Set(claims)]
			.filter((id) => !ids.includes(id))
			.map((id) => `${id} is tested but not in the table`),
	];
}

function readNumbers(title: string): string[] {
	const start = /^R\d+(\s*(,|and)\s*R\d+)*(?=\W|$)/.exec(title)?.[0] ?? '';
	return start.match(/R\d+/g) ?? [];
}

interface JestCall {
	kind: 'test' | 'describe';
	title: string;
	isInactive: boolean;
}

/** Recognises `test('…')`, `it.only('…')`, `test.each(table)('…')`, `describe('…')` and the like. */
function readCall(node: ts.CallExpression): JestCall | undefined {
	const [title] = node.arguments;
	if (!title || !(ts.isStringLiteralLike(title) || ts.isTemplateExpression(title)))
		return undefined;

	const modifiers: string[] = [];
	let callee: ts.Expression = node.expression;
	while (!ts.isIdentifier(callee)) {
		if (ts.isPropertyAccessExpression(callee)) {
			modifiers.push(callee.name.text);
			callee = callee.expression;
		} else if (ts.isCallExpression(callee)) {
			callee = callee.expression;
		} else if (ts.isTaggedTemplateExpression(callee)) {
			callee = callee.tag;
		} else {
			return undefined;
		}
	}

	const kind = { test: 'test', it: 'test', describe: 'describe' }[callee.text];
	if (kind === undefined) return undefined;
	return {
		kind: kind as JestCall['kind'],
		title: ts.isStringLiteralLike(title) ? title.text : title.head.text,
		isInactive: modifiers.some((modifier) => ['skip', 'todo', 'failing'].includes(modifier)),
	};
}
