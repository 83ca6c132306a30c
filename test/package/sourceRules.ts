import * as ts from 'typescript';

/**
 * What n8n demands of shipped code and its linter does not see: the linter lets devDependencies
 * be imported, although they are gone at run time, and the scanner ignores inline disables.
 *
 * @returns one line per violation, empty if there is none
 */
export function findViolations(fileName: string, text: string): string[] {
	const violations: string[] = [];
	const report = (what: string) => violations.push(`${fileName}: ${what}`);

	// Also sees dynamic imports, require() and re-exports.
	for (const { fileName: module } of ts.preProcessFile(text, true, true).importedFiles) {
		// n8n allows this one of Node's own modules.
		const isAllowed = ['n8n-workflow', 'node:crypto'].includes(module) || /^\.\.?\//.test(module);
		if (!isAllowed) report(`imports ${module}`);
	}
	if (text.includes('eslint-disable')) report('switches the linter off');

	const visit = (node: ts.Node): void => {
		if (ts.isIdentifier(node) && node.text === 'fetch' && !isPropertyName(node)) {
			report("uses fetch, which passes n8n's proxy, certificates and credentials by");
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true));

	return violations;
}

function isPropertyName(node: ts.Identifier): boolean {
	const { parent } = node;
	return (
		(ts.isPropertyAccessExpression(parent) && parent.name === node) ||
		((ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) && parent.name === node)
	);
}
